"""Facts read off the public data: last known values, each with its year and data set."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.assess import thirds
from foedus.assess.facts import HISTORY, LAST, STANDING, TIES, Known, gather, guarantors
from foedus.assess.frozen import Frozen, known
from foedus.errors import InputError
from foedus.scenario import Scenario
from foedus.states import find

if TYPE_CHECKING:
    import polars as pl

_PARTS = ("nmc", "contiguity", "atop", "majors", "regime", "capitals", "rivalry")
#: Read besides those of ``_sets``: to date the disputes, and to know which pairs are none.
_BESIDES = ("gml-disputes", "cow-false-dyads", "cow-states")


@cache
def _sets() -> dict[str, tuple[str, int]]:
    """What each fact is read from: data set, and the last year that it covers."""
    from foedus.evidence.add import (
        alliances,
        capabilities,
        contiguity,
        disputes,
        distance,
        majors,
        regime,
        rivalry,
    )
    from foedus.history import guarantors as standing

    owed = ("atop-dyad-years", alliances.COVERS[1])
    past = ("gml-directed-disputes", disputes.COVERS[1])
    return {
        "cinc": ("cow-nmc", capabilities.COVERS[1]),
        "polyarchy": ("vdem-polyarchy", regime.LAST["v2x_polyarchy"]),
        "polity2": ("polity4", regime.LAST["polity2"]),
        "conttype": ("cow-contiguity", contiguity.COVERS[1]),
        "capdist": ("cow-capitals", distance.CAPITALS_COVER[1]),
        "rivalry": ("tss-rivalries", rivalry.COVERS[1]),
        "majors": ("cow-majors", majors.COVERS[1]),
        "atop_defense": owed,
        "atop_nonagg": owed,
        "bound_to_challenger": owed,
        **dict.fromkeys((*STANDING, *TIES), ("atop-members", standing.LAST_YEAR)),
        **dict.fromkeys((*HISTORY, *LAST), past),
        **thirds.SETS,
    }


def absent() -> tuple[str, ...]:
    """Data sets needed here that are not on this machine, whole; none of them is downloaded."""
    from foedus.evidence.card import card
    from foedus.evidence.fetch import state

    return tuple(name for name in _sources() if state(card(name)) != "ok")


def _sources() -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(name for name, _ in _sets().values()), *_BESIDES]))


def from_data(scenario: Scenario) -> Frozen:
    """The facts of a scenario as the public data have them.

    State and pair: the year of ``as_of``, or the last one that a set covers. Disputes: all that
    began before the year after ``as_of``. Raises DataError where data cannot be had.
    """
    import polars as pl

    from foedus.evidence.card import card
    from foedus.evidence.panel import panel
    from foedus.history.covariates import HALF_LIVES

    year = scenario.as_of.year
    codes = {
        state: find(state, year=year).ccode
        for state in (scenario.challenger, scenario.protege, *guarantors(scenario))
    }
    one, two = codes[scenario.challenger], codes[scenario.protege]
    now = panel("directed-dyad-year", year, year, _PARTS, carry=True)
    pair = (pl.col("ccode1") == one) & (pl.col("ccode2") == two)
    row = _only(now.filter(pair))
    facts: dict[str, Known] = {}

    def put(name: str, value: Any, known: int | None = None) -> None:
        source, last = _sets()[name.rpartition(".")[2]]
        if isinstance(value, float):
            value = float(f"{value:.7g}")
        facts[name] = Known(value, known or min(year, last), source, "data")

    great = now.filter(pl.col("cowmaj1") == 1)["ccode1"].unique().sort()
    put("all.majors", tuple(find(code, year=year).label for code in great))
    for state, code in codes.items():
        mine = now.filter(pl.col("ccode1") == code).head(1)
        named = {"cinc": "cinc1", "polyarchy": "v2x_polyarchy1", "polity2": "polity21"}
        for what, column in named.items():
            value = _only(mine)[column]
            if value is not None and (what != "polity2" or code in {one, two}):
                put(f"{state}.{what}", float(value))
    for what in ("conttype", "capdist", "rivalry", "atop_defense", "atop_nonagg"):
        if row[what] is not None:
            put(f"pair.{what}", float(row[what]))
    owing = now.filter((pl.col("ccode2") == one) & (pl.col("atop_defense") == 1))["ccode1"].sort()
    put("pair.bound_to_challenger", tuple(find(code, year=year).label for code in owing))
    for what, value in _standing(now, pair).items():
        put(f"pair.{what}", float(value))
    for name, reading in thirds.from_data(scenario, now).items():
        put(name, reading)
    memory: dict[str, Any] = {}
    last = min(year, _sets()["last_mid"][1])
    for counted in (last + 1, last):  # the latter where one of the two leaves the system
        past = panel(
            "directed-dyad-year", counted, counted, ["dispute-history"], carry=True,
            half_lives=HALF_LIVES,
        ).filter(pair)  # fmt: skip
        if past.height:  # counts look strictly before their year
            memory = _only(past)
            break
    for what in HISTORY if memory else ():
        put(f"pair.{what}", float(memory[what]), counted - 1)
    for what, since in (("last_mid", "since_mid"), ("last_war", "since_war")) if memory else ():
        ago = memory[since]
        put(f"pair.{what}", None if ago is None else float(counted - ago), counted - 1)
    hashes = {name: card(name).sha256 for name in _sources()}
    return Frozen(scenario.challenger, scenario.protege, year, facts, hashes)


def _only(frame: "pl.DataFrame") -> dict[str, Any]:
    if not frame.height:
        return dict.fromkeys(frame.columns)
    return frame.row(0, named=True)


def _standing(now: "pl.DataFrame", pair: "pl.Expr") -> dict[str, float]:
    """The protégé's guarantors against the challenger before any design."""
    import polars as pl

    from foedus.history.guarantors import guarantors as applicable

    great = now.filter(pl.col("cowmaj1") == 1).select(pl.col("ccode1").alias("ccode"), "year")
    keys = now.select("ccode1", "ccode2", "year")
    found = pl.concat([keys, applicable(keys, great.unique())], how="horizontal")
    return {what: _only(found.filter(pair))[what] or 0.0 for what in (*STANDING, *TIES)}


def facts(scenario: Scenario, path: Path | None = None) -> dict[str, Known]:
    """Every fact that an assessment of ``scenario`` needs; ``path``: frozen facts beside it.

    The public data are read only where something is missing without them, and never downloaded.
    Raises InputError naming what nobody states.
    """
    frozen = known(scenario, path)
    try:
        return gather(scenario, frozen, None)
    except InputError:
        if absent():
            raise
    return gather(scenario, frozen, from_data(scenario).facts)
