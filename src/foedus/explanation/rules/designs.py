"""Rules for the numbers under ``designs``: one result a design."""

from foedus.explanation import basis as rests
from foedus.explanation import level as at
from foedus.explanation.far import far, scores
from foedus.explanation.result import Basis, Step, Told
from foedus.explanation.rule import rule
from foedus.explanation.steps import Case, depth_in_words
from foedus.facts.chronology.disputes import between, elsewhere
from foedus.history.events import STEPS
from foedus.history.pair import EVENTS
from foedus.report import words

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
LOGIT = "log odds"
DEPTH = "standard deviations of ATOP's alliances; 0: the mean of a promise without a tie"
YES = "1 yes, 0 no"
COLUMN = {
    "minor": "whether a minor power is bound to defend the protégé against the challenger",
    "major": "whether a major power is bound to defend it",
    "nuclear": "whether a nuclear power is bound to defend it",
    "depth_minor": "the depth of the promise where a minor power gives it",
    "depth_major": "the depth of the promise where a major power gives it",
    "ties_minor": "military ties, of eight, with the minor guarantors that it has already",
    "ties_major": "military ties, of eight, with the major guarantors that it has already",
}


def disputes(case: Case) -> tuple[Basis, ...]:
    """Disputes after the data's end: the scenario's own list, and the chronology's records."""
    asked = case.found.scenario
    listed = asked.situation.disputes
    said = f"{len(listed)} disputes that the scenario lists after the dispute data end"
    mine = [Basis("scenario", "situation.disputes", said, {"scenario": asked.name})]
    later = (*between(asked), *elsewhere(asked))
    return rests.once(
        mine if listed else (),
        *((rests.cite(case.found, each.source),) for each in listed if each.source),
        (rests.chronicled(each) for each in later if not each.instead),
    )


def forecast(case: Case, design: str, rungs: tuple[str, ...] | None = None) -> tuple[Basis, ...]:
    """What a chance under a design rests on."""
    binds = case.found.designs[design].reading.binds
    return rests.once(
        rests.ladder(case.found, rungs),
        rests.latent_depth() if binds else (),
        rests.lapse(case.found) if binds else (),
        at.rests(),
        rests.text(case.found, design),
        rests.facts(case.found, case.every_fact(design)),
        disputes(case),
    )


def rungs_to(event: str) -> tuple[str, ...]:
    """The rungs up to an event."""
    rungs = tuple(EVENTS)
    return rungs[: list(EVENTS.values()).index(event) + 1]


def span_to(case: Case, place: int) -> str:
    """The time from the forecast's first day to the end of the year at a place."""
    return case.found.span(place + 1)


@rule("designs.*.first_year.*")
def first_year(case: Case, design: str, event: str) -> Told:
    """The chance in the first year."""
    steps = (*case.reading(design), *case.rungs(design)[: len(rungs_to(event))],
             case.first_year(design), at.first_year(case, design, event))  # fmt: skip
    return Told(
        f"the chance of {EVENT[event]} in the first year forecast, under the design {design}",
        CHANCE, case.found.span(1), steps, forecast(case, design, rungs_to(event)),
        case.every_fact(design), far(case.found, design, rungs_to(event)),
    )  # fmt: skip


@rule("designs.*.yearly.*")
def yearly(case: Case, design: str, event: str) -> Told:
    """The mean yearly chance."""
    raw = case.paths(design)
    mean, first = float(raw.yearly[event].mean()), float(raw.first[event].mean())
    steps = (
        *case.reading(design), *case.rungs(design), case.first_year(design),
        Step(f"each year's chance is that of paths of every kind, wars included; their mean over "
             f"{words.years(case.found.years)} is {words.percent(mean)}, beside "
             f"{words.percent(first)} in the first"),
        *case.lapse(design),
        at.yearly(case, design, event),
    )  # fmt: skip
    return Told(
        f"the mean, over the years forecast, of the yearly chance of {EVENT[event]}, under "
        f"{design}", CHANCE, span_to(case, case.found.years - 1), steps, forecast(case, design),
        case.every_fact(design), far(case.found, design),
    )  # fmt: skip


