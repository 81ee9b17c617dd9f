"""What stands beside the chance of war: deadly force, either side, a count, what is left out."""

from foedus.assessment import reference_class
from foedus.assessment.result import Assessment
from foedus.assessment.sections.voice import Voice
from foedus.history import origins
from foedus.history.events import EVENTS
from foedus.history.horizon import shipped
from foedus.history.horizon.pool import HORIZONS
from foedus.history.horizon.record import HorizonScore
from foedus.history.reference.record import Share
from foedus.report import words

#: Cases of a reference class named in a sentence; all are in the JSON and on the page.
_NAMED = 6
#: Wars whose fighting was renewed, as counted in 2004; no question of an earlier year is told so.
FORTNA_YEAR = 2004
FORTNA = (
    "in almost half of the wars since the Second World War fighting was renewed between some pair "
    "of the belligerents (Fortna 2004)"
)


def sentences(v: Voice) -> list[str]:
    """Deadly force, either side, what is not in the number, and the reference class."""
    return [*filter(None, [deadly(v), left_out(v.found), counted(v), outside(v.found)])]


def deadly(v: Voice) -> str:
    """The chance of deadly force, and of either event whichever side begins it."""
    risk = v.bare.risk
    said = (
        f"Without {v.none}, deadly force begun by {v.one} (lives lost to it or "
        "territory occupied, as in Georgia in 2008; war is part of it) has a chance of "
        f"{words.chance(risk.by['deadly'][-1], v.yardstick)}"
    )
    if v.found.setting.back is None:
        return f"{said}; what {v.two} might begin is not known here."
    either = risk.either
    return (
        f"{said}; begun by either side, {words.brackets(either['deadly'][-1])}, and war begun by "
        f"either, {words.brackets(either['war'][-1])}."
    )


def left_out(found: Assessment) -> str:
    """What no chance of a war begun holds, where there is a fight to start again."""
    if not found.setting.ongoing:
        return ""
    known = found.scenario.as_of.year >= FORTNA_YEAR
    return (
        "Not in these chances: a ceasefire that collapses, where that counts as the same war going "
        f"on{f'; {FORTNA}' if known else ''}."
    )


def count(v: Voice) -> str:
    """The reference class in one sentence. Empty where there is none."""
    peers = v.found.peers
    if peers is None:
        return ""
    return f"Without a model: of {peers.own.n:,} {peers.rule}, {_share(peers.own)} saw such a war."


def counted(v: Voice) -> str:
    """The reference class: k of n, its interval, and cases by name."""
    peers = v.found.peers
    if peers is None:
        return ""
    named = reference_class.fought(peers)
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    cases = f": {', '.join(named[:_NAMED])}{more}" if named else ""
    both = (
        "" if peers.either.n == peers.own.n
        else f" of the {peers.either.n:,} pairs, each counted once,"
    )  # fmt: skip
    return (
        f"Without a model: of {peers.own.n:,} {peers.rule}, {_share(peers.own)} saw the side in "
        f"{v.one}'s place begin a war within {words.years(peers.years)}, and{both} "
        f"{_share(peers.either)} a war begun by either{cases}."
    )


def _share(share: Share) -> str:
    return f"{share.k:,} ({words.percent(share.k / share.n)}; {words.span(share.low, share.high)})"


def outside(found: Assessment) -> str:
    """Said where the model's interval and the reference class's do not meet."""
    peers = found.peers
    war = found.designs[found.reference].risk.by["war"][-1]
    if peers is None or (war.low <= peers.own.high and peers.own.low <= war.high):
        return ""
    side = "below" if war.high < peers.own.low else "above"
    return (
        f"The model's interval lies {side} the count's: between the two, the count is the safer "
        "guide to the level, the model to how designs compare."
    )


def over_years(found: Assessment) -> list[HorizonScore]:
    """The record of chances over years, for the narrowest kind of pair that this one is of.

    Of deadly force and war, at the horizon nearest to the forecast's, and over all pairs. Empty
    where the ladder knows fewer years than the record: it was made later, of other pools.
    """
    if found.past or found.ladder.last < origins.main().ladder.last:
        return []
    years = min(HORIZONS, key=lambda each: abs(each - found.years))
    kinds = ["all", *_kinds(found)]
    return [row for row in shipped().rows if row.years == years and row.pairs in kinds]


def _kinds(found: Assessment) -> list[str]:
    fixed, fought = found.setting.fixed, found.setting.memory["since_war"]
    rival, lately = bool(fixed["rivalry"]), bool(fought <= 20) or found.setting.ongoing
    kinds = [
        "rivals at war lately" if rival and lately else "rivals" if rival
        else "at war lately" if lately else "relevant"
    ]  # fmt: skip
    if fixed["cowmaj1"] and not fixed["cowmaj2"] and fixed["relevant"]:
        kinds.append("major against minor")
    return kinds


def record_words(row: HorizonScore) -> str:
    """``war within 20 years, rivals: 61 came where 76 were expected, 0.80 of it (0.55–1.09)``."""
    middle, low, high = row.ratio
    event = EVENTS[row.event].title
    unsure = "" if firm(row) else "; no clearer than the base rate"
    return (
        f"{event} within {words.years(row.years)}, {row.pairs}: {row.came} came where "
        f"{row.expected['pool']:.0f} were expected, {middle:.2f} of it (90% interval {low:.2f}–"
        f"{high:.2f}){unsure}"
    )


def firm(row: HorizonScore) -> bool:
    """Whether the pool beats the base rate by more than two standard errors of its log loss."""
    gain, error = row.gain["base rate"]
    return gain > 2 * error
