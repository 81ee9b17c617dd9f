"""The page on depth says what the shipped fit says."""

from pathlib import Path

import pytest

from foedus.history import depth
from foedus.history.depth.items import ITEMS
from foedus.history.depth.model import DepthModel
from foedus.history.depth.posterior import estimates
from foedus.terms import get

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "depth.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.replace("−", "-").splitlines()
    if line.startswith("|")
]
WORDS = {item.name: item.words for item in ITEMS} | {"all": "all eight"}


def rows(first: str, width: int) -> list[list[str]]:
    """Rows of tables of this width that begin so."""
    return [row[1:] for row in ROWS if row[0] == first and len(row) == width]


def test_parameters(shipped: DepthModel) -> None:
    found = estimates(shipped)
    for item in found["items"]:
        cuts = zip(item["thresholds"], item["thresholds_se"], strict=True)
        expected = [
            f"{item['slope']:.2f} ({item['slope_se']:.2f})",
            ", ".join(f"{cut:.2f} ({error:.2f})" for cut, error in cuts),
        ]
        assert expected in rows(WORDS[item["item"]], 3)
    for cluster in found["clusters"]:
        [row] = rows(f"cluster: {cluster['cluster']}", 3)
        assert row[0] == f"{cluster['sigma']:.2f} ({cluster['sigma_se']:.2f})"
    assert f"{shipped.alliances}, signed {shipped.first}–{shipped.last}" in " ".join(TEXT.split())
    assert f"(−{-shipped.bare:.2f})" in TEXT


def test_held_out_ties(shipped: DepthModel) -> None:
    for item in shipped.record["items"]:
        [row] = rows(WORDS[item["item"]], 7)
        assert row[:4] == [f"{loss:.3f}" for loss in item["losses"].values()]
        for shown, rival in zip(row[4:], ("base rate", "count"), strict=True):
            gain, error = item["gains"][rival]
            assert shown == f"{gain:.1f} ± {error:.1f}"


def test_agreement_and_versions(shipped: DepthModel) -> None:
    for name, found in shipped.record["agreements"].items():
        [row] = rows(name, 4)
        low, high = found["spearman_span"]
        assert row[:2] == [str(found["n"]), f"{found['spearman']:.3f} ({low:.3f}–{high:.3f})"]
    for version in shipped.record["versions"]:
        [row] = rows(version["name"], 4)
        held = version["held_out"]
        assert row == [
            "–" if held is None else f"{held:.1f}",
            f"{version['spearman']:.3f}",
            f"{version['spearman_active']:.3f}",
        ]
    best = max(v["held_out"] for v in shipped.record["versions"] if v["held_out"] is not None)
    assert shipped.record["versions"][0]["held_out"] == best  # the shipped one predicts best


def test_sources_of_the_other_score(shipped: DepthModel) -> None:
    made = shipped.record["sources"]
    for name, (n, ours, theirs) in made["alone"].items():
        assert [str(n), f"{ours:.0f}", f"{theirs:.0f}"] in rows(WORDS[name], 4)
    for words in (
        f"R² {made['r_squared']:.4f}", f"at {made['depth']:.3f}", f"at {made['ceiling']:.3f}",
        f"{made['untied']} of the 487",
    ):  # fmt: skip
        assert words in " ".join(TEXT.split())
    assert f"reliability is {shipped.record['reliability']:.2f}" in TEXT


@pytest.mark.parametrize(
    "name", [row[0] for row in ROWS if len(row) == 4 and row[0].startswith(("us-", "warsaw-"))]
)
def test_guarantees(name: str) -> None:
    found = depth.of(get(name))
    [row] = rows(name, 4)
    assert row == [
        f"{found.mean:.2f}", f"{found.low:.2f} to {found.high:.2f}", f"{found.percentile:.0f}"
    ]  # fmt: skip


def test_what_ships_agrees_by_one_number(shipped: DepthModel) -> None:
    """Its row among the versions is the agreement's own."""
    first, again, *_ = shipped.record["versions"]
    agreed = shipped.record["agreements"]
    assert first["spearman"] == agreed["depth, Benson & Clinton"]["spearman"]
    assert first["spearman_active"] == agreed["the same, active obligations"]["spearman"]
    assert again["held_out"] == first["held_out"]  # one fit, measured in two ways
