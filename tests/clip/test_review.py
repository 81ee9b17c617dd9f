"""The review: every decision can be undone, and nothing is taken without one."""

import pytest
from tests.clip.articles import clip

from foedus.clip.review import decided, opened, rows
from foedus.clip.several import bundle
from foedus.errors import InputError
from foedus.scenario.statements import Claim


def review(taken: tuple[str, ...] = ()):
    return opened(bundle([clip()]), taken)


def test_nothing_is_confirmed_until_somebody_does() -> None:
    it = review()
    assert {item.kind for item in it.items} == {"claim", "event", "correction"}
    assert it.confirmed("claim") == []
    assert all("moves" not in item.entry for item in it.items)


def test_a_decision_is_undone_with_its_edit() -> None:
    it = review()
    before = dict(it.entries[0])
    it.decide(0, "confirmed", before | {"by": "Harlan Whitcomb"})
    it.decide(1, "rejected")
    assert it.undo() == 1
    assert it.fates[1] == "draft"
    assert it.undo() == 0
    assert (it.entries[0], it.fates[0], it.undo()) == (before, "draft", None)


def test_an_id_that_the_scenario_has_is_not_used_again() -> None:
    first = review().items[0].entry["id"]
    assert review((first,)).items[0].entry["id"] not in {first, None}


def test_what_was_confirmed_before_is_not_asked_again() -> None:
    found = bundle([clip()])
    one = found.reports[0].claim
    again = opened(found, (), {(found.clips[0].original.sha256, one.span)})
    assert len(again.items) == len(opened(found).items) - 1


def test_a_claim_that_the_scenario_has_of_the_same_speaker_lends_its_origin() -> None:
    held = {"id": "old", "says": "x", "by": "Russian president Oleg Sorin", "grade": "B2"}
    own = next(item for item in review().items if "Sorin" in str(item.entry.get("by")))
    days = own.entry["on"]
    for origin, told in (("o-1", "origin: that of old"), (None, "perhaps the origin of old")):
        claim = Claim.model_validate(held | {"on": days, "origin": origin})
        items = opened(bundle([clip()]), held=[claim]).items
        item = next(each for each in items if each.name == own.name)
        assert item.entry["origin"] == (origin or own.entry["origin"])
        assert any(line.startswith(told) for line in item.beside)
    long_ago = Claim.model_validate(held | {"on": "1950-01-01", "origin": "o-1"})
    assert opened(bundle([clip()]), held=[long_ago]).items == review().items


def test_decisions_come_back_from_the_json_that_was_printed() -> None:
    it, told = review(), rows(review())
    told[0]["status"], told[1]["status"] = "confirmed", "rejected"
    told[0]["entry"] |= {"grade": "C3"}
    decided(it, {"review": told}, "review.json")
    [(item, entry)] = it.confirmed("claim")
    assert (item.name, entry["grade"]) == (told[0]["name"], "C3")
    assert it.fates[1] == "rejected"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "no list `review`"),
        ({"review": [{"name": "nobody-1"}]}, "no draft is called 'nobody-1'"),
        ({"review": ["x"]}, "no draft is called 'x'"),
    ],
)
def test_wrong_decisions_are_told_with_their_place(data: object, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        decided(review(), data, "review.json")
    assert "review.json" in str(error.value)


def test_a_wrong_status_is_told() -> None:
    it = review()
    with pytest.raises(InputError, match="allowed: draft, confirmed, rejected"):
        decided(it, {"review": [{"name": it.items[0].name, "status": "yes"}]}, "r.json")
