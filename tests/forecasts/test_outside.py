"""Tables of other people's chances: read as they are handed over, each mistake with its line."""

from pathlib import Path

import pytest
from tests.seals import at, book, draft, question

from foedus.errors import InputError
from foedus.forecasts import outside
from foedus.forecasts.outcome import OutsideForecast

CLOCK = at("2020-06-01")
HEAD = "question,by,on,percent,criteria,source,grade\n"


def read(tmp_path: Path, text: str) -> tuple[OutsideForecast, ...]:
    file = tmp_path / "market.csv"
    file.write_text(text, "utf-8")
    with book(tmp_path) as opened:
        seal = opened.add_seal(draft(), at("2019-12-15"))
    return outside.read(file, seal, CLOCK)


def test_a_market_in_percent(tmp_path: Path) -> None:
    text = HEAD + "holds,Polymarket,2020-05-25,22.5,unread,https://x.invalid/a,B2\n"
    [found] = read(tmp_path, text)
    assert (found.by, found.chance, found.criteria, found.grade) == (
        "Polymarket", 0.225, "unread", "B2",
    )  # fmt: skip
    assert found.recorded == CLOCK


def test_a_table_in_another_dialect(tmp_path: Path) -> None:
    text = "question;by;on;chance;source\nholds;Metaculus;2020-05-25;0,09;a page\n"
    [found] = read(tmp_path, text)
    assert (found.chance, found.criteria) == (0.09, "unread")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("question,by,on,percent\nholds,M,2020-05-25,9\n", "'source' is missing"),
        (HEAD.replace("percent", "chance") + "holds,M,2020-05-25,9,same,x,\n", "0 to 1"),
        (HEAD + "holds,M,2020-05-25,109,same,x,\n", "market.csv:2: found '109'"),
        (HEAD + "hols,M,2020-05-25,9,same,x,\n", "unknown question 'hols' of truce/1"),
        (HEAD + "holds,M,2020-05-25,9,alike,x,\n", "found 'alike' in criteria"),
        (HEAD + "holds,M,25 May,9,same,x,\n", "found '25 May' as a day"),
        (HEAD + "holds,M,2020-06-02,9,same,x,\n", "2020-06-02 has not come"),
        (HEAD + "holds,,2020-05-25,9,same,x,\n", "by is empty"),
        (HEAD.replace("grade", "graed") + "holds,M,2020-05-25,9,same,x,\n", "'graed'"),
        (HEAD.replace("criteria", "chance") + "holds,M,2020-05-25,9,0.1,x,\n", "found 2"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=r"market\.csv") as told:
        read(tmp_path, text)
    assert said in str(told.value)


def test_the_last_word_of_each_counts(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "holds,M,2020-05-25,9,same,x,\nholds,M,2020-05-20,5,same,x,\n")
    last = outside.latest(iter(found))
    assert last["holds", "M"].chance == 0.09
    assert question().id == "holds"
