"""Proposals to merge: near in place and time, of different sources, the ambiguous ones said so."""

import pytest
from tests.watches import made, report

from foedus.watch.casus.incident import incidents
from foedus.watch.casus.proposals import proposals
from foedus.watch.entries.forms import AnyEntry, decoded, encoded

KYIV = {"latitude": 50.45, "longitude": 30.52}
NEAR = {"latitude": 50.46, "longitude": 30.52}  # 1.1 km to the north
FAR = {"latitude": 50.65, "longitude": 30.52}


def seen(id_: str, source: str, spot: dict[str, float], day: str = "2026-11-01") -> AnyEntry:
    given = encoded(report(id_, 100, spot=spot, start=day, end=day))
    return decoded(given | {"source": source})


def test_a_clear_pair() -> None:
    found = proposals(incidents([seen("a", "x", KYIV), seen("b", "y", NEAR, "2026-11-02")]), 2, 1)
    [pair] = found
    assert (pair.one, pair.two, pair.days, pair.rivals) == ("x/a", "y/b", 1, 0)
    assert pair.kilometers == pytest.approx(1.11, abs=0.01)


def test_what_is_no_pair() -> None:
    base = seen("a", "x", KYIV)
    for other in (
        seen("b", "x", NEAR), seen("b", "y", FAR), seen("b", "y", NEAR, "2026-11-04"),
        decoded(encoded(report("b", 100)) | {"source": "y"}),
    ):  # fmt: skip
        assert proposals(incidents([base, other]), 2, 1) == ()
    merged = made("merge", "m", 101, members=["x/a", "y/b"], rule="seen")
    assert proposals(incidents([base, seen("b", "y", NEAR), merged]), 2, 1) == ()


def test_an_ambiguous_pair_says_how_many_rivals_it_has() -> None:
    found = proposals(
        incidents([seen("a", "x", KYIV), seen("b", "y", NEAR), seen("c", "y", KYIV)]), 2, 0
    )
    assert [(each.one, each.two, each.rivals) for each in found] == [
        ("x/a", "y/c", 1), ("x/a", "y/b", 1),
    ]  # fmt: skip


def test_across_the_antimeridian() -> None:
    west, east = {"latitude": 66.0, "longitude": -179.99}, {"latitude": 66.0, "longitude": 179.99}
    [pair] = proposals(incidents([seen("a", "x", west), seen("b", "y", east)]), 2, 0)
    assert pair.kilometers < 1
