"""Militarized interstate disputes, Gibler–Miller–Little 2.2.1 (Gibler, Miller & Little 2016).

Two readings stand side by side. The columns up to ``init2`` are those of the prepared table, to
2010, one dispute a dyad-year, in which onset is the same in both directions and ``init1`` also
marks every late joiner. ``init`` is initiation proper: state 1 begins a dispute against state 2
(both originators, state 1 on side A), or a war, in this year; it is read from all disputes, so none
is lost where a dyad-year has several. Those of 2011–2014 are the Correlates of War's, across a
measured bridge (``foedus.evidence.bridge``).

Force and deaths are those of a dispute over its whole course. War is not read from it: wars have a
record of their own (``foedus.evidence.wars``), each dated and directed by itself, so that a
dispute of 1955 that one state began and a war of 1956 that the other began are two events.
"""

from typing import TYPE_CHECKING

from foedus.evidence import bridge
from foedus.evidence.part import Options, Part, absent_is_zero
from foedus.evidence.rows import Rows
from foedus.evidence.table import table
from foedus.evidence.wars import begun, fought

if TYPE_CHECKING:
    import polars as pl

COVERS = (1816, bridge.COW_LAST)
#: Years of the prepared table, one dispute a dyad-year.
GML_COVERS = (1816, bridge.GML_LAST)
#: Words of the ladder: a dispute or war begun, one with force, with deaths or occupation, a war.
RUNGS = ("mid", "force", "deadly", "war")
_SHARED = ("fatality", "hostlev", "recip", "mindur", "maxdur", "stmon")
_SIDED = ("sidea", "fatality", "fatalpre", "hiact", "hostlev", "orig")


def events() -> "pl.DataFrame":
    """Every dispute and every war that one state began against another.

    ccode1, ccode2, year; known: the year by whose end its level is known, a dispute's last; force,
    deadly, war: what it reached. A war that begins in another year than the dispute it grew from,
    or is begun by the other side, is an event beside it.
    """
    import polars as pl

    rungs = RUNGS[1:]
    disputes = (
        bridge.initiations()
        # A war of the same state in the same year stands for the dispute that it grew from.
        .join(begun().with_columns(fought=True), on=["ccode1", "ccode2", "year"], how="left")
        .filter(~(pl.col("force") & pl.col("fought").fill_null(False)))
        .with_columns(known=pl.col("last"), war=pl.lit(False))
    )
    wars = begun().with_columns(
        pl.col("year").alias("known"), *(pl.lit(True).alias(rung) for rung in rungs)
    )
    keys = ["ccode1", "ccode2", "year", "known"]
    parts = [frame.select(*keys, *rungs) for frame in (disputes, wars)]
    return pl.concat(parts, how="vertical_relaxed").sort(pl.all())


def involvements() -> "pl.DataFrame":
    """ccode1, ccode2, year, force, deadly, war: pairs on opposite sides in a year, both ways.

    Force and deaths of a dispute stand in its last year, when they are known; war in each year of
    the war's own record.
    """
    import polars as pl

    last = pl.col("year") == pl.col("year").max().over("dispnum", "ccode1", "ccode2")
    keys = ["ccode1", "ccode2", "year"]
    disputes = bridge.directed().select(
        *keys, pl.col("force") & last, pl.col("deadly") & last, war=pl.lit(False)
    )
    wars = fought().with_columns(pl.lit(True).alias(rung) for rung in RUNGS[1:])
    both = pl.concat([disputes, wars], how="vertical_relaxed")
    return both.group_by(keys).agg(pl.col(RUNGS[1:]).any())


def _add(rows: Rows, _: Options) -> "pl.DataFrame":
    import polars as pl

    if not rows.pairs:
        return _of_states(rows)
    frame = rows.pair(_whittled())
    flags = ("gmlmidongoing", "gmlmidonset")
    zeroed = absent_is_zero(frame.select(flags), rows, GML_COVERS, Options())
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
    """ccode1, ccode2, year, init, init_force, …; either state's for undirected dyads."""
    import polars as pl

    begun = events()
    if rows.unit == "dyad-year":
        begun = begun.with_columns(
            ccode1=pl.min_horizontal("ccode1", "ccode2"),
            ccode2=pl.max_horizontal("ccode1", "ccode2"),
        )
    return begun.group_by("ccode1", "ccode2", "year").agg(
        pl.lit(1, pl.Int8).alias("init"),
        *(pl.col(rung).any().cast(pl.Int8).alias(f"init_{rung}") for rung in RUNGS[1:]),
    )


def _of_states(rows: Rows) -> "pl.DataFrame":
    import polars as pl

    state = pl.col("ccode1").alias("ccode")
    flags = table("gml-directed-disputes").group_by(state, "year").agg(
        gmlmidongoing=pl.col("midongoing").max().cast(pl.Int8),
        gmlmidonset=pl.col("midonset").max().cast(pl.Int8),
    )  # fmt: skip
    begun = bridge.initiations()
    number = pl.col("dispnum").n_unique().cast(pl.Int16)
    started = begun.group_by(state, "year").agg(inits=number)
    aimed = begun.group_by(pl.col("ccode2").alias("ccode"), "year").agg(targeted=number)
    spans = ((flags, GML_COVERS), (started, COVERS), (aimed, COVERS))
    frames = [absent_is_zero(rows.side(f, 1), rows, covers, Options()) for f, covers in spans]
    return pl.concat(frames, how="horizontal")


DISPUTES = Part(
    name="mids",
    about="Militarized interstate disputes, GML 2.2.1; from 2011 COW MID 5.0",
    sources=(
        "gml-directed-disputes",
        "gml-dyad-years",
        "gml-disputes",
        "cow-mid-directed-disputes",
        "cow-mid-disputes",
    ),
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
        "init": "1 if state 1 begins a dispute (both originators) or a war against state 2",
        "init_force": "1 if one so begun reaches force between the two (hostility 4 or 5)",
        "init_deadly": "1 if one so begun is deadly: lives lost to the other's force, or territory "
        "occupied",
        "init_war": "1 if state 1 begins a war against state 2 in the year (docs/war.md)",
        "inits": "states: number of disputes begun",
        "targeted": "states: number of disputes begun against it",
    },
)
