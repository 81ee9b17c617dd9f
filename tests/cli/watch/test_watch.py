"""`foedus watch` as a duty officer uses it, and what goes wrong told without a traceback."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from foedus.cli.watch.watch import app
from foedus.errors import FoedusError
from foedus.ledger.keyfile import read_key
from foedus.ledger.store import LeafDraft, LedgerStore
from foedus.ledger.witness import load

DAY = """
entries:
  - {kind: report, id: s1, known: 2026-11-20T06:10Z, conduct: attack, start: 2026-11-20,
     end: 2026-11-20, hostility: 4, coded_target: UKR, spot: {country: UKR},
     deaths: {best: 12, low: 9, high: 15}}
  - {kind: act, id: n1, known: 2026-11-20T10:00Z, act: notify, by: UKR,
     guarantee: ceasefire-ladder, incident: hand/s1}
"""
FINDING = """
entries:
  - {kind: attribution, id: f1, known: 2026-11-21T08:00Z, incident: hand/s1, actor: RUS,
     value: adjudicated, by: special-commission}
"""
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.fixture
def begun(run: Run) -> Run:
    assert run("init", "ukraine-2026", "--who", "officer", "--replay").exit_code == 0
    Path("day.yaml").write_text(DAY)
    Path("finding.yaml").write_text(FINDING)
    assert run("add", "day.yaml", "--who", "officer").exit_code == 0
    return run


def told(result: Result) -> Any:
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return json.loads(result.stdout)


def test_a_day_on_watch(begun: Run) -> None:
    first = begun("status").stdout
    assert "MAY BE CLAIMED" in first
    assert "nobody has said" in first
    assert all(len(line) <= 100 for line in first.splitlines())
    assert len(first.splitlines()) < 60
    begun("add", "finding.yaml", "--who", "officer")
    late = told(begun("status", "--json"))
    assert {(f["guarantee"], f["claimable"]) for f in late["board"]["files"]} >= {
        ("paris-declaration", True)
    }
    before = told(begun("status", "--as-of", "2026-11-20", "--json"))
    duty = next(d for d in before["board"]["duties"] if d["name"] == "warn")
    assert duty["state"] == "running"
    after = told(begun("status", "--as-of", "2026-11-22", "--json"))
    missed = next(d for d in after["board"]["duties"] if d["name"] == "warn")
    assert missed["state"] == "defaulted"


def test_a_past_answer_is_the_same_byte_for_byte(begun: Run) -> None:
    asked = ("status", "--as-of", "2026-11-20T12:00Z")
    before = begun(*asked).stdout, begun(*asked, "--json").stdout
    begun("add", "finding.yaml", "--who", "officer")
    assert (begun(*asked).stdout, begun(*asked, "--json").stdout) == before


def test_exit_codes_for_a_timer(begun: Run) -> None:
    def code(*words: str) -> int:
        return begun("status", *words, "--alert").exit_code

    assert code("--as-of", "2026-11-19") == 0
    assert code("--as-of", "2026-11-20T07:00Z") == 10  # NATO's consultation
    assert code("--as-of", "2026-11-20T11:00Z", "--since", "2026-11-20T09:00Z") == 11
    assert code("--as-of", "2026-11-20T11:00Z") == 12
    assert begun("status", "--as-of", "2026-11-20T11:00Z").exit_code == 0


def test_the_record_is_proved_on_another_machine(begun: Run, tmp_path: Path) -> None:
    keeper = str(read_key(Path("watch.db.key")).public)
    assert begun("checkpoint").stdout.split("\n")[1] == "3"
    begun("witness", "init", "kyiv", "--state", "kyiv.json")
    begun("prove", "--since", "0", "--out", "for-witness.json")
    done = begun("witness", "cosign", "for-witness.json", "--state", "kyiv.json", "--log", keeper,
                 "--out", "cosigned.txt")  # fmt: skip
    assert done.exit_code == 0
    begun("checkpoint", "--add", "cosigned.txt")
    begun("prove", "--out", "record.json")
    witness = str(load(Path("kyiv.json")).key.public)
    check = ("verify", "record.json", "--log", keeper, "--witness", witness, "--need", "1")
    assert told(begun(*check, "--json"))["holds"] is True
    assert begun(*check).exit_code == 0
    Path("record.json").write_text(Path("record.json").read_text().replace("hand", "hend"))
    assert begun(*check).exit_code == 1
    assert "not those that were signed for" in begun(*check).stdout
    assert begun("verify", "watch.db", "--log", keeper).exit_code == 0
    begun("prove", "--record", "1", "--out", "one.json")
    assert begun("verify", "one.json", "--log", keeper, "--head", "cosigned.txt").exit_code == 0
    assert Path("watch.db.key").stat().st_mode & 0o077 == 0


def test_other_commands_say_something(begun: Run) -> None:
    assert "warn" in begun("duties").stdout
    explained = begun("explain", "--guarantee", "us-draft", "--incident", "hand/s1").stdout
    assert "as-the-president-finds" in explained
    assert "hand/s1 rev. 0: attack" in begun("log").stdout
    assert "No two sources" in begun("pairs", "--radius", "20").stdout
    assert told(begun("pairs", "--json")) == []
    assert len(told(begun("log", "--json"))) == 3
    assert told(begun("explain", "--clause", "1", "--json"))
    assert told(begun("replay", "--json"))[0]["changes"]
    assert "monitor" in begun("member", "ann", "monitor", "--who", "officer").stdout
    assert "ann+" in begun("key", "ann", "--out", "ann.key").stdout
    begun("duties", "--out", "duties.md")
    assert Path("duties.md").read_text().startswith("#")


def test_an_import_tells_what_it_refused(begun: Run) -> None:
    head = "id,date_start,date_end,best,low,high,latitude,longitude,country\n"
    Path("a.csv").write_text(
        head + "1,2014-05-02,2014-05-02,3,1,5,48.8,37.6,Ukraine\n"
        "2,2014-05-02,2014-05-02,-3,1,5,48.8,37.6,Ukraine\n"
    )
    done = begun("import", "ucdp-ged", "a.csv", "--who", "officer", "--known", "2015-01-01")
    assert done.exit_code == 1
    assert "1 new report" in done.stdout
    assert "a.csv:3" in done.stdout
    again = told(begun("import", "ucdp-ged", "a.csv", "--who", "officer", "--known", "2015-01-02",
                       "--json"))  # fmt: skip
    assert (again["taken"], again["unchanged"]) == ([], 1)
    assert [leaf["kind"] for leaf in told(begun("log", "--last", "2", "--json"))] == [
        "report", "refusal",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--watch", "none.db"),
        ("status", "--as-of", "yesterday"),
        ("status", "--as-of", "0025-01-01"),
        ("init", "ukraine-2026", "--who", "officer"),
        ("init", "nothing", "--who", "officer", "--watch", "other.db"),
        ("init", "ukraine-2026", "--who", "o", "--watch", "o.db", "--origin", "two words"),
        ("init", "ukraine-2026", "--who", "o", "--watch", "o.db", "--areas", "day.yaml"),
        ("add", "none.yaml", "--who", "officer"),
        ("add", "day.yaml", "--who", "nobody"),
        ("add", "day.yaml", "--who", "officer", "--key", "day.yaml"),
        ("import", "ucdp-ged", "none.csv", "--who", "officer"),
        ("import", "other", "day.yaml", "--who", "officer"),
        ("import", "ucdp-ged", "day.yaml", "--who", "officer", "--where", "x"),
        ("explain", "--guarantee", "other"),
        ("explain", "--incident", "hand/none"),
        ("prove", "--out", "p.json"),
        ("prove", "--out", "p.txt"),
        ("verify", "day.yaml"),
        ("verify", "none.json"),
        ("verify", "day.yaml", "--need", "1"),
        ("verify", "day.yaml", "--log", "x"),
        ("checkpoint", "--add", "day.yaml"),
        ("key", "two words", "--out", "k"),
        ("key", "x", "--out", "day.yaml"),
        ("member", "x", "king", "--who", "officer"),
        ("witness", "cosign", "day.yaml", "--state", "none.json", "--out", "x"),
    ],
)
def test_what_is_wrong_is_told(begun: Run, words: tuple[str, ...]) -> None:
    done = begun(*words)
    assert isinstance(done.exception, FoedusError), done.exception
    assert done.exception.exit_code in {2, 3}


def test_known_is_for_a_watch_of_the_past(run: Run) -> None:
    run("init", "ukraine-2026", "--who", "officer")
    Path("r.yaml").write_text("{kind: report, id: x, start: 2026-01-01, end: 2026-01-01}")
    done = run("add", "r.yaml", "--who", "officer", "--known", "2026-01-02")
    assert "live watch" in str(done.exception)
    assert run("add", "r.yaml", "--who", "officer").exit_code == 0


def test_what_changed_since_one_looked(begun: Run) -> None:
    begun("status", "--as-of", "2026-11-20T12:00Z", "--remember")
    begun("add", "finding.yaml", "--who", "officer")
    found = begun("status", "--as-of", "2026-11-21T09:00Z").stdout
    assert "CHANGED SINCE 2026-11-20 12:00Z" in found
    assert Path("watch.db.looked").read_text() == "2026-11-20T12:00:00Z\n"


def test_a_text_is_amended_by_a_steward(begun: Run) -> None:
    Path("change.yaml").write_text(
        "{kind: amendment, id: x, known: 2026-11-22, guarantee: ceasefire-ladder, "
        "effective: 2026-11-19, text: {clauses: []}}"
    )
    asked = ("status", "--as-of", "2026-11-21", "--json")
    before = begun(*asked).stdout
    begun("member", "kim", "monitor", "--who", "officer")
    assert begun("add", "change.yaml", "--who", "kim").exit_code != 0
    assert begun("add", "change.yaml", "--who", "officer").exit_code == 0
    assert begun(*asked).stdout == before
    after = told(begun("status", "--as-of", "2026-11-23", "--json"))
    assert "ceasefire-ladder" not in {f["guarantee"] for f in after["board"]["files"]}
    assert begun("explain", "--guarantee", "ceasefire-ladder-until-2026-11-19").exit_code == 0


RELEASES = """
foedus: 1
title: Twenty-five deaths in seven days
as_of: 2022-06-01
challenger: RUS
protege: UKR
designs:
  threshold:
    guarantors: [USA]
    clauses:
      - obligation: defense
        trigger: armed-attack
        casus:
          deaths-25-in-7-days: {attribution: unneeded, intensity: {deaths: 25, days: 7}}
