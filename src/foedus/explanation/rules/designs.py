"""Rules for the chances of a design: years, ratios, ranks, the guarantee's terms, and reach."""

from foedus.explanation import basis, level, steps, support
from foedus.explanation.derivation import Derivation, Step
from foedus.explanation.forecast import (
    CHANCE,
    EITHER,
    EVENT,
    LOGIT,
    OWN,
    RATIO,
    SHARE,
    forecast,
    rungs_to,
)
from foedus.explanation.pattern import Rules
from foedus.explanation.rules.reading import COLUMN
from foedus.explanation.trace import Trace
from foedus.history.events import STEPS
from foedus.report import words

RULES = Rules("designs.*.")


@RULES.at("first_year.*")
def first_year(trace: Trace, design: str, event: str) -> Derivation:
    """The chance in the first year."""
    rungs = rungs_to(event)
    return forecast(
        trace, design,
        f"the chance of {EVENT[event]} in the first year forecast, under the design {design}",
        CHANCE,
        (*steps.reading(trace, design), *(steps.rung(trace, each, design) for each in rungs),
         steps.first_year(trace, design), level.chance(trace, design, event, 1, "first")),
        years=1, rungs=rungs,
    )  # fmt: skip


@RULES.at("yearly.*")
def yearly(trace: Trace, design: str, event: str) -> Derivation:
    """The mean yearly chance."""
    raw = trace.paths(design)
    mean, first = float(raw.yearly[event].mean()), float(raw.first[event].mean())
    return forecast(
        trace, design,
        f"the mean, over the years forecast, of the yearly chance of {EVENT[event]}, under "
        f"{design}",
        CHANCE,
        (*steps.reading(trace, design), *steps.rungs(trace, design),
         steps.first_year(trace, design),
         Step("each year's chance is that of paths of every kind, wars included; their mean over "
              f"{words.years(trace.found.years)} is {words.percent(mean)}, beside "
              f"{words.percent(first)} in the first"),
         *steps.lapse(trace, design),
         level.chance(trace, design, event, trace.found.years, "yearly")),
    )  # fmt: skip


@RULES.at("by_year.*.#")
def by_year(trace: Trace, design: str, event: str, place: int) -> Derivation:
    """The chance of at least one by the end of a year."""
    years = place + 1
    return forecast(
        trace, design,
        f"the chance of at least one of these by {trace.found.until(years)}: {EVENT[event]}, "
        f"under {design}",
        CHANCE,
        (*steps.path(trace, design, event, years), level.chance(trace, design, event, years)),
        years=years, limits=support.over_years(trace.found, event),
    )  # fmt: skip


@RULES.at("by_year_by_either.*.#")
def by_either(trace: Trace, design: str, event: str, place: int) -> Derivation:
    """The same, whichever side begins it."""
    years = place + 1
    return forecast(
        trace, design,
        f"the chance of at least one of these by {trace.found.until(years)}, whichever of the two "
        f"begins it: {EITHER[event]}, under {design}",
        CHANCE,
        (*steps.path(trace, design, event, years), level.chance(trace, design, event, years),
         *level.either(trace, design, event, years)),
        years=years, facts=trace.back_facts(), limits=support.over_years(trace.found, event),
    )  # fmt: skip


@RULES.at("ratio.*")
def ratio(trace: Trace, design: str, event: str) -> Derivation:
    """A design beside the reference."""
    return forecast(
        trace, design,
        f"the chance of {EVENT[event]} by the last year under {design}, over that under "
        f"{trace.found.reference}",
        RATIO,
        (*_versus(trace, design, event), *steps.lapse(trace, design), level.ratio(trace, event)),
    )  # fmt: skip


def _versus(trace: Trace, design: str, event: str) -> tuple[Step, ...]:
    found, zero = trace.found.designs, trace.found.reference
    mine, other = (found[n].risk.by[event][-1].value for n in (design, zero))
    parts = "; ".join(
        f"{rung} {effect:+.2f} (sd {sd:.2f})" for rung, (effect, sd) in found[design].total.items()
    )
    return (
        *steps.reading(trace, design),
        Step(f"the guarantee's part in each logit, first year: {parts}"),
        Step("both designs are forecast from the same draws and the same uniform numbers; "
             f"{words.percent(mine)} under {design} and {words.percent(other)} under {zero} are "
             "means, the ratio is the median of the draws' own ratios"),
    )  # fmt: skip


@RULES.at("share_of_draws_better")
def better(trace: Trace, design: str) -> Derivation:
    """How often a design is below the reference."""
    what = (
        f"the share of posterior draws in which war by the last year is less likely under {design} "
        f"than under {trace.found.reference}"
    )
    return forecast(trace, design, what, SHARE, _versus(trace, design, "war"))


@RULES.at("rank_shares.#")
def ranked(trace: Trace, design: str, place: int) -> Derivation:
    """How often a design has a rank."""
    what = (
        f"the share of draws in which {design} has rank {place + 1} of "
        f"{len(trace.found.designs)}, the least chance of war by the last year being rank 1; ties "
        "are split"
    )
    return forecast(trace, design, what, SHARE, _versus(trace, design, "war"))


