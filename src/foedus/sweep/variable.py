"""What varies, as a command line says it: ``term=5,10,20``, ``replicate=1..200``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from foedus.errors import InputError
from foedus.sweep.cell import Settings

#: Cells of one sweep at most.
MOST = 1_000_000
_EXAMPLE = "--vary term=5,10,20"
_RANGE = re.compile(r"(-?\d{1,9})\.\.(-?\d{1,9})(?::(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Variable:
    """A name, and the values that it is to have, as they were written."""

    name: str
    values: tuple[str, ...]

    @property
    def where(self) -> str:
        """The option, for messages."""
        return f"--vary {self.name}"


def variables(texts: Iterable[str]) -> tuple[Variable, ...]:
    """What each ``NAME=VALUE,VALUE`` says; whole numbers may be ``FIRST..LAST`` or with ``:STEP``.

    Raises InputError for what says none, names one twice, or gives a value twice.
    """
    found: dict[str, Variable] = {}
    for text in texts:
        name, sign, listed = text.partition("=")
        name = name.strip()
        if not sign or not name:
            raise InputError(
                f"found {text!r}, expected a name and its values", where="--vary", hint=_EXAMPLE
            )
        if name in found:
            raise InputError(f"{name} stands twice", where="--vary", hint="all its values in one")
        values = tuple(_values(name, listed))
        twice = [value for at, value in enumerate(values) if value in values[:at]]
        if twice:
            raise InputError(f"{twice[0]!r} stands twice", where=f"--vary {name}", hint="each once")
        found[name] = Variable(name, values)
    return tuple(found.values())


def _values(name: str, listed: str) -> Iterator[str]:
    for value in map(str.strip, listed.split(",")):
        if not value:
            raise InputError(f"an empty value in {listed!r}", where=f"--vary {name}", hint=_EXAMPLE)
        span = _RANGE.fullmatch(value)
        if not span:
            yield value
            continue
        first, last, step = int(span[1]), int(span[2]), int(span[3] or 1)
        if step < 1 or last < first or (last - first) // step >= MOST:
            raise InputError(
                f"{value!r} is no rising range of at most {MOST:,} numbers",
                where=f"--vary {name}", hint=f"--vary {name}=1..200, or {name}=1950..2000:10",
            )  # fmt: skip
        yield from map(str, range(first, last + 1, step))


def grid(varied: Sequence[Variable]) -> list[Settings]:
    """Every combination of values, the last variable's fastest. Raises InputError for too many."""
    count = 1
    for each in varied:
        count *= len(each.values)
    if count > MOST:
        raise InputError(
            f"{count:,} cells, allowed: up to {MOST:,}", where="--vary", hint="fewer values"
        )
    names = [each.name for each in varied]
    combined = product(*(each.values for each in varied))
    return [dict(zip(names, values, strict=True)) for values in combined]
