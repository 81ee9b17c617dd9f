"""Outcomes from the product's own reader: wars and the chronology ship, so no data are needed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.seals import PAIR, at, book, draft, pair_draft, question

from foedus import scenario
from foedus.assessment.aftermath import Aftermath, PastEvent
from foedus.errors import InputError
from foedus.forecasts import resolution, scores
from foedus.forecasts.book import ForecastBook
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.maker import designs
from foedus.forecasts.maker.pairs import drafted, opened
from foedus.forecasts.outcome import Settlement, YearOutcome
from foedus.forecasts.question import BaseRate
from foedus.forecasts.report import report, table
from foedus.forecasts.standing import pair_rows, standing


@pytest.fixture(scope="module")
def kuwait() -> SealDraft:
    return designs.draft(scenario.load("kuwait-1990"), None, draws=100, years=10, seed=0)


@pytest.fixture
def sealed(tmp_path: Path, kuwait: SealDraft) -> Iterator[ForecastBook]:
    with book(tmp_path, "1990-06-30") as found:
        found.add_seal(kuwait, at("1990-07-31"))
        yield found


def settled(found: ForecastBook, day: str, **more: str) -> dict[str, Settlement]:
    made = resolution.from_data(found, found.seal("kuwait-1990"), at=at(day), **more)
    return {e.question: e for e in made.records if isinstance(e, Settlement)}


def test_a_war_that_came_settles_what_asked_for_it(sealed: ForecastBook) -> None:
    came = settled(sealed, "1990-08-03")
    assert {each.outcome for each in came.values()} == {"yes"}
    assert came["none/war/1"].on == date(1990, 8, 2)
    assert "GulfWar1991" in came["none/war/1"].source
    assert all(name.startswith("none/") for name in came)  # no other design came to hold


def test_nothing_is_settled_before_it_came(sealed: ForecastBook) -> None:
    made = resolution.from_data(sealed, sealed.seal("kuwait-1990"), at=at("1990-08-01"))
    assert made.records == ()
    assert any("its window closes on 1991-06-30" in each for each in made.left)


def test_a_design_that_came_is_settled_by_name(sealed: ForecastBook) -> None:
    came = settled(sealed, "1990-08-03", in_force="us-treaty")
    assert set(came) == {
        f"us-treaty/{event}/{years}"
        for event in ("dispute", "force", "deadly", "war")
        for years in (1, 5, 10)
    }
    with pytest.raises(InputError, match="is no design"):
        settled(sealed, "1990-08-03", in_force="nato")


def test_what_is_settled_is_not_settled_again(sealed: ForecastBook) -> None:
    made = resolution.from_data(sealed, sealed.seal("kuwait-1990"), at=at("1990-08-03"))
    sealed.add(made.records)
    assert settled(sealed, "1990-08-04") == {}


def after(through: str, *happened: PastEvent) -> Aftermath:
    return Aftermath(
        date(2020, 1, 1), date(2029, 12, 31), date.fromisoformat(through), happened, (), ()
    )


def begun(start: str, initiator: str, event: str = "war", *, under_way: bool = False) -> PastEvent:
    other = {"RUS": "UKR", "UKR": "RUS"}[initiator]
    return PastEvent(start, 2022, event, initiator, other, "it", "chronology", under_way)


ASKED = question("war/1", event="ceasefire", asked_of=("RUS", "UKR")).model_copy(
    update={"event": "war"}
)


@pytest.mark.parametrize(
    ("known", "today", "found"),
    [
        (after("2026-06-30", begun("2020-03-05", "RUS")), "2020-04-01", (date(2020, 3, 5), True)),
        (after("2026-06-30", begun("2020-03", "RUS")), "2020-04-01", (date(2020, 3, 31), True)),
        (after("2026-06-30", begun("2020-03-05", "RUS")), "2020-03-01", None),
        (after("2026-06-30"), "2021-01-01", (date(2020, 12, 31), False)),
        (after("2026-06-30"), "2020-12-31", None),
        (after("2020-11-30"), "2021-01-01", None),  # the record does not reach to the end
        (after("2026-06-30", begun("2021-02-01", "RUS")), "2021-03-01",
         (date(2020, 12, 31), False)),
        (after("2026-06-30", begun("2020-03-05", "RUS", "deadly")), "2021-01-01",
         (date(2020, 12, 31), False)),
        (after("2026-06-30", begun("2020-03-05", "RUS", under_way=True)), "2021-01-01",
         (date(2020, 12, 31), False)),
        (after("2026-06-30", begun("2020-02-05", "UKR"), begun("2020-03-05", "RUS")), "2021-01-01",
         (date(2020, 12, 31), False)),  # the other began the first
    ],
)  # fmt: skip
def test_the_first_event_in_the_window_decides(
    known: Aftermath, today: str, found: tuple[date, bool] | None
) -> None:
    got = resolution.settled(known, ASKED, date.fromisoformat(today))
    assert (None if isinstance(got, str) else got[:2]) == found


def test_a_dispute_since_the_data_end_is_left_to_a_hand() -> None:
    """A threat by the other may have come first, and no data here have it."""
    asked = ASKED.model_copy(update={"event": "dispute"})
    known = after("2026-06-30", begun("2020-03-05", "RUS"))
    assert "settle it by hand" in str(resolution.settled(known, asked, date(2021, 1, 1)))


def test_what_no_data_here_cover_is_left_open() -> None:
    known = Aftermath(date(2020, 1, 1), date(2020, 12, 31), date(2020, 12, 31), (), (), ("war",))
    assert "data pull" in str(resolution.settled(known, ASKED, date(2021, 1, 1)))


def test_only_what_data_can_settle(tmp_path: Path) -> None:
    with book(tmp_path) as found:
        seal = found.add_seal(draft(), at("2019-12-15"))
        with pytest.raises(InputError, match="no data here can settle questions"):
            resolution.from_data(found, seal, at=at("2021-01-01"))


def pairs(year: int) -> SealDraft:
    """India and Pakistan, Armenia and Azerbaijan, both ways."""
    rows = [
        {"ccode1": one, "ccode2": two, "year": year, **{f"p_{r}": p for r, p in PAIR.items()},
         **{f"l_{r}": p / 2 for r, p in PAIR.items()}}
        for one, two in ((750, 770), (770, 750), (371, 373), (373, 371))
    ]  # fmt: skip
    base = {rung: BaseRate(chance=0.01, how="made up") for rung in PAIR}
    return drafted(pl.DataFrame(rows), base, year - 1, {"paths": 1, "seed": 0}, "")


def test_pairs_are_settled_by_the_chronology_after_the_data(tmp_path: Path) -> None:
    """Azerbaijan attacked Armenia's side in 2020; the chronology has force and more, no threats."""
    with book(tmp_path) as found:
        seal = found.add_seal(pairs(2020), at("2019-12-15"))
        early = resolution.from_data(found, seal, at=at("2020-06-01"))
        assert (early.records, early.left) == ((), ("2020: not over",))
        got = resolution.from_data(found, seal, at=at("2021-01-05"))
        [year] = got.records
        assert isinstance(year, YearOutcome)
        assert set(year.happened) == {"force", "deadly", "war"}
        assert (373, 371) in year.happened["war"]
        assert set(year.happened["war"]) <= set(year.happened["deadly"]) <= set(
            year.happened["force"]
        )  # fmt: skip
        found.add(got.records)
        [stands] = standing(found, date(2021, 1, 6)).years
        rows = pair_rows(stands)
        came = rows.filter("came_war").select("ccode1", "ccode2").rows()
        assert came == [(373, 371)]
        assert stands.state == "settled"
        again = resolution.from_data(found, seal, at=at("2021-01-07"))
        assert (again.records, again.left) == ((), ())
        judged = report(found, date(2021, 1, 8))
    assert {card.what for card in judged.pairs} == {"force", "deadly", "war"}
    frame = table(judged)
    assert frame.height == 4 * 4  # four pairs, four rungs; the dispute is still open
    assert frame.filter(pl.col("event") == "onset")["state"].unique().to_list() == ["open"]
    came_so = frame.filter(pl.col("outcome") == "yes")["question"].to_list()
    assert {f"373-371/2020/{rung}" for rung in ("force", "deadly", "war")} <= set(came_so)


