"""Write the tables of horizon.md: the record that ships, and, from the data, windows and choices.

`python docs/horizon.py` writes the record's table from the package alone; with `--again`, which
needs the public data and five minutes, also the other two.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
from scipy.special import expit, logit

from foedus.history.events import EVENTS as MEANINGS
from foedus.history.horizon import learn, score, shipped
from foedus.history.horizon.hindcast import EVENTS, Hindcast, hindcast
from foedus.history.horizon.learn import EVEN
from foedus.history.horizon.pool import HORIZONS, Arm, Horizon
from foedus.history.horizon.record import HorizonScore
from foedus.history.horizon.score import ORIGINS, prequential
from foedus.history.ladder.fit import WAR_HALF_LIFE
from foedus.history.measures import clustered_difference, losses

PAGE = Path(__file__).with_suffix(".md")
YEARS = HORIZONS[-1]
Made = Sequence[tuple[Horizon, Hindcast, float]]
#: What was chosen -> what stands in its place: the weight of the paths, or prior sds of an arm.
CHOICES: dict[str, tuple[str, object]] = {
    "the paths recalibrated, alone": ("weight", 1.0),
    "the direct model, alone": ("weight", 0.0),
    "even weights instead of learned ones": ("weight", 0.5),
    "slope fixed at 1 instead of sd 0.05": ("_RECALIBRATED_SD", np.array([10.0, 1.0, 1e-4])),
    "slope's sd 0.2": ("_RECALIBRATED_SD", np.array([10.0, 1.0, 0.2])),
    "slope free": ("_RECALIBRATED_SD", np.array([10.0, 1.0, 10.0])),
    "no term for rivals beside the paths": ("_RECALIBRATED_SD", np.array([10.0, 1e-4, 0.05])),
    "direct model's prior sds 3 instead of 1": ("_DIRECT_SD", np.array([10.0, *[3.0] * 5])),
}
#: How much older a window counts half, years: as rows do on the war rung.
HALF_LIFE = WAR_HALF_LIFE
#: Windows whose level stands for all, and the prior sd of how far it lies from the pool's.
LATEST, SHIFT_SD = 3, 0.5


def by_age(past: Sequence[Hindcast], event: str, years: int, weight: float = EVEN) -> Horizon:
    """A pool whose windows count by age."""
    some = [each for each in past if each.known(years)]
    kept = [0.5 ** ((some[-1].origin - each.origin) / HALF_LIFE) for each in some]
    own = np.concatenate([np.full(len(e.dyad), k) for e, k in zip(some, kept, strict=True)])
    plain = learn._arm

    def aged(X, y, dyad, share, about, sd):
        return plain(X, y, dyad, share * own, about, sd)

    with patch.object(learn, "_arm", aged):
        return learn.fit_horizon(some, event, years, weight)


def latest(past: Sequence[Hindcast], event: str, years: int, weight: float = EVEN) -> Horizon:
    """A pool whose level is learned again from the latest windows alone."""
    pool = learn.fit_horizon(past, event, years, weight)
    some = [each for each in past if each.known(years)][-LATEST:]
    p = np.concatenate(
        [pool.chance(each.chance[event][:, years - 1], each.columns) for each in some]
    )
    came = np.concatenate([each.came[event] <= years for each in some])
    step = min(1.0, (some[-1].origin - some[-2].origin) / years)
    eta, shift = logit(p), 0.0
    for _ in range(30):
        q = expit(eta + shift)
        gradient = step * float((q - came).sum()) + shift / SHIFT_SD**2
        shift -= gradient / (step * float((q * (1 - q)).sum()) + SHIFT_SD**-2)

    def moved(arm: Arm) -> Arm:
        return Arm(arm.mean + np.eye(len(arm.mean))[0] * shift, arm.cov)

    return Horizon(years, moved(pool.recalibrated), moved(pool.direct), weight)


#: Other ways to learn a pool, stated before they were looked at.
LEARNED = {
    f"windows by age, half in {HALF_LIFE:.0f} years": by_age,
    f"the level of the {LATEST} latest windows that were over": latest,
}


def page(text: str, name: str, table: str) -> str:
    """The page's text with this table in its place."""
    start, stop = f"<!-- {name}: written by horizon.py -->", f"<!-- end of {name} -->"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(stop)
    return f"{before}{start}\n\n{table}\n\n{stop}{after}"


