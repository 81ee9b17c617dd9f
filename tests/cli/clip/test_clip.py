"""``foedus clip``: drafts, reviews and scores from the command line, and clear refusals."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from tests.clip.articles import ARTICLE, stored
from typer.testing import CliRunner

from foedus.cli import main
from foedus.cli.app import app
from foedus.cli.clip.clip import app as clip_app
from foedus.scenario.read import load

KEYS = {
    "claims", "events", "corrections", "contradictions", "dropped", "not_understood", "originals",
    "stands", "copies", "refused",
}  # fmt: skip
NOTE = "# a note of the analyst's own"
#: The least that is a scenario, with a claim of its own.
SMALL = """\
foedus: 1
title: A guarantee for Estonia
as_of: 2025-08-18
challenger: RUS
protege: EST
designs:
  none: {}
  promise:
    guarantors: [USA]
    clauses:
      - {obligation: defense, trigger: armed-attack}
claims:
  - id: first          # kept as it stands
    says: It was said before
    by: nobody
    on: 2025-08-01
    grade: C3
    source: a-file
sources:
  a-file: {title: A file}
"""


def run(*arguments: str, keys: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(clip_app, list(arguments), input=keys)
    return done.exit_code, f"{done.output}{done.exception or ''}"


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(f"{SMALL}{NOTE}\n", "utf-8")
    return path


def test_json_has_every_draft_with_its_span(tmp_path: Path) -> None:
    code, printed = run(str(stored(tmp_path)), "--engine", "rules", "--json")
    assert code == 0
    data = json.loads(printed)
    assert set(data) == KEYS
    for each in data["claims"]:
        low, high = each["span"]
        assert ARTICLE[low:high] == each["text"]
        assert {"speaker", "role", "cue", "via", "mode", "grade", "status"} <= set(each)
        assert each["status"] == "draft"


def test_spans_of_a_page_count_in_its_file(tmp_path: Path) -> None:
    body = "".join(
        f"<p>Foreign Minister <b>Ana Belic</b> said on day {day} that Estonia would <i>never</i> "
        "cede the strait &amp; its ports to anybody, as long as the alliance stood.</p>\n"
        for day in range(1, 9)
    )
    page = f"<!doctype html><html><body><article><h1>Strait</h1>{body}</article></body></html>"
    path = tmp_path / "page.html"
    path.write_text(page, "utf-8")
    code, printed = run(str(path), "--engine", "rules", "--json")
    assert code == 0
    data = json.loads(printed)
    assert len(data["claims"]) == 8
    assert data["originals"][0]["sha256"] == sha256(page.encode()).hexdigest()
    for number, each in enumerate(data["claims"], 1):
        low, high = each["span"]
        assert page[low:high].startswith("that Estonia would <i>never</i> cede")
        assert f"day {number} " in page[low - 20 : low]
        runs = [page[slice(*run)] for run in each["pieces"]]
        assert [runs[0], runs[1]] == ["that Estonia would", "never"]
        assert "strait &amp; its" in runs[2]
        low, high = each["text_span"]
        assert data["originals"][0]["text"][low:high] == each["text"]


def test_text_shows_drafts_doubts_and_what_was_dropped(tmp_path: Path) -> None:
    code, printed = run(str(stored(tmp_path)), "--engine", "rules")
    assert code == 0
    for words in ("CLAIMS (7)", "whetkom-1", "(words uncertain)", "CONTRADICTIONS", "EVENTS",
                  "DROPPED", "rules alone"):  # fmt: skip
        assert words in printed
    assert "\x1b" not in printed


def test_several_texts_are_one_answer(tmp_path: Path) -> None:
    one, two = stored(tmp_path), stored(tmp_path, ARTICLE + "\nMore of it.\n", "two.txt")
    code, printed = run(str(one), str(two), "--engine", "rules")
    assert code == 0
    assert "Copies, counted as one origin: text 2 of text 1." in printed


def test_a_review_by_keys_writes_what_was_accepted_and_nothing_else(
    tmp_path: Path, scenario: Path
) -> None:
    before = scenario.read_text("utf-8")
    article = str(stored(tmp_path, "Hart said on 9 May 1995 that Russia would keep its word.\n"))
    code, printed = run(article, "--into", str(scenario), "--by", "Ana", keys="ruaq")
    assert code == 0, printed
    after = scenario.read_text("utf-8")
    lines = iter(after.splitlines())
    assert [line for line in before.splitlines() if line not in lines] == []
    claim = load(scenario).claims[-1]
    assert (claim.id, claim.by, str(claim.on)) == ("hart-1", "Hart", "1995-05-09")
    assert claim.moves == ()
    assert claim.confirmed is not None
    assert claim.confirmed.by == "Ana"
    assert claim.source in load(scenario).sources
    code, printed = run(article, "--into", str(scenario), "--by", "Ana")
    assert "0 drafts" in printed
    assert scenario.read_text("utf-8") == after


def test_leaving_writes_nothing(tmp_path: Path, scenario: Path) -> None:
    before = scenario.read_bytes()
    article = str(stored(tmp_path))
    code, printed = run(article, "--into", str(scenario), "--engine", "rules", keys="aax")
    assert code == 0
    assert "nothing was written; your decisions are in" in printed
    assert scenario.read_bytes() == before
    kept = scenario.with_name(f"{scenario.stem}.review.json")
    assert [row["status"] for row in json.loads(kept.read_text("utf-8"))["review"]][:2] == (
        ["confirmed", "confirmed"]
    )
    kept.unlink()
    code, printed = run(article, "--into", str(scenario), "--engine", "rules", keys="sx")
    assert "nothing was written\n" in printed
    assert not kept.exists()


def test_without_a_terminal_the_other_way_is_told(
    tmp_path: Path, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> str:
        raise OSError(6, "No such device or address")

    monkeypatch.setattr("typer.getchar", nowhere)
    code, printed = run(str(stored(tmp_path)), "--into", str(scenario), "--engine", "rules")
    assert code != 0
    assert "asks at a terminal, and there is none" in printed


def test_an_edit_is_asked_field_by_field_and_a_candidate_taken(
    tmp_path: Path, scenario: Path
) -> None:
    article = str(stored(tmp_path, "Hart said on 9 May 1995 that Russia would keep its word.\n"))
    answers = "e\nA word was kept\n\n\nC3\n\n\n\n\n\nq"
    code, printed = run(article, "--into", str(scenario), "--by", "Ana", keys=answers)
    assert code == 0, printed
    claim = load(scenario).claims[-1]
    assert (claim.says, claim.by, claim.grade) == ("A word was kept", "Hart", "C3")


def test_decisions_from_a_file(tmp_path: Path, scenario: Path) -> None:
    article = str(stored(tmp_path))
    _, printed = run(article, "--into", str(scenario), "--engine", "rules", "--json")
    data = json.loads(printed)
    for row in data["review"]:
        row["status"] = "confirmed"
    decisions = tmp_path / "review.json"
    data["review"][0]["beside"] = ["x" * 30_000]  # a line longer than a scenario's may be
    decisions.write_text(json.dumps(data), "utf-8")
    code, printed = run(
        article, "--into", str(scenario), "--decisions", str(decisions), "--by", "Ana",
        "--engine", "rules", "--json",
    )  # fmt: skip
    assert code == 0, printed
    assert json.loads(printed)["written"]["claims"] == 7
    it = load(scenario)
    assert len(it.claims) == 1 + 7
    assert NOTE in scenario.read_text("utf-8")
    code, printed = run(article, "--into", str(scenario), "--decisions", str(decisions))
    assert code != 0
    assert "no draft is called" in printed


def test_where_decisions_were_kept_is_said_beside_the_error(
    tmp_path: Path, scenario: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    article = str(stored(tmp_path, "Hart said on 9 May 2031 that Russia would keep its word.\n"))
    keys = iter("aq")
    monkeypatch.setattr("typer.getchar", lambda: next(keys))
    words = ["foedus", "clip", article, "--into", str(scenario), "--by", "Ana"]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert "nothing was written" in told
    assert f"--decisions {scenario.with_name('mine.review.json')}" in told


def test_what_the_scenario_would_refuse_is_not_written(tmp_path: Path, scenario: Path) -> None:
    article = str(stored(tmp_path, "Hart said on 9 May 2031 that Russia would keep its word.\n"))
    before = scenario.read_bytes()
    code, printed = run(article, "--into", str(scenario), "--by", "Ana", keys="aq")
    assert code == 1
    assert "2031-05-09 is after as_of" in printed
    assert scenario.read_bytes() == before
    kept = scenario.with_name("mine.review.json")
    assert [row["status"] for row in json.loads(kept.read_text("utf-8"))["review"]] == ["confirmed"]
    kept.write_text(kept.read_text("utf-8").replace("2031-05-09", "1995-05-09"), "utf-8")
    code, printed = run(article, "--into", str(scenario), "--by", "Ana", "--decisions", str(kept))
    assert code == 0, printed
    assert str(load(scenario).claims[-1].on) == "1995-05-09"


def test_an_edit_that_no_scenario_could_hold_is_asked_again(tmp_path: Path, scenario: Path) -> None:
    article = str(stored(tmp_path, "Hart said on 9 May 1995 that Russia would keep its word.\n"))
    wrong = "ean id with blanks\n\n\n\n\n\n\n\n\n\n"
    code, printed = run(article, "--into", str(scenario), "--by", "Ana",
                        keys=f"{wrong}hart-7\n\n\n\n\n\n\n\n\n\nq")  # fmt: skip
    assert code == 0, printed
    assert "an id with blanks" in printed
    assert load(scenario).claims[-1].id == "hart-7"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--engine", "magic"], "allowed: auto, rules, grammar"),
        (["--threshold", "2"], "expected 0 to 1"),
        (["--on", "soon"], "expected a date"),
        (["--decisions", "x.json"], "add --into FILE"),
        (["--roster", "none.yaml"], "cannot be read"),
        (["--into", "none.yaml"], "cannot be read"),
    ],
)
def test_wrong_options_are_told(tmp_path: Path, options: list[str], words: str) -> None:
    code, printed = run(str(stored(tmp_path)), *options)
    assert code != 0
    assert words in printed


def test_the_score_is_a_score_beside_the_others(tmp_path: Path) -> None:
    runner = CliRunner()
    done = runner.invoke(app, ["score", "clip", "--json"])
    counts = json.loads(done.output)["counts"]
    for part, count in counts["rules"].items():
        assert count["f1"] > max(counts[other][part]["f1"] for other in ("plain rules", "textacy"))
    assert "plain rules" in runner.invoke(app, ["score", "clip"]).output
    (tmp_path / "mine.jsonl").write_text('{"id": "a"}\n')
    wrong = runner.invoke(app, ["score", "clip", "--passages", str(tmp_path / "mine.jsonl")])
    assert wrong.exit_code != 0
    assert "mine.jsonl:1" in str(wrong.exception)


def test_options_are_read_without_pydantic(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    code = (
        "import sys\nsys.argv = ['foedus', 'clip', 'a.txt', '--engine', 'rules', '--json']\n"
        "from foedus.cli import main\ntry:\n    main()\nexcept SystemExit as end:\n"
        "    assert not end.code\nassert 'typer' in sys.modules\n"
        "assert 'pydantic' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
