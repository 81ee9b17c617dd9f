"""What a keeper may have signed all the same: records out of turn, out of time, about nothing."""

from typing import Any

import pytest
from tests.seals import at, draft, question

from foedus.forecasts.audit import audit
from foedus.forecasts.book import OPENING, encoded
from foedus.forecasts.maker.program import kept, maker
from foedus.forecasts.outcome import OutsideForecast, Settlement, YearOutcome
from foedus.forecasts.seal import Seal


def opening() -> dict[str, Any]:
    return {"kind": "opening", "of": OPENING, "recorded": "2019-01-01T00:00:00Z"}


def seal(number: int = 1, day: str = "2019-12-15", **more: Any) -> dict[str, Any]:
    made = draft()
    given: dict[str, Any] = {
        "subject": made.subject, "number": number, "what": made.what, "title": made.title,
        "recorded": at(day), "as_of": made.as_of, "maker": maker(),
        "definitions": dict(made.definitions), "questions": made.questions,
    }  # fmt: skip
    return encoded(Seal(**(given | more)))


def outcome(**more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "recorded": at("2021-01-02"), "seal": "truce/1", "question": "holds", "outcome": "no",
        "on": "2020-12-31", "source": "log",
    }  # fmt: skip
    return encoded(Settlement.model_validate(given | more))


def test_a_record_in_order_holds() -> None:
    assert audit([opening(), seal(), seal(2, "2019-12-16"), outcome()]) == ()


@pytest.mark.parametrize(
    ("leaves", "said"),
    [
        ([], "opens no record of forecasts"),
        ([{"kind": "opening", "of": "watch"}], "opens no record of forecasts"),
        ([opening(), seal(2)], "truce/2 is seal 1 of its subject"),
        ([opening(), seal(), seal()], "truce/1 is seal 2 of its subject"),
        ([opening(), seal(day="2019-12-15"), seal(2, "2019-12-14")], "before the one above it"),
        ([opening(), seal(models={"ladder": "a" * 64})], "models that are not kept"),
        ([opening(), outcome()], "about truce/1, which was not sealed before it"),
        ([opening(), seal(), outcome(question="other")], "about other of truce/1"),
        ([opening(), seal(), outcome(revision=1)], "is revision 1 of holds; 0 was next"),
        ([opening(), seal(), outcome(), outcome()], "is revision 0 of holds; 1 was next"),
        ([opening(), seal(), outcome(recorded=at("2020-06-01"))], "before its window closed"),
        ([opening(), seal(), {"kind": "note", "recorded": "2020-01-01T00:00:00Z"}], "no record"),
        ([opening(), seal() | {"questions": []}], "nothing is forecast"),
    ],
)  # fmt: skip
def test_a_fault_is_told(leaves: list[dict[str, Any]], said: str) -> None:
    found = audit(leaves)
    assert any(said in each for each in found), found


def test_a_year_is_not_settled_before_it_is_over() -> None:
    year = YearOutcome(
        recorded=at("2020-05-05"), seal="truce/1", year=2020, happened={}, source="log"
    )
    found = audit([opening(), seal(), encoded(year)])
    assert any("about 2020 of truce/1" in each for each in found)
    assert any("settles 2020 before it was over" in each for each in found)


def test_a_kept_file_whose_bytes_are_others_is_told() -> None:
    [file] = kept(("lapse",), at("2019-12-15"))
    other = encoded(file) | {"sha256": "b" * 64}
    assert any("not the one that was sealed" in each for each in audit([opening(), other]))


def test_an_outside_forecast_of_nothing_sealed_is_told() -> None:
    other = OutsideForecast(
        recorded=at("2020-05-05"), seal="truce/1", question="else", by="market",
        on=at("2020-05-05").date(), chance=0.1, source="a page",
    )  # fmt: skip
    found = audit([opening(), seal(), encoded(other)])
    assert found == ("record 2 is about else of truce/1, which was not sealed",)
    assert question().same(question(chance=0.9))
