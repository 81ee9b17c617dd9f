"""Rules for what would change the answer: inputs moved one at a time."""

from foedus.assess import explain_basis as rests
from foedus.assess import inputs, words
from foedus.assess.explain_far import far
from foedus.assess.explain_steps import Case
from foedus.assess.explained import Basis, Step, Told
from foedus.assess.trace import rule
from foedus.assess.trace_designs import forecast, span_to


@rule("what_would_change_it.draws")
def study_draws(case: Case) -> Told:
    """Draws behind the study."""
    return Told(
        "how many of the answer's draws the study of what would change it is computed from",
        "draws", span_to(case, case.found.years - 1), (),
        rests.own("assess.flips.DRAWS", "enough to order designs over common draws, and quick"),
    )  # fmt: skip


@rule("what_would_change_it.war.*")
def study_now(case: Case, design: str) -> Told:
    """The study's own answer as things are."""
    return Told(
        f"the chance of war by the last year under {design} as things are, over the first draws "
        "alone: what the moved inputs are compared with", "a chance, 0 to 1; the mean over draws",
        span_to(case, case.found.years - 1), case.path(design, "war", case.found.years),
        forecast(case, design), case.every_fact(design), far(case.found, design),
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
        "else": "half to twice as many: a judgement, since the dispute data end in 2010",
        "riva": "a choice that could be made otherwise: the two are rivals, or no longer",
        "prac": "a choice that could be made otherwise: ties of practice, or of the text",
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
        "flips": f"whether moving {one.name} ({one.meaning}) changes the order of the designs",
    }[part]
    wanted = _swing_facts(case, one.name)
    return Told(
        what, "true or false" if part == "flips" else "the input's own",
        span_to(case, case.found.years - 1),
        (Step(f"one input goes to an end of its 90% range, the others stay ({one.source})"),),
        rests.once(_range(case, one.name, one.source), rests.facts(case.found, wanted)), wanted,
    )  # fmt: skip


@rule("what_would_change_it.swings.#.war.*")
def swing_war(case: Case, place: int, design: str) -> Told:
    """The answer with an input moved."""
    one, now = case.found.flips.swings[place], case.found.flips.now.war[design]
    to = "" if one.to is None else f", to {one.to:.3g}"
    return Told(
        f"the chance of war by the last year under {design}, with {one.name} ({one.meaning}) "
        f"moved{to}", "a chance, 0 to 1; the mean over draws", span_to(case, case.found.years - 1),
        (Step(f"the same draws and uniform numbers, one input moved ({one.source}): "
              f"{words.percent(now)} as things are, {words.percent(one.answer.war[design])} so"),),
        rests.once(_range(case, one.name, one.source), forecast(case, design)),
        case.every_fact(design), far(case.found, design),
    )  # fmt: skip
