"""The record in words: misses first, honest where there is little, drawn where there is enough."""

from datetime import date
from pathlib import Path

import pytest
from tests.seals import at, book, draft, question

from foedus.forecasts.book import ForecastBook
from foedus.forecasts.outcome import Settlement
from foedus.forecasts.report import SealedRecord, report, table
from foedus.forecasts.sections import record
from foedus.forecasts.sections.scores import figure
from foedus.report.blocks import Picture, Table
from foedus.report.page import html
from foedus.report.text import text


def judged(folder: Path, count: int) -> SealedRecord:
    """So many questions, chances of 2% to 98%; those of 0 or 1 after three came."""
    chances = [0.02 + 0.96 * place / max(count - 1, 1) for place in range(count)]
    with book(folder) as opened:
        seal = opened.add_seal(
            draft(*(question(f"q{i}", p) for i, p in enumerate(chances))), at("2019-12-15")
        )
        opened.add([
            Settlement(
                recorded=at("2021-01-02"), seal=seal.id, question=f"q{i}", source="log",
                outcome="yes" if i % 4 < 2 else "no", on=date(2020, 12, 31),
            )
            for i in range(count)
        ])  # fmt: skip
    with ForecastBook(folder / "f.db") as opened:
        return report(opened, date(2021, 1, 3))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> SealedRecord:
    return judged(tmp_path_factory.mktemp("many"), 40)


def test_the_dearest_miss_stands_first(many: SealedRecord) -> None:
    section = record.misses(many.standing.cases, 10_000)
    [rows] = [each for each in section.blocks if isinstance(each, Table)]
    losses = [float(row[-1]) for row in rows.rows]
    assert losses == sorted(losses, reverse=True)
    assert rows.rows[0][0] == "truce/1\nq0"  # 2%, and it came
    assert len(rows.rows) == 40


def test_enough_is_drawn(many: SealedRecord) -> None:
    drawn = figure(many.cards, "scores")
    assert drawn is not None
    assert sum(row["n"] for row in drawn.rows) == 40
    assert sum(row["events"] for row in drawn.rows) == 20
    assert all(row["low"] <= row["observed"] <= row["high"] for row in drawn.rows)
    sections = record.sections(many)
    assert any(isinstance(block, Picture) for each in sections for block in each.blocks)
    assert drawn.svg().startswith("<svg")


def test_too_little_is_told_and_not_drawn(tmp_path: Path) -> None:
    few = judged(tmp_path, 12)
    assert figure(few.cards, "scores") is None
    said = text(record.sections(few), 80).replace("\n", " ")
    assert "Calibration is not drawn: 12 forecasts in 12 clusters" in said


def test_nothing_settled_has_no_score(tmp_path: Path) -> None:
    with book(tmp_path) as opened:
        opened.add_seal(draft(), at("2019-12-15"))
        found = report(opened, date(2021, 3, 1))
    said = text(record.sections(found, full=False), 80).replace("\n", " ")
    assert "there is no score" in said
    assert "OVERDUE: WHO SAYS WHAT CAME?" in said
    assert table(found)["outcome"].to_list() == [None]


def test_a_screen_leaves_out_what_it_counts(many: SealedRecord) -> None:
    said = text(record.sections(many, full=False), 80)
    assert "30 more settled questions left out here." in said.replace("\n", " ")
    assert max(map(len, said.splitlines())) <= 80


def test_the_page_holds_every_question_and_its_definition(many: SealedRecord) -> None:
    page = html(record.page(many))
    for part in ("q39", "What each event is", "a pause of three days", "About this record"):
        assert part in page, part
    assert "Assessment (JSON)" not in page


def test_a_record_that_does_not_hold_says_so_first(tmp_path: Path) -> None:
    judged(tmp_path, 3)
    (tmp_path / "f.db.head").unlink()
    with ForecastBook(tmp_path / "f.db") as opened:
        found = report(opened, date(2021, 1, 3))
    first = record.summary(found)
    assert "DOES NOT HOLD" in first.lead
    assert "f.db.head is gone" in str(first.blocks[0])
    assert "f.db.head is gone" in record.page(found).abstract[0]
