"""The pools as a file: there and back, refused when mangled, and what ships."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import DataError, InputError
from foedus.history.horizon import load, shipped
from foedus.history.horizon.pool import HORIZONS
from foedus.history.horizon.posterior import apart, save
from foedus.history.horizon.record import HorizonStudy
from foedus.history.horizon.score import MODELS, studied

from .conftest import made, recalibrate


@pytest.fixture(scope="module")
def study() -> HorizonStudy:
    rule = recalibrate(-0.5, 0.4, 1.0)
    return studied([made(origin, rule, 300) for origin in range(1900, 2001, 10)])


def test_a_study_survives_the_disk(study: HorizonStudy, tmp_path: Path) -> None:
    path = tmp_path / "horizon.json"
    save(study, path)
    again = load(path)
    assert apart(study, again) < 1e-6
    for event, pool in study.pools.items():
        other = again.pools[event]
        assert (other.event, other.origins) == (event, pool.origins)
        assert other.spread == pytest.approx(pool.spread, rel=1e-8)
        for one, two in zip(pool.horizons, other.horizons, strict=True):
            assert (one.years, one.weight) == (two.years, pytest.approx(two.weight))
            np.testing.assert_allclose(one.direct.cov, two.direct.cov, rtol=1e-7)
    assert (again.first, again.last) == (study.first, study.last)
    for mine, other_row in zip(study.rows, again.rows, strict=True):
        assert other_row.gain["paths"] == pytest.approx(mine.gain["paths"], rel=1e-7)
        assert (other_row.event, other_row.years, other_row.pairs, other_row.came) == (
            mine.event, mine.years, mine.pairs, mine.came
        )  # fmt: skip
    save(again, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_how_far_apart_is_in_posterior_sds(study: HorizonStudy) -> None:
    war = study.pools["war"]
    last = war.horizons[-1]
    sd = np.sqrt(np.diag(last.direct.cov))
    moved = type(last.direct)(last.direct.mean + 0.5 * sd, last.direct.cov)
    horizon = type(last)(last.years, last.recalibrated, moved, last.weight)
    pool = type(war)("war", (*war.horizons[:-1], horizon), war.origins, war.spread)
    other = HorizonStudy({**study.pools, "war": pool}, study.rows, study.first, study.last)
    assert apart(study, study) == 0.0
    assert apart(other, study) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"foedus_posterior": 1, "model": "ladder"}',
     '{"foedus_posterior": 1, "model": "horizon", "pools": {}}'],
)  # fmt: skip
def test_what_is_no_pool_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mangled.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="this is no record of pools") as refused:
        load(path)
    assert "foedus fit horizon" in str(refused.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        load(tmp_path / "none.json")


def test_the_shipped_pools_are_whole() -> None:
    study = shipped()
    assert set(study.pools) == {"deadly", "war"}
    for pool in study.pools.values():
        assert tuple(each.years for each in pool.horizons) == HORIZONS
        assert pool.spread >= 0
        for each in pool.horizons:
            assert 0 <= each.weight <= 1
            for arm in (each.recalibrated, each.direct):
                assert np.linalg.eigvalsh(arm.cov).min() > 0


def test_the_shipped_record_adds_up() -> None:
    rows = shipped().rows
    whole = {(each.event, each.years): each for each in rows if each.pairs == "all"}
    assert set(whole) == {(event, years) for event in ("deadly", "war") for years in HORIZONS}
    for each in rows:
        assert set(each.expected) == set(MODELS)
        assert each.came <= each.n <= whole[each.event, each.years].n
        assert each.came <= whole[each.event, each.years].came
        assert each.ratio[1] <= each.ratio[0] <= each.ratio[2]
        for model in MODELS[1:]:
            gap = each.log_loss[model] - each.log_loss["pool"]
            assert each.gain[model][0] == pytest.approx(gap, rel=1e-5, abs=1e-4)
    for years in HORIZONS:
        assert whole["war", years].came < whole["deadly", years].came


def test_the_shipped_pools_are_read_without_scipy() -> None:
    code = (
        "import sys; from foedus.history import horizon; horizon.shipped(); "
        "print('scipy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
