"""The years that models of history learn from."""

from foedus.errors import InputError

FIRST_YEAR, LAST_YEAR = 1816, 2014


def check_span(first: int, last: int, where: str) -> None:
    """Raise InputError unless there are at least 30 years with known disputes to learn from."""
    if not FIRST_YEAR <= first <= last - 30 <= LAST_YEAR - 30:
        raise InputError(
            f"cannot learn from {first}–{last}",
            where=where,
            hint=f"a last year from {FIRST_YEAR + 30} to {LAST_YEAR}",
        )
