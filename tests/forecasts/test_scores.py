"""Scores: proper, clustered, beside rivals on the same questions alone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.seals import at, book, draft, question

from foedus.forecasts import scores, settling
from foedus.forecasts.outcome import OutsideForecast, Settlement
from foedus.forecasts.standing import ForecastCase, State, standing
from foedus.history.measures import losses

CHANCES = st.floats(0.01, 0.99)


def case(p: float, came: bool, *, state: State = "settled", name: str = "q",
         previous: float | None = None) -> ForecastCase:  # fmt: skip
    asked = question(name, p)
    settled = Settlement(
        recorded=at("2021-01-02"), seal="truce/1", question=name, source="log",
        outcome="yes" if came else "no", on=date(2020, 12, 31),
    )  # fmt: skip
    return ForecastCase(SEAL, asked, state, settled, previous, {}, 0)


@pytest.fixture(scope="module", autouse=True)
def _sealed(tmp_path_factory: pytest.TempPathFactory) -> None:
    global SEAL  # noqa: PLW0603 (one seal for all cases)
    with book(tmp_path_factory.mktemp("seal")) as opened:
        SEAL = opened.add_seal(draft(), at("2019-12-15"))


def test_scores_by_hand() -> None:
    card = scores.scorecard("q", [case(0.8, True, name="a"), case(0.3, False, name="b")])
    assert card is not None
    assert card.brier.value == pytest.approx((0.04 + 0.09) / 2)
    assert card.log.value == pytest.approx(-(np.log(0.8) + np.log(0.7)) / 2)
    assert (card.n, card.came, card.expected) == (2, 1, pytest.approx(1.1))
    base = next(each for each in card.rivals if each.rival == scores.BASE)
    assert base.brier == pytest.approx((0.81 + 0.01) / 2)
    assert base.skill == pytest.approx(1 - 0.065 / 0.41)
    assert base.gain.value == pytest.approx(
        (-np.log(0.1) - np.log(0.9) + np.log(0.8) + np.log(0.7)) / 2
    )


def test_nothing_settled_has_no_score() -> None:
    assert scores.scorecard("q", [case(0.8, True, state="open")]) is None
    assert scores.scorecard("q", [case(0.8, True, state="known")]) is None


def test_few_clusters_give_no_interval_and_no_calibration() -> None:
    card = scores.scorecard("q", [case(0.5, bool(i % 2), name="same") for i in range(60)])
    assert card is not None
    assert (card.clusters, card.brier.low, card.bins) == (1, None, ())


def test_many_clusters_give_both() -> None:
    card = scores.scorecard("q", [case(0.5, bool(i % 2), name=f"q{i}") for i in range(60)])
    assert card is not None
    assert card.log.low is not None
    assert card.bins
    assert card.log.low <= card.log.value


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """Clusters of five that stand or fall together: counted as rows, it were far too short."""
    rng = np.random.default_rng(0)
    cluster = np.repeat(np.arange(40), 5)
    held = 0
    for _ in range(400):
        found = scores.mean(rng.standard_normal(40)[cluster], cluster)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0.0 <= found.high
    assert 0.86 < held / 400 < 0.94  # 90%, and three standard errors of 400 trials


def test_the_last_version_is_scored_where_there_was_one() -> None:
    cases = [case(0.8, True, name="a", previous=0.4), case(0.3, False, name="b")]
    card = scores.scorecard("q", cases)
    assert card is not None
    last = next(each for each in card.rivals if each.rival == scores.LAST)
    assert (last.n, last.brier, last.own_brier) == (1, pytest.approx(0.36), pytest.approx(0.04))


def with_market(criteria: str, recorded: str) -> Sequence[ForecastCase]:
    told = OutsideForecast.model_validate({
        "recorded": at(recorded), "seal": "truce/1", "question": "a", "by": "market",
        "on": date(2020, 1, 5), "chance": 0.5, "criteria": criteria, "source": "page",
    })  # fmt: skip
    one = case(0.8, True, name="a")
    return [ForecastCase(one.seal, one.question, "settled", one.settlement, None,
                         {"market": told}, 0)]  # fmt: skip


def test_a_market_of_other_criteria_is_not_scored() -> None:
    for criteria in ("differ", "unread"):
        card = scores.scorecard("q", with_market(criteria, "2020-01-05"))
        assert card is not None
        assert "market" not in {each.rival for each in card.rivals}


def test_a_market_put_on_the_record_too_late_is_told() -> None:
    for recorded, after in (("2020-01-05", 0), ("2021-03-01", 1)):
        card = scores.scorecard("q", with_market("same", recorded))
        assert card is not None
        assert next(e for e in card.rivals if e.rival == "market").after == after


@given(p=CHANCES, q=CHANCES)
def test_scores_are_proper(p: float, q: float) -> None:
    """Whoever believes p expects to lose least by saying p."""
    y = np.array([True, False])
    weight = np.array([p, 1 - p])
    for score in (scores.brier, losses):
        honest = float(weight @ score(y, np.array([p, p])))
        assert honest <= float(weight @ score(y, np.array([q, q]))) + 1e-12


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CHANCES, st.booleans()), min_size=1, max_size=12), st.randoms())
def test_order_does_not_matter(rows: list[tuple[float, bool]], shuffle: object) -> None:
    cases = [case(p, came, name=f"q{i}") for i, (p, came) in enumerate(rows)]
    one = scores.scorecard("q", cases)
    shuffle.shuffle(cases)  # type: ignore[attr-defined]
    two = scores.scorecard("q", cases)
    assert one is not None
    assert two is not None
    assert one.brier.value == pytest.approx(two.brier.value)
    assert one.log.value == pytest.approx(two.log.value)
    assert {e.rival: e.n for e in one.rivals} == {e.rival: e.n for e in two.rivals}


def test_states(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        opened.add_seal(draft(
            question("open", closes=date(2022, 1, 1)), question("overdue"), question("no"),
            question("known"), question("void"),
            question("old", opens=date(2018, 1, 1), closes=date(2018, 12, 31)),
        ), at("2020-03-01"))  # fmt: skip
        for name, outcome, day in (("no", "no", None), ("known", "yes", date(2020, 2, 1)),
                                   ("void", "void", None)):  # fmt: skip
            opened.add(settling.by_hand(
                opened, opened.seal("truce"), name, outcome, source="log", on=day, why="so",
                at=at("2021-02-01"),
            ))  # fmt: skip
        found = {each.question.id: each.state for each in standing(opened, date(2021, 2, 1)).cases}
    assert found == {"open": "open", "overdue": "overdue", "no": "settled", "known": "known",
                     "void": "void", "old": "hindsight"}  # fmt: skip


def test_the_version_before_is_that_of_the_same_window(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        opened.add_seal(draft(question(chance=0.1), question("b", 0.1)), at("2019-12-01"))
        opened.add_seal(
            draft(question(chance=0.2), question("b", 0.2, closes=date(2021, 6, 30))),
            at("2019-12-02"),
        )
        found = standing(opened, date(2019, 12, 3)).cases
    assert [each.previous for each in found] == [None, None, 0.1, None]
