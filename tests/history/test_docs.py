"""The page on the ladder says what the shipped posterior says."""

import re
from pathlib import Path

import pytest

from foedus.history import pledge, posterior, presence

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ladder.md").read_text("utf-8")
TERMS = {
    "a minor power only": "minor",
    "a major power": "major",
    "a nuclear power": "nuclear",
    "two sds deeper, minor": "depth_minor",
    "two sds deeper, major": "depth_major",
}


@pytest.mark.parametrize("words", TERMS)
def test_the_table_of_terms_is_the_posteriors(words: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {words} |"))
    told = [(float(m), float(s)) for m, s in re.findall(r"([+−-][\d.]+) \(([\d.]+)\)",
            row.replace("−", "-"))]  # fmt: skip
    held = [
        (term["mean"], term["sd"])
        for rung in posterior.shipped().rungs.values()
        for term in rung.terms
        if (term["name"], term["era"]) == (TERMS[words], "pooled")
    ]
    assert len(told) == len(held) == 3
    for (mean, sd), (mean_held, sd_held) in zip(told, held, strict=True):
        assert (mean, sd) == pytest.approx((mean_held, sd_held), abs=0.0051)


def test_log_losses_and_the_riskiest_are_those_kept_with_the_posterior() -> None:
    for score in posterior.shipped().scores.values():
        for model in score["models"].values():
            assert f"{model['log_loss']:.6f}" in PAGE
    top = posterior.shipped().scores["onset"]["calibration"][-1]
    said = f"{top['n']} riskiest pair-years are forecast near {top['forecast']:.0%}"
    assert said in PAGE
    assert f"dispute in {top['observed']:.0%}" in PAGE


def test_the_pledges_record_is_the_shipped_one() -> None:
    record = pledge.shipped()
    for event in ("dispute", "force", "war"):
        for kind in ("bilateral", "multilateral"):
            rate = record.rate(event, kind)
            said = f"{rate.observed}, expected {rate.expected:.1f}: {rate.ratio:.2f} "
            assert f"{said}({rate.low:.2f}–{rate.high:.2f})" in PAGE
        for years in (10, 20):
            after = record.after(event, years)
            share = f"{after.share:.1%} ({100 * after.share_low:.1f}–{100 * after.share_high:.1f})"
            assert f"{share}, expected {after.expected_share:.1%}" in PAGE
    for kind, words in (("any", "any pledge"), ("bilateral", "between the two alone"),
                        ("multilateral", "in an agreement of many alone")):  # fmt: skip
        changes = [each["change"] for each in record.trials[kind].values()]
        cells = [f"{each['sum']:+.1f} ± {each['se']:.1f}".replace("-", "−") for each in changes]
        assert f"| {words} | {' | '.join(cells)} |" in PAGE


@pytest.mark.parametrize("words", ["a major power", "a nuclear power", "two sds deeper, major"])
def test_the_table_within_and_between_is_the_posteriors(words: str) -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith(f"| {words} |")]
    told = [
        (float(m), float(s))
        for m, s in re.findall(r"([+-][\d.]+) \(([\d.]+)\)", rows[1].replace("−", "-"))
    ]
    held = [
        (each["mean"], each["sd"])
        for rung in ("onset", "war")
        for each in posterior.shipped().rungs[rung].variants
        if each["name"] == TERMS[words]
    ]
    assert len(told) == len(held) == 4
    for pair, pair_held in zip(told, held, strict=True):
        assert pair == pytest.approx(pair_held, abs=0.0051)


def test_the_gains_over_a_count_of_ties_are_those_kept() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ladder, ties counted |")]
    for row, score in zip(rows, posterior.shipped().scores.values(), strict=True):
        over = score["log_loss_over_ladder"]["ties counted"]
        assert f"{over['sum']:+.1f} ± {over['se']:.1f}" in row


def test_the_trial_of_forces_is_the_shipped_one() -> None:
    record = presence.shipped()
    section = PAGE.split("## Forces in the target")[1]
    assert f"{record.hosts:,} state-years" in section
    for kind, words in (("level", "US personnel, log"), ("host", "a host of 100 or more")):
        told = (record.change(kind, rung) for rung in record.trials[kind])
        cells = [f"{total:+.1f} ± {se:.1f}".replace("-", "−") for total, se in told]
        assert f"| {words} | {' | '.join(cells)} |" in section
    assert ("Nothing helps" in section) == (not record.helps)
