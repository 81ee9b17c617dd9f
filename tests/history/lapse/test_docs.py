"""The page on lapse says what the shipped posterior says."""

from math import exp
from pathlib import Path

import pytest

from foedus.history.lapse import Lapse

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "lapse.md").read_text("utf-8")


def test_every_trial_is_told(shipped: Lapse) -> None:
    for each in shipped.scores["trials"]:
        gain = f"{each['gain']:+.1f}".replace("-", "−")
        kept = "kept" if each["kept"] else "not kept"
        assert f"| {each['name']} | {gain} ± {each['se']:.1f} | {kept} |" in PAGE


def test_odds_of_what_is_kept_are_the_posteriors(shipped: Lapse) -> None:
    for term in shipped.terms:
        odds, low, high = (exp(term["mean"] + z * term["sd"]) for z in (0, -1.645, 1.645))
        assert (f"| {odds:.2f} ({low:.2f}–{high:.2f}) |" in PAGE) == term["kept"]


@pytest.mark.parametrize(("part", "rank"), [("year", "auc"), ("decade", "concordance")])
def test_scores_are_those_kept_with_the_posterior(shipped: Lapse, part: str, rank: str) -> None:
    for name, each in shipped.scores[part]["models"].items():
        row = f"| {name} | {each[rank]:.3f} | {each['brier']:.5f} | {each['log_loss']:.5f} |"
        assert row in PAGE
    for name, gain in shipped.scores[part]["log_loss_over_lapse"].items():
        row = f"| {gain['sum']:+.1f} ± {gain['se']:.1f} |"
        assert any(line.startswith(f"| {name} |") and row in line for line in PAGE.splitlines())


def test_counts_are_those_of_the_record(shipped: Lapse) -> None:
    for kind, each in shipped.record["ends"].items():
        assert f"| {kind} | {each['memberships']} | {each['alliances']} |" in PAGE
    for clause, each in shipped.renewal.by.items():
        assert f"| {clause} | {each.renewed} | {each.n} |" in PAGE
    for each in shipped.scores["decade"]["calibration"]:
        row = (
            f"| {each['forecast']:.1%} | {each['observed']:.1%} | {each['n']} | {each['events']} |"
        )
        assert row in PAGE
    late = shipped.record["eras"]["1990–"]
    assert f"Since 1990, {late['broken']} commitments" in PAGE
    assert f"gives {late['fitted']:.0f}." in PAGE
