"""Killed while it saves changes of every kind: what was acknowledged is there, and reads."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from foedus.scenario import loads
from foedus.scenario.versions import Versions, tag

SCENARIO = """foedus: 1
title: A pledge to Moldova
as_of: 2025-08-18
challenger: RUS
protege: MDA
designs:
  none: {}
  pledge:                     # as offered
    guarantors: [ROU, FRA]
    clauses:
      - {obligation: defense, trigger: armed-attack}
      - {obligation: consultation, trigger: threat}
    term: 10
claims:
  - {id: a, says: Yes, by: X, on: 2025-08-01, grade: B2}
hypotheses:
  question: Is it meant?
  rivals:
    - {id: meant, says: It is, prior: {value: 0.5, judgement: yes}}
    - {id: not, says: It is not, prior: {value: 0.5, judgement: yes}}
"""
SAVING = """
import asyncio, sys
from pathlib import Path
from tests.web.conftest import Asking
from foedus.web.application import application
from foedus.web.settings import settled
editor = Asking(application(settled(Path(sys.argv[1]), environment={}, draws=100))).enter()
changes = [
    "pledge.term={n}", "designs=none,pledge,d{n}:us-korea-1953", "designs=none,pledge",
    "pledge.2.trigger=seizure", "pledge.guarantors=-FRA,POL", "pledge.2.trigger=any",
    "pledge.guarantors=-POL,FRA", "grade.a=C{g}", "likelihood.a=meant:0.{n},not:0.5",
    "priors=meant:0.{n},not:0.{m}",
    'claim.c{n}={{"says":"S","by":"Y","on":"2025-08-02","grade":"C3"}}', "claims=-c{n}",
]
for n in range(11, 90):
    for each in changes:
        query = each.format(n=n, m=100 - n, g=1 + n % 6)
        made = editor("POST", f"/api/board/q?{query}", json={})
        assert made.status_code == 200, (query, made.text)
        print(made.json()["number"], made.json()["tag"], flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text(SCENARIO, "utf-8")
    for wait in (0.3, 0.9):
        run = subprocess.Popen(
            [sys.executable, "-c", SAVING, str(tmp_path)], stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert run.stdout
        said = [run.stdout.readline()]  # it saves
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)
        said += run.communicate()[0].splitlines()
        whole = [line.split() for line in said if len(line.split()) == 2]
        kept = Versions(tmp_path)
        found = {str(each.number): each.tag for each in kept.list("q")}
        assert whole
        assert all(found[number] == made for number, made in whole[:-1])
        text = kept.text("q")
        assert tag(text) == kept.list("q")[-1].tag
        assert "# as offered" in text
        assert loads(text, "q.yaml").designs["pledge"]
        assert list(tmp_path.glob("*.part")) == []
        (tmp_path / "q.yaml").write_text(SCENARIO, "utf-8")
