"""Rules for the reference class: pairs like this one, counted without a model."""

from foedus.assessment import reference_class
from foedus.errors import InputError
from foedus.explanation.derivation import Basis, Derivation, Step
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace
from foedus.history.reference import posterior
from foedus.history.reference.record import Class

RULES = Rules("reference_class.")

_FILE = "foedus/history/posteriors/reference.json"
_PARTS = {
    "k": ("how many of them fought again within the span, the new war begun by {who}", "cases"),
    "n": ("how many cases are in the reference class, counted for wars begun by {who}", "cases"),
    "low": ("the 5th percentile of the share that fought again, the war begun by {who}",
            "a share, 0 to 1"),
    "high": ("the 95th percentile of the share that fought again, the war begun by {who}",
             "a share, 0 to 1"),
}  # fmt: skip
_WHO = {
    "begun_by_the_challenger": "the state in the challenger's place",
    "by_either": "either of the two",
}
_CASE = {
    "from": ("the year from which the pair is looked at", "a year"),
    "year": ("the year in which a war between the two began", "a year"),
    "begun_by_the_first": ("whether the first of the two began it", "true or false"),
}


def _peers(trace: Trace) -> Class:
    peers = trace.found.peers
    if peers is None:  # then the answer has no number here
        raise InputError("this answer has no reference class", where="reference_class")
    return peers


def _basis() -> tuple[Basis, ...]:
    cases = posterior.shipped()
    says = (
        f"{len(cases.after_war):,} pairs after a war and {len(cases.windows):,} spans of others, "
        f"1946–{cases.through}, no model: {_FILE}, counted again by `{posterior.COMMAND}`"
    )
    more = {"file": _FILE, "command": posterior.COMMAND, "last": cases.through}
    return (Basis("posterior", "reference", says, more),)


def _counted(trace: Trace, what: str, unit: str, *steps: str) -> Derivation:
    peers = _peers(trace)
    rule_ = f"the class: {peers.rule}; the narrowest rule that leaves enough cases"
    return Derivation(
        what, unit, f"{peers.years} years after each case begins",
        tuple(Step(each) for each in (rule_, *steps)), _basis(),
        limits=("a count of other pairs: how like they are to this one is a judgement",),
    )  # fmt: skip


@RULES.at("years")
def span(trace: Trace) -> Derivation:
    """How long the cases are followed."""
    return _counted(trace, "how many years the cases of the reference class are followed", "years")


@RULES.at("begun_by_the_challenger|by_either.k|n|low|high")
def share(trace: Trace, which: str, part: str) -> Derivation:
    """The count."""
    what, unit = _PARTS[part]
    peers = _peers(trace)
    one = peers.own if which == "begun_by_the_challenger" else peers.either
    return _counted(
        trace, what.format(who=_WHO[which]), unit,
        f"{one.k:,} of {one.n:,}, with Wilson's 90% interval"
        + ("" if which == "begun_by_the_challenger" else "; a pair that is in it both ways round "
           "counts once"),
    )  # fmt: skip


@RULES.at("fought_again.#.from|year|begun_by_the_first")
def fought(trace: Trace, place: int, part: str) -> Derivation:
    """A case that fought again."""
    one, year, _ = _peers(trace).fought[place]
    what, unit = _CASE[part]
    name = reference_class.name(one)
    after = f" after {reference_class.war_of(one)}" if one.war else ""
    return _counted(trace, f"{what}: {name}{after}, which fought again in {year}", unit,
                 f"case {place + 1} of those that fought again")  # fmt: skip


@RULES.at("did_not.#.from")
def quiet(trace: Trace, place: int) -> Derivation:
    """A case that did not."""
    one = _peers(trace).quiet[place]
    after = f" after {reference_class.war_of(one)}" if one.war else ""
    return _counted(trace, f"{_CASE['from'][0]}: {reference_class.name(one)}{after}, which did not "
                 "fight again within the span", "a year",
                 f"case {place + 1} of those that did not")  # fmt: skip
