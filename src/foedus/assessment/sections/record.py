"""The model's record: chances over years, rung by rung, and forecasts of this size."""

from collections.abc import Iterator

from foedus.assessment.sections import beside
from foedus.assessment.sections.voice import Voice, right
from foedus.history.events import EVENTS, STEPS
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Section, Table


def section(v: Voice) -> Section | None:
    """How forecasts came out on years that the model was not fitted on; None where unscored."""
    blocks = (*over_years(v), *_rungs(v), *_of_this_size(v))
    return Section("record", "The model's record", "", blocks) if blocks else None


def over_years(v: Voice) -> Iterator[Block]:
    """Chances over years: of all pairs, then of those like this one."""
    rows = beside.over_years(v.found)
    if not rows:
        return
    yield Table(
        "over-years",
        f"The model's record over {words.years(rows[0].years)}, where it was not fitted",
        ("Event", "Pairs", "Cases", "Came", "Expected", "Came over\nexpected",
         "Beats the\nbase rate"),
        tuple(
            (EVENTS[row.event].title, row.pairs, f"{row.n:,}", f"{row.came}",
             f"{row.expected['pool']:.0f}",
             f"{row.ratio[0]:.2f} ({row.ratio[1]:.2f}–{row.ratio[2]:.2f})",
             "yes" if beside.firm(row) else "not clearly")
            for row in rows
        ),
        "Hindcasts of both events, begun by the challenger, from past years of which the outcome "
        "is known (foedus score horizon); brackets hold 90% intervals.",
        ("l", "l", "r", "r", "r", "r", "l"),
    )  # fmt: skip


def _rungs(v: Voice) -> Iterator[Block]:
    """Log loss of every model, a rung a row."""
    scores = v.found.ladder.scores
    if not scores:
        return
    names = list(next(iter(scores.values()))["models"])
    rows = []
    for rung, score in scores.items():
        models, auc = score["models"], score["models"]["ladder"]["auc"]
        rows.append((
            rung, f"{score['origins'][0]}–{score['last']}",
            *(f"{models[name]['log_loss']:.4f}" for name in names),
            "–" if auc is None else f"{auc:.2f}",
        ))  # fmt: skip
    heads = (words.sentence(name)[:-1].replace(" ", "\n", 1) for name in names)
    yield Table(
        "rungs",
        "Rung by rung, on years that the model was not fitted on",
        ("Rung", "Years", *heads, "Ladder's\nAUC"),
        tuple(rows),
        "Log loss of each model: less is better.",
        ("l", *right(len(names) + 1)),
    )


def _of_this_size(v: Voice) -> Iterator[Block]:
    """Such forecasts as these, and what share of them came true."""
    told = []
    for one in v.found.record:
        verdict = f" Forecasts of this size were too {one.off}." if one.off else ""
        told.append(
            f"Out of sample, on whether {STEPS[one.rung]} "
            f"({words.percent(one.asked)} here): forecasts near {words.percent(one.forecast)} came "
            f"true in {words.percent(one.observed)} of {words.counted(one.n, 'case')} "
            f"(90% interval {words.span(one.low, one.high)}).{verdict}"
        )
    if told:
        yield Bullets(tuple(told))
