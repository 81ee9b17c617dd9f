"""The score on marked passages: sets apart, intervals, rivals."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from foedus.clip import marked
from foedus.clip.score import AttributionCount, ClipScore, score
from foedus.clip.score_sections import sections
from foedus.errors import InputError
from foedus.report.blocks import Table

NEWS = Path(__file__).parents[1] / "reference" / "clip" / "news.jsonl"
TEXT = "“We will sign,” Hart said. Belic denied it."


@pytest.fixture(scope="module")
def found() -> ClipScore:
    return score()


@pytest.mark.parametrize("part", list(marked.SETS.values()))
def test_marked_passages_are_found_with_their_speakers(found: ClipScore, part: str) -> None:
    count = found.counts["rules"][part]
    assert count.found / count.gold >= 0.85
    assert count.found / count.drafted >= 0.9
    assert count.speakers / count.found >= 0.9


def test_spans_of_passages_and_answers_lie_in_their_texts() -> None:
    texts = {each.id: each.text for each in marked.passages()}
    assert len(texts) == 21 + 96 + 96 + 42 + 42
    for each in marked.passages():
        for gold in each.gold:
            for low, high in (*gold.content, *gold.source):
                assert 0 <= low < high <= len(each.text), each.id
                assert each.text[low:high].strip() == each.text[low:high].strip(" "), each.id
    for name, answers in marked.textacy()[1].items():
        assert all(answer.span[1] <= len(texts[name]) for answer in answers)


def test_textacy_is_right_where_it_answers_and_answers_seldom(found: ClipScore) -> None:
    for part, rules in found.counts["rules"].items():
        other = found.counts["textacy"][part]
        assert other.found / other.drafted > 0.5
        assert other.found < 0.4 * rules.found


def test_what_was_found_before_mending_stands_first(found: ClipScore) -> None:
    first, second, *_ = sections(found)
    assert first.id == "held-out"
    [table] = [block for block in first.blocks if isinstance(block, Table)]
    held_out = list(marked.SETS.values())[1:]
    assert [row[1] for row in table.rows[:8]] == [*held_out, *(f"news {n}" for n in (1, 2, 3, 4))]
    assert [row[0] for row in table.rows if row[0]] == ["rules", "grammar"]
    assert "0.70 (0.62–0.77)" in table.rows[0]
    assert "textacy 0.13.0" in second.lead


def test_what_was_marked_in_news_is_kept_by_hash_and_counted() -> None:
    rows = [json.loads(line) for line in NEWS.read_text("utf-8").splitlines()]
    assert len({row["sha256"] for row in rows}) == len(rows) > 150
    for row in rows:
        spans = [s for each in row["attributions"] for s in (*each["content"], *each["source"])]
        assert all(0 <= low < high <= row["chars"] for low, high in spans), row["id"]
    for part, count in marked.as_found()["rules"].items():
        if part.startswith("news"):
            marks = [each for row in rows if row["part"] == part for each in row["attributions"]]
            assert len(marks) == count["gold"]


def test_a_passage_known_by_its_hash_gets_its_text_from_the_folder_beside(tmp_path: Path) -> None:
    digest = sha256(TEXT.encode()).hexdigest()
    path = tmp_path / "mine.jsonl"
    row = {"id": "a", "sha256": digest, "attributions": [{"content": [[0, 15]], "source": []}]}
    path.write_text(json.dumps(row), "utf-8")
    with pytest.raises(InputError, match="its text is not there"):
        marked.passages(path)
    (tmp_path / "mine").mkdir()
    text = tmp_path / "mine" / f"{digest[:16]}.txt"
    text.write_text(TEXT, "utf-8")
    assert [each.text for each in marked.passages(path)] == [TEXT]
    text.write_text(TEXT + " ", "utf-8")
    with pytest.raises(InputError, match="another text than was marked"):
        marked.passages(path)


def test_intervals_hold_their_shares() -> None:
    count = AttributionCount(20, 16, 15, 15)
    assert count.recall is not None
    assert count.recall.low < 15 / 20 < count.recall.high
    assert count.f1 == pytest.approx(30 / 36)
    assert AttributionCount(0, 0, 0, 0).precision is None


def test_passages_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    gold = [{"content": [[0, 15]], "source": [[16, 20]]}]
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": gold}), "utf-8")
    own = score(path)
    assert own.counts["rules"]["all"].found == 1
    assert "textacy's rule" in own.counts
    assert own.as_found == {}
    path.write_text('{"id": "a"}\n', "utf-8")
    with pytest.raises(InputError, match="not a passage"):
        score(path)
