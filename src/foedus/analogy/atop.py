"""The alliances of ATOP as commitments of the past: terms, parties, what became of them.

Which promises a war called on, and whether they were honored, is Berkemeier & Fuhrmann's (2018)
coding; how memberships ended is ATOP's (``foedus.history.lapse.ends`` says what its codes mean).
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.analogy.commitment import Commitment, CommitmentCall, Course
from foedus.analogy.pair import SignedPact, sides, strongest
from foedus.history.lapse.ends import EARLY, KINDS, LAST_YEAR
from foedus.report.words import some
from foedus.terms.features import FEATURES

if TYPE_CHECKING:
    from foedus.analogy.world import StateHistory
    from foedus.history.honor.parties import Fight, Parties

#: The obligation that makes a member owe help, first that any member has.
_ACTIVE = ("defense", "offense", "consul", "neutral", "nonagg")
#: The last year of the wars whose calls are coded.
LAST_CALL = 2003


def commitments(world: "StateHistory", without: set[int]) -> list[Commitment]:
    """Every alliance of ATOP but those numbered in ``without``, oldest first."""
    from foedus.evidence.table import table
    from foedus.states import find
    from foedus.terms.features import atop_features

    alliances = table("atop-alliances")
    terms = {row["atopid"]: row for row in atop_features(alliances).to_dicts()}
    calls, rows, pacts = _calls(), [], []
    for row in alliances.sort("begyr", "atopid").iter_rows(named=True):
        first = [
            each for each in _members().get(row["atopid"], []) if each["yrent"] <= row["begyr"]
        ]
        if row["atopid"] in without or not first:
            continue
        named = (row[name] for name in ("statthr1", "statthr2"))
        rows.append(row)
        pacts.append(
            SignedPact(
                parties=tuple(dict.fromkeys(each["member"] for each in first)),
                owing=_owing(first),
                named=tuple(code for code in named if code and code > 0),
                protege=None,
                month=row["begyr"] * 12 + max(row["begmo"] or 6, 1) - 1,
            )
        )
    found = []
    both = sides(world, pacts)
    for row, pact, side, place in zip(rows, pacts, both, world.places(both), strict=True):
        if side.protege is None:
            continue
        number, month = row["atopid"], pact.month
        over, kind = ended(number, (side.protege, strongest(world, side)), month)
        names = [find(code).called(row["begyr"]) for code in pact.parties]
        found.append(
            Commitment(
                name=f"atop-{number}",
                title=f"Pact of {some(names, 3)}",
                atop=number, year=row["begyr"], month=month % 12 + 1,
                parties=tuple(find(code).label for code in pact.parties),
                terms={name: terms[number][name] for name in FEATURES},
                place=place,
                course=Course(
                    calls=_since(calls.get(number, ()), month), end=kind, ended=over,
                    followed=LAST_YEAR * 12 + 11 - month, heard=LAST_CALL * 12 + 11 - month,
                    broken=kind == EARLY, stood=True, source="ATOP, Berkemeier & Fuhrmann 2018",
                ),
            )
        )  # fmt: skip
    return found


def _owing(members: list[dict[str, Any]]) -> tuple[int, ...]:
    for obligation in _ACTIVE:
        owing = [each["member"] for each in members if each[obligation] == 1]
        if owing:
            return tuple(dict.fromkeys(owing))
    return ()


def ended(number: int, who: tuple[int | None, ...], month: int) -> tuple[int | None, str]:
    """When the first membership of ``who`` ended, in months from ``month``, and how.

    A phase that the next one replaced within a year is no end. (None, "standing") where it stands.
    """
    ends = [each for code in who if code is not None for each in [_end(number, code)] if each]
    if not ends:
        return None, KINDS[0]
    when, kind = min(ends)
    return max(when - month, 0), kind


def _end(number: int, code: int) -> tuple[int, str] | None:
    """The month, from year 0, in which a state's unbroken membership ended, and how."""
    last: dict[str, Any] | None = None
    for row in _members().get(number, []):
        if row["member"] != code:
            continue
        if last is not None:
            replaced = KINDS[last["termmode"]] == "replaced"
            if not replaced or row["yrent"] - (last["yrexit"] or 9999) > 1:
                break
        last = row
    if last is None or not last["yrexit"]:
        return None
    month = last["moexit"] if 1 <= (last["moexit"] or 0) <= 12 else 6  # not coded: June
    return last["yrexit"] * 12 + month - 1, KINDS[last["termmode"]]


@cache
def _members() -> dict[int, list[dict[str, Any]]]:
    """Memberships by alliance, oldest first."""
    import polars as pl

    from foedus.evidence.table import table

    rows = table("atop-members").filter(pl.col("member").is_between(1, 999))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    columns = ["atopid", "member", "phase", "yrent", "yrexit", "moexit", "termmode", *_ACTIVE]
    for row in rows.sort("atopid", "yrent", "phase").select(columns).iter_rows(named=True):
        found[row["atopid"]].append(row)
    return dict(found)


def _since(calls: tuple[CommitmentCall, ...], month: int) -> tuple[CommitmentCall, ...]:
    """Calls dated from year 0 as calls dated from ``month``; none comes before the signature."""
    return tuple(replace(call, after=max(call.after - month, 0)) for call in calls)


def _calls() -> dict[int, tuple[CommitmentCall, ...]]:
    """Wars that called on each alliance; ``after`` is the month of the call, from year 0."""
    import polars as pl

    from foedus.evidence.table import table
    from foedus.history.honor.calls import answered
    from foedus.history.honor.parties import fights, parties

    found: dict[int, list[CommitmentCall]] = defaultdict(list)
    enemies, members = fights(table("interstate-wars-revised")), table("atop-members")
    rows = answered(table("berkemeier-fuhrmann")).sort("atopid", "warid")
    for row in rows.iter_rows(named=True):
        war = re.sub(r"(?<=[a-z])(?=\d{4})", " ", row["warname"].replace("_", " "))
        answer = "honored" if row["honorBF"] == 1 else "violated"
        pairs = enemies.get(row["warid"], ())
        own = members.filter(pl.col("atopid") == row["atopid"])
        who = parties(row["warname"], own["yrent"].to_list()[0], pairs, own)
        month = _called_in(who, pairs)
        found[row["atopid"]].append(
            CommitmentCall(war, answer, "Berkemeier & Fuhrmann 2018", month)
        )
    return {number: tuple(calls) for number, calls in found.items()}


def _called_in(who: "Parties", pairs: "tuple[Fight, ...]") -> int:
    """The month in which a member was first at war; the year's last where that is not listed."""
    days = [pair.day for pair in pairs if {pair.initiator, pair.target} & {*who.members}]
    first = min(days, default=None)
    if first is None or first.year < who.year:  # a promise made during the war
        return who.year * 12 + 11
    return first.year * 12 + first.month - 1
