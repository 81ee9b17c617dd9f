"""The news text that the project began with, read where it is: nothing of it is kept here."""

import os
from pathlib import Path

import pytest

from foedus.clip.draft import Clip, clip

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "source"
NAME = "us-envoy-security-guarantees.txt"


@pytest.fixture(scope="module")
def seed() -> Clip:
    path = Path(os.environ.get("FOEDUS_SOURCE_TEXTS") or BESIDE) / NAME
    if not path.is_file():
        pytest.skip(f"source text absent: set FOEDUS_SOURCE_TEXTS=DIR to the folder of {NAME}")
    return clip(path, engine="rules")


def test_what_a_careful_reader_needs_is_drafted(seed: Clip) -> None:
    wanted = (
        ("exploring options", "considering", "USA"),
        ("the following concessions", "agreed", "RUS"),
        ("willingness to consider", "considering", "RUS"),
        ("a little progress", "stated", "USA"),
        ("three-leader summit", "planned", "USA"),
        ("ready to work", "considering", "RUS"),
        ("to consider legislation", "considering", "RUS"),
    )
    for words, mode, state in wanted:
        [each] = [one for one in seed.claims if words in one.text]
        assert (each.mode, each.speaks_of) == (mode, state), words


def test_few_drafts_are_false(seed: Clip) -> None:
    text = " ".join(each.text for each in seed.claims)
    assert len(seed.claims) <= 14
    assert "considered an attack" not in text
    assert "viewpoint" not in text


def test_the_envoy_is_proposed_by_office_and_the_place_by_its_date(seed: Clip) -> None:
    told = {each.said.lower(): each.read_as for each in seed.repairs}
    assert told["weikov"] == "Steve Witkoff"
    assert told["alcazar, usa"] == "Anchorage, Alaska"
    said = [each for each in seed.claims if each.speaker.name.lower() == "weikov"]
    assert len(said) == 4
    assert {each.speaker.candidates[0].name for each in said} == {"Steve Witkoff"}


def test_the_headline_is_set_against_the_body(seed: Clip) -> None:
    [headline] = [each.id for each in seed.claims if each.form == "headline"]
    assert any(headline in {each.one, each.other} for each in seed.contradictions)
