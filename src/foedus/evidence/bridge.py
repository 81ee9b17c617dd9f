"""The bridge between two coders' disputes: Gibler, Miller & Little's to 2010, then COW's to 2014.

GML 2.2.1 (Gibler, Miller & Little 2016) ends in 2010; MID 5.0 of the Correlates of War (Palmer et
al. 2022) goes on to 2014 by nearly the same rules and with the same numbers of disputes. What GML
makes of COW's disputes is measured on 1993–2010, which both have, and done to 2011–2014:

- *A clash in which nobody knows the losses is deadly.* Of 25 that COW left open, GML found deaths
  in 19. An attack of one side alone with losses unknown is not: 3 of 6.
- *A state that only threatened, while another on its side showed or used force, began nothing.*
  GML kept none of 15 such pairs.
- *A dispute begun before 2011 goes on only where GML has it.*

Of the rest GML leaves out 32 of 616, of every kind some and of none most, so that no kind is left
out here: COW's disputes stay a little more numerous. docs/war.md has the numbers;
``foedus.evidence.mids5.bridged`` measures them again.
"""

from typing import TYPE_CHECKING

from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

#: The last year of GML's disputes, and the last of COW's.
GML_LAST, COW_LAST = 2010, 2014
FORCE, WAR = 4, 5  # hostility levels: use of force, war
THREAT = 2  # hostility level
OCCUPATION, CLASH = 14, 17  # highest action: occupation of territory, clash (and beyond: combat)
UNKNOWN = -9  # losses
PAIR = ("dispnum", "ccode1", "ccode2")
#: The cards that the disputes of both coders are read from.
SOURCES = (
    "gml-directed-disputes", "gml-disputes", "cow-mid-directed-disputes", "cow-mid-disputes",
)  # fmt: skip


def source(year: int) -> str:
    """The card that the disputes begun in a year are read from."""
    return SOURCES[0] if year <= GML_LAST else SOURCES[2]


def hostile() -> "tuple[pl.Expr, pl.Expr]":
    """Whether force was used between two sides of a dispute, and whether it was deadly.

    Deadly: one of the two used force and the other lost lives in the dispute, or one occupied
    territory. A loss that GML does not know (-9) counts as none.
    """
    import polars as pl

    deaths = [
        (pl.col(f"hostlev{mine}") >= FORCE) & (pl.col(f"fatality{other}") > 0)
        for mine, other in ((1, 2), (2, 1))
    ]
    seized = (pl.col("hiact1") == OCCUPATION) | (pl.col("hiact2") == OCCUPATION)
    force = pl.max_horizontal("hostlev1", "hostlev2") >= FORCE
    return force, deaths[0] | deaths[1] | seized


def gml() -> "pl.DataFrame":
    """GML's directed dispute-years with ``force`` and ``deadly``."""
    force, deadly = hostile()
    return table("gml-directed-disputes").with_columns(force=force, deadly=deadly)


def cow() -> "pl.DataFrame":
    """COW's directed dispute-years with ``force`` and ``deadly`` as GML would have them; all years.

    Pairs that GML would not have are left out.
    """
    import polars as pl

    force, deadly = hostile()
    unknown = pl.min_horizontal("fatality1", "fatality2") == UNKNOWN
    clash = pl.max_horizontal("hiact1", "hiact2") >= CLASH
    began_it = [
        (pl.col(f"sidea{mine}") == 1) & (pl.col("orig1") == 1) & (pl.col("orig2") == 1)
        for mine in (1, 2)
    ]
    aside = pl.lit(False)
    for mine, own in ((1, began_it[0]), (2, began_it[1])):
        level = pl.col(f"hostlev{mine}")
        most = pl.when(own).then(level).max().over("dispnum")
        aside |= own & (level <= THREAT) & (most > THREAT)
    return (
        table("cow-mid-directed-disputes")
        .filter(~aside.fill_null(False))
        .with_columns(force=force, deadly=deadly | (force & unknown & clash))
    )


def directed() -> "pl.DataFrame":
    """Directed dispute-years of both coders end to end, in the columns that they share.

    GML's to 2010, COW's from 2011: disputes that began since, and those of GML's that go on.
    """
    import polars as pl

    shared = [*PAIR, "year", "force", "deadly"]
    begun = table("cow-mid-disputes").select("dispnum", "styear")
    known = table("gml-disputes")["dispnum"].unique().to_list()
    later = (
        cow()
        .filter(pl.col("year") > GML_LAST)
        .join(begun, on="dispnum", how="left")
        .filter((pl.col("styear") > GML_LAST) | pl.col("dispnum").is_in(known))
    )
    return pl.concat([gml().select(shared), later.select(shared)], how="vertical_relaxed")


def initiations() -> "pl.DataFrame":
    """Every dispute that one originator began against another, whatever it led to, 1816–2014.

    ccode1 (initiator, side A), ccode2 (target, side B), year (the dispute's first), last (its
    last), dispnum, hostlev (the highest that either of the two reached in it), force, deadly. A
    dispute of two originators against one gives two rows. To 2010 all is GML's, a dispute's last
    year too.
    """
    import polars as pl

    later = begun_in(cow(), table("cow-mid-disputes")).filter(pl.col("year") > GML_LAST)
    parts = [begun_in(gml(), table("gml-disputes")), later]
    return pl.concat(parts, how="vertical_relaxed").sort("ccode1", "ccode2", "year", "dispnum")


def begun_in(directed: "pl.DataFrame", whole: "pl.DataFrame") -> "pl.DataFrame":
    """The columns of ``initiations`` from one coder's tables.

    directed: one row a directed pair, dispute and year. whole: one a dispute (dispnum, styear).
    """
    import polars as pl

    began = whole.select("dispnum", pl.col("styear").alias("year"))
    return (
        directed
        .filter(
            pl.col("orig1") == 1, pl.col("orig2") == 1,
            pl.col("sidea1") == 1, pl.col("sidea2") == 0,
        )
        .group_by(PAIR)
        .agg(
            pl.col("year").min().alias("met"), pl.col("year").max().alias("last"),
            hostlev=pl.max_horizontal(pl.col("hostlev1").max(), pl.col("hostlev2").max()),
            force=pl.col("force").any(), deadly=pl.col("deadly").any(),
        )
        .join(began, left_on=["dispnum", "met"], right_on=["dispnum", "year"], how="semi")
        .select("ccode1", "ccode2", pl.col("met").alias("year"), "last", "dispnum", "hostlev",
                "force", "deadly")
        .sort("ccode1", "ccode2", "year", "dispnum")
    )  # fmt: skip
