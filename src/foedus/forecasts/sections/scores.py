"""Scores in words: beside simpler rules and other people, and how calibrated it was."""

from collections.abc import Sequence
from typing import Any

from foedus.forecasts.scores import (
    LEAST_CLUSTERS,
    LEAST_SETTLED,
    MeanScore,
    RivalScore,
    Scorecard,
)
from foedus.history.ladder.calibration import panels
from foedus.report import words
from foedus.report.blocks import Block, Paragraph, Picture, Section, Table
from foedus.report.figure.figure import Figure

_NAMES = {
    "onset": "dispute begun", "force": "force used", "deadly": "deadly force used",
    "war": "war begun",
}  # fmt: skip
KEY = (
    "Skill: share of the rival's Brier score that the seal saves; below 0 the rival was better. In "
    "brackets: 90% interval by clusters."
)


def section(cards: Sequence[Scorecard], title: str, name: str, *, drawn: bool = True) -> Section:
    """Scores of one or several kinds of forecast. drawn: with the figure of calibration."""
    if not cards:
        lead = "Nothing that counts is settled yet, so there is no score."
        return Section(name, title, lead, ())
    blocks: list[Block] = []
    for card in cards:
        blocks += [Paragraph(told(card)), table(card, last=card is cards[-1])]
    shown = figure(cards, name) if drawn else None
    if shown is not None:
        blocks.append(Picture(shown))
    blocks.append(Paragraph(calibration(cards)))
    return Section(name, title, "", tuple(blocks))


def told(card: Scorecard) -> str:
    """How many came of how many expected, and the two scores."""
    what = _NAMES.get(card.what, card.what)
    return (
        f"{words.sentence(what).removesuffix('.')}: {words.counted(card.n, 'forecast')} settled, "
        f"{card.came:,} came where {words.times(card.expected)} were expected. "
        f"Brier {score(card.brier)}, log score {score(card.log)}."
    )


def score(found: MeanScore) -> str:
    """``0.0431 (0.0210–0.0652)``; why it has no interval where it has none."""
    if found.low is None or found.high is None:
        some = words.counted(found.clusters, "cluster")
        return f"{words.decimal(found.value)} ({some}: too few for an interval)"
    low, high = words.decimal(found.low), words.decimal(found.high)
    return f"{words.decimal(found.value)} (90% interval {low}–{high})"


def table(card: Scorecard, *, last: bool = True) -> Table:
    """The seal beside each rival, on the questions that both answered. last: with the key."""
    heads = ("Beside", "Questions", "Brier,\nseal", "Brier,\nrival", "Log,\nseal", "Log,\nrival",
             "Skill",
             "Log loss saved\na question")  # fmt: skip
    rows = tuple(
        (
            each.rival, f"{each.n:,}", words.decimal(each.own_brier), words.decimal(each.brier),
            words.decimal(each.own_log), words.decimal(each.log), _skill(each), _gain(each.gain),
        )
        for each in card.rivals
    )  # fmt: skip
    after = [each for each in card.rivals if each.after]
    note = words.said(
        KEY if last else "",
        *(
            f"{each.after} of {each.rival}'s came onto the record with the outcome or later."
            for each in after
        ),
    )
    return Table(f"scores-{card.what}".replace(" ", "-"), "", heads, rows, note,
                 ("l", *("r",) * 7))  # fmt: skip


def _skill(each: RivalScore) -> str:
    return "none" if each.skill is None else f"{each.skill:+.2f}"


def _gain(gain: MeanScore) -> str:
    if gain.low is None or gain.high is None:
        return f"{gain.value:+.3g}"
    return f"{gain.value:+.3g} ({gain.low:+.2g} to {gain.high:+.2g})"


def calibration(cards: Sequence[Scorecard]) -> str:
    """Whether there is enough to draw, and what it shows."""
    few = [card for card in cards if not card.bins]
    if len(few) == len(cards):
        n, clusters = max((card.n, card.clusters) for card in cards)
        return (
            f"Calibration is not drawn: {words.counted(n, 'forecast')} in "
            f"{words.counted(clusters, 'cluster')} are settled; fewer than {LEAST_SETTLED} in "
            f"{LEAST_CLUSTERS} clusters would show chance alone."
        )
    said = []
    for card in cards:
        off = [each for each in card.bins if not each["low"] <= each["forecast"] <= each["high"]]
        if card.bins:
            said.append(
                f"{_NAMES.get(card.what, card.what)}: {len(off) or 'none'} of "
                f"{words.counted(len(card.bins), 'size')} of forecast outside the interval of what "
                "came"
            )
    return f"Calibration. {words.sentence('; '.join(said))}"


def figure(cards: Sequence[Scorecard], name: str) -> Figure | None:
    """Forecasts beside what came, a panel for each kind; None where there is too little."""
    rows: list[dict[str, Any]] = [
        {"rung": _NAMES.get(card.what, card.what), "here": False,
         **{key: each[key] for key in ("forecast", "observed", "low", "high", "n", "events")}}
        for card in cards for each in card.bins if card.came
    ]  # fmt: skip
    if not rows:
        return None
    each = "; ".join(
        f"{row['rung']}: forecasts near {words.percent(row['forecast'])} "
        f"came true in {words.percent(row['observed'])} of {row['n']:,} "
        f"(90% interval {words.span(row['low'], row['high'])})"
        for row in rows
    )
    return Figure(
        name=f"{name}-calibration",
        title="How sealed forecasts came out",
        alt=f"Sealed forecasts beside the share that came true. {each}.",
        note=(
            "Each dot: forecasts of one size. On the dashed line a forecast is right; above it, "
            "too low. Lines: 90% intervals (Wilson), as if forecasts were independent. What never "
            "came has no panel."
        ),
        rows=tuple(rows),
        spec=panels(tuple(rows), {}, set(_NAMES.values())),
    )
