"""Panels: one row a unit and year, with the columns of the parts asked for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.evidence.add.alliances import ALLIANCES
from foedus.evidence.add.capabilities import CAPABILITIES
from foedus.evidence.add.contiguity import CONTIGUITY
from foedus.evidence.add.disputes import DISPUTES
from foedus.evidence.add.distance import CAPITALS, MINDIST
from foedus.evidence.add.history import HISTORY
from foedus.evidence.add.majors import MAJORS
from foedus.evidence.add.peace import PEACE
from foedus.evidence.add.regime import REGIME
from foedus.evidence.add.rivalry import RIVALRY
from foedus.evidence.add.troops import TROOPS
from foedus.evidence.add.wars import WARS
from foedus.evidence.part import Options, Part
from foedus.evidence.rows import Rows, rows

if TYPE_CHECKING:
    import polars as pl

#: Every part, by name, in the order of its columns.
PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        DISPUTES, CAPABILITIES, CONTIGUITY, ALLIANCES, MAJORS, REGIME,
        CAPITALS, MINDIST, RIVALRY, WARS, PEACE, HISTORY, TROOPS,
    )
}  # fmt: skip


def panel(
    unit: str = "directed-dyad-year",
    first: int = 1816,
    last: int = 2010,
    with_: Iterable[str] = (),
    *,
    carry: bool = False,
    compat: Literal["peacesciencer"] | None = None,
    half_lives: Iterable[float] = (8.0,),
) -> "pl.DataFrame":
    """Rows of ``unit`` from ``first`` to ``last``, sorted by key, with the parts in ``with_``.

    unit: directed-dyad-year, dyad-year (ccode1 < ccode2) or state-year. with_: names in PARTS.
    carry: after a set's last year, take its last values (else they are missing).
    compat: "peacesciencer" gives that package's contiguity, where Foedus departs from it.
    half_lives: years, of the decaying counts in the part dispute-history.

    Dyads always have ``politically_relevant``: contiguous by land or up to 400 miles of water, or
    one of the two a major power; missing where that is unknown. docs/panel.md lists the columns.
    Raises UnknownNameError for an unknown unit or part, InputError for years out of range,
    DataError where data cannot be had or a key is not unique.
    """
    import polars as pl

    wanted = list(dict.fromkeys(with_))
    for name in wanted:
        if name not in PARTS:
            raise UnknownNameError("part", name, PARTS, where="--with")
    if compat not in {None, "peacesciencer"}:
        raise UnknownNameError("compat", compat, ["peacesciencer"])
    options = Options(carry=carry, compat=compat, half_lives=tuple(half_lives))
    grid = rows(unit, first, last)
    for name in wanted:
        if grid.unit not in PARTS[name].units:
            raise InputError(
                f"the part {name!r} has no meaning for {unit}",
                where="--with",
                hint="leave it out, or use --unit " + " or ".join(PARTS[name].units),
            )
    frames = {name: PARTS[name].add(grid, options) for name in wanted}
    columns = [grid.frame(), *frames.values()]
    if grid.pairs:
        columns.append(_relevance(grid, frames, options))
    return keyed(pl.concat(columns, how="horizontal"), grid.keys)


def _relevance(grid: Rows, frames: dict[str, "pl.DataFrame"], options: Options) -> "pl.DataFrame":
    """politically_relevant (Weede 1976; Lemke & Reed 2001), by contiguity of any type 1–5."""
    import polars as pl

    known = dict(frames)
    for part in (CONTIGUITY, MAJORS):
        if part.name not in known:
            known[part.name] = part.add(grid, options)
    major = known["majors"]
    near = known["contiguity"]["conttype"] > 0
    return pl.select(politically_relevant=near | (major["cowmaj1"] == 1) | (major["cowmaj2"] == 1))


def keyed(frame: "pl.DataFrame", keys: tuple[str, ...]) -> "pl.DataFrame":
    """``frame``, whose rows rise strictly by ``keys``; DataError names the first that does not.

    Strictly rising keys are unique keys, and the check needs no hash table.
    """
    import polars as pl

    rises, same = pl.lit(False), pl.lit(True)
    for key in keys:
        now, before = pl.col(key), pl.col(key).shift(1)
        rises = rises | (same & (now > before))
        same = same & (now == before)
    bad = frame.lazy().select(wrong=(~rises).fill_null(False)).collect()["wrong"].arg_true()
    if len(bad):
        named = ", ".join(f"{key} {frame[bad[0], key]}" for key in keys)
        raise DataError(f"the key {named} is in the panel twice, or out of order")
    return frame
