"""Readings that ship with the package, for where the public data are not on this machine.

They are not the data: what Foedus's reader works out of them for every state and pair, run together
over the years in which a value stays the same. ``scripts/shipped.py`` makes them again from the
public data, byte for byte; ``about.json`` says which data, and docs/shipped.md under which terms.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars as pl

#: The first year of which yearly values ship: a question of 1946 reads the year before it.
FIRST_YEAR = 1945
#: Facts of pairs that hold both ways, kept once, the lower code first.
SYMMETRIC = ("capdist", "close", "rivalry")
#: Codes are below this, and so are the years of a run's key.
_CODES, _YEARS = 1000, 10_000


@dataclass(frozen=True, slots=True)
class ShippedSource:
    """A public data set as it was when the readings were worked out of it."""

    title: str
    version: str
    years: tuple[int, int]  # of its own; readings begin in 1945, disputes in 1816
    sha256: str
    facts: tuple[str, ...]  # what ships of it; empty: nothing does


@dataclass(frozen=True, slots=True)
class Runs:
    """A fact's runs of years, sorted by key; r runs. key: of who and the first year."""

    key: NDArray[np.int64]  # (r,)
    last: NDArray[np.int64]  # (r,) the run's last year
    value: NDArray[np.float64]  # (r,)

    def at(
        self, who: NDArray[np.int64], year: NDArray[np.int64], otherwise: float
    ) -> NDArray[np.float64]:
        """(n,) values of n rows; otherwise: the value where no run covers the year."""
        found = np.full(len(who), otherwise)
        place = np.searchsorted(self.key, who * _YEARS + year, side="right") - 1
        held = place >= 0
        held[held] &= self.key[place[held]] // _YEARS == who[held]
        held[held] &= year[held] <= self.last[place[held]]
        found[held] = self.value[place[held]]
        return found


def states(
    name: str, codes: NDArray[np.int64], years: NDArray[np.int64], otherwise: float
) -> NDArray[np.float64]:
    """(n,) a fact of states by COW code; NaN before 1945.

    Years after the last of the data must be given as that one. otherwise: the value where no run of
    years has one.
    """
    found = _runs("states", name).at(codes, years, otherwise)
    found[years < FIRST_YEAR] = np.nan
    return found


def pairs(
    name: str,
    ones: NDArray[np.int64],
    twos: NDArray[np.int64],
    years: NDArray[np.int64],
    otherwise: float,
) -> NDArray[np.float64]:
    """(n,) a fact of directed pairs by COW code, as ``states`` of states."""
    if name in SYMMETRIC:
        ones, twos = np.minimum(ones, twos), np.maximum(ones, twos)
    found = _runs("pairs", name).at(ones * _CODES + twos, years, otherwise)
    found[years < FIRST_YEAR] = np.nan
    return found


def disputes() -> "tuple[pl.DataFrame, pl.DataFrame]":
    """What one state began against another, and who met whom, since 1816.

    In the columns of ``events`` and ``involvements`` of ``foedus.evidence.add.disputes``.
    """
    import polars as pl

    met = _table("met")
    turned = met.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(met.columns)
    return _table("disputes"), pl.concat([met, turned])


def bonds() -> "pl.DataFrame":
    """Members of alliances that promise defense or nonaggression, since 1945.

    ATOP's member level by the columns that Foedus reads: atopid, member, year, month and day of
    entry and exit, what is owed, and the codes of eight military ties.
    """
    return _table("pacts")


@cache
def about() -> dict[str, ShippedSource]:
    """Data set -> what it was when the readings were made, in the order of ids."""
    entries: dict[str, dict[str, Any]] = json.loads(_file("about.json").decode("utf-8"))
    return {
        name: ShippedSource(
            title=entry["title"], version=entry["version"],
            years=(entry["years"][0], entry["years"][1]), sha256=entry["sha256"],
            facts=tuple(entry["facts"]),
        )
        for name, entry in entries.items()
    }  # fmt: skip


@cache
def _runs(table: str, name: str) -> Runs:
    import polars as pl

    frame = _table(table).filter(pl.col("fact") == name)
    who = frame["ccode1"].to_numpy().astype(np.int64)
    if table == "pairs":
        who = who * _CODES + frame["ccode2"].to_numpy()
    key = who * _YEARS + frame["first"].to_numpy()
    return Runs(key, frame["last"].to_numpy().astype(np.int64), frame["value"].to_numpy())


@cache
def _table(name: str) -> "pl.DataFrame":
    import polars as pl

    return pl.read_parquet(_file(f"{name}.parquet"))


def _file(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
