"""Militarized interstate disputes, Gibler–Miller–Little 2.2.1 (Gibler, Miller & Little 2016).

Two readings stand side by side. The columns up to ``init2`` are those of the prepared table, one
dispute a dyad-year, in which onset is the same in both directions and ``init1`` also marks every
late joiner. ``init`` is initiation proper: state 1 is an originator on side A, state 2 an
originator on side B, of a dispute that begins in this year; it is read from all disputes, so none
is lost where a dyad-year has several.
"""

from typing import TYPE_CHECKING

from foedus.evidence.part import Options, Part, absent_is_zero
from foedus.evidence.rows import Rows
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

COVERS = (1816, 2010)
FORCE, WAR = 4, 5  # hostility levels: use of force, war
#: Words of the ladder, and the least hostility at which a dispute counts for each.
RUNGS = {"mid": 0, "force": FORCE, "war": WAR}
_SHARED = ("fatality", "hostlev", "recip", "mindur", "maxdur", "stmon")
_SIDED = ("sidea", "fatality", "fatalpre", "hiact", "hostlev", "orig")


def initiations() -> "pl.DataFrame":
    """Every dispute that one originator began against another.

    ccode1 (initiator, side A), ccode2 (target, side B), year (the dispute's first), dispnum,
    hostlev (the highest that either of the two reached in it, over its years). A dispute of two
    originators against one gives two rows.
    """
    import polars as pl

    began = table("gml-disputes").select("dispnum", pl.col("styear").alias("year"))
    return (
        table("gml-directed-disputes")
        .filter(
            pl.col("orig1") == 1, pl.col("orig2") == 1,
            pl.col("sidea1") == 1, pl.col("sidea2") == 0,
        )
        .group_by("dispnum", "ccode1", "ccode2")
        .agg(
            pl.col("year").min().alias("met"),
            hostlev=pl.max_horizontal(pl.col("hostlev1").max(), pl.col("hostlev2").max()),
        )
        .join(began, left_on=["dispnum", "met"], right_on=["dispnum", "year"], how="semi")
        .select("ccode1", "ccode2", pl.col("met").alias("year"), "dispnum", "hostlev")
        .sort("ccode1", "ccode2", "year", "dispnum")
    )  # fmt: skip


def involvements() -> "pl.DataFrame":
    """ccode1, ccode2, year, hostlev: pairs on opposite sides of a dispute in a year, both ways.

    hostlev is the highest that either of the two reached in any dispute between them that year.
    """
    import polars as pl

    return (
        table("gml-directed-disputes")
        .group_by("ccode1", "ccode2", "year")
        .agg(hostlev=pl.max_horizontal(pl.col("hostlev1").max(), pl.col("hostlev2").max()))
    )


def _add(rows: Rows, _: Options) -> "pl.DataFrame":
    import polars as pl

    if not rows.pairs:
        return _of_states(rows)
    whittled = _whittled()
    frame = rows.pair(whittled)
    flags = ("gmlmidongoing", "gmlmidonset")
    zeroed = absent_is_zero(frame.select(flags), rows, COVERS, Options())
    started = absent_is_zero(rows.pair(_started(rows)), rows, COVERS, Options())
    frame = frame.with_columns(zeroed[flag] for flag in flags)
    return pl.concat([frame, started], how="horizontal")


def _whittled() -> "pl.DataFrame":
    """The prepared table, one dispute a directed dyad-year, in peacesciencer's column order."""
    import polars as pl

    sided = [f"{name}{which}" for name in _SIDED for which in (1, 2)]
    late = [
        ((pl.col(f"sidea{which}") == 1) | (pl.col(f"orig{which}") == 0)).alias(f"init{which}")
        for which in (1, 2)
    ]
    wide = {"fatalpre1", "fatalpre2"}
    return table("gml-dyad-years").select(
        "ccode1", "ccode2", "year",
        pl.col("dispnum").cast(pl.Int16),
        pl.col("gmlmidongoing", "gmlmidonset").cast(pl.Int8),
        *(pl.col(name).cast(pl.Int32 if name in wide else pl.Int8) for name in sided),
        *(pl.col(name).cast(pl.Int16 if name.endswith("dur") else pl.Int8) for name in _SHARED),
        *(flag.cast(pl.Int8) for flag in late),
    )  # fmt: skip


def _started(rows: Rows) -> "pl.DataFrame":
    """ccode1, ccode2, year, init, init_force, init_war; either state's for undirected dyads."""
    import polars as pl

    begun = initiations()
    if rows.unit == "dyad-year":
        begun = begun.with_columns(
            ccode1=pl.min_horizontal("ccode1", "ccode2"),
            ccode2=pl.max_horizontal("ccode1", "ccode2"),
        )
    highest = pl.col("hostlev").max()
    return begun.group_by("ccode1", "ccode2", "year").agg(
        init=pl.lit(1, pl.Int8),
        init_force=(highest >= FORCE).cast(pl.Int8),
        init_war=(highest >= WAR).cast(pl.Int8),
    )


def _of_states(rows: Rows) -> "pl.DataFrame":
    import polars as pl

    state = pl.col("ccode1").alias("ccode")
    flags = table("gml-directed-disputes").group_by(state, "year").agg(
        gmlmidongoing=pl.col("midongoing").max().cast(pl.Int8),
        gmlmidonset=pl.col("midonset").max().cast(pl.Int8),
    )  # fmt: skip
    begun = initiations()
    number = pl.col("dispnum").n_unique().cast(pl.Int16)
    started = begun.group_by(state, "year").agg(inits=number)
    aimed = begun.group_by(pl.col("ccode2").alias("ccode"), "year").agg(targeted=number)
    frames = [rows.side(frame, 1) for frame in (flags, started, aimed)]
    return absent_is_zero(pl.concat(frames, how="horizontal"), rows, COVERS, Options())


DISPUTES = Part(
    name="mids",
    about="Militarized interstate disputes, GML 2.2.1",
    sources=("gml-directed-disputes", "gml-dyad-years", "gml-disputes"),
    covers=COVERS,
    add=_add,
    columns={
        "dispnum": "number of the dispute; missing, like all that follows, where there is none",
        "gmlmidongoing": "1 if a dispute between the two goes on in the year, else 0",
        "gmlmidonset": "1 in the first year of a dispute for the dyad; the same both ways",
        "sidea{1,2}": "1 if on side A, which acted first",
        "fatality{1,2}": "the state's fatality level, 0–6; -9 unknown",
        "fatalpre{1,2}": "the state's fatalities; -9 unknown",
        "hiact{1,2}": "the state's highest action, 0–21",
        "hostlev{1,2}": "the state's hostility, 1–5",
        "orig{1,2}": "1 if in the dispute from its first day",
        "fatality": "the dispute's fatality level, 0–6; -9 unknown",
        "hostlev": "the dispute's hostility, 2–5",
        "recip": "1 if reciprocated",
        "mindur": "least duration, days",
        "maxdur": "greatest duration, days",
        "stmon": "first month",
        "init{1,2}": "1 if on side A, or joined later on either side; not initiation proper",
        "init": "1 if state 1 begins a dispute against state 2 in the year, both originators",
        "init_force": "1 if one so begun reaches force between the two (hostility 4 or 5)",
        "init_war": "1 if one so begun reaches war between the two (hostility 5)",
        "inits": "states: number of disputes begun",
        "targeted": "states: number of disputes begun against it",
    },
)
