"""The page on the game says what the shipped posterior says."""

import re
from math import exp
from pathlib import Path

import pytest

from foedus.history.strategic.model import Strategic

PAGE = Path(__file__).resolve().parents[3] / "docs" / "strategic.md"
TEXT = PAGE.read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("|")
]


def cells(first: str) -> list[str]:
    [row] = [row for row in ROWS if row[0] == first]
    return row[1:]


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "").split("%")[0].split()[0])


def test_outcomes(shipped: Strategic) -> None:
    for outcome, rows in shipped.outcomes.items():
        assert number(cells(outcome)[0]) == rows
    assert f"{shipped.rows:,} rows" in TEXT


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("helpers: guarantor in reach", "helper(joined):reach"),
        ("helpers: four more military ties", "helper(joined):depth"),
        ("helpers: log of the challenger's other rivals", "helper(joined):rivals"),
        ("helpers: the two are rivals", "helper(joined):rivalry"),
        ("helpers: disputes over a decade, log", "helper(joined):dyad_decade"),
        ("challenger's payoff of being met: four more ties", "challenger(joined):depth"),
        (
            "challenger's payoff of waiting: guarantor in reach",
            "challenger(status quo):promised",
        ),
    ],
)
def test_coefficients(shipped: Strategic, words: str, name: str) -> None:
    mean, sd = shipped.coefficient(name)
    shown = [number(cell) for cell in cells(words)]
    assert shown == [pytest.approx(mean, abs=0.006), pytest.approx(sd, abs=0.006)]


def test_third_states(shipped: Strategic) -> None:
    words = {
        (False, False): "not in reach", (True, False): "in reach",
        (False, True): "not in reach, the challenger's rival",
        (True, True): "in reach, the challenger's rival",
    }  # fmt: skip
    kinds = shipped.helpers.kinds
    for kind in kinds:
        shown = cells(words[kind.in_reach, kind.rival])[int(kind.guarantor)]
        assert number(shown) == pytest.approx(100 * kind.joined / kind.chances, abs=0.006)
    chances, joins = (sum(getattr(kind, name) for kind in kinds) for name in ("chances", "joined"))
    assert f"({chances:,} chances, {joins} joins)" in TEXT


def test_odds_of_the_bound(shipped: Strategic) -> None:
    words = " ".join(TEXT.split())
    for bound in shipped.helpers.bound:
        value, low, high = (exp(bound.mean + z * bound.sd) for z in (0, -1.645, 1.645))
        pattern = rf"{value:.1f} \((90% interval )?{low:.1f} to {high:.{1 if high < 20 else 0}f}\)"
        assert re.search(pattern, words), bound


def test_the_record(shipped: Strategic) -> None:
    for part, score in shipped.scores.items():
        some = score["models"]["game"]
        [row] = [row for row in ROWS if row[0].startswith(part) and f"{some['n']:,}" in row[0]]
        assert f"{some['events']}" in row[0]
        base = score["models"]["base rate"]
        digits = 4 if part == "challenge" else 3
        assert row[1:3] == [f"{m['log_loss']:.{digits}f}" for m in (base, some)]
        gain = score["log_loss_over_game"]["base rate"]
        total, se = (float(x) for x in row[4].split(" ± "))
        assert total == pytest.approx(gain["sum"], abs=0.6 if total > 20 else 0.06)
        assert se == pytest.approx(gain["se"], abs=0.6 if total > 20 else 0.06)
