"""Rules for how long a design stands, and how a war would go: lapse and honor."""

from dataclasses import replace

from foedus.explanation import basis, level, steps, support
from foedus.explanation.derivation import Basis, Derivation, Step
from foedus.explanation.forecast import CHANCE, TEXT, forecast
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace

RULES = Rules("designs.*.")
_FIELDS = {
    "parties": ("how many states are parties to {}: its guarantors and the protégé", "states"),
    "ratified": ("whether {} is adopted by law or treaty, not by the executive alone",
                 "true or false; none where the text is silent"),
    "term": ("how many years the term of {} has left as the forecast begins",
             "years; none where no end comes"),
}  # fmt: skip
_WAR = {
    "war_with_help_by_year": (
        "that a first war has come while {} stood, and it was honored: a guarantor is drawn in",
        "the chance of war while it stands, times the chance that it is honored",
    ),
    "war_abandoned_by_year": (
        "that a first war has come while {} stood, and it was not honored",
        "the chance of war while it stands, times the chance that it is not honored",
    ),
    "war_after_lapse_by_year": (
        "that a first war has come after {} had lapsed",
        "the chance of war, less that of war while it stands, at least 0",
    ),
}
_CALL = "a war while it stands"


def _democracies(trace: Trace, design: str) -> tuple[str, ...]:
    bound = trace.found.designs[design].reading.guarantors
    return trace.known(tuple(f"{s}.democracy" for s in (*bound, trace.found.scenario.protege)))


def _lapse(trace: Trace, design: str, what: str, unit: str, span: str, *by: Step) -> Derivation:
    known = _democracies(trace, design)
    return Derivation(
        what, unit, span, by,
        basis.once(basis.lapse(trace.found), basis.text(trace.found, design),
                   basis.facts(trace.found, known)),
        known,
        (support.lapse_reach(trace.found, design), *support.lapse_scores(trace.found)),
    )  # fmt: skip


@RULES.at("durability.parties|ratified|term")
def text(trace: Trace, design: str, part: str) -> Derivation:
    """What the model of lapse reads in the text."""
    what, unit = _FIELDS[part]
    return Derivation(what.format(design), unit, TEXT, steps.lapse(trace, design),
                      basis.text(trace.found, design))  # fmt: skip


@RULES.at("durability.broken_yearly")
def broken(trace: Trace, design: str) -> Derivation:
    """The yearly hazard."""
    return _lapse(
        trace, design,
        f"the yearly chance that a guarantor's commitment under {design} is broken, while it "
        "stands: the mean over the major powers among them, else over all",
        CHANCE, "any year while it stands", steps.hazard(trace), *steps.lapse(trace, design),
    )  # fmt: skip


@RULES.at("durability.renewed_at_term")
def renewed(trace: Trace, design: str) -> Derivation:
    """Renewal."""
    stands = trace.found.designs[design].durability
    renewal = stands.holding.renewal if stands else "none"
    seen = trace.found.run.lapsing.model.renewal.by[renewal]
    return Derivation(
        f"the chance that {design} is renewed or replaced when its term ends", CHANCE,
        "each end of its term",
        (Step(f"{seen.n} terms ran out whose text says of renewal: {renewal}; {seen.renewed} went "
              "on or were replaced. With a flat prior: a beta distribution"),
         *steps.lapse(trace, design)),
        basis.once(basis.lapse(trace.found), basis.text(trace.found, design)),
        limits=(f"{seen.n} terms are few: the interval is wide",) if seen.n < 30 else (),
    )  # fmt: skip


@RULES.at("durability.standing_by_year.#")
def standing(trace: Trace, design: str, place: int) -> Derivation:
    """Standing after some years."""
    return _lapse(
        trace, design,
        f"the chance that {design} still stands in {trace.found.until(place + 1)}, whatever "
        "becomes of the peace",
        CHANCE, trace.found.span(place + 1), steps.hazard(trace), *steps.lapse(trace, design),
        Step("the product over the years of 1 less the chance of ending, in every draw"),
    )  # fmt: skip


@RULES.at("durability.reach_percentile")
def lapse_reach(trace: Trace, design: str) -> Derivation:
    """How far from the commitments lapse was fitted on."""
    found = _lapse(
        trace, design,
        f"the share of commitments to defense that lie nearer to their middle than {design}",
        "percent", TEXT,
        Step("Mahalanobis distance over the covariates of lapse, the mean over guarantors"),
    )  # fmt: skip
    return replace(found, limits=support.lapse_scores(trace.found))


def _honor(trace: Trace, design: str) -> tuple[Basis, ...]:
    return basis.once(basis.honor(trace.found), basis.text(trace.found, design))


@RULES.at("reliability.family.called|honored|last")
def family(trace: Trace, design: str, part: str) -> Derivation:
    """What the record knows of the kind of guarantor."""
    what = {"called": "calls by war on", "honored": "calls honored of", "last": "last call on"}
    return Derivation(
        f"{what[part]} promises of the family of {design}", "a year" if part == "last" else "calls",
        basis.years_of_calls(trace.found),
        (Step("counted, by the rule for families in docs/honor.md"),),
        _honor(trace, design), limits=support.honor_scores(trace.found),
    )  # fmt: skip


@RULES.at("reliability.family.from_outside.called|honored")
def family_outside(trace: Trace, design: str, part: str) -> Derivation:
    """The same, without attackers that were members."""
    found = family(trace, design, part)
    return replace(found, what=f"{found.what}, against an attacker that was no member")


@RULES.at("reliability.average_rate")
def rate(trace: Trace, design: str) -> Derivation:
    """The chance, averaged over kinds of guarantors."""
    found = honored(trace, design)
    return replace(found, what=f"{found.what}: the average over all kinds of guarantors")


@RULES.at("reliability.honored_if_called_on")
def honored(trace: Trace, design: str) -> Derivation:
    """Honor."""
    found = trace.found
    return Derivation(
        f"the chance that the promise of {design} is honored, given that a war calls on it",
        CHANCE, _CALL, steps.honor(trace, design), _honor(trace, design),
        limits=(support.honor_reach(found, design), *support.honor_scores(found)),
    )  # fmt: skip


@RULES.at("reliability.war_with_help_by_year|war_abandoned_by_year|war_after_lapse_by_year.#")
def war(trace: Trace, design: str, kind: str, place: int) -> Derivation:
    """How a war would go."""
    (what, how), years, found = _WAR[kind], place + 1, trace.found
    by = forecast(
        trace, design, f"the chance, by {found.until(years)}, {what.format(design)}", CHANCE,
        (*steps.path(trace, design, "war", years), level.chance(trace, design, "war", years),
         *steps.honor(trace, design), Step(f"{how}, draw by draw")),
        years=years, limits=(*support.lapse_scores(found), *support.honor_scores(found)),
    )  # fmt: skip
    return replace(by, bases=basis.once(by.bases, basis.honor(found)))


@RULES.at("reliability.reach_percentile")
def honor_reach(trace: Trace, design: str) -> Derivation:
    """How far from the calls honor was fitted on."""
    found = trace.found
    return Derivation(
        f"the share of the calls of history that lie nearer to their middle than {design}",
        "percent", _CALL,
        (Step("squared Mahalanobis distance over the features that are known of it, by their "
              "number: year of signature, depth, major guarantor, democracy, ratification, "
              "members"),),
        basis.once(basis.honor(found), basis.latent_depth(found), basis.text(found, design)),
        _democracies(trace, design), support.honor_scores(found),
    )  # fmt: skip