def test_a_state_that_is_none_any_more_counts_for_nothing(tmp_path: Path) -> None:
    with book(tmp_path) as found:
        made = pair_draft(2020)
        seal = found.add_seal(made, at("2019-12-15"))
        outcome = YearOutcome(
            recorded=at("2021-01-05"), seal=seal.id, year=2020, source="log",
            happened={"force": ((2, 20),)}, left=((70, 2), (2, 70)),
        )  # fmt: skip
        found.add([outcome])
        [stands] = standing(found, date(2021, 1, 6)).years
    rows = pair_rows(stands)
    assert rows.height == 4
    assert rows.filter("came_force").select("ccode1", "ccode2").rows() == [(2, 20)]
    [card] = scores.pair_scorecards([stands])
    y = rows["came_force"].to_numpy()
    p = rows["p_force"].to_numpy()
    assert card.brier.value == pytest.approx(float(((p - y) ** 2).mean()))
    assert card.clusters == 3 - 1  # two pairs of states, both ways


@pytest.mark.data
def test_pairs_are_settled_by_the_coded_data(tmp_path: Path) -> None:
    """Russia against Ukraine 2014, deadly as territory was occupied (docs/war.md); no war coded."""
    rows = [{"ccode1": one, "ccode2": two, "year": 2014, **{f"p_{r}": p for r, p in PAIR.items()},
             **{f"l_{r}": p for r, p in PAIR.items()}}
            for one, two in ((365, 369), (369, 365))]  # fmt: skip
    base = {rung: BaseRate(chance=0.01, how="made up") for rung in PAIR}
    with book(tmp_path, "2013-01-01") as found:
        made = drafted(pl.DataFrame(rows), base, 2013, {"paths": 1, "seed": 0}, "")
        seal = found.add_seal(made, at("2013-12-15"))
        [year] = resolution.from_data(found, seal, at=at("2016-01-01")).records
    assert isinstance(year, YearOutcome)
    assert set(year.happened) == set(PAIR)
    assert (365, 369) in year.happened["deadly"]
    assert year.happened["war"] == ()
    assert year.data["cow-mid-disputes"]
    assert opened(made.table).height == 2  # type: ignore[arg-type]
