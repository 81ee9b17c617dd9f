"""Inputs made wrong end in an answer or an error that says where; a few of fixed seeds."""

from pathlib import Path

import pytest
from scripts.fuzz.corpus import KINDS, Case, case
from scripts.fuzz.outcome import Outcome, judge, run

#: Kinds whose cases are quick, or may be; the others need minutes (``python -m scripts.fuzz``).
QUICK = ("game", "table", "signaling", "negotiation", "coefficients", "scenario")
SEEDS = range(7000, 7006)


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("kind", QUICK)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_wrong_input_is_told(kind: str, seed: int, tmp_path: Path) -> None:
    one = case(kind, seed)
    assert judge(one, run(one, tmp_path)) == [], one.arguments


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_its_kind_and_its_seed(kind: str) -> None:
    assert case(kind, 5) == case(kind, 5)
    assert case(kind, 5) != case(kind, 6)


@pytest.mark.parametrize(
    ("ended", "fault"),
    [
        (Outcome(1, "", "", 'File "/x/foedus/a.py", line 3\nValueError: no'), "traceback"),
        (Outcome(9, "", "error: mine.yaml: no"), "exit code"),
        (Outcome(2, "", ""), "no message"),
        (Outcome(2, "", "error: wrong\n"), "no file named"),
        (Outcome(0, "war  nan% (nan–nan%)\n", ""), "not a number"),
        (Outcome(0, "point inf\n", ""), "not a number"),
        (Outcome(0, "", "RuntimeWarning: overflow\n"), "warning"),
    ],
)
def test_a_fault_is_seen(ended: Outcome, fault: str) -> None:
    one = Case("scenario", 1, ("assess", "mine.yaml"), {"mine.yaml": b""}, ("mine.yaml",))
    assert fault in {each.fault for each in judge(one, ended)}


@pytest.mark.parametrize(
    "ended",
    [
        Outcome(0, "war 3.1% (0.2–9.0%), 'nan' is no answer\n", ""),
        Outcome(2, "", "error: mine.yaml:3: challenger: no state is called 'x'\n"),
        Outcome(2, "", "error: --design: unknown design 'x'\n"),
    ],
)
def test_what_is_no_fault_is_none(ended: Outcome) -> None:
    one = Case("scenario", 1, ("assess", "mine.yaml"), {"mine.yaml": b""}, ("mine.yaml",))
    assert judge(one, ended) == []


def test_json_with_what_is_no_number_is_a_fault() -> None:
    one = Case("scenario", 1, ("assess", "mine.yaml", "--json"), {})
    [found] = judge(one, Outcome(0, '{"a": NaN}', ""))
    assert found.fault == "not JSON"
