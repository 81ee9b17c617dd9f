"""A job and its cells: what is computed, under a key that says all that it hangs on."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from foedus.errors import InputError

#: Variable -> the value that a cell has, as it was written.
Settings: TypeAlias = Mapping[str, str]
_SHARD = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Job:
    """What all cells share. task: ``module:function`` that computes one.

    The function takes a job's inputs, a cell's settings and a seed, and gives a Polars frame.
    inputs: plain values, as JSON has them. stamp: of code and data (``foedus.sweep.stamp``).
    own_draws: whether each cell has random numbers of its own (a bootstrap), or all have the same,
    so that cells differ by what varies and not by chance.
    """

    task: str
    inputs: Mapping[str, Any]
    stamp: Mapping[str, str]
    own_draws: bool = False

    @property
    def key(self) -> str:
        """SHA-256 of what all cells share."""
        return digest({"task": self.task, "inputs": self.inputs, "stamp": self.stamp})

    def cells(self, settings: Iterable[Settings]) -> tuple["Cell", ...]:
        """A cell for each setting, in their order. Raises InputError for one given twice."""
        shared = self.key
        found: dict[str, Cell] = {}
        for each in settings:
            key = digest({"job": shared, "settings": each})
            if key in found:
                raise InputError(
                    f"a cell stands twice: {', '.join(f'{n}={v}' for n, v in each.items())}",
                    where="--vary", hint="each value once",
                )  # fmt: skip
            found[key] = Cell(key, each, seed(key if self.own_draws else shared))
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing to compute. key: SHA-256 of the job and the settings."""

    key: str
    settings: Settings
    seed: int


def digest(value: Any) -> str:
    """SHA-256 of plain values, whatever the order of their keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seed(key: str) -> int:
    """The seed that a key gives, 0 to 2³² - 1."""
    return int(key[:8], 16)


def shard(text: str) -> tuple[int, int]:
    """``3/20`` as its two numbers. Raises InputError for what is none."""
    found = _SHARD.fullmatch(text)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of:
        raise InputError(
            f"found {text!r}, expected a part and how many there are, the first being 1",
            where="--shard", hint="--shard 3/20",
        )  # fmt: skip
    return number, of


def part(cells: Iterable[Cell], number: int, of: int) -> tuple[Cell, ...]:
    """The cells of one part; the parts are all of them, each in one."""
    return tuple(cell for cell in cells if int(cell.key[-8:], 16) % of == number - 1)