@rule("designs.*.by_year.*.#")
def by_year(case: Case, design: str, event: str, place: int) -> Told:
    """The chance of at least one by the end of a year."""
    return Told(
        f"the chance of at least one of these by {case.found.until(place + 1)}: "
        f"{EVENT[event]}, under {design}", CHANCE, span_to(case, place),
        (*case.path(design, event, place + 1), at.chance(case, design, event, place + 1)),
        forecast(case, design), case.every_fact(design),
        (*far(case.found, design), *at.record(case.found, event)),
    )  # fmt: skip


@rule("designs.*.by_year_by_either.*.#")
def by_either(case: Case, design: str, event: str, place: int) -> Told:
    """The same, whichever side begins it."""
    return Told(
        f"the chance of at least one of these by {case.found.until(place + 1)}, whichever of the "
        f"two begins it: {EITHER[event]}, under {design}", CHANCE, span_to(case, place),
        (*case.path(design, event, place + 1), at.chance(case, design, event, place + 1),
         *at.either(case, design, event, place + 1)),
        forecast(case, design),
        tuple(dict.fromkeys((*case.every_fact(design), *case.back_facts()))),
        (*far(case.found, design), *at.record(case.found, event)),
    )  # fmt: skip


@rule("designs.*.ratio.*")
def ratio(case: Case, design: str, event: str) -> Told:
    """A design beside the reference."""
    return Told(
        f"the chance of {EVENT[event]} by the last year under {design}, over that under "
        f"{case.found.reference}", RATIO, span_to(case, case.found.years - 1),
        (*_beside(case, design, event), *case.lapse(design), at.ratio(case, event)),
        forecast(case, design),
        case.every_fact(design), far(case.found, design),
    )  # fmt: skip


def _beside(case: Case, design: str, event: str) -> tuple[Step, ...]:
    found, zero = case.found.designs, case.found.reference
    mine, other = (found[n].risk.by[event][-1].value for n in (design, zero))
    parts = "; ".join(
        f"{rung} {effect:+.2f} (sd {sd:.2f})" for rung, (effect, sd) in found[design].total.items()
    )
    return (
        *case.reading(design),
        Step(f"the guarantee's part in each logit, first year: {parts}"),
        Step(f"both designs are forecast from the same draws and the same uniform numbers; "
             f"{words.percent(mine)} under {design} and {words.percent(other)} under {zero} are "
             "means, the ratio is the median of the draws' own ratios"),
    )  # fmt: skip


@rule("designs.*.share_of_draws_better")
def better(case: Case, design: str) -> Told:
    """How often a design is below the reference."""
    return Told(
        f"the share of posterior draws in which war by the last year is less likely under {design} "
        f"than under {case.found.reference}", "a share, 0 to 1",
        span_to(case, case.found.years - 1), _beside(case, design, "war"), forecast(case, design),
        case.every_fact(design), far(case.found, design),
    )  # fmt: skip


@rule("designs.*.rank_shares.#")
def ranked(case: Case, design: str, place: int) -> Told:
    """How often a design has a rank."""
    total = len(case.found.designs)
    return Told(
        f"the share of draws in which {design} has rank {place + 1} of {total}, the least chance "
        "of war by the last year being rank 1; ties are split", "a share, 0 to 1",
        span_to(case, case.found.years - 1), _beside(case, design, "war"), forecast(case, design),
        case.every_fact(design), far(case.found, design),
    )  # fmt: skip


@rule("designs.*.ratio_within_pairs.*")
def within(case: Case, design: str, event: str) -> Told:
    """The ratio by change within pairs alone."""
    terms = [
        f"{rung} {term['name']} {term['mean']:+.2f} (sd {term['sd']:.2f})"
        for rung, found in case.found.ladder.rungs.items()
        for term in found.variants
        if term["kind"] == "within"
    ]
    steps = (
        *case.reading(design),
        Step("the guarantee's coefficients are replaced by those of change within pairs, each an "
             f"independent normal (Bell & Jones 2015): {', '.join(terms)}"),
        at.ratio(case, event),
    )  # fmt: skip
    return Told(
        f"the ratio of the chance of {EVENT[event]} to that under {case.found.reference}, were "
        "guarantees to work only as the same pairs' years with and without them say",
        RATIO, span_to(case, case.found.years - 1), steps, forecast(case, design),
        case.every_fact(design), far(case.found, design),
    )  # fmt: skip


