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


REPORT = [
    "GENEVA, May 8, 1995 (Norrland Wire) - Russia is ready to consider a guarantee for Estonia, "
    "U.S. Special Envoy Harlan Whitcomb said on Monday after three hours of talks in Geneva.",
    '"We are closer than we were a week ago, and nobody in that room pretended otherwise," '
    "Whitcomb told reporters at the airport.",
    "Russian President Oleg Sorin confirmed that a guarantee had been discussed, but said that "
    "foreign troops in Estonia remained unacceptable.",
    "Two diplomats in Geneva said the text had eleven articles and no clause on automatic help.",
    "The two sides will meet again on May 25 in Helsinki, according to the Swiss foreign ministry.",
]
#: What ten outlets made of it: cut, in another order, with other marks, with their own beside it.
ALTERED = [
    REPORT,
    ["Moscow open to a guarantee for Estonia: Whitcomb", *REPORT],
    REPORT[:3],
    [REPORT[0], *REPORT[:0:-1]],
    [paragraph.replace('"We', "“We").replace(',"', ",”") for paragraph in REPORT],
    [*REPORT, "Shares in Lunde rose two percent in early trading, with builders in front."],
    [each.replace("May 8, 1995", "8 May 1995").replace("May 25", "25 May") for each in REPORT],
    ["The council of Lunde met late and heard from two former ambassadors on the matter.", *REPORT],
    REPORT[:2],
    [paragraph.replace(" said on Monday after", " said in Geneva on Monday following")
     for paragraph in REPORT],
]  # fmt: skip
OTHERS = [
    "MOSCOW, May 9, 1995. Russian President Oleg Sorin said that Russia had not agreed to any "
    "guarantee for Estonia and that reports to the contrary were premature.",
    "By our writer, May 10, 1995\nEstonia needs ships, officials in Estonia said on Wednesday.",
    "BERLIN, 10 May 1995 - Secretary of State Lyle Brandt said Germany was weighing a share.",
]  # fmt: skip


def test_ten_altered_copies_of_a_wire_are_one_origin_beside_three_others() -> None:
    texts = ["\n\n".join(paragraphs) for paragraphs in ALTERED] + OTHERS
    found = bundle([clip(text) for text in texts])
    assert found.copies == dict.fromkeys(range(2, 11), 1)
    reports = {each.claim.speaker.name: each for each in found.reports}
    first = next(each for each in found.reports if "ready to consider" in each.claim.text)
    assert first.claim.text.startswith("Russia is ready")
    assert (len(first.sources), first.origins) == (10, 1)
    assert len(found.reports) < 14
    assert len({each.claim.source for each in found.reports} & {11, 12, 13}) == 3
    assert reports["Oleg Sorin"].origins == 1
    told = [each.what for each in found.contradictions]
    assert any("considering" in what and "denied" in what for what in told)
    days = [each.first.isoformat() for each in found.timeline if each.first]
    assert days == sorted(days)
