"""Rules for the rest of the answer: drivers, credit, what would change it, facts, records."""

from foedus.assessment import credit as credits
from foedus.explanation import basis as rests
from foedus.explanation.far import far, scores
from foedus.explanation.result import Basis, Step, Told
from foedus.explanation.rule import rule
from foedus.explanation.rules.designs import LOGIT, disputes, forecast, span_to
from foedus.explanation.steps import Case
from foedus.facts.glossary import meaning
from foedus.history.covariates import RUNGS
from foedus.history.events import STEPS
from foedus.history.honor import RECORDS

_ASKED = {
    "foedus_assessment": ("the version of this form of answer", "a version"),
    "first_year": ("the calendar year in which the first twelve months forecast end", "a year"),
    "last_year": ("the calendar year in which the last twelve months forecast end", "a year"),
    "years": ("how many years are forecast: the scenario's horizon, unless asked for", "years"),
    "draws": ("how many draws of the posteriors the answer is computed from", "draws"),
    "seed": ("the seed of the random numbers; the same seed gives the same answer", "a number"),
    "interval": ("how much of the draws an interval holds: from the 5th to the 95th percentile",
                 "a share, 0 to 1"),
}  # fmt: skip


@rule("foedus_assessment|first_year|last_year|years|draws|seed|interval")
def asked(case: Case, name: str) -> Told:
    """What was asked for, and the form of the answer."""
    what, unit = _ASKED[name]
    if name in {"first_year", "last_year", "years"}:
        day, horizon = case.found.scenario.as_of, case.found.scenario.horizon
        says = f"`as_of: {day}` and `horizon: {horizon}`, or the years asked for"
        basis: tuple[Basis, ...] = (
            Basis("scenario", "as_of", says, {"scenario": case.found.scenario.name}),
        )
    else:
        basis = rests.own(name, {
            "foedus_assessment": "so that a reader of the JSON knows its form",
            "draws": "an option; the default keeps the simulation's noise far below the interval",
            "seed": "an option; any seed serves",
            "interval": "90% is what the ladder's record is kept for too",
        }[name])  # fmt: skip
    return Told(what, unit, case.found.span(case.found.years), (), basis)


@rule("drivers.*.covariates.#.value|typical|effect|sd")
def driver(case: Case, rung: str, place: int, part: str) -> Told:
    """A covariate's part in a rung."""
    one, zero = case.found.drivers[rung][place], case.found.reference
    what = {
        "value": f"the value here of {one.name}: {one.meaning}",
        "typical": f"the mean of {one.name} over the politically relevant rows of {rung}: "
                   f"{one.meaning}",
        "effect": f"what {one.name} adds to the logit of whether {STEPS[rung]}, beside a "
                  f"typical politically relevant pair: {one.meaning}",
        "sd": f"the posterior sd of what {one.name} adds to the logit of whether "
              f"{STEPS[rung]}",
    }[part]  # fmt: skip
    term = next(each for each in case.terms(rung, zero) if each.name == one.name)
    wanted = case.facts_of_covariate(rung, one.name, zero)
    counts = any("past" in name or "last_" in name for name in wanted)
    return Told(
        what, LOGIT if part in {"effect", "sd"} else "the covariate's own",
        case.found.span(1), (case.driver(one), Step("in the sum of the rung", (term,))),
        rests.once(rests.ladder(case.found, (rung,)), rests.facts(case.found, wanted),
                   disputes(case) if counts else ()),
        wanted, far(case.found, zero, (rung,)),
    )  # fmt: skip


@rule("drivers.*.past_disputes_together.effect|sd")
def together(case: Case, rung: str, part: str) -> Told:
    """Past disputes, summed."""
    zero = case.found.reference
    wanted = tuple(dict.fromkeys(f for c in case.found.setting.memory for f in case.facts_of(c)))
    what = (
        "what all covariates of the two's past disputes add together"
        if part == "effect"
        else ("the posterior sd of what the covariates of the two's past disputes add together")
    )
    return Told(
        f"{what} to the logit of whether {STEPS[rung]}", LOGIT,
        case.found.span(1),
        (Step("they overlap and undo each other, so their sum is what counts; its sd takes in how "
              "their coefficients are correlated"),),
        rests.once(rests.ladder(case.found, (rung,)), rests.facts(case.found, wanted),
                   disputes(case)),
        wanted, far(case.found, zero, (rung,)),
    )  # fmt: skip


@rule("within_and_between.*.#.mean|sd")
def variant(case: Case, rung: str, place: int, part: str) -> Told:
    """The within-between form."""
    term = case.found.ladder.rungs[rung].variants[place]
    what = "posterior mean" if part == "mean" else "posterior sd"
    kind = {"within": "the same pair's years with it and without",
            "between": "pairs that have had it more with pairs that have had it less"}  # fmt: skip
    return Told(
        f"the {what} of the coefficient of {term['name']} on the logit of whether "
        f"{STEPS[rung]}, comparing {kind[str(term['kind'])]}", LOGIT,
        f"{case.found.ladder.first}–{case.found.ladder.last}",
        (Step("a second fit of the rung, in which each term of the guarantee is split into its "
              "mean over a pair's years and its departure from it (Bell & Jones 2015)"),),
        rests.ladder(case.found, (rung,)), far=scores(case.found, (rung,)),
    )  # fmt: skip


