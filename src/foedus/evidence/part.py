"""A part of a panel: one source's columns, and what every part is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from foedus.errors import InputError
from foedus.evidence.rows import Rows, Unit
from foedus.evidence.spells import retained

if TYPE_CHECKING:
    import polars as pl

DYADS: tuple[Unit, ...] = ("directed-dyad-year", "dyad-year")
EVERY: tuple[Unit, ...] = (*DYADS, "state-year")


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may ask of the parts.

    carry: after a set's last year take its last values (for forecasts and scenarios); disputes
        and wars are not carried, so a history goes on as if none had begun since.
    compat: ``"peacesciencer"`` gives that package's value where Foedus departs from it.
    half_lives: years after which a past dispute counts half, in the part dispute-history.
    """

    carry: bool = False
    compat: Literal["peacesciencer"] | None = None
    half_lives: tuple[float, ...] = (8.0,)

    def __post_init__(self) -> None:
        """Refuse half-lives that are not positive, and none at all."""
        if not self.half_lives:
            raise InputError("no half-life is given", where="half_lives", hint="(8,)")
        for half_life in self.half_lives:
            retained(half_life)


@dataclass(frozen=True, slots=True)
class Part:
    """A named set of columns.

    columns: name -> one line of meaning; a trailing ``{1,2}`` stands for both states, and
        ``{h}`` for a half-life. add: the columns for n rows, in the order of the rows.
    """

    name: str
    about: str
    sources: tuple[str, ...]  # ids of cards
    covers: tuple[int, int]  # first and last year with values; missing outside
    add: Callable[[Rows, Options], "pl.DataFrame"]
    columns: Mapping[str, str]
    units: tuple[Unit, ...] = EVERY


def carried(options: Options, last: int) -> int | None:
    """The year that later ones take their values from, if values are carried forward."""
    return last if options.carry else None


def within(rows: Rows, covers: tuple[int, int], options: Options) -> "pl.Series":
    """(n,) whether a set covers the row's year (years after it count where values are carried)."""
    import polars as pl

    known = rows.year >= covers[0]
    if not options.carry:
        known &= rows.year <= covers[1]
    return pl.Series(known)


def absent_is_zero(
    frame: "pl.DataFrame", rows: Rows, covers: tuple[int, int], options: Options
) -> "pl.DataFrame":
    """Null to 0 inside the years covered (nothing listed means none); outside stays missing."""
    import polars as pl

    if covers[0] <= rows.first and (options.carry or rows.last <= covers[1]):
        return frame.fill_null(0)
    known = within(rows, covers, options)
    return frame.select(pl.when(known).then(pl.all().fill_null(0)))
