"""Rules for what would change the answer: inputs moved one at a time."""

from foedus.assess import explain_basis as rests
from foedus.assess import inputs, words
from foedus.assess.explain_far import far
from foedus.assess.explain_steps import Case
from foedus.assess.explained import Basis, Step, Told
from foedus.assess.inputs import UNITS
from foedus.assess.trace import rule
from foedus.assess.trace_designs import forecast, span_to


@rule("what_would_change_it.draws")
def study_draws(case: Case) -> Told:
    """Draws behind the study."""
    return Told(
        "how many of the answer's draws the study of what would change it is computed from",
        "draws", span_to(case, case.found.years - 1), (),
        rests.own("assess.flips.DRAWS", "enough for what an input changes, and quick"),
    )  # fmt: skip


@rule("what_would_change_it.errors_beyond")
def study_beyond(case: Case) -> Told:
    """What counts as more than noise."""
    return Told(
        "how many Monte Carlo errors a change has to exceed to be told",
        "standard errors", span_to(case, case.found.years - 1), (),
        rests.own("assess.sensitivity.BEYOND", "a change within two is the simulation's noise"),
    )  # fmt: skip


def _range(case: Case, name: str, source: str) -> tuple[Basis, ...]:
    """What the range of an input rests on."""
    if name.startswith("depth:"):
        return rests.latent_depth()
    if name in {"within", "lapse"}:
        return rests.ladder(case.found) if name == "within" else rests.lapse(case.found)
    why = {
        "cinc": f"the sd of ten-year changes of its log, {inputs.CAPABILITY_SD}, in cow-nmc since "
                "1946; a test computes it again",
        "demo": f"the sd of ten-year changes, {inputs.DEMOCRACY_SD}, in vdem-polyarchy since 1946; "
                "a test computes it again",
        "else": "half to twice as many: a judgement, since the dispute data end in 2014",
        "riva": "a choice that could be made otherwise: the two are rivals, or no longer",
    }[name[:4]]  # fmt: skip
    return rests.own(f"range of {name}: {source}", why)


def _swing_facts(case: Case, name: str) -> tuple[str, ...]:
    return case.facts_of(name) if name in case.found.setting.fixed else ()


@rule("what_would_change_it.swings.#.value|to|flips")
def swing(case: Case, place: int, part: str) -> Told:
    """An input moved."""
    one = case.found.flips.swings[place]
    what = {
        "value": f"where {one.name} ({one.meaning}) stands now; none where it is a choice",
        "to": f"where {one.name} ({one.meaning}) is moved to; none where it is a choice",
        "flips": f"whether moving {one.name} ({one.meaning}) makes two designs that are told apart "
        "change places",
    }[part]
    wanted = _swing_facts(case, one.name)
    return Told(
        what, "true or false" if part == "flips" else "the input's own",
        span_to(case, case.found.years - 1),
        (Step(f"one input goes to an end of its 90% range, the others stay ({one.source})"),),
        rests.once(_range(case, one.name, one.source), rests.facts(case.found, wanted)), wanted,
    )  # fmt: skip


@rule("what_would_change_it.swings.#.war|error.*")
def swing_war(case: Case, place: int, part: str, design: str) -> Told:
    """The answer with an input moved, and the Monte Carlo error of what moved."""
    one, now = case.found.flips.swings[place], case.found.flips.now.war[design]
    to = "" if one.to is None else f", to {UNITS[one.unit](one.to)}"
    moved = f"with {one.name} ({one.meaning}) moved{to}"
    what = {
        "war": f"the chance of war by the last year under {design}, {moved}",
        "error": f"the Monte Carlo error of the change in the chance of war by the last year under "
        f"{design}, {moved}",
    }[part]
    return Told(
        what,
        "a chance, 0 to 1; the mean over draws" if part == "war" else "a chance; a standard error",
        span_to(case, case.found.years - 1),
        (Step(f"the answer's {words.percent(now)}, times the ratio of the study's means with and "
              f"without the move, over the same draws and uniform numbers ({one.source}): "
              f"{words.percent(one.answer.war[design])}, give or take "
              f"{words.percent(one.answer.error[design])}"),),
        rests.once(_range(case, one.name, one.source), forecast(case, design)),
        case.every_fact(design), far(case.found, design),
    )  # fmt: skip
