"""Rules for which designs may be ranked, and for the second model beside the answer."""

from foedus.assessment.order import HOLDS, READINGS, SURE, Pair
from foedus.explanation import basis as rests
from foedus.explanation.far import far
from foedus.explanation.result import Basis, Step, Told
from foedus.explanation.rule import rule
from foedus.explanation.rules.designs import EVENT, forecast, span_to
from foedus.explanation.steps import Case
from foedus.history.strategic import posterior
from foedus.report import words


@rule("order.sure")
def sure(case: Case) -> Told:
    """The threshold of a rank."""
    return Told(
        "the share of draws, by the text, from which on one design counts as below another",
        "a share, 0 to 1", span_to(case, case.found.years - 1), (),
        rests.own("assess.order.SURE", "a judgement: nine draws of ten"),
    )  # fmt: skip


def _pair(case: Case, place: int) -> Pair:
    return list(case.found.order.pairs.values())[place]


@rule("order.pairs.#.told_apart")
def told_apart(case: Case, place: int) -> Told:
    """Whether a pair may be ranked."""
    pair = _pair(case, place)
    shares = ", ".join(
        f"{READINGS[reading]} {words.percent(share)}" for reading, share in pair.shares.items()
    )
    return Told(
        f"whether {pair.low} may be ranked below {pair.high}", "true or false",
        span_to(case, case.found.years - 1),
        (Step(f"the share of draws in which it is: {shares}; asked are {words.percent(SURE)} by "
              f"the text, more than {words.percent(HOLDS)} by the others, and the same order of "
              "the means by each"),),
        rests.once(forecast(case, pair.low), forecast(case, pair.high)),
        case.every_fact(pair.low), far(case.found, pair.low),
    )  # fmt: skip


@rule("order.pairs.#.shares|gaps.*")
def pair_of(case: Case, place: int, part: str, reading: str) -> Told:
    """How a pair stands by one reading."""
    pair = _pair(case, place)
    event = f"{EVENT['war']} by the last year"
    what = {
        "shares": f"the share of draws in which {event} is less likely under {pair.low} than under "
                  f"{pair.high}, {READINGS[reading]}; ties are split",
        "gaps": f"the mean chance of {event} under {pair.high}, less that under {pair.low}, "
                f"{READINGS[reading]}",
    }[part]  # fmt: skip
    steps = {
        "text": "both are read by their text",
        "practice": "ties in force count as ties of the text; a design without a practice has its "
                    "text",
        "within": "the guarantee's coefficients are those of change within pairs",
    }  # fmt: skip
    return Told(
        what, "a share, 0 to 1" if part == "shares" else "a difference of chances",
        span_to(case, case.found.years - 1), (Step(steps[reading]),),
        rests.once(forecast(case, pair.low), forecast(case, pair.high)),
        case.every_fact(pair.low), far(case.found, pair.low),
    )  # fmt: skip


def _game(case: Case) -> tuple[Basis, ...]:
    lens = case.found.lens
    if lens is None:
        return ()
    model = lens.model
    said = (
        f"fitted on {model.first}–{model.last}, {model.rows:,} politically relevant directed "
        f"dyad-years, Foedus {model.version}, fitted again by `{model.command}`"
    )
    about = {"version": model.version, "command": model.command, "rows": model.rows}
    return Basis("posterior", posterior.MODEL, said, about), *rests.sets(model.hashes)


@rule("second_lens.year")
def lens_year(case: Case) -> Told:
    """The year that the game speaks of."""
    return Told(
        "the year that the second model, the game of deterrence, speaks of", "a year",
        str(case.found.setting.first), (Step("the first year forecast"),), _game(case),
    )  # fmt: skip


@rule("second_lens.designs.*.ratio")
def game_ratio(case: Case, design: str) -> Told:
    """The game's ratio."""
    return Told(
        f"the chance of {EVENT['force']} under {design} over that under {case.found.reference}, "
        "as the game of deterrence has it",
        "a ratio of chances, 1: no difference; the median over draws, with the 5th and 95th",
        str(case.found.setting.first),
        (Step("the game sees a guarantor in reach of the challenger and the ties of the deepest "
              "such promise; promises are taken to go where the danger is (docs/strategic.md)"),),
        _game(case), case.every_fact(design), far(case.found, design, ("onset", "force")),
    )  # fmt: skip


@rule("second_lens.designs.*.ladder_ratio")
def ladder_ratio(case: Case, design: str) -> Told:
    """The ladder's ratio of the same chances."""
    return Told(
        f"the chance of {EVENT['force']} under {design} over that under {case.found.reference}, "
        "by the ladder at its posterior mean: what the game's ratio is set beside",
        "a ratio of chances, 1: no difference", str(case.found.setting.first),
        case.reading(design), forecast(case, design), case.every_fact(design),
        far(case.found, design, ("onset", "force")),
    )  # fmt: skip
