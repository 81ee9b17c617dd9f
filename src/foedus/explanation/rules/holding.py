"""Rules for how long a design stands, how a war would go, and its reading by practice."""

from dataclasses import replace

from foedus.explanation import basis as rests
from foedus.explanation import level as at
from foedus.explanation.far import far, honor_scores, lapse_scores
from foedus.explanation.result import Basis, Step, Told
from foedus.explanation.rule import rule
from foedus.explanation.rules.designs import (
    CHANCE,
    EITHER,
    EVENT,
    RATIO,
    forecast,
    rungs_to,
    span_to,
    ties_of,
)
from foedus.explanation.steps import Case

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


def _states(case: Case, design: str) -> tuple[str, ...]:
    reading = case.found.designs[design].reading
    counted = (*reading.guarantors, case.found.scenario.protege)
    return tuple(f"{s}.democracy" for s in counted if f"{s}.democracy" in case.found.facts)


def _held(case: Case, design: str) -> tuple[Basis, ...]:
    return rests.once(
        rests.lapse(case.found), rests.text(case.found, design),
        rests.facts(case.found, _states(case, design)),
    )  # fmt: skip


def _hazard(case: Case) -> Step:
    model = case.found.run.lapsing.model
    fitted = "; ".join(
        f"{name} {mean:+.2f} (sd {sd:.2f}, prior sd {prior:.2f})"
        for name, mean, sd, prior in zip(
            model.names, model.mean, model.sd, model.prior_sd, strict=True
        )
    )
    return Step(f"the yearly hazard is a logit on standardized covariates: {fitted}")


@rule("designs.*.durability.parties|ratified|term")
def said(case: Case, design: str, part: str) -> Told:
    """What the model of lapse reads in the text."""
    what, unit = _FIELDS[part]
    return Told(what.format(design), unit, "the text, whenever it stands",
                case.lapse(design), rests.text(case.found, design))  # fmt: skip


@rule("designs.*.durability.broken_yearly")
def broken(case: Case, design: str) -> Told:
    """The yearly hazard."""
    return Told(
        f"the yearly chance that a guarantor's commitment under {design} is broken, while it "
        "stands: the mean over the major powers among them, else over all", CHANCE,
        "any year while it stands", (_hazard(case), *case.lapse(design)), _held(case, design),
        _states(case, design), (_nearer(case, design), *lapse_scores(case.found)),
    )  # fmt: skip


def _nearer(case: Case, design: str) -> str:
    stands = case.found.designs[design].durability
    place = f"{stands.percentile:.0f}%" if stands else "none"
    return f"lapse: farther from the middle of defense commitments than {place} of them"


@rule("designs.*.durability.renewed_at_term")
def renewed(case: Case, design: str) -> Told:
    """Renewal."""
    stands = case.found.designs[design].durability
    renewal = stands.holding.renewal if stands else "none"
    seen = case.found.run.lapsing.model.renewal.by[renewal]
    return Told(
        f"the chance that {design} is renewed or replaced when its term ends", CHANCE,
        "each end of its term",
        (Step(f"{seen.n} terms ran out whose text says of renewal: {renewal}; {seen.renewed} went "
              "on or were replaced. With a flat prior: a beta distribution"),
         *case.lapse(design)),
        rests.once(rests.lapse(case.found), rests.text(case.found, design)),
        far=(f"{seen.n} terms are few: the interval is wide",) if seen.n < 30 else (),
    )  # fmt: skip


@rule("designs.*.durability.standing_by_year.#")
def standing(case: Case, design: str, place: int) -> Told:
    """Standing after some years."""
    return Told(
        f"the chance that {design} still stands in {case.found.until(place + 1)}, "
        "whatever becomes of the peace", CHANCE, span_to(case, place),
        (_hazard(case), *case.lapse(design),
         Step("the product over the years of 1 less the chance of ending, in every draw")),
        _held(case, design), _states(case, design),
        (_nearer(case, design), *lapse_scores(case.found)),
    )  # fmt: skip


@rule("designs.*.durability.reach_percentile")
def lapse_reach(case: Case, design: str) -> Told:
    """How far from the commitments lapse was fitted on."""
    return Told(
        f"the share of commitments to defense that lie nearer to their middle than {design}",
        "percent", "the text, whenever it stands",
        (Step("Mahalanobis distance over the covariates of lapse, the mean over guarantors"),),
        _held(case, design), _states(case, design), lapse_scores(case.found),
    )  # fmt: skip


@rule("designs.*.reliability.family.called|honored|last")
def family(case: Case, design: str, part: str) -> Told:
    """What the record knows of the kind of guarantor."""
    what = {"called": "calls by war on", "honored": "calls honored of", "last": "last call on"}
    return Told(
        f"{what[part]} promises of the family of {design}", "a year" if part == "last" else "calls",
        rests.years_of_calls(), (Step("counted, by the rule for families in docs/honor.md"),),
        rests.once(rests.honor(case.found), rests.text(case.found, design)),
        far=honor_scores(case.found),
    )  # fmt: skip


@rule("designs.*.reliability.family.from_outside.called|honored")
def family_outside(case: Case, design: str, part: str) -> Told:
    """The same, without attackers that were members."""
    found = family(case, design, part)
    return replace(found, what=f"{found.what}, against an attacker that was no member")