@RULES.at("ratio_within_pairs.*")
def within(trace: Trace, design: str, event: str) -> Derivation:
    """The ratio by change within pairs alone."""
    terms = ", ".join(
        f"{rung} {term['name']} {term['mean']:+.2f} (sd {term['sd']:.2f})"
        for rung, found in trace.found.ladder.rungs.items()
        for term in found.variants
        if term["kind"] == "within"
    )
    return forecast(
        trace, design,
        f"the ratio of the chance of {EVENT[event]} to that under {trace.found.reference}, were "
        "guarantees to work only as the same pairs' years with and without them say",
        RATIO,
        (*steps.reading(trace, design),
         Step("the guarantee's coefficients are replaced by those of change within pairs, each an "
              f"independent normal (Bell & Jones 2015): {terms}"),
         level.ratio(trace, event)),
    )  # fmt: skip


@RULES.at("guarantee_terms.*.terms.#.value|typical|effect|sd")
def term(trace: Trace, design: str, rung: str, place: int, part: str) -> Derivation:
    """One of the guarantee's terms."""
    one = trace.found.designs[design].terms[rung][place]
    whole = next(each for each in trace.terms(rung, design) if each.name == one.name)
    what = {
        "value": f"the value of the covariate {one.name} under {design}: {one.meaning}",
        "typical": f"what {one.name} is measured from: no guarantee",
        "effect": f"what {one.name} adds to the logit of {rung}: {one.meaning}",
        "sd": f"the posterior sd of what {one.name} adds to the logit of {rung}",
    }[part]
    step = Step(
        f"coefficient {whole.coefficient:+.3f} (sd {whole.sd:.3f}; prior: normal about 0, sd "
        f"{whole.prior_sd:.2f}) times {whole.value:.3g} is {one.effect:+.3f}", (whole,)
    )  # fmt: skip
    return _of_terms(trace, design, rung, what, LOGIT if part in {"effect", "sd"} else OWN, step)


@RULES.at("guarantee_terms.*.effect|sd")
def terms_together(trace: Trace, design: str, rung: str, part: str) -> Derivation:
    """All of the guarantee's terms."""
    terms = tuple(each for each in trace.terms(rung, design) if each.name in COLUMN and each.value)
    what = {
        "effect": "what all terms of the guarantee add together to the logit of whether",
        "sd": "the posterior sd of what all terms of the guarantee add to the logit of whether",
    }[part]
    step = Step("the sum of the terms' parts; its sd takes in their correlation", terms)
    return _of_terms(trace, design, rung, f"{what} {STEPS[rung]}, under {design}", LOGIT, step)


def _of_terms(trace: Trace, design: str, rung: str, what: str, unit: str, step: Step) -> Derivation:
    found = trace.found
    return Derivation(
        what, unit, found.span(1), (*steps.reading(trace, design), step),
        basis.once(
            basis.ladder(found, (rung,)), basis.latent_depth(found), basis.text(found, design)
        ),
        trace.guard_facts(design), support.limits(found, design, (rung,)),
    )  # fmt: skip


@RULES.at("reach.*.distance|percentile")
def reach(trace: Trace, design: str, rung: str, part: str) -> Derivation:
    """How far the case is from the data."""
    found = trace.found
    what, unit = {
        "distance": ("how far the case lies from the middle of the politically relevant rows",
                     "Mahalanobis distance, 0: the middle of the rows"),
        "percentile": ("the share of politically relevant rows that lie nearer to their middle",
                       "percent"),
    }[part]  # fmt: skip
    distance = found.designs[design].reach[rung].distance
    return Derivation(
        f"{what}, over the covariates of whether {STEPS[rung]}, under {design}", unit,
        found.span(1),
        (steps.rung(trace, rung, design),
         Step("the standardized covariates, weighed by the inverse of their covariance among "
              f"those rows: distance {distance:.2f}, placed among the rows' own distances")),
        basis.once(basis.ladder(found, (rung,)), basis.text(found, design)),
        trace.every_fact(design), support.scores(found, (rung,)),
    )  # fmt: skip


@RULES.at("reach.*.outside.#.value|lowest|highest")
def outside(trace: Trace, design: str, rung: str, place: int, part: str) -> Derivation:
    """A covariate out of range."""
    one = trace.found.designs[design].reach[rung].outside[place]
    what = {"value": "the value here of", "lowest": "the least value seen of",
            "highest": "the greatest value seen of"}[part]  # fmt: skip
    return Derivation(
        f"{what} {one.name}, {one.meaning}, outside the politically relevant rows of {rung}",
        OWN, trace.found.span(1),
        (Step(f"{one.value:.4g} here; the rows span {one.lowest:.4g} to {one.highest:.4g}"),),
        basis.ladder(trace.found, (rung,)),
        trace.facts_of_covariate(rung, one.name, design), support.scores(trace.found, (rung,)),
    )  # fmt: skip
