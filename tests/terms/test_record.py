"""The fates agree with the published records of honor in war, or say that they differ."""

import polars as pl
import pytest

from foedus import terms
from foedus.evidence.table import table
from foedus.terms import Fate

COVERED = [name for name in terms.names() if terms.get(name).atop]


def told(fate: Fate) -> str:
    return " ".join([*(call.source for call in fate.called), fate.source or "", fate.note or ""])


@pytest.mark.data
@pytest.mark.parametrize("name", COVERED)
def test_a_record_of_honor_is_cited_and_followed(name: str) -> None:
    instrument = terms.get(name)
    fate = instrument.fate
    assert fate
    later = table("berkemeier-fuhrmann").filter(pl.col("atopid") == instrument.atop)
    earlier = table("leeds-anac").filter(pl.col("atopid") == instrument.atop)
    kept = (later["honorBF"] == 1).any()
    broken = (later["violateBF"] == 1).any()
    if not (kept or broken or earlier.height):
        return
    assert "Berkemeier" in told(fate) or "Leeds" in told(fate)
    if "Berkemeier" in (fate.note or ""):  # the note says how the record differs
        return
    answers = {call.answer for call in fate.called}
    assert not kept or answers & {"honored", "in-part"}
    assert not broken or answers - {"honored"}


@pytest.mark.data
def test_an_instrument_finds_its_own_alliance_among_all() -> None:
    from foedus.terms.distance import distances
    from foedus.terms.features import atop_features

    frame = atop_features(table("atop-alliances"))
    numbers = frame["atopid"].to_list()
    ranks = []
    for name in COVERED:
        instrument = terms.get(name)
        apart = distances(instrument, frame)["distance"]
        ranks.append((apart < apart[numbers.index(instrument.atop)]).sum())
    assert sum(rank == 0 for rank in ranks) > 2 / 3 * len(ranks)
    assert sum(rank < 10 for rank in ranks) > 0.9 * len(ranks)
