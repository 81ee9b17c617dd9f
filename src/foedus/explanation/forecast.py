"""What every number forecast under a design shares: its words, its bases, its limits."""

from collections.abc import Iterable

from foedus.explanation import basis, support
from foedus.explanation.derivation import Basis, Derivation, Step
from foedus.explanation.trace import Trace
from foedus.history.covariates import RUNGS
from foedus.history.pair import EVENTS

EVENT = {
    "dispute": "a dispute that the challenger begins against the protégé",
    "force": "a dispute that the challenger begins and that reaches the use of force",
    "deadly": "a dispute that the challenger begins and in which force turns deadly",
    "war": "a war that the challenger begins against the protégé",
}
EITHER = {
    "dispute": "a dispute between the two", "force": "a dispute between the two with force used",
    "deadly": "a dispute between the two in which force turns deadly",
    "war": "a war between the two",
}  # fmt: skip
CHANCE = "a chance, 0 to 1; the mean over draws, with the 5th and 95th percentile"
RATIO = "a ratio of chances, 1: no difference; the median over draws, with the 5th and 95th"
SHARE = "a share, 0 to 1"
LOGIT = "log odds"
OWN = "the covariate's own"
TEXT = "the text, whenever it stands"
BOOLEAN = "true or false"


def rungs_to(event: str) -> tuple[str, ...]:
    """The rungs up to an event."""
    return tuple(EVENTS)[: list(EVENTS.values()).index(event) + 1]


def bases(trace: Trace, design: str, rungs: Iterable[str] | None = None) -> tuple[Basis, ...]:
    """What a chance under a design rests on."""
    read = None if rungs is None else tuple(rungs)
    return trace.once(("bases", design, read), lambda: _bases(trace, design, read))


def _bases(trace: Trace, design: str, rungs: tuple[str, ...] | None) -> tuple[Basis, ...]:
    found = trace.found
    binds = found.designs[design].reading.binds
    return basis.once(
        basis.ladder(found, rungs),
        basis.latent_depth(found) if binds else (),
        basis.lapse(found) if binds else (),
        basis.levels(found),
        basis.text(found, design),
        basis.facts(found, trace.every_fact(design)),
        basis.disputes(found),
    )


def forecast(
    trace: Trace,
    design: str,
    what: str,
    unit: str,
    steps: Iterable[Step],
    *,
    years: int = 0,
    rungs: tuple[str, ...] | None = None,
    reach: tuple[str, ...] | None = None,
    facts: tuple[str, ...] = (),
    limits: tuple[str, ...] = (),
) -> Derivation:
    """The derivation of a number that is forecast under a design.

    years: of its span; all if 0. rungs: of the ladder that it is computed with, all if None; reach:
    those whose limits are told, if not the same. facts, limits: further ones, told last.
    """
    return Derivation(
        what, unit, trace.found.span(years) if years else trace.span, tuple(steps),
        bases(trace, design, rungs), tuple(dict.fromkeys((*trace.every_fact(design), *facts))),
        (*support.limits(trace.found, design, reach or rungs or tuple(RUNGS)), *limits),
    )  # fmt: skip