@rule("designs.*.guarantee_terms.*.terms.#.value|typical|effect|sd")
def term(case: Case, design: str, rung: str, place: int, part: str) -> Told:
    """One of the guarantee's terms."""
    one = case.found.designs[design].terms[rung][place]
    whole = next(each for each in case.terms(rung, design) if each.name == one.name)
    what = {
        "value": f"the value of the covariate {one.name} under {design}: {one.meaning}",
        "typical": f"what {one.name} is measured from: no guarantee",
        "effect": f"what {one.name} adds to the logit of {rung}: {one.meaning}",
        "sd": f"the posterior sd of what {one.name} adds to the logit of {rung}",
    }[part]
    steps = (
        *case.reading(design),
        Step(f"coefficient {whole.coefficient:+.3f} (sd {whole.sd:.3f}; prior: normal about 0, sd "
             f"{whole.prior_sd:.2f}) times {whole.value:.3g} is {one.effect:+.3f}", (whole,)),
    )  # fmt: skip
    return Told(
        what, LOGIT if part in {"effect", "sd"} else "the covariate's own",
        case.found.span(1), steps,
        rests.once(rests.ladder(case.found, (rung,)), rests.latent_depth(),
                   rests.text(case.found, design)),
        case.guard_facts(design), far(case.found, design, (rung,)),
    )  # fmt: skip


@rule("designs.*.guarantee_terms.*.effect|sd")
def terms_together(case: Case, design: str, rung: str, part: str) -> Told:
    """All of the guarantee's terms."""
    terms = tuple(t for t in case.terms(rung, design) if t.name in COLUMN and t.value)
    what = "what all terms of the guarantee add together to the logit of whether"
    spread = "the posterior sd of what all terms of the guarantee add to the logit of whether"
    return Told(
        f"{what if part == 'effect' else spread} {STEPS[rung]}, under {design}", LOGIT,
        case.found.span(1),
        (*case.reading(design),
         Step("the sum of the terms' parts; its sd takes in their correlation", terms)),
        rests.once(rests.ladder(case.found, (rung,)), rests.latent_depth(),
                   rests.text(case.found, design)),
        case.guard_facts(design), far(case.found, design, (rung,)),
    )  # fmt: skip


@rule("designs.*.reach.*.distance|percentile")
def reach(case: Case, design: str, rung: str, part: str) -> Told:
    """How far the case is from the data."""
    distance = case.found.designs[design].reach[rung].distance
    unit = "Mahalanobis distance, 0: the middle of the rows" if part == "distance" else "percent"
    what = {
        "distance": "how far the case lies from the middle of the politically relevant rows",
        "percentile": "the share of politically relevant rows that lie nearer to their middle",
    }[part]
    return Told(
        f"{what}, over the covariates of whether {STEPS[rung]}, under {design}", unit,
        case.found.span(1),
        (case.rungs(design)[tuple(EVENTS).index(rung)],
         Step(f"the standardized covariates, weighed by the inverse of their covariance among "
              f"those rows: distance {distance:.2f}, placed among the rows' own distances")),
        rests.once(rests.ladder(case.found, (rung,)), rests.text(case.found, design)),
        case.every_fact(design), scores(case.found, (rung,)),
    )  # fmt: skip


@rule("designs.*.reach.*.outside.#.value|lowest|highest")
def outside(case: Case, design: str, rung: str, place: int, part: str) -> Told:
    """A covariate out of range."""
    one = case.found.designs[design].reach[rung].outside[place]
    what = {"value": "the value here of", "lowest": "the least value seen of",
            "highest": "the greatest value seen of"}[part]  # fmt: skip
    return Told(
        f"{what} {one.name}, {one.meaning}, outside the politically relevant rows of {rung}",
        "the covariate's own", case.found.span(1),
        (Step(f"{one.value:.4g} here; the rows span {one.lowest:.4g} to {one.highest:.4g}"),),
        rests.ladder(case.found, (rung,)),
        case.facts_of_covariate(rung, one.name, design), scores(case.found, (rung,)),
    )  # fmt: skip


def ties_of(case: Case, design: str) -> Step:
    """The ties of a design's text, and of its practice where that differs."""
    result = case.found.designs[design]
    said = f"from the text: {case.depth_of(design)}"
    if result.practice:
        own = result.practice.reading
        said += f". As it works (`practice`): {depth_in_words(own.ties, own.depth, own.depth_sd)}"
    return Step(said)
