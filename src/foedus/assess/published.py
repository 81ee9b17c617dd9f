"""Facts read off the public data: last known values, each with its year and data set.

A question sees what was known on its day: yearly data through the last year that is wholly past,
alliances by their dates.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.assess import pacts, thirds
from foedus.assess.facts import BACK, HISTORY, LAST, Known, guarantors
from foedus.assess.frozen import Frozen, known
from foedus.assess.gather import gather
from foedus.assess.unused import refuse
from foedus.errors import InputError
from foedus.evidence import bridge
from foedus.scenario import Scenario
from foedus.states import find

if TYPE_CHECKING:
    import polars as pl

_PARTS = ("nmc", "contiguity", "majors", "regime", "capitals", "rivalry")
#: Read besides those of ``_sets``: to date the disputes, and to know which pairs are none.
_BESIDES = (*bridge.SOURCES, "cow-false-dyads", "cow-states")


@cache
def _sets() -> dict[str, tuple[str, int]]:
    """What each fact is read from: data set, and the last year that it covers."""
    from foedus.evidence.add import (
        capabilities,
        contiguity,
        disputes,
        distance,
        majors,
        regime,
        rivalry,
    )

    past = (bridge.source(disputes.COVERS[1]), disputes.COVERS[1])
    return {
        "cinc": ("cow-nmc", capabilities.COVERS[1]),
        "polyarchy": ("vdem-polyarchy", regime.LAST["v2x_polyarchy"]),
        "polity2": ("polity4", regime.LAST["polity2"]),
        "conttype": ("cow-contiguity", contiguity.COVERS[1]),
        "capdist": ("cow-capitals", distance.CAPITALS_COVER[1]),
        "rivalry": ("tss-rivalries", rivalry.COVERS[1]),
        "majors": ("cow-majors", majors.COVERS[1]),
        "pacts": ("atop-members", pacts.LAST_DAY.year),
        **dict.fromkeys((*HISTORY, *BACK, *LAST), past),
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

    State and pair: the last year that is wholly past on the question's day, or the last one that a
    set covers; of a pair that was none then, the year of ``as_of``. Disputes: all that began to the
    end of that year. Pacts: all that bind one of the two on some day of the year of ``as_of``, with
    their dates. Raises DataError where data cannot be had.
    """
    import polars as pl

    from foedus.evidence.card import card
    from foedus.evidence.panel import panel

    asked, year = scenario.as_of.year, scenario.through
    codes = {
        state: find(state, year=asked).ccode
        for state in (scenario.challenger, scenario.protege, *guarantors(scenario))
    }
    one, two = codes[scenario.challenger], codes[scenario.protege]
    pair = (pl.col("ccode1") == one) & (pl.col("ccode2") == two)
    now = panel("directed-dyad-year", year, year, _PARTS, carry=True)
    if not now.filter(pair).height:  # one of the two came into the system this year
        year, now = asked, panel("directed-dyad-year", asked, asked, _PARTS, carry=True)
    row = _only(now.filter(pair))
    facts: dict[str, Known] = {}

    def put(name: str, value: Any, known: int | None = None) -> None:
        source, last = _sets()[name.rpartition(".")[2]]
        if known and source == bridge.source(last):
            source = bridge.source(known)
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
    for what in ("conttype", "capdist", "rivalry"):
        if row[what] is not None:
            put(f"pair.{what}", float(row[what]))
    standing = pacts.from_data(one, two, asked)
    put(
        "all.pacts",
        tuple(f"atop-{each.atop}" for each in standing),
        min(asked, pacts.LAST_DAY.year),
    )
    for each in standing:
        facts[f"pact.atop-{each.atop}"] = replace(facts["all.pacts"], value=each)
    for name, reading in thirds.from_data(scenario, now).items():
        put(name, reading)
    counted, memory, back = _memory(scenario, one, two)
    for what in HISTORY if memory else ():
        put(f"pair.{what}", float(memory[what]), counted - 1)
    for what in BACK if memory else ():
        put(f"pair.{what}", float(back[what.removeprefix("back_")]), counted - 1)
    for what, since in (("last_mid", "since_mid"), ("last_war", "since_war")) if memory else ():
        ago = memory[since]
        put(f"pair.{what}", None if ago is None else float(counted - ago), counted - 1)
    hashes = {name: card(name).sha256 for name in _sources()}
    return Frozen(scenario.challenger, scenario.protege, asked, facts, hashes)


def _memory(scenario: Scenario, one: int, two: int) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """The pair's dispute history both ways, and the year up to which it looks, exclusive."""
    import polars as pl

    from foedus.evidence.panel import panel
    from foedus.history.covariates import HALF_LIVES

    last = min(scenario.through, _sets()["last_mid"][1])
    for counted in (last + 1, last):  # the latter where one of the two leaves the system
        past = panel(
            "directed-dyad-year", counted, counted, ["dispute-history"], carry=True,
            half_lives=HALF_LIVES,
        )  # fmt: skip
        ways = [
            past.filter((pl.col("ccode1") == first) & (pl.col("ccode2") == second))
            for first, second in ((one, two), (two, one))
        ]
        if ways[0].height:  # counts look strictly before their year
            return counted, _only(ways[0]), _only(ways[1])
    return last, {}, {}


def _only(frame: "pl.DataFrame") -> dict[str, Any]:
    if not frame.height:
        return dict.fromkeys(frame.columns)
    return frame.row(0, named=True)


def facts(scenario: Scenario, path: Path | None = None) -> dict[str, Known]:
    """Every fact that an assessment of ``scenario`` needs; ``path``: frozen facts beside it.

    The public data are read only where something is missing without them, and never downloaded.
    Raises InputError naming what nobody states.
    """
    frozen = known(scenario, path)
    found: dict[str, Known] | None = None
    try:
        found = gather(scenario, frozen, None)
    except InputError:
        if absent():
            raise
    if found is None:
        found = gather(scenario, frozen, from_data(scenario).facts)
    refuse(scenario, found)
    return found
