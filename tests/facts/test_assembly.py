"""Facts gathered: what is missing is told with the key to write, and where."""

import pytest

from foedus import scenario
from foedus.errors import InputError
from foedus.facts.assembly import gather
from foedus.facts.known import Known, needed

QUESTION = scenario.loads(
    "foedus: 1\ntitle: t\nas_of: 2025-08-18\nchallenger: AUS\nprotege: TUV\ndesigns: {none: {}}\n"
)


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (
            "TUV.democracy",
            "`polyarchy` (0 to 1) or `polity2` (-10 to 10) under situation.states.TUV;",
        ),
        ("AUS.cinc", "`cinc` (0 to 1) under situation.states.AUS;"),
        ("pair.conttype", "`contiguity` (land, water-12, …, none) under situation.dyads, in a row"),
        ("pair.last_mid", "`last_mid` under situation.history.dyad;"),
    ],
)
def test_a_missing_fact_is_told_with_its_key(missing: str, told: str) -> None:
    data = {name: Known(0.0, 2024, "made up", "data") for name in needed(QUESTION)}
    data |= {name: Known(0.0, 2024, "made up", "data") for name in ("AUS.polity2", "TUV.polity2")}
    del data[missing]
    if missing == "TUV.democracy":
        del data["TUV.polity2"]
    with pytest.raises(InputError) as caught:
        gather(QUESTION, [], data)
    assert caught.value.what == f"facts that nobody states: {missing}"
    assert caught.value.hint is not None
    assert caught.value.hint.startswith(f"write {told}")
