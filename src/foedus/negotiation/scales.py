"""On which scale a table's numbers are: taken where it is plain, asked where it is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.errors import InputError
from foedus.negotiation.actors import Actor
from foedus.negotiation.quantity import Quantity, center, interval, parse


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """A row's cells as they are written, and its quantities as a computer writes them."""

    where: str
    cells: dict[str, str]
    written: dict[str, str]

    def number(self, column: str) -> float | None:
        """The number in a column, None where it is blank. Raises InputError for a range."""
        value = self.quantity(column)
        if not isinstance(value, float | None):
            raise InputError(
                f"{column} {self.cells[column]!r} must be one number", where=self.where
            )
        return value

    def percent(self, column: str) -> bool:
        """Whether the cell is written with a percent sign."""
        return self.cells.get(column, "").endswith("%")

    def quantity(self, column: str) -> Quantity | None:
        """The number or range in a column, None where it is blank. Raises InputError."""
        text = self.written.get(column, "")
        if not text:
            return None
        try:
            return parse(text)
        except InputError as error:
            said = error.what.replace(repr(text), repr(self.cells[column]))  # as it was written
            raise InputError(f"{column}: {said}", where=self.where, hint=error.hint) from None


def salience_top_of(rows: list[QuantityRow]) -> float:
    """100 where any salience exceeds 1, else 1; InputError where some seem on the other scale.

    Percents are of 100, however small they are.
    """
    if any(row.percent("salience") for row in rows):
        return 100.0
    given = [
        (row, center(value)) for row in rows if (value := row.quantity("salience")) is not None
    ]
    above = [row for row, value in given if value > 1]
    below = [row for row, value in given if 0 < value < 1]
    if above and below:
        odd, usual = (above, below) if len(above) <= len(below) else (below, above)
        raise InputError(
            f"salience {odd[0].cells['salience']}, where others are {usual[0].cells['salience']}: "
            "is full salience 1 or 100?",
            where=odd[0].where,
            hint="write every salience on 0 to 1, or every one on 0 to 100",
        )
    return 100.0 if above else 1.0


def refuse_fractions(name: str, actors: list[Actor]) -> None:
    """Refuse an issue of no stated scale whose positions all lie in 0 to 1, not all at 0."""
    held = [interval(actor.position, 0.0, 100.0) for actor in actors]
    if all(low >= 0 and high <= 1 for low, _, high in held) and any(high > 0 for *_, high in held):
        raise InputError(
            f"every position on issue {name!r} lies in 0 to 1: is that its scale, or 0 to 100?",
            where=actors[0].source,
            hint="write scale_low and scale_high in the table of issues: 0 and 1, or 0 and 100",
        )


def refuse_percents(
    listed: list[QuantityRow], held: list[QuantityRow], known: dict[str, QuantityRow]
) -> None:
    """Refuse percents on an issue whose scale is no scale of percents."""
    places = [
        *((row, row, column) for row in listed for column in ("outcome", "reference_point")),
        *((row, known.get(row.cells["issue_id"]), "position") for row in held),
    ]
    for row, issue, column in places:
        if issue is None or not row.percent(column):
            continue
        low, high = issue.number("scale_low") or 0.0, issue.number("scale_high")
        high = 100.0 if high is None else high
        if (low, high) != (0.0, 100.0):
            raise InputError(
                f"{column} {row.cells[column]} on issue {issue.cells['issue_id']!r}, whose scale "
                f"is {low:g} to {high:g}: is that a share of it?",
                where=row.where,
                hint="write it without %, on the scale of the issue",
            )


def percents(name: str, rows: list[QuantityRow]) -> Iterator[str]:
    """What percents were taken for."""
    columns = [c for c in ("position", "salience") if any(row.percent(c) for row in rows)]
    if columns:
        yield f"{name}: % in {' and '.join(columns)} is read on 0 to 100 (45% is 45)"


def small(
    name: str, rows: list[QuantityRow], top: float, known: dict[str, QuantityRow]
) -> Iterator[str]:
    """What scale was taken where saliences, or an issue's positions, may be meant on 0 to 10."""
    saliences = [center(value) for row in rows if (value := row.quantity("salience")) is not None]
    if top == 100 and max(saliences) <= 10:
        yield f"{name}: salience, 10 at most, is read on 0 to 100"
    highest: dict[str, float] = {}
    for row in rows:
        issue, value = row.cells["issue_id"], row.quantity("position")
        if value is not None and not known[issue].written.get("scale_high"):
            highest[issue] = max(highest.get(issue, 0.0), center(value))
    small = [issue for issue, high in highest.items() if 1 < high <= 10]
    if small:
        yield (
            f"{name}: positions, 10 at most on {', '.join(small[:8])}, are read on 0 to 100; "
            "scale_low and scale_high in the table of issues say otherwise"
        )