def record() -> str:
    """The record by event, horizon and kind of pair, as it ships."""
    lines = [
        "| event | years | pairs | came | expected | came / expected (90%) | log loss | paths | "
        "base rate |",
        "|---|--:|---|--:|--:|---|--:|--:|--:|",
    ]
    return "\n".join([*lines, *(_row(row) for row in shipped().rows)])


def _row(row: HorizonScore) -> str:
    middle, low, high = row.ratio
    lost = (f"{row.log_loss[name]:.1f}" for name in ("pool", "paths", "base rate"))
    return (
        f"| {MEANINGS[row.event].title} | {row.years} | {row.pairs} | {row.came} "
        f"| {row.expected['pool']:.0f} | {middle:.2f} ({low:.2f}–{high:.2f}) "
        f"| {' | '.join(lost)} |"
    )


def windows(hindcasts: Sequence[Hindcast]) -> str:
    """What came and was expected over twenty years, window by window, all pairs."""
    made = {event: _scored(hindcasts, event) for event in EVENTS}
    heads = [f"{MEANINGS[event].title}: {what}" for event in EVENTS
             for what in ("came", "expected", "paths")]  # fmt: skip
    lines = [f"| from | {' | '.join(heads)} |", "|--:" * (1 + len(heads)) + "|"]
    for place, (_, each, _) in enumerate(made[EVENTS[0]]):
        cells = [str(each.origin)]
        for event in EVENTS:
            pool, mine, _ = made[event][place]
            paths = mine.chance[event][:, YEARS - 1]
            cells.append(str(int((mine.came[event] <= YEARS).sum())))
            cells += [f"{p.sum():.0f}" for p in (pool.chance(paths, mine.columns), paths)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def choices(hindcasts: Sequence[Hindcast]) -> str:
    """What each choice was worth: log loss over twenty years of another less that of the pool."""
    return "\n".join([
        "| instead | deadly force | war |", "|---|--:|--:|",
        *_worth(hindcasts, {event: _lost(_scored(hindcasts, event), event) for event in EVENTS}),
    ])  # fmt: skip


def _worth(
    hindcasts: Sequence[Hindcast], ours: dict[str, np.ndarray]
) -> Iterator[str]:  # fmt: skip
    for words, (what, value) in CHOICES.items():
        cells = []
        for event in EVENTS:
            if what == "weight":
                made = _scored(hindcasts, event)
                lost = _lost(made, event, lambda _, value=value: float(value))
            else:
                with patch.object(learn, what, value):
                    made = _scored(hindcasts, event)
                lost = _lost(made, event)
            dyad = np.concatenate([each.dyad for _, each, _ in made])
            more, error = clustered_difference(lost, ours[event], dyad)
            cells.append(f"{more:+.1f} ± {error:.1f}")
        yield f"| {words} | {' | '.join(cells)} |"
    for words, fitted in LEARNED.items():
        cells = []
        for event in EVENTS:
            with patch.object(score, "fit_horizon", fitted):
                made = _scored(hindcasts, event)
            came = sum(float((each.came[event] <= YEARS).sum()) for _, each, _ in made)
            expected = sum(
                float(pool.chance(each.chance[event][:, YEARS - 1], each.columns).sum())
                for pool, each, _ in made
            )
            dyad = np.concatenate([each.dyad for _, each, _ in made])
            more, error = clustered_difference(_lost(made, event), ours[event], dyad)
            cells.append(f"{more:+.1f} ± {error:.1f}; came {came / expected:.2f} of expected")
        yield f"| {words} | {' | '.join(cells)} |"


def _scored(hindcasts: Sequence[Hindcast], event: str) -> Made:
    return prequential([each for each in hindcasts if each.known(YEARS)], event, YEARS)


def _lost(
    made: Made, event: str, weight: Callable[[Horizon], float] = lambda pool: pool.weight
) -> np.ndarray:
    """(rows,) log loss of each pair and window."""
    found = []
    for pool, each, _ in made:
        other = Horizon(pool.years, pool.recalibrated, pool.direct, weight(pool))
        chance = other.chance(each.chance[event][:, YEARS - 1], each.columns)
        found.append(losses(each.came[event] <= YEARS, chance))
    return np.concatenate(found)


def main(again: bool) -> None:
    """Write the page."""
    text = page(PAGE.read_text("utf-8"), "record", record())
    if again:
        from foedus.history.rows import load

        data = load()
        hindcasts = [hindcast(data, origin, print) for origin in ORIGINS]
        text = page(text, "windows", windows(hindcasts))
        text = page(text, "choices", choices(hindcasts))
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main("--again" in sys.argv[1:])
