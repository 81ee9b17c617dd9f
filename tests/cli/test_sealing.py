"""``foedus forecast seal``, ``settle``, ``record`` and ``verify``; ``foedus explain --since``."""

import json
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from tests.forecasts.maker.test_makers import FILE
from tests.hostile import HOSTILE
from typer.testing import CliRunner, Result

from foedus.cli.app import app
from foedus.errors import FoedusError, InputError


def foedus(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def done(*words: str) -> str:
    found = foedus(*words)
    assert found.exit_code == 0, (words, found.output, found.exception)
    return found.output


def refused(*words: str) -> str:
    found = foedus(*words)
    assert isinstance(found.exception, FoedusError), (words, found.output, found.exception)
    return str(found.exception)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "truce.yaml").write_text(FILE, "utf-8")
    return tmp_path


@pytest.fixture
def settled(here: Path) -> Path:
    """A replay with one forecast that came true and what a market had said."""
    done("forecast", "seal", "truce.yaml", "--replay", "--at", "2026-11-27")
    (here / "market.csv").write_text(
        "question,by,on,percent,criteria,source\nthirty-days,Market,2026-11-28,9,same,a page\n",
        "utf-8",
    )
    done("forecast", "settle", "truce", "--outside", "market.csv", "--at", "2026-11-29")
    done("forecast", "settle", "truce", "thirty-days", "no", "--source", "the log", "--at",
         "2027-01-02")  # fmt: skip
    return here


def test_a_forecast_is_sealed_settled_and_scored(settled: Path) -> None:
    said = done("forecast", "record")
    for part in ("1 settled and scored", "truce/1", "thirty-days", "8.0%", "Market",
                 "too few for an interval", "This is a replay"):  # fmt: skip
        assert part in said, part
    assert "What each event is".upper() not in said
    assert "a truce of three days for a feast" in done("forecast", "record", "--full")


def test_the_record_as_json_table_and_page(settled: Path) -> None:
    told = json.loads(done("forecast", "record", "--json"))
    [case] = told["cases"]
    assert (case["outcome"], case["chance"], case["base_rate"]) == ("no", 0.08, 0.1)
    assert case["outside"]["Market"]["chance"] == 0.09
    assert told["scores"][0]["brier"]["value"] == pytest.approx(0.0064)
    done("forecast", "record", "--out", "record.parquet")
    rows = pl.read_parquet("record.parquet")
    assert rows.select("seal", "state", "outcome").rows() == [("truce/1", "settled", "no")]
    done("forecast", "record", "--out", "record.html")
    page = Path("record.html").read_text("utf-8")
    assert "Sealed forecasts, and what came of them" in page
    assert "thirty-days" in page
    done("forecast", "record", "--out", "record.md")
    assert "truce/1" in Path("record.md").read_text("utf-8")


def test_a_changed_record_is_told_by_every_command(settled: Path) -> None:
    file = settled / "forecasts.db"
    content = file.read_bytes()
    assert b'"chance":0.08' in content
    file.write_bytes(content.replace(b'"chance":0.08', b'"chance":0.01'))
    found = foedus("forecast", "record")
    assert found.exit_code == 1
    assert "DOES NOT HOLD" in found.output
    found = foedus("forecast", "verify", "forecasts.db", "--log", "forecasts.db.pub")
    assert found.exit_code == 1
    assert "does not hold" in found.output


def test_a_proof_is_checked_without_the_record(settled: Path) -> None:
    key = (settled / "forecasts.db.pub").read_text("utf-8").strip()
    done("forecast", "verify", "forecasts.db", "--log", key, "--proof", "proof.json")
    (settled / "forecasts.db").unlink()
    head = "forecasts.db.head"
    assert "the record holds" in done("forecast", "verify", "proof.json", "--log", key,
                                      "--head", head)  # fmt: skip
    text = (settled / "proof.json").read_text("utf-8").replace("0.08", "0.01")
    (settled / "proof.json").write_text(text, "utf-8")
    assert foedus("forecast", "verify", "proof.json", "--log", key).exit_code == 1