@rule("designs.*.reliability.average_rate")
def rate(case: Case, design: str) -> Told:
    """The chance, averaged over kinds of guarantors."""
    found = honored(case, design)
    return replace(found, what=f"{found.what}: the average over all kinds of guarantors")


@rule("designs.*.reliability.honored_if_called_on")
def honored(case: Case, design: str) -> Told:
    """Honor."""
    return Told(
        f"the chance that the promise of {design} is honored, given that a war calls on it",
        CHANCE, "a war while it stands", case.called_on(design),
        rests.once(rests.honor(case.found), rests.text(case.found, design)),
        far=(_calls(case, design), *honor_scores(case.found)),
    )  # fmt: skip


def _calls(case: Case, design: str) -> str:
    trust = case.found.designs[design].reliability
    place = f"{trust.percentile:.0f}%" if trust else "none"
    return f"honor: farther from the middle of the calls on which it was fitted than {place}"


@rule("designs.*.reliability.war_with_help_by_year|war_abandoned_by_year|war_after_lapse_by_year.#")
def war(case: Case, design: str, kind: str, place: int) -> Told:
    """How a war would go."""
    what, how = _WAR[kind]
    return Told(
        f"the chance, by {case.found.until(place + 1)}, {what.format(design)}",
        CHANCE, span_to(case, place),
        (*case.path(design, "war", place + 1), at.chance(case, design, "war", place + 1),
         *case.called_on(design),
         Step(f"{how}, draw by draw")),
        rests.once(forecast(case, design), rests.honor(case.found)), case.every_fact(design),
        (*far(case.found, design), *lapse_scores(case.found), *honor_scores(case.found)),
    )  # fmt: skip


@rule("designs.*.reliability.reach_percentile")
def honor_reach(case: Case, design: str) -> Told:
    """How far from the calls honor was fitted on."""
    return Told(
        f"the share of the calls of history that lie nearer to their middle than {design}",
        "percent", "a war while it stands",
        (Step("squared Mahalanobis distance over the features that are known of it, by their "
              "number: year of signature, depth, major guarantor, democracy, ratification, "
              "members"),),
        rests.once(rests.honor(case.found), rests.latent_depth(), rests.text(case.found, design)),
        _states(case, design), honor_scores(case.found),
    )  # fmt: skip


_IF = {
    "first_year": "the chance in the first year of",
    "yearly": "the mean yearly chance of",
    "by_year": "the chance, by the end of that span, of at least one of these:",
    "ratio": "the ratio to the reference, by the last year, of the chance of",
    "ratio_within_pairs": "the ratio to the reference, were guarantees to work only as changes "
    "within pairs say, of the chance by the last year of",
}


def _practiced(case: Case, design: str, kind: str, event: str, place: int) -> Told:
    match kind:
        case "first_year":
            level = at.first_year(case, design, event, practice=True)
        case "yearly":
            level = at.yearly(case, design, event, practice=True)
        case "by_year":
            level = at.chance(case, design, event, place + 1, practice=True)
        case _:
            level = at.ratio(case, event)
    return Told(
        f"{_IF[kind]} {EVENT[event]}, with {design} read by its practice: ties in force "
        "count as the ladder counts those of a text", RATIO if kind.startswith("ratio") else CHANCE,
        span_to(case, place),
        (ties_of(case, design),
         Step("everything else as under the text: the same draws, facts, years and lapse"),
         level),
        forecast(case, design), case.every_fact(design), far(case.found, design, rungs_to(event)),
    )  # fmt: skip


@rule("designs.*.by_practice.first_year|yearly|ratio|ratio_within_pairs.*")
def by_practice(case: Case, design: str, kind: str, event: str) -> Told:
    """The same numbers, with depth that of practice."""
    return _practiced(
        case, design, kind, event, 0 if kind == "first_year" else case.found.years - 1
    )


@rule("designs.*.by_practice.by_year.*.#")
def by_practice_by(case: Case, design: str, event: str, place: int) -> Told:
    """The same by a year, with depth that of practice."""
    return _practiced(case, design, "by_year", event, place)


@rule("designs.*.by_practice.by_year_by_either.*.#")
def by_practice_by_either(case: Case, design: str, event: str, place: int) -> Told:
    """The same, whichever side begins it, with depth that of practice."""
    return Told(
        f"{_IF['by_year']} {EITHER[event]}, whichever side begins it, with {design} read by its "
        "practice: ties in force count as the ladder counts those of a text", CHANCE,
        span_to(case, place),
        (ties_of(case, design),
         Step("everything else as under the text: the same draws, facts, years and lapse"),
         at.chance(case, design, event, place + 1, practice=True)),
        forecast(case, design), case.every_fact(design), far(case.found, design, rungs_to(event)),
    )  # fmt: skip


@rule("designs.*.by_practice.share_of_draws_better",
      "designs.*.by_practice.rank_shares.#")  # fmt: skip
def practice_rank(case: Case, design: str, place: int | None = None) -> Told:
    """How often it is better, with depth that of practice."""
    zero = case.found.reference
    what = (
        f"war by the last year is less likely than under {zero}"
        if place is None
        else f"it would have rank {place + 1} among the designs by the chance of war"
    )
    return Told(
        f"the share of draws in which, with {design} read by its practice, {what}",
        "a share, 0 to 1", span_to(case, case.found.years - 1), (ties_of(case, design),),
        forecast(case, design), case.every_fact(design), far(case.found, design),
    )  # fmt: skip
