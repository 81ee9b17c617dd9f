"""The hypotheses on the claims page: those that are saved, and new ones that begin as copies.

An address lists them in order, ``hypotheses=earnest,veto,bluff:time,time``. A name alone is a saved
one; a new one names after the colon the one that it begins as: each claim and each indicator is as
likely under it as under that one, and the two share its prior, until a hand says otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedus.errors import InputError, UnknownNameError
from foedus.record import SLUG, SLUG_EXAMPLE, SLUG_WORDS
from foedus.scenario.fact import Fact
from foedus.scenario.hypotheses.hypothesis import Hypotheses, Hypothesis

#: How many weigh against each other.
LEAST, MOST = 2, 12
JUDGED = "set by hand in the workbench"
_DECIMALS = 4  # of a prior that is set by hand, or shared


@dataclass(frozen=True, slots=True)
class RivalPlace:
    """One hypothesis of the list. origin: the saved one that it is, or begins as."""

    name: str
    origin: str

    @property
    def saved(self) -> bool:
        """Whether it is a hypothesis of the scenario itself."""
        return self.name == self.origin


def places(value: str, saved: Hypotheses, where: str) -> tuple[RivalPlace, ...]:
    """The hypotheses that an address lists; those of the scenario where it says nothing.

    Raises UnknownNameError for one that there is not, InputError for a name that cannot be, too few
    or too many.
    """
    ids = [each.id for each in saved.rivals]
    if not value:
        return tuple(RivalPlace(each, each) for each in ids)
    found: dict[str, RivalPlace] = {}
    for each in filter(None, value.split(",")):
        name, colon, origin = each.partition(":")
        origin = origin if colon else name
        if origin not in ids:
            raise UnknownNameError("hypothesis", origin, ids, where=where)
        if colon and not SLUG.fullmatch(name):
            raise InputError(f"found {name[:80]!r}, expected {SLUG_WORDS}", where=where,
                             hint=SLUG_EXAMPLE)  # fmt: skip
        if name in found or (colon and name in ids):
            raise InputError(f"{name!r} is the id of another hypothesis", where=where)
        found[name] = RivalPlace(name, origin)
    if not LEAST <= len(found) <= MOST:
        raise InputError(f"{len(found)} hypotheses, allowed: {LEAST} to {MOST}", where=where)
    return tuple(found.values())


def lined_up(saved: Hypotheses, wanted: Iterable[RivalPlace]) -> Hypotheses:
    """The saved hypotheses as they are listed, each as it begins.

    One that is gone leaves its prior to the others, in their proportions, and its column of every
    row; a new one has its origin's.
    """
    listed = tuple(wanted)
    if listed == places("", saved, ""):
        return saved
    shares = {name: sum(each.origin == name for each in listed) for name in _ids(saved)}
    known = {each.id: each for each in saved.rivals}
    weights = {each.name: known[each.origin].prior.value / shares[each.origin] for each in listed}
    total = sum(weights.values())
    rivals = tuple(
        _begun(each, known[each.origin], round(weights[each.name] / total, _DECIMALS))
        for each in listed
    )
    return saved.model_copy(update={
        "rivals": rivals,
        "evidence": tuple(
            each.model_copy(update={"likelihood": _row(each.likelihood, listed)})
            for each in saved.evidence
        ),
        "indicators": tuple(
            each.model_copy(update={"likelihood": _row(each.likelihood, listed)})
            for each in saved.indicators
        ),
    })  # fmt: skip


def _ids(saved: Hypotheses) -> list[str]:
    return [each.id for each in saved.rivals]


def _begun(place: RivalPlace, origin: Hypothesis, prior: float) -> Hypothesis:
    if place.saved and abs(prior - origin.prior.value) < 10.0**-_DECIMALS:
        return origin
    told = Fact[float](value=prior, judgement=JUDGED)
    return origin.model_copy(update={"id": place.name, "prior": told})


def _row(likelihood: Mapping[str, float], listed: Iterable[RivalPlace]) -> dict[str, float]:
    return {each.name: likelihood[each.origin] for each in listed}
