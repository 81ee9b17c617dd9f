"""A region's facts read off the public data: who is in it, and what is known of each.

Promises of defense are those of ATOP's member level in its last year, and those that the library
knows to have been made since: accessions, and mutual treaties of defense.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.assess.facts import BACK, HISTORY, LAST, STANDING, TIES, Known
from foedus.assess.neighbor_facts import REACH, Promiser, Region, Row
from foedus.assess.neighbor_pacts import chronicled
from foedus.errors import DataError
from foedus.evidence import bridge
from foedus.history import depth
from foedus.history.covariates import HALF_LIVES, UNKNOWN_DEMOCRACY
from foedus.history.guarantors import LAST_YEAR, Commitments, applicable, commitments, counted
from foedus.scenario import Scenario
from foedus.states import find
from foedus.terms import depth_count, instruments

if TYPE_CHECKING:
    import polars as pl

_DISPUTES = bridge.source(bridge.COW_LAST)
_PARTS = ("nmc", "contiguity", "atop", "majors", "regime", "capitals", "rivalry", "mindist")
#: Column of the panel, or name of a fact -> data set; what is of the challenger's pair has "pair.".
_SOURCES = {
    "cinc": "cow-nmc", "polyarchy": "vdem-polyarchy", "polity2": "polity4",
    "pair.conttype": "cow-contiguity", "pair.capdist": "cow-capitals",
    "pair.rivalry": "tss-rivalries", "pair.atop_defense": "atop-dyad-years",
    "all.majors": "cow-majors",
    **{f"pair.{what}": "atop-members" for what in (*STANDING, *TIES)},
    **{f"pair.{what}": _DISPUTES for what in (*HISTORY, *BACK, *LAST)},
}  # fmt: skip
_BESIDES = ("cshapes-mindist", *bridge.SOURCES, "cow-false-dyads", "cow-states")
_SECOND = {"cinc": "cinc2", "polyarchy": "v2x_polyarchy2", "polity2": "polity22"}


def sources() -> tuple[str, ...]:
    """The data sets that a region is read from."""
    return tuple(dict.fromkeys((*_SOURCES.values(), *_BESIDES)))


def from_data(scenario: Scenario) -> Region:
    """The region of a scenario as the public data have it.

    Raises DataError naming the data sets that are not on this machine; none is downloaded.
    """
    import polars as pl

    from foedus.evidence.card import card
    from foedus.evidence.fetch import state as held
    from foedus.evidence.panel import panel

    absent = [name for name in sources() if held(card(name)) != "ok"]
    if absent:
        raise DataError(
            f"nobody froze this region's facts, and the data are not here: {', '.join(absent)}",
            where=scenario.name,
            hint="`foedus data pull` fetches the public data",
        )
    year = scenario.as_of.year
    one, two = (find(state, year=year).ccode for state in (scenario.challenger, scenario.protege))
    now = panel("directed-dyad-year", year, year, _PARTS, carry=True)
    codes = _near(now, one, two)
    label = {code: find(code, year=year).label for code in now["ccode1"].unique().to_list()}
    rows = _in_order(now.filter(pl.col("ccode1") == one), codes)
    last = _last_years()

    def row(name: str, values: "pl.Series", known: int | None = None) -> Row:
        source = _SOURCES[name]
        if known and source == _DISPUTES:
            source = bridge.source(known)
        shown = tuple(None if v is None else float(f"{v:.7g}") for v in values.to_list())
        return Row(known or min(year, last[source]), source, shown)

    table = {name: row(name, rows[column]) for name, column in _SECOND.items()}
    for what in ("conttype", "capdist", "rivalry", "atop_defense"):
        table[f"pair.{what}"] = row(f"pair.{what}", rows[what])
    great = now.filter(pl.col("cowmaj1") == 1)["ccode1"].unique().sort()
    owed, accessions = _promises(scenario, {one, two, *codes})
    standing = _standing(owed, one, codes, set(great.to_list()), year)
    for what, values in standing.items():
        table[f"pair.{what}"] = row(f"pair.{what}", pl.Series(values))
    table |= _memory(one, codes, min(scenario.through, last[_DISPUTES]), row)
    mine = now.filter(pl.col("ccode1") == one).row(0, named=True)
    shared = {"all.majors": _known(tuple(label[c] for c in great), "all.majors", year, last)}
    for what, column in (("cinc", "cinc1"), ("polyarchy", "v2x_polyarchy1"),
                         ("polity2", "polity21")):  # fmt: skip
        if mine[column] is not None:
            value = float(f"{mine[column]:.7g}")
            shared[f"{label[one]}.{what}"] = _known(value, what, year, last)
    who = _guarantors(owed, one, [*codes, two], year)
    named = {*(g for all_ in who.values() for g in all_), *_bound(scenario)}
    return Region(
        challenger=scenario.challenger,
        protege=scenario.protege,
        as_of=year,
        states=tuple(label[code] for code in codes),
        shared=shared,
        table=_filled(table),
        guarantors={label[code]: tuple(label[g] for g in who[code]) for code in who},
        promisers={label[code]: _promiser(code, now, owed, year) for code in sorted(named)},
        accessions=accessions,
        hashes={name: card(name).sha256 for name in sources()},
    )


def _near(now: "pl.DataFrame", one: int, two: int) -> list[int]:
    """Codes of the states in the region."""
    import polars as pl

    ends = now.filter(pl.col("ccode1").is_in([one, two]) & ~pl.col("ccode2").is_in([one, two]))
    near = (pl.col("conttype") > 0) | (pl.col("mindist") <= REACH)
    return list(ends.filter(near.fill_null(False))["ccode2"].unique().sort())


def _in_order(rows: "pl.DataFrame", codes: list[int]) -> "pl.DataFrame":
    import polars as pl

    wanted = pl.DataFrame({"ccode2": codes}, schema={"ccode2": rows.schema["ccode2"]})
    return wanted.join(rows, on="ccode2", how="left", maintain_order="left")


def _known(value: Any, name: str, year: int, last: dict[str, int]) -> Known:
    return Known(value, min(year, last[_SOURCES[name]]), _SOURCES[name], "data")


def _last_years() -> dict[str, int]:
    """Data set -> the last year that it covers."""
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

    return {
        "cow-nmc": capabilities.COVERS[1],
        "vdem-polyarchy": regime.LAST["v2x_polyarchy"],
        "polity4": regime.LAST["polity2"],
        "cow-contiguity": contiguity.COVERS[1],
        "cow-capitals": distance.CAPITALS_COVER[1],
        "tss-rivalries": rivalry.COVERS[1],
        "cow-majors": majors.COVERS[1],
        "atop-dyad-years": alliances.COVERS[1],
        "atop-members": LAST_YEAR,
        _DISPUTES: disputes.COVERS[1],
    }


def _filled(table: dict[str, Row]) -> dict[str, Row]:
    """With democracy, where neither index knows a state: the mean of those that are known."""
    both = zip(table["polyarchy"].values, table["polity2"].values, strict=True)
    values = tuple(UNKNOWN_DEMOCRACY if a is None and b is None else None for a, b in both)
    if all(value is None for value in values):
        return table
    return table | {"democracy": Row(table["polyarchy"].year, "the mean of known states", values)}


def _memory(one: int, codes: list[int], last: int, row: Any) -> dict[str, Row]:
    """Disputes and wars through the year ``last``; counts look strictly before their year."""
    import polars as pl

    from foedus.evidence.panel import panel

    past = panel(
        "directed-dyad-year", last + 1, last + 1, ["dispute-history"], carry=True,
        half_lives=HALF_LIVES,
    )  # fmt: skip
    rows = _in_order(past.filter(pl.col("ccode1") == one), codes)
    turned = past.filter(pl.col("ccode2") == one).with_columns(ccode2=pl.col("ccode1"))
    back = _in_order(turned, codes)
    columns = {what: rows[what] for what in HISTORY}
    columns |= {what: back[what.removeprefix("back_")] for what in BACK}
    found = {f"pair.{what}": row(f"pair.{what}", each.fill_null(0.0), last)
             for what, each in columns.items()}  # fmt: skip
    for what, since in (("last_mid", "since_mid"), ("last_war", "since_war")):
        found[f"pair.{what}"] = row(f"pair.{what}", last + 1 - rows[since], last)
    return found


def _promises(scenario: Scenario, region: set[int]) -> tuple[Commitments, tuple[str, ...]]:
    """ATOP's commitments by COW code, with what library and chronology have since; and that."""
    owed = commitments(np.arange(1000))
    year, said = scenario.as_of.year, []
    if year <= LAST_YEAR:
        return owed, ()
    new: list[tuple[int, int, float, int]] = []  # alliance, member, depth, ties
    for number, (name, members, atop) in enumerate(later(scenario), start=100_000):
        rows = np.flatnonzero((owed.alliance == (atop or -1)) & (owed.last > LAST_YEAR))
        text = instruments.get(name)
        deep = float(owed.depth[rows].max()) if len(rows) else depth.of(text).mean
        ties = int(owed.ties[rows].max()) if len(rows) else depth_count(text)
        key = atop if atop and len(rows) else number
        new += [(key, find(state, year=year).ccode, deep, ties) for state in members]
        said.append(f"{name}: {', '.join(members)}")
    if new:
        alliance, member, deeps, counts = zip(*new, strict=True)
        many = len(new)
        owed = replace(
            owed,
            alliance=np.concatenate([owed.alliance, alliance]).astype(np.int64),
            member=np.concatenate([owed.member, member]).astype(np.int64),
            first=np.concatenate([owed.first, np.full(many, LAST_YEAR)]),
            last=np.concatenate([owed.last, np.full(many, 9999)]),
            owes=np.concatenate([owed.owes, np.ones(many, dtype=np.bool_)]),
            depth=np.concatenate([owed.depth, deeps]),
            ties=np.concatenate([owed.ties, counts]).astype(np.int64),
        )
    owed, more = chronicled(scenario, owed, region)
    return owed, (*said, *more)


