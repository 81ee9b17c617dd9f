"""Rules for what drives the answer: covariates, their parts, and the credit of each part."""

from foedus.assessment import credit as credits
from foedus.explanation import basis, steps, support
from foedus.explanation.derivation import Derivation, Step
from foedus.explanation.forecast import LOGIT, OWN, bases
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace
from foedus.history.events import STEPS

RULES = Rules()


@RULES.at("drivers.*.covariates.#.value|typical|effect|sd")
def driver(trace: Trace, rung: str, place: int, part: str) -> Derivation:
    """A covariate's part in a rung."""
    one, zero = trace.found.drivers[rung][place], trace.found.reference
    what = {
        "value": f"the value here of {one.name}: {one.meaning}",
        "typical": f"the mean of {one.name} over the politically relevant rows of {rung}: "
                   f"{one.meaning}",
        "effect": f"what {one.name} adds to the logit of whether {STEPS[rung]}, beside a "
                  f"typical politically relevant pair: {one.meaning}",
        "sd": f"the posterior sd of what {one.name} adds to the logit of whether "
              f"{STEPS[rung]}",
    }[part]  # fmt: skip
    term = next(each for each in trace.terms(rung, zero) if each.name == one.name)
    wanted = trace.facts_of_covariate(rung, one.name, zero)
    counts = any("past" in name or "last_" in name for name in wanted)
    return Derivation(
        what, LOGIT if part in {"effect", "sd"} else OWN,
        trace.found.span(1), (steps.driver(one), Step("in the sum of the rung", (term,))),
        basis.once(basis.ladder(trace.found, (rung,)), basis.facts(trace.found, wanted),
                   basis.disputes(trace.found) if counts else ()),
        wanted, support.limits(trace.found, zero, (rung,)),
    )  # fmt: skip


@RULES.at("drivers.*.past_disputes_together.effect|sd")
def together(trace: Trace, rung: str, part: str) -> Derivation:
    """Past disputes, summed."""
    zero = trace.found.reference
    wanted = tuple(dict.fromkeys(f for c in trace.found.setting.memory for f in trace.facts_of(c)))
    what = {
        "effect": "what all covariates of the two's past disputes add together",
        "sd": "the posterior sd of what the covariates of the two's past disputes add together",
    }[part]
    return Derivation(
        f"{what} to the logit of whether {STEPS[rung]}", LOGIT,
        trace.found.span(1),
        (Step("they overlap and undo each other, so their sum is what counts; its sd takes in how "
              "their coefficients are correlated"),),
        basis.once(basis.ladder(trace.found, (rung,)), basis.facts(trace.found, wanted),
                   basis.disputes(trace.found)),
        wanted, support.limits(trace.found, zero, (rung,)),
    )  # fmt: skip


@RULES.at("within_and_between.*.#.mean|sd")
def variant(trace: Trace, rung: str, place: int, part: str) -> Derivation:
    """The within-between form."""
    term = trace.found.ladder.rungs[rung].variants[place]
    what = "posterior mean" if part == "mean" else "posterior sd"
    kind = {"within": "the same pair's years with it and without",
            "between": "pairs that have had it more with pairs that have had it less"}  # fmt: skip
    return Derivation(
        f"the {what} of the coefficient of {term['name']} on the logit of whether "
        f"{STEPS[rung]}, comparing {kind[str(term['kind'])]}", LOGIT,
        f"{trace.found.ladder.first}–{trace.found.ladder.last}",
        (Step("a second fit of the rung, in which each term of the guarantee is split into its "
              "mean over a pair's years and its departure from it (Bell & Jones 2015)"),),
        basis.ladder(trace.found, (rung,)), limits=support.scores(trace.found, (rung,)),
    )  # fmt: skip


def _credit(trace: Trace, design: str, what: str) -> Derivation:
    kept = trace.found.credit[design]
    parts = "; ".join(
        f"{name} ({credits.PARTS[name]}) {each.value:+.2f}" for name, each in kept.parts.items()
    )
    return Derivation(
        what, f"{LOGIT}; the median over draws, with the 5th and 95th percentile",
        trace.found.span(kept.years),
        (*steps.reading(trace, design),
         Step("parts are put in and taken out, every coalition is forecast, and each part gets "
              f"what it adds on average over all orders (Shapley 1953): {parts}"),
         *steps.lapse(trace, design)),
        bases(trace, design), trace.every_fact(design), support.limits(trace.found, design),
    )  # fmt: skip


@RULES.at("credit.*.total")
def credit_total(trace: Trace, design: str) -> Derivation:
    """A design's whole effect."""
    return _credit(trace, design, f"what {design} changes in the logit of war, beside no design")


@RULES.at("credit.*.parts.*")
def credit_part(trace: Trace, design: str, part: str) -> Derivation:
    """A part's share of it."""
    return _credit(trace, design, f"the share of the part `{part}` ({credits.PARTS[part]}) in what "
                   f"{design} changes in the logit of war")  # fmt: skip


@RULES.at("credit.*.years")
def credit_years(trace: Trace, design: str) -> Derivation:
    """The span that credit is of."""
    return Derivation(
        f"over how many years the credit of the parts of {design} is computed", "years",
        trace.found.span(trace.found.credit[design].years), (),
        basis.own("assessment.credit", "the whole forecast: the years that were asked for"),
    )  # fmt: skip
