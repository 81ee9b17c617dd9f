"""Rules for what would change the answer: inputs moved one at a time."""

from dataclasses import replace

from foedus.assessment import inputs
from foedus.assessment.inputs import UNITS
from foedus.explanation import basis
from foedus.explanation.derivation import Basis, Derivation, Step
from foedus.explanation.forecast import BOOLEAN, forecast
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace
from foedus.report import words

RULES = Rules("what_would_change_it.")


@RULES.at("draws")
def study_draws(trace: Trace) -> Derivation:
    """Draws behind the study."""
    return Derivation(
        "how many of the answer's draws the study of what would change it is computed from",
        "draws", trace.span, (),
        basis.own("assessment.flips.DRAWS", "enough for what an input changes, and quick"),
    )  # fmt: skip


@RULES.at("errors_beyond")
def study_beyond(trace: Trace) -> Derivation:
    """What counts as more than noise."""
    return Derivation(
        "how many Monte Carlo errors a change has to exceed to be told",
        "standard errors", trace.span, (),
        basis.own("assessment.sensitivity.BEYOND", "a change within two is the simulation's noise"),
    )  # fmt: skip


def _range(trace: Trace, name: str, source: str) -> tuple[Basis, ...]:
    """What the range of an input rests on."""
    if name.startswith("depth:"):
        return basis.latent_depth(trace.found)
    if name in {"within", "lapse"}:
        return basis.ladder(trace.found) if name == "within" else basis.lapse(trace.found)
    why = {
        "cinc": f"the sd of ten-year changes of its log, {inputs.CAPABILITY_SD}, in cow-nmc since "
                "1946; a test computes it again",
        "demo": f"the sd of ten-year changes, {inputs.DEMOCRACY_SD}, in vdem-polyarchy since 1946; "
                "a test computes it again",
        "else": "half to twice as many: a judgement, since the dispute data end in 2014",
        "riva": "a choice that could be made otherwise: the two are rivals, or no longer",
    }[name[:4]]  # fmt: skip
    return basis.own(f"range of {name}: {source}", why)


@RULES.at("swings.#.value|to|flips")
def swing(trace: Trace, place: int, part: str) -> Derivation:
    """An input moved."""
    one = trace.found.flips.swings[place]
    what = {
        "value": f"where {one.name} ({one.meaning}) stands now; none where it is a choice",
        "to": f"where {one.name} ({one.meaning}) is moved to; none where it is a choice",
        "flips": f"whether moving {one.name} ({one.meaning}) makes two designs that are told apart "
        "change places",
    }[part]
    wanted = trace.facts_of(one.name) if one.name in trace.found.setting.fixed else ()
    return Derivation(
        what, BOOLEAN if part == "flips" else "the input's own",
        trace.span,
        (Step(f"one input goes to an end of its 90% range, the others stay ({one.source})"),),
        basis.once(_range(trace, one.name, one.source), basis.facts(trace.found, wanted)), wanted,
    )  # fmt: skip


@RULES.at("swings.#.war|error.*")
def swing_war(trace: Trace, place: int, part: str, design: str) -> Derivation:
    """The answer with an input moved, and the Monte Carlo error of what moved."""
    one, now = trace.found.flips.swings[place], trace.found.flips.now.war[design]
    to = "" if one.to is None else f", to {UNITS[one.unit](one.to)}"
    moved = f"with {one.name} ({one.meaning}) moved{to}"
    what, unit = {
        "war": (f"the chance of war by the last year under {design}, {moved}",
                "a chance, 0 to 1; the mean over draws"),
        "error": ("the Monte Carlo error of the change in the chance of war by the last year under "
                  f"{design}, {moved}", "a chance; a standard error"),
    }[part]  # fmt: skip
    step = Step(
        f"the answer's {words.percent(now)}, times the ratio of the study's means with and without "
        f"the move, over the same draws and uniform numbers ({one.source}): "
        f"{words.percent(one.answer.war[design])}, give or take "
        f"{words.percent(one.answer.error[design])}"
    )
    by = forecast(trace, design, what, unit, (step,))
    return replace(by, bases=basis.once(_range(trace, one.name, one.source), by.bases))