"""
SIDES = ("DPR", "LPR", "United Armed Forces of Novorossiya")


@pytest.mark.data
def test_releases_replayed_show_how_the_day_moved_and_why(run: Run) -> None:
    folder = os.environ.get("FOEDUS_EVENT_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("incident data absent; FOEDUS_EVENT_DATA names their folder")
    Path("releases.yaml").write_text(RELEASES)
    run("init", "releases.yaml", "--who", "me", "--replay")
    file = str(Path(folder) / "ucdp_ged_ukraine_vintages.parquet")
    sides = [word for side in SIDES for word in ("--where", f"side_b={side}")]
    for vintage, year in (("19.1", 2019), ("20.1", 2020), ("22.1", 2022)):
        done = run("import", "ucdp-ged", file, "--where", f"vintage={vintage}", *sides, "--whole",
                   "--known", f"{year}-06-01", "--who", "me")  # fmt: skip
        assert done.exit_code == 0
    moved = [
        (day["at"][:10], each["now"], each["causes"][0])
        for day in told(run("replay", "--json")) for each in day["changes"]
        if each["what"] == "case"
    ]  # fmt: skip
    assert [each[:2] for each in moved] == [
        ("2019-06-01", "met, first on 2014-04-12"), ("2022-06-01", "met, first on 2014-05-03"),
    ]  # fmt: skip
    assert moved[1][2] == "ucdp-ged/155086 rev. 2 withdrawn"


def test_what_stands_after_the_signed_head_is_told(begun: Run) -> None:
    """Records filed since the last checkpoint are no fault, and not covered by it."""
    assert begun("checkpoint").exit_code == 0
    whole = begun("verify", "watch.db", "--log", "watch.db.pub")
    assert "after the signed head" not in whole.output
    with LedgerStore(Path("watch.db")) as store:
        store.append([LeafDraft(b'{"kind":"x"}')])
    found = begun("verify", "watch.db", "--log", "watch.db.pub")
    assert found.exit_code == 0
    assert "1 record stands after the signed head." in found.output
