"""Rules for which designs may be ranked, and for the second model beside the answer."""

from foedus.assessment.order import HOLDS, READINGS, SURE, DesignPair
from foedus.explanation import basis, steps, support
from foedus.explanation.derivation import Basis, Derivation, Step
from foedus.explanation.forecast import BOOLEAN, EVENT, RATIO, SHARE, bases
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace
from foedus.history.strategic import posterior
from foedus.report import words

RULES = Rules()


@RULES.at("order.sure")
def sure(trace: Trace) -> Derivation:
    """The threshold of a rank."""
    return Derivation(
        "the share of draws, by the text, from which on one design counts as below another",
        SHARE, trace.span, (),
        basis.own("assessment.order.SURE", "a judgement: nine draws of ten"),
    )  # fmt: skip


@RULES.at("order.pairs.#.told_apart")
def apart(trace: Trace, place: int) -> Derivation:
    """Whether a pair may be ranked."""
    pair = _pair(trace, place)
    shares = ", ".join(
        f"{READINGS[reading]} {words.percent(share)}" for reading, share in pair.shares.items()
    )
    step = Step(
        f"the share of draws in which it is: {shares}; asked are {words.percent(SURE)} by the "
        f"text, more than {words.percent(HOLDS)} by the others, and the same order of the means "
        "by each"
    )
    return _of_pair(
        trace, pair, f"whether {pair.low} may be ranked below {pair.high}", BOOLEAN, step
    )


@RULES.at("order.pairs.#.shares|gaps.*")
def reading(trace: Trace, place: int, part: str, by: str) -> Derivation:
    """How a pair stands by one reading."""
    pair, event = _pair(trace, place), f"{EVENT['war']} by the last year"
    what, unit = {
        "shares": (f"the share of draws in which {event} is less likely under {pair.low} than "
                   f"under {pair.high}, {READINGS[by]}; ties are split", SHARE),
        "gaps": (f"the mean chance of {event} under {pair.high}, less that under {pair.low}, "
                 f"{READINGS[by]}", "a difference of chances"),
    }[part]  # fmt: skip
    how = {
        "text": "both are read by their text",
        "practice": "ties in force count as ties of the text; a design without a practice has its "
        "text",
        "within": "the guarantee's coefficients are those of change within pairs",
    }
    return _of_pair(trace, pair, what, unit, Step(how[by]))


def _pair(trace: Trace, place: int) -> DesignPair:
    return list(trace.found.order.pairs.values())[place]


def _of_pair(trace: Trace, pair: DesignPair, what: str, unit: str, step: Step) -> Derivation:
    return Derivation(
        what, unit, trace.span, (step,),
        basis.once(bases(trace, pair.low), bases(trace, pair.high)),
        trace.every_fact(pair.low), support.limits(trace.found, pair.low),
    )  # fmt: skip


def _game(trace: Trace) -> tuple[Basis, ...]:
    lens = trace.found.lens
    if lens is None:
        return ()
    model = lens.model
    said = (
        f"fitted on {model.first}–{model.last}, {model.rows:,} politically relevant directed "
        f"dyad-years, Foedus {model.version}, fitted again by `{model.command}`"
    )
    about = {"version": model.version, "command": model.command, "rows": model.rows}
    return Basis("posterior", posterior.MODEL, said, about), *basis.sets(model.hashes)


@RULES.at("second_lens.year")
def lens_year(trace: Trace) -> Derivation:
    """The year that the game speaks of."""
    return Derivation(
        "the year that the second model, the game of deterrence, speaks of", "a year",
        str(trace.found.setting.first), (Step("the first year forecast"),), _game(trace),
    )  # fmt: skip


@RULES.at("second_lens.designs.*.ratio")
def game_ratio(trace: Trace, design: str) -> Derivation:
    """The game's ratio."""
    return Derivation(
        f"the chance of {EVENT['force']} under {design} over that under {trace.found.reference}, "
        "as the game of deterrence has it",
        RATIO, str(trace.found.setting.first),
        (Step("the game sees a guarantor in reach of the challenger and the ties of the deepest "
              "such promise; promises are taken to go where the danger is (docs/strategic.md)"),),
        _game(trace), trace.every_fact(design),
        support.limits(trace.found, design, ("onset", "force")),
    )  # fmt: skip


@RULES.at("second_lens.designs.*.ladder_ratio")
def ladder_ratio(trace: Trace, design: str) -> Derivation:
    """The ladder's ratio of the same chances."""
    return Derivation(
        f"the chance of {EVENT['force']} under {design} over that under {trace.found.reference}, "
        "by the ladder at its posterior mean: what the game's ratio is set beside",
        "a ratio of chances, 1: no difference", str(trace.found.setting.first),
        steps.reading(trace, design), bases(trace, design), trace.every_fact(design),
        support.limits(trace.found, design, ("onset", "force")),
    )  # fmt: skip
