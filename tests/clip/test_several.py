"""Many texts: copies counted once, sources set against each other, one timeline."""

from tests.clip.articles import ARTICLE, clip

from foedus.clip.several import bundle

WIRE = """\
Sorin weighs guarantee

Russian President Oleg Sorin said on May 11, 1995 that Russia was willing to consider a guarantee \
for Estonia, according to the Norrland Wire. Lyle Brandt said Russia had agreed to the guarantee \
for Estonia.
"""
OTHER = """\
No deal on guarantee

Estonian officials said on 12 May 1995 that Russia had not agreed to any guarantee for Estonia. \
They called the talks in the capital long and cold, and gave no day on which they would go on.
"""


def test_a_wire_story_counts_once_however_often_it_is_printed() -> None:
    found = bundle([clip(WIRE), clip(f"{WIRE}\nSubscribe to our newsletter.\n"), clip(OTHER)])
    assert found.copies == {2: 1}
    sorin = [each for each in found.reports if "willing to consider" in each.claim.text]
    assert [(each.sources, each.origins) for each in sorin] == [((1, 2), 1)]
    assert len(found.reports) == len(bundle([clip(WIRE), clip(OTHER)]).reports)


def test_sources_are_set_against_each_other() -> None:
    found = bundle([clip(WIRE), clip(OTHER)])
    [stand] = [each for each in found.stands if each.state == "RUS"]
    assert set(stand.modes) == {"considering", "agreed", "denied"}
    ids = {name for pair in found.contradictions for name in (pair.one, pair.other)}
    assert any(name.startswith("t1-") for name in ids)
    assert any(name.startswith("t2-") for name in ids)


def test_one_timeline_in_the_order_of_days() -> None:
    found = bundle([clip(ARTICLE), clip(WIRE), clip(ARTICLE)])
    days = [each.first for each in found.timeline if each.first]
    assert days == sorted(days)
    words = [each.text for each in found.timeline]
    assert len(words) == len(set(words))


def test_another_origin_betters_the_digit() -> None:
    second = "Envoy on the guarantee\n\nHarlan Whitcomb said Russia agreed to a guarantee at once."
    one, two = bundle([clip(WIRE)]), bundle([clip(WIRE), clip(second)])
    digit = {each.claim.speaker.name: each.claim.grading.why for each in two.reports}
    assert len(two.reports) == len(one.reports) + 1
    assert "hearsay" in digit["Lyle Brandt"]  # hearsay weighs more than a second origin
