"""Outcomes by hand: only when they can be known, with a source, and never silently changed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.seals import at, book, draft, question

from foedus.errors import InputError, UnknownNameError
from foedus.forecasts import settling
from foedus.forecasts.book import ForecastBook
from foedus.forecasts.outcome import Settlement
from foedus.forecasts.standing import standing


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[ForecastBook]:
    with book(tmp_path) as found:
        found.add_seal(draft(
            question(), question("nato/war", condition="nato"), question("nato/deadly",
                                                                         condition="nato"),
            question("issue/45", point=45.0), question("issue/60", point=60.0),
        ), at("2019-12-15"))  # fmt: skip
        yield found


def settle(
    opened: ForecastBook, name: str, outcome: str, day: str, **more: object
) -> tuple[Settlement, ...]:
    given: dict[str, object] = {"source": "log", "at": at(day)}
    found = settling.by_hand(opened, opened.seal("truce"), name, outcome, **(given | more))  # type: ignore[arg-type]
    opened.add(found)
    return found


def test_no_waits_for_the_window_to_close(opened: ForecastBook) -> None:
    with pytest.raises(InputError, match="can still come until 2020-12-31"):
        settle(opened, "holds", "no", "2020-12-31")
    [found] = settle(opened, "holds", "no", "2021-01-01")
    assert found.on == date(2020, 12, 31)


def test_yes_has_a_day_within_the_window(opened: ForecastBook) -> None:
    with pytest.raises(InputError, match="on which day"):
        settle(opened, "holds", "yes", "2020-06-01")
    for day in (date(2019, 12, 31), date(2020, 6, 2)):
        with pytest.raises(InputError, match=f"{day} is not within 2020-01-01 to 2020-06-01"):
            settle(opened, "holds", "yes", "2020-06-01", on=day)
    [found] = settle(opened, "holds", "yes", "2020-06-01", on=date(2020, 5, 30))
    assert found.on == date(2020, 5, 30)


def test_an_outcome_is_followed_by_another_with_a_reason(opened: ForecastBook) -> None:
    settle(opened, "holds", "no", "2021-01-01")
    with pytest.raises(InputError, match="is settled already"):
        settle(opened, "holds", "void", "2021-01-02")
    settle(opened, "holds", "void", "2021-01-02", why="the monitor was withdrawn")
    case = standing(opened, date(2021, 1, 3)).cases[0]
    assert (case.state, case.revised) == ("void", 1)
    assert len(list(opened.of_seal("truce/1", Settlement))) == 2


def test_a_design_that_never_came_is_void_at_one_stroke(opened: ForecastBook) -> None:
    with pytest.raises(InputError, match="why is nato/war void"):
        settle(opened, "nato", "void", "2021-01-01")
    found = settle(opened, "nato", "void", "2021-01-01", why="no such design came")
    assert [each.question for each in found] == ["nato/war", "nato/deadly"]


def test_a_point_settles_every_threshold_of_an_issue(opened: ForecastBook) -> None:
    found = settle(opened, "issue", "50", "2021-01-01")
    assert [(each.question, each.outcome, each.value) for each in found] == [
        ("issue/45", "yes", 50.0), ("issue/60", "no", 50.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "outcome", "said"),
    [("hols", "no", "unknown question 'hols'"), ("holds", "maybe", "unknown outcome 'maybe'"),
     ("holds", "50", "has no scale"), ("issue", "101", "allowed: 0 to 100")],
)  # fmt: skip
def test_wrong_words_are_told(opened: ForecastBook, name: str, outcome: str, said: str) -> None:
    with pytest.raises((InputError, UnknownNameError), match=said):
        settle(opened, name, outcome, "2021-01-01")


def test_one_outcome_answers_the_same_question_in_every_seal(opened: ForecastBook) -> None:
    opened.add_seal(draft(question(chance=0.5)), at("2020-02-01"))
    opened.add_seal(draft(question(chance=0.4, closes=date(2021, 6, 30))), at("2020-02-02"))
    found = settling.by_hand(
        opened, opened.seal("truce/1"), "holds", "no", source="log", at=at("2021-01-01")
    )
    assert [each.seal for each in found] == ["truce/1", "truce/2"]  # the third has another window
