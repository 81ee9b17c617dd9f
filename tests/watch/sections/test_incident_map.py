"""The map of incidents: a sign where the source has a place, in the order of the table."""

import xml.etree.ElementTree as ET

from tests.hostile import HOSTILE
from tests.watches import at, blame, pledge, report, watched

from foedus.report.blocks import Paragraph, Picture
from foedus.report.map.map import Map
from foedus.watch.casus.truth import Truth
from foedus.watch.sections.incident_map import GROUPS, incident_map
from foedus.watch.sections.incidents import incidents
from foedus.watch.undertakings import Undertakings

KHARKIV = {"latitude": 50.0, "longitude": 36.25, "precision": 3, "country": "UKR"}
SVG = "{http://www.w3.org/2000/svg}"
FOUND = at(
    99,
    report("r1", spot=KHARKIV),
    report("r2", 70, conduct="cyber", start="2026-11-02", end="2026-11-02",
           spot={"country": "UKR"}),
    report("r3", 70, conduct=None, start="2026-11-03", end="2026-11-03",
           spot={**KHARKIV, "longitude": -120.0, "precision": 1}),
    blame("a1", value="asserted", by="UKR"),
).incidents  # fmt: skip


def drawn(**options: object) -> Map:
    [picture] = incident_map(FOUND, watched(), **options).blocks  # type: ignore[arg-type]
    assert isinstance(picture, Picture)
    assert isinstance(picture.figure, Map)
    return picture.figure


def test_signs_stand_where_sources_have_places_and_the_rest_is_said() -> None:
    figure = drawn()
    root = ET.fromstring(figure.svg())  # noqa: S314 (our own)
    groups = root.iter(f"{SVG}g")
    marks = [each for each in groups if each.get("data-mark") is not None]
    [table] = incidents(FOUND, 3).blocks
    number = int(str(marks[0].get("data-mark")))
    assert len(marks) == 1
    assert table.rows[number][0] == "hand/r1"  # type: ignore[union-attr]
    assert "Ukraine, 50.00, 36.25 within 50 km" in str(marks[0][0].text)
    assert "1 lie out of view and 1 have no place nearer than a country" in figure.note
    assert figure.alt.startswith(
        "Incidents by what was done: attack, invasion, occupation 1, cyber 1 and not said 1."
    )
    assert [row["incident"] for row in figure.rows] == ["hand/r3", "hand/r2", "hand/r1"]


def test_a_reading_is_said_of_each() -> None:
    truths = dict.fromkeys((each.name for each in FOUND), Truth.UNDETERMINED)
    assert "by the reading undetermined" in drawn(truths=truths).drawing
    assert drawn(truths=truths).rows[0]["by the reading"] == "undetermined"


def test_every_act_has_a_sign_once() -> None:
    acts = [each for of in GROUPS.values() for each in of]
    assert len(acts) == len(set(acts)) == 12


def test_none_and_a_state_of_the_past_have_no_map() -> None:
    assert incident_map((), watched()).blocks == ()
    past = Undertakings("test", "RUS", "DDR", {"pledge": pledge()})
    [said] = incident_map(FOUND, past).blocks
    assert isinstance(said, Paragraph)
    assert said.text.startswith("There is no map: ")


def test_hostile_words_are_words() -> None:
    found = at(99, report("r1", spot={**KHARKIV, "region": HOSTILE})).incidents
    [picture] = incident_map(found, watched()).blocks
    assert isinstance(picture, Picture)
    root = ET.fromstring(picture.figure.svg())  # noqa: S314 (our own)
    assert not list(root.iter(f"{SVG}script"))