def _credit(case: Case, design: str, what: str) -> Told:
    kept = case.found.credit[design]
    parts = "; ".join(
        f"{name} ({credits.PARTS[name]}) {each.value:+.2f}" for name, each in kept.parts.items()
    )
    return Told(
        what, f"{LOGIT}; the median over draws, with the 5th and 95th percentile",
        span_to(case, kept.years - 1),
        (*case.reading(design),
         Step("parts are put in and taken out, every coalition is forecast, and each part gets "
              f"what it adds on average over all orders (Shapley 1953): {parts}"),
         *case.lapse(design)),
        forecast(case, design), case.every_fact(design), far(case.found, design),
    )  # fmt: skip


@rule("credit.*.total")
def credit_total(case: Case, design: str) -> Told:
    """A design's whole effect."""
    return _credit(case, design, f"what {design} changes in the logit of war, beside no design")


@rule("credit.*.parts.*")
def credit_part(case: Case, design: str, part: str) -> Told:
    """A part's share of it."""
    return _credit(case, design, f"the share of the part `{part}` ({credits.PARTS[part]}) in what "
                   f"{design} changes in the logit of war")  # fmt: skip


@rule("credit.*.years")
def credit_years(case: Case, design: str) -> Told:
    """The span that credit is of."""
    return Told(
        f"over how many years the credit of the parts of {design} is computed", "years",
        span_to(case, case.found.credit[design].years - 1), (),
        rests.own("assess.credit.YEARS", f"{credits.YEARS} years, or the whole forecast where it "
                  "is shorter: the span that guarantees are mostly asked about"),
    )  # fmt: skip


@rule("honor_record.*.called|honored|low|high")
def honor_record(case: Case, group: str, part: str) -> Told:
    """The raw record of honor."""
    what = {
        "called": "promises of defense on which a war called",
        "honored": "of them, those that were honored",
        "low": "the 5th percentile of the share honored",
        "high": "the 95th percentile of the share honored",
    }[part]
    which = {"all": "of all years"}.get(group, f"signed {group}")
    which = which.replace("from outside", "called on against an attacker that was no member")
    return Told(
        f"{what}: promises {which}", "promises" if part in {"called", "honored"} else "a share",
        rests.years_of_calls(), (Step("counted; the interval is Jeffreys'"),),
        rests.honor(case.found), far=(case.found.honor.caveat,),
    )  # fmt: skip


@rule("honor_published.#.share|honored|called")
def published(case: Case, place: int, part: str) -> Told:
    """A record of honor that others counted."""
    one = RECORDS[place]
    what = {
        "share": "the share honored", "honored": "those honored", "called": "those called on"
    }[part]  # fmt: skip
    how = "counted again from the public file" if one.counted else "as published"
    unit = "a share" if part == "share" else "alliances"
    return Told(
        f"{what} of {one.counts}",
        unit,
        one.years,
        (Step(how),),
        rests.own("history.honor.literature", f"{one.source}: {one.note}"),
        far=(case.found.honor.caveat,),
    )


@rule("carried_forward.#.year|years")
def carried(case: Case, place: int, part: str) -> Told:
    """Facts carried forward."""
    one = case.found.carried[place]
    what = {
        "year": f"the last year known of {len(one.names)} facts from {one.source}",
        "years": f"how many years those facts from {one.source} are carried forward",
    }[part]
    day = case.found.scenario.as_of
    return Told(
        what, "a year" if part == "year" else "years", f"{one.year}–{day.year}",
        (Step(f"the day of the question is {day}; the data end in {one.year}"),),
        rests.facts(case.found, one.names), one.names,
    )  # fmt: skip


_ORIGIN = {
    "scenario": "stated in the scenario",
    "frozen": "read off the public data and frozen beside the scenario",
    "data": "read off the public data on this machine",
    "package": "from a list in the package",
}


@rule("facts.*", "facts.*.value|year")
def fact(case: Case, name: str, part: str = "value") -> Told:
    """A fact."""
    one = case.found.facts[name]
    words_for, unit = meaning(name)
    year = f"{one.year}" if one.year is not None else "no year is stated"
    read = [c for c in case.columns(case.found.reference) if name in case.facts_of(c)]
    used = (
        f"columns read from it: {', '.join(read)}"
        if read
        else "the same columns of the protégé's side are read from it"
        if name in case.back_facts()
        else ("it says what kind of guarantor a state is, or is told beside the forecast")
    )
    what = words_for if part == "value" else f"the year that {name} is of"
    return Told(
        what, unit if part == "value" else "a year", year,
        (Step(f"{_ORIGIN[one.origin]}: {one.source}; {used}"),), rests.fact_basis(case.found, one),
        (name,),
    )  # fmt: skip


@rule("columns.*")
def column(case: Case, name: str) -> Told:
    """A column of the setting."""
    wanted = case.facts_of(name)
    counted = name in case.found.setting.memory
    how = (
        "counts of the data, decayed to the first year forecast, with the disputes that the "
        "scenario lists and the chronology has after the data's end; what either side does with "
        "others stays at its level, or at what is known since where that is more"
        if counted
        else "taken from the facts, and kept over the whole forecast"
    )
    read = ", ".join(
        dict.fromkeys(
            each.name
            for rung, covariates in RUNGS.items()
            for each in covariates
            if name in case.read_by(rung, each.name)
        )
    )
    return Told(
        f"the column {name}, from which the ladder computes {read or 'nothing'}",
        "disputes or years" if counted else "the fact's own", case.found.span(1),
        (Step(how),),
        rests.once(rests.facts(case.found, wanted), disputes(case) if counted else ()), wanted,
    )  # fmt: skip


@rule("posterior.first|last")
def posterior_years(case: Case, part: str) -> Told:
    """The years that the ladder was fitted on."""
    model = case.found.ladder
    return Told(f"the {part} year of the data that the ladder was fitted on", "a year",
                f"{model.first}–{model.last}", (), rests.ladder(case.found))  # fmt: skip