def later(scenario: Scenario) -> Iterator[tuple[str, tuple[str, ...], int | None]]:
    """Mutual promises of defense made after ATOP's last year, in force on the scenario's date."""
    for name, text in instruments.library().items():
        if not (text.mutual and text.promises_defense):
            continue
        if text.fate is None or text.fate.end != "in-force":
            continue
        joined = tuple(state for state, day in text.acceded.items()
                       if day.year > LAST_YEAR and day <= scenario.as_of)  # fmt: skip
        if text.atop is not None and joined:
            yield name, joined, text.atop
        elif text.atop is None and text.signed and text.signed.year > LAST_YEAR:
            begun = text.in_force or text.signed
            if begun <= scenario.as_of:
                yield name, text.guarantors_on(scenario.as_of), None


def _standing(
    owed: Commitments, one: int, codes: list[int], great: set[int], year: int
) -> dict[str, list[float]]:
    """``STANDING`` and ``TIES`` of each neighbor against the challenger."""
    from foedus.evidence.nuclear import nuclear

    names = (*STANDING, *TIES)
    pledges = owed.at(min(year, LAST_YEAR))
    if pledges is None:
        return {what: [0.0] * len(codes) for what in names}
    every = np.arange(1000)
    major = np.isin(every, list(great))
    cube = applicable(pledges, len(every), major, nuclear(every, year))[one, codes]
    return {what: [float(v) for v in cube[:, place]] for place, what in enumerate(names)}


def _guarantors(owed: Commitments, one: int, codes: list[int], year: int) -> dict[int, list[int]]:
    """State -> those that owe it defense against the challenger."""
    pledges = owed.at(min(year, LAST_YEAR))
    if pledges is None:
        return {code: [] for code in codes}
    counts = counted(pledges, 1000)[one]
    return {
        code: sorted({int(g) for g in pledges.giver[counts & (pledges.taker == code)]})
        for code in codes
    }


def _bound(scenario: Scenario) -> Iterator[int]:
    for name in scenario.designs:
        for state in scenario.guarantors(name):
            yield find(state, year=scenario.as_of.year).ccode


def _promiser(code: int, now: "pl.DataFrame", owed: Commitments, year: int) -> Promiser:
    import polars as pl

    own = now.filter(pl.col("ccode1") == code).head(1)
    pledges = owed.at(min(year, LAST_YEAR))
    takers = 0 if pledges is None else len(np.unique(pledges.taker[pledges.giver == code]))
    found = own.row(0, named=True) if own.height else {"cinc1": None, "milper1": None}
    share, troops = found["cinc1"], found["milper1"]
    return Promiser(
        None if share is None else float(f"{share:.7g}"),
        None if troops is None else float(troops),
        takers,
    )
