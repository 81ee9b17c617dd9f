"""Charts: drawn from the same numbers, saved in three forms."""

import json
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.negotiation.actors import Actor, Issue, central
from foedus.negotiation.charts import moves_chart, positions_chart, save_chart
from foedus.negotiation.forecast import forecast
from foedus.negotiation.methods.challenge import challenge
from foedus.negotiation.quantity import Normal, Range

ISSUE = Issue("tariff", (Actor("a", 0), Actor("b", Range(20, 60), 0.5), Actor("c", Normal(90, 5))))


def test_positions_and_density(tmp_path: Path) -> None:
    made = forecast(ISSUE, draws=200)
    save_chart(positions_chart(ISSUE, made), tmp_path / "p.json")
    spec = json.loads((tmp_path / "p.json").read_text())
    rows = [row for data in spec.get("datasets", {}).values() for row in data]
    rows += [
        row
        for part in spec["vconcat"]
        for layer in part["layer"]
        for row in (layer.get("data", {}).get("values") or [])
    ]
    rows += [row for part in spec["vconcat"] for row in (part.get("data", {}).get("values") or [])]
    assert {row["actor"] for row in rows if "actor" in row} == {"a", "b", "c"}
    assert sum(row["chance"] for row in rows if "chance" in row) == pytest.approx(1)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_moves_are_saved(tmp_path: Path, kind: str) -> None:
    a = central(ISSUE)
    path = challenge(a.x, a.c, a.s)
    save_chart(moves_chart(ISSUE, path), tmp_path / f"m.{kind}")
    head = (tmp_path / f"m.{kind}").read_bytes()[:8]
    assert head.startswith(b"<svg" if kind == "svg" else b"\x89PNG")
    assert [file.name for file in tmp_path.iterdir()] == [f"m.{kind}"]


def test_bad_endings_and_folders_are_refused(tmp_path: Path) -> None:
    a = central(ISSUE)
    chart = moves_chart(ISSUE, challenge(a.x, a.c, a.s))
    with pytest.raises(InputError, match="gif"):
        save_chart(chart, tmp_path / "m.gif")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write"):
        save_chart(chart, tmp_path / "file" / "m.json")
