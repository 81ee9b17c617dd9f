"""How commitments ended: ATOP's termination codes, read and counted.

ATOP's member level gives each membership of a phase a ``term`` and a ``termmode``. What the codes
mean was read off the data, from their cross-table and from cases whose end is known
(docs/lapse.md); a test holds those cases.

========  ============  =====================================================================
termmode  kind          example
========  ============  =====================================================================
0         standing      North Atlantic 1949: in force when the data end
1         expired       China–Soviet Union 1950, not renewed in 1980
2         replaced      a later phase of the same alliance, or another pact, took its place
3         broken        France–Czechoslovakia, 1938; Egypt–United Kingdom, 1951; US–Taiwan, 1980
4         dissolved     a member lost its independence: France–Poland, 1939
5         accomplished  its war or task was over: the Entente's pact with Italy, 1918
6         defeated      its members lost the war: Germany–Austria-Hungary, 1918
========  ============  =====================================================================

``term`` says the same more coarsely: 1 for modes 1, 5 and 6; 2 for 3; 3 for 2; 0 for 0 and 4.
"""

from typing import TYPE_CHECKING

from foedus.errors import DataError
from foedus.evidence.table import table
from foedus.history.depth import scores as depth
from foedus.terms.depth import atop_depth

if TYPE_CHECKING:
    import polars as pl

#: ATOP's ``termmode`` and what it stands for.
KINDS = {
    0: "standing",
    1: "expired",
    2: "replaced",
    3: "broken",
    4: "dissolved",
    5: "accomplished",
    6: "defeated",
}
#: The early end that is forecast: the promise was violated or renounced while it stood.
EARLY = "broken"
#: ATOP's ``proren``, in the words of a guarantee's ``renewal``.
RENEWALS = {0: "none", 1: "by-agreement", 2: "automatic"}
#: The last year of ATOP's member level: what stands then is cut off there, not ended.
LAST_YEAR = 2016


def memberships() -> "pl.DataFrame":
    """One row a state's membership of a phase of an alliance, whatever it owes.

    Columns: alliance, member, phase; defense, whether it owes defense; first and last year
    (``LAST_YEAR`` where it stands); kind of end; since, the year from which the member is bound
    without a gap, through phases that a later one replaced; depth (latent, sds) and ties (count,
    0 to 8); ratified, fixed, renounce, multilateral, asymmetric, wartime (0 or 1, null where ATOP
    does not know); term (years, null where no length is fixed); renewal, in the words of
    ``RENEWALS``.

    Raises DataError where the data cannot be had or hold a code that is not in ``KINDS``.
    """
    import polars as pl

    frame = table("atop-members")
    bound = frame.filter(pl.col("member").is_between(1, 999))
    unknown = set(bound["termmode"].unique().to_list()) - set(KINDS)
    if unknown:
        raise DataError(f"unknown termmode: {', '.join(map(str, unknown))}", where="atop-members")
    left, years = pl.col("yrexit"), pl.col("length") / 12
    rows = bound.with_columns(ties=atop_depth(bound), depth=depth(bound)[0]).select(
        "member",
        "phase",
        "wartime",
        "depth",
        "ties",
        alliance="atopid",
        defense=pl.col("defense") == 1,
        first="yrent",
        last=pl.when(left > 0).then(left).otherwise(LAST_YEAR),
        kind=pl.col("termmode").replace_strict(KINDS, return_dtype=pl.String),
        ratified="estmode",
        fixed=(pl.col("speclgth") == 1).cast(pl.Int64),
        renounce=(pl.col("renounce") > 0).cast(pl.Int64),
        multilateral=1 - pl.col("bilat"),
        asymmetric="asymm",
        term=pl.when((pl.col("speclgth") == 1) & (years > 0)).then(years),
        renewal=pl.col("proren").replace_strict(RENEWALS, default=None, return_dtype=pl.String),
    )
    return _joined(rows.sort("alliance", "member", "first", "phase"))


def known_by(held: "pl.DataFrame", last: int) -> "pl.DataFrame":
    """Memberships as they were known at the end of a year: what ended later stands."""
    import polars as pl

    later = pl.col("last") > last
    return held.filter(pl.col("first") <= last).with_columns(
        kind=pl.when(later).then(pl.lit("standing")).otherwise("kind"),
        last=pl.when(later).then(last).otherwise("last"),
    )


def _joined(rows: "pl.DataFrame") -> "pl.DataFrame":
    """Add ``since``: a phase that follows within a year on one it replaced continues it."""
    import polars as pl

    key = ["alliance", "member"]
    follows = (
        (pl.col("kind").shift(1).over(key) == "replaced")
        & (pl.col("first") - pl.col("last").shift(1).over(key) <= 1)
    ).fill_null(False)
    spells = rows.with_columns(spell=(~follows).cum_sum())
    return spells.with_columns(since=pl.col("first").min().over("spell")).drop("spell")
