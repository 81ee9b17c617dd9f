"""Posteriors of an origin in ``foedus assess``, and the flag that adds what then happened."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli import assess
from foedus.errors import InputError
from foedus.history import origins
from foedus.history.origins import store

run = CliRunner().invoke
KUWAIT = str(Path(__file__).parents[1] / "scenarios" / "kuwait-1990.yaml")
FEW = ("--draws", "100", "--json")


@pytest.mark.data
def test_what_then_happened_is_added_and_changes_nothing_else(tmp_path):
    plain = run(assess.app, [KUWAIT, *FEW])
    both = run(assess.app, [KUWAIT, *FEW, "--what-then-happened"])
    one, two = json.loads(plain.stdout), json.loads(both.stdout)
    after = two.pop("what_then_happened")
    assert one == two
    assert "what_then_happened" not in one
    assert after["first_begun"]["war"]["start"] == "1990-08-02"
    assert after["first_begun"]["war"]["initiator"] == "IRQ"


@pytest.mark.data
def test_a_file_of_an_origin_is_a_posterior(tmp_path):
    path = tmp_path / "mine.json"
    store.save(origins.shipped(1989), path)
    mine, shipped = (
        json.loads(run(assess.app, [KUWAIT, *FEW, *more]).stdout)
        for more in (["--posterior", str(path)], [])
    )
    assert mine["posterior"].pop("which") == "given by the caller"
    assert shipped["posterior"].pop("which") == "origins/1989"
    assert mine["posterior"]["says"] == shipped["posterior"]["says"]
    assert mine["honor_record"] == shipped["honor_record"]
    one, two = (each["designs"]["none"]["by_year"]["war"][-1] for each in (mine, shipped))
    assert one["value"] == pytest.approx(two["value"], rel=1e-4)


def test_a_broken_file_is_refused(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"foedus_posterior": 1, "model": "origin"}', "utf-8")
    found = run(assess.app, ["ukraine-2025", "--posterior", str(path)])
    assert isinstance(found.exception, InputError)
    assert "no ladder posterior" in str(found.exception)


def test_without_the_flag_what_came_after_is_not_looked_up():
    code = (
        "import sys\nfrom foedus.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    loaded = []
    for more in ([], ["--what-then-happened"]):
        words = ["assess", "ukraine-2025", "--draws", "100", "--years", "2", *more]
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
        )
        loaded.append(set(done.stderr.split()))
    assert "foedus.assessment.aftermath" not in loaded[0]
    assert "foedus.assessment.aftermath" in loaded[1]
