"""The page on the ladder says what the shipped posterior says."""

import re
from pathlib import Path

import pytest

from foedus.history import posterior

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ladder.md").read_text("utf-8")
TERMS = {
    "a minor power only": "minor",
    "a major power": "major",
    "a nuclear power": "nuclear",
    "four more ties, minor": "depth_minor",
    "four more ties, major": "depth_major",
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