def test_witnesses_cosign_a_record_of_forecasts(settled: Path) -> None:
    done("watch", "witness", "init", "kyiv", "--state", "kyiv.json")
    done("watch", "prove", "--watch", "forecasts.db", "--since", "0", "--out", "for.json")
    done("watch", "witness", "cosign", "for.json", "--state", "kyiv.json", "--log",
         "forecasts.db.pub", "--out", "cosigned.txt")  # fmt: skip
    done("watch", "checkpoint", "--watch", "forecasts.db", "--add", "cosigned.txt")
    said = done("forecast", "verify", "forecasts.db", "--log", "forecasts.db.pub", "--witness",
                "kyiv.json.pub", "--need", "1")  # fmt: skip
    assert "cosigned by 1 witness" in said.replace("\n", " ")


class Tags(HTMLParser):
    """Names of the elements of a page, and their handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs if name.startswith("on"))]


def test_a_hostile_question_stays_text(here: Path) -> None:
    said = HOSTILE.replace("'", "''")
    (here / "truce.yaml").write_text(
        FILE.replace("A truce this winter", f"'{said}'").replace(
            "no attack across the line for thirty days on end", f"'{said}'"
        ), "utf-8",
    )  # fmt: skip
    done("forecast", "seal", "truce.yaml", "--by", HOSTILE[:60])
    done("forecast", "record", "--out", "record.html")
    tags = Tags()
    tags.feed(Path("record.html").read_text("utf-8"))
    assert "onerror" not in tags.found
    assert "img" not in tags.found
    assert "alert(1)" in Path("record.html").read_text("utf-8")  # there, as text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["seal", "truce.yaml", "--at", "2026-11-27"], "a new record keeps its own clock"),
        (["seal", "truce.yaml", "--replay"], "a replay is told its times"),
        (["seal", "truce.yaml", "--talks"], "says its own windows"),
        (["seal", "ukraine-2026", "--years", "none"], "1 to 100 years"),
        (["seal", "pairs", "--years", "soon"], "are no years"),
        (["seal", "nowhere"], "no shipped scenario and no file"),
        (["settle", "truce"], "there is no record of forecasts"),
        (["record"], "there is no record of forecasts"),
        (["verify", "forecasts.db"], "cannot be read"),
    ],
)
def test_wrong_words_are_refused_and_leave_nothing(here: Path, words: list[str], said: str) -> None:
    if words[0] == "settle":
        words = [*words, "--from-data"]
    assert said in refused("forecast", *words)
    assert sorted(each.name for each in here.iterdir()) == ["truce.yaml"]


def test_wrong_outcomes_are_told(settled: Path) -> None:
    for words, said in (
        ([], "expected one of"),
        (["thirty-days"], "what came?"),
        (["thirty-days", "yes"], "who says so?"),
        (["thirty-days", "yes", "--source", "x", "--on", "soon"], "write it as"),
        (["thirty-days", "no", "--source", "x"], "is settled already"),
        (["--from-data"], "no data here can settle questions"),
        (["--outside", "no.csv"], "cannot be read as a table"),
    ):
        assert said in refused("forecast", "settle", "truce", *words)


def test_since_what_a_number_moved(here: Path) -> None:
    few = ("--draws", "100", "--years", "2")
    done("forecast", "seal", "ukraine-2025", *few)
    said = done("explain", "ukraine-2025", "war[0]", "--since", "ukraine-2025/1", *few)
    assert "Nothing that is read differs" in said
    told = json.loads(done("explain", "ukraine-2025/1", "deadly", "--since", "2019-12-31",
                           "--design", "nato", "--json", *few))  # fmt: skip
    together = sum(each["value"] for each in told["shares"].values())
    assert together == pytest.approx(told["after"]["value"] - told["before"]["value"])
    assert "data" in told["shares"]
    for words, said in (
        (["ukraine-2025", "--since", "2030-01-01"], "is not before the question's day"),
        (["ukraine-2025", "--since", "2019-13-31"], "--since: found"),
        (["ukraine-2025", "--since", "ukraine-2025/9"], "unknown seal"),
        (["ukraine-2025", "--since", "2019-12-31", "--against", "x"], "--since stands alone"),
    ):
        assert said in refused("explain", *words)


def test_a_seal_needs_its_key(settled: Path) -> None:
    (settled / "forecasts.db.key").unlink()
    text = FILE.replace("chance: 0.08", "chance: 0.09")
    (settled / "truce.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match="the key cannot be read"):
        raise foedus("forecast", "seal", "truce.yaml", "--at", "2027-01-03").exception  # type: ignore[misc]
