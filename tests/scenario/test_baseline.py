"""The baseline: which pact is meant, what may be laid over it, and what is refused."""

from datetime import date

import pytest

from foedus import scenario
from foedus.record import DocumentError
from foedus.scenario.baseline import Reference

HEAD = """\
foedus: 1
title: t
as_of: 2025-08-18
challenger: PRK
protege: KOR
designs: {none: {}}
"""


def told(text: str) -> str:
    with pytest.raises(DocumentError) as caught:
        scenario.loads(HEAD + text, "my.yaml")
    return str(caught.value)


def test_a_pact_goes_by_name_by_number_or_by_two_of_its_members() -> None:
    read = scenario.loads(
        HEAD
        + "baseline:\n"
        + "  - {ends: us-korea-1953, on: 2026-01-01}\n"
        + "  - {rewrites: atop-3445, military: {bases: none}, without: [CHN]}\n"
        + "  - {lapsed: {pact: [PRK, RUS], since: 2000}}\n"
        + "  - {stands: us-philippines-1951, judgement: yes}\n"
    )
    ended, rewritten, lapsed, stands = read.baseline
    assert (ended.verb, str(ended.pact), ended.on) == ("ends", "us-korea-1953", date(2026, 1, 1))
    assert rewritten.summary() == "atop-3445 is rewritten: without CHN; military: bases none"
    assert lapsed.summary() == "the pact of 2000 of PRK and RUS lapsed"
    assert ended.summary(titled=True) == (
        "the Mutual Defense Treaty between the United States and the Republic of Korea ends on "
        "2026-01-01"
    )
    assert [each.grounded for each in (ended, stands)] == [False, True]
    assert scenario.loads(HEAD + "baseline: [{ends: [USA, KOR]}]").baseline[0].pact == Reference(
        pact=("USA", "KOR")
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{ends: us-korea-1954}", "baseline[0].ends: no instrument is called 'us-korea-1954'"),
        ("{ends: us-korea-1954}", "did you mean us-korea-1953"),
        ("{ends: us-korea-1953, lapsed: atop-3240}", "found ends and lapsed, expected one of"),
        ("{on: 2025-01-01}", "found none of them, expected one of ends, lapsed, rewrites, stands"),
        ("{rewrites: us-korea-1953}", "says nothing of how"),
        ("{ends: us-korea-1953, military: {bases: none}}", "military goes with rewrites"),
        ("{ends: us-korea-1953, on: 2027-01-01}", "baseline[0].on: 2027-01-01 is after the first"),
        (
            "{ends: us-korea-1953}, {lapsed: us-korea-1953}",
            "a change of us-korea-1953 is given twice; the other is in line",
        ),
        ("{stands: atop-3240}", "what it promises is not in the library"),
        ("{ends: [USA, USA]}", "a pact of USA with itself"),
        ("{ends: [USA]}", "baseline[0].ends.pact"),
        ("{ends: {since: 1990}}", "expected a pact's name, or `pact:` with two of its members"),
        ("{stands: [USA, KOR]}", "what stands is named by its instrument"),
        ("{ends: US Korea}", "baseline[0].ends.name: found 'US Korea', expected a short name"),
        ("{end: us-korea-1953}", "did you mean ends?"),
        ("{rewrites: us-korea-1953, military: {base: none}}", "did you mean bases?"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, what: str) -> None:
    assert what in told(f"baseline: [{text}]\n")


def test_it_does_not_stand_beside_columns_of_what_stands() -> None:
    both = "baseline: [{ends: us-korea-1953}]\nsituation: {history: {dyad: {major: 0}}}\n"
    assert "major says what stands, and so does `baseline`" in told(both)


def test_a_design_may_take_the_place_of_a_pact_and_what_it_extends_is_one() -> None:
    text = (
        "foedus: 1\ntitle: t\nas_of: 2025-08-18\nchallenger: PRK\nprotege: KOR\ndesigns:\n"
        "  none: {}\n  walks-away: {replaces: us-korea-1953}\n"
        "  more: {extends: us-korea-1953, military: {bases: none}}\n  and: {extends: more}\n"
    )
    read = scenario.loads(text)
    assert read.designs["walks-away"].replaces == ("us-korea-1953",)
    assert read.designs["more"].replaces == read.designs["and"].replaces == ("us-korea-1953",)
    assert scenario.loads(scenario.dumps(read), "<text>") == read
    with pytest.raises(DocumentError, match="did you mean us-korea-1953"):
        scenario.loads(text.replace("replaces: us-korea-1953", "replaces: us-korea-1935"))


def test_a_pact_outside_the_library_has_its_title_from_the_file() -> None:
    read = scenario.loads(HEAD + "baseline: [{lapsed: atop-4125, title: Basic Agreement}]")
    [lapsed] = read.baseline
    assert lapsed.summary() == "atop-4125 lapsed"
    assert lapsed.summary(titled=True) == "Basic Agreement lapsed"
