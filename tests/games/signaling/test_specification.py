"""Documents: what is read, what is refused and where; identification before fitting."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from foedus.errors import DataError, FitError, InputError, UnknownNameError
from foedus.games.signaling import catalog, find, fit, predict, read, simulate, trace
from foedus.games.signaling.payoffs import Payoffs
from foedus.games.signaling.sample import sample
from foedus.games.signaling.specification import Specification, override

UTILITIES = """\
game: signaling
utilities:
  SA: 0
  VA: 1
  CB: 0
  barWA: x
  barWB: constant
  bara: constant
  VB: 0.5
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "game.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    random = np.random.default_rng(1)
    n = 250
    x = random.normal(0, 1, n)
    one = np.ones(n)
    games = Payoffs(0 * one, one, 0 * one, -0.8 + 0.4 * x, -0.5 * one, -1.0 * one, 0.5 * one)
    counts, _ = simulate(games, 60, random=random)
    names = ("sq", "cd", "sf", "bd")
    return pl.DataFrame({"x": x, "z": x * 2, **dict(zip(names, counts.T, strict=True))})


def test_every_shipped_document_reads() -> None:
    assert {"sanctions-2021", "lewis-schultz-2003"} <= set(catalog())
    for path in catalog().values():
        assert read(path).game == "signaling"
    with pytest.raises(UnknownNameError, match="did you mean sanctions-2021"):
        find("sanction-2021")


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("barWA: x", "barWA: __import__('os')"), 6, "not allowed"),
        (("barWA: x", "barWA: x +"), 6, "not a formula"),
        (("  VB: 0.5\n", ""), 2, "'VB' is missing"),
        (("barWA: x", "barwa: x"), 6, "unknown key 'barwa'"),
        (("game: signaling", "game: chess"), 1, "allowed: signaling"),
        (("VB: 0.5\n", "VB: 0.5\nmethod: npll\n"), 10, "did you mean npl"),
        (("VB: 0.5\n", "VB: 0.5\nmethod: npl\nselection: lowest\n"), 1, "belongs to method: full"),
        (("VB: 0.5\n", "VB: 0.5\nfirst_stage: {kind: columns}\n"), 10, "go together"),
    ],
)
def test_refusals_name_the_line(
    tmp_path: Path, change: tuple[str, str], line: int, words: str
) -> None:
    path = write(tmp_path, UTILITIES.replace(*change))
    with pytest.raises(InputError) as caught:
        read(path)
    assert f"game.yaml:{line}" in str(caught.value)
    assert words in str(caught.value)


def test_fit_recovers_and_reports(tmp_path: Path, frame: pl.DataFrame) -> None:
    found = fit(read(write(tmp_path, UTILITIES)), frame)
    said = found.to_dict()
    assert said["status"] == "converged"
    assert list(said["coefficients"]) == [
        "barWA:(Intercept)", "barWA:x", "barWB:(Intercept)", "bara:(Intercept)",
    ]  # fmt: skip
    error = np.array(list(said["standard_errors"].values()))
    assert (np.abs(found.coef - [-0.8, 0.4, -0.5, -1.0]) < 4 * error).all()
    assert said["n"] == 250
    assert said["observations"] == 250 * 60
    assert said["equilibria"]["complete"]


def test_robust_and_clustered_errors(tmp_path: Path, frame: pl.DataFrame) -> None:
    spec = read(write(tmp_path, UTILITIES))
    frame = frame.with_columns(g=pl.int_range(250), twice=pl.int_range(250) // 2)
    plain = fit(spec, frame)
    robust = fit(override(spec, {"standard_errors": "robust"}), frame)
    alone = fit(override(spec, {"standard_errors": "clustered", "cluster": "g"}), frame)
    np.testing.assert_allclose(robust.standard_errors, alone.standard_errors, rtol=1e-10)
    # the model is right here, so the two kinds estimate the same thing
    np.testing.assert_allclose(robust.standard_errors, plain.standard_errors, rtol=0.25)
    # each game twice, clustered by its copies: the errors of one copy
    double = pl.concat([frame, frame])
    copied = fit(override(spec, {"standard_errors": "clustered", "cluster": "g"}), double)
    np.testing.assert_allclose(copied.standard_errors, alone.standard_errors, rtol=1e-6)


def test_rows_are_dropped_counted_and_refused(tmp_path: Path, frame: pl.DataFrame) -> None:
    spec = read(write(tmp_path, UTILITIES))
    holes = frame.with_columns(x=pl.when(pl.int_range(250) < 3).then(None).otherwise("x"))
    made = sample(spec, holes)
    assert (made.dropped, made.kept[0], len(made.design)) == (3, 3, 247)
    with pytest.raises(DataError, match="'cd' holds -1"):
        sample(spec, frame.with_columns(cd=pl.lit(-1.0)))
    with pytest.raises(UnknownNameError, match="unknown column 'x'"):
        sample(spec, frame.drop("x"))


def test_labels_in_one_column_count_as_counts(tmp_path: Path) -> None:
    words = UTILITIES + "observed: {column: end, sq: quiet, cd: yields, sf: war, bd: bluff}\n"
    spec = read(write(tmp_path, words))
    frame = pl.DataFrame({"x": [0.0, 1.0, 2.0], "end": ["war", "quiet", "bluff"]})
    np.testing.assert_array_equal(
        sample(spec, frame).counts, [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1]]
    )
    with pytest.raises(UnknownNameError, match="yields"):
        sample(spec, frame.with_columns(end=pl.lit("yield")))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("barWA: x", "barWA: x + z"), "barWA:x, barWA:z: they are collinear"),
        (("SA: 0\n  VA: 1", "SA: constant\n  VA: constant"), "all of A's payoffs"),
        (("CB: 0", "CB: constant"), None),
    ],
)
def test_identification(
    tmp_path: Path, frame: pl.DataFrame, change: tuple[str, str], words: str | None
) -> None:
    spec = read(write(tmp_path, UTILITIES.replace(*change)))
    if words is None:  # VB is held, so CB and barWB may both have a constant
        assert fit(override(spec, {"method": "npl"}), frame).n == 250
        return
    with pytest.raises(FitError, match=words):
        fit(spec, frame)


def test_an_outcome_never_seen_is_refused(tmp_path: Path, frame: pl.DataFrame) -> None:
    with pytest.raises(FitError, match="no game of the sample ended in 'bd'"):
        fit(read(write(tmp_path, UTILITIES)), frame.with_columns(bd=pl.lit(0.0)))


def test_weights_repeat_rows(tmp_path: Path, frame: pl.DataFrame) -> None:
    spec = read(write(tmp_path, UTILITIES))
    weighted = fit(override(spec, {"weights": "w"}), frame.with_columns(w=pl.lit(2.0)))
    doubled = fit(spec, pl.concat([frame, frame]))
    np.testing.assert_allclose(weighted.coef, doubled.coef, rtol=1e-6)
    np.testing.assert_allclose(weighted.standard_errors, doubled.standard_errors, rtol=1e-6)


def test_predictions_and_traces(tmp_path: Path, frame: pl.DataFrame) -> None:
    found = fit(read(write(tmp_path, UTILITIES)), frame)
    new = pl.DataFrame({"x": [-1.0, 0.0, 99.0]})
    p = predict(found, new, draws=400, seed=3)
    np.testing.assert_allclose(p.probabilities.sum(1), 1.0)
    assert p.low is not None
    assert p.high is not None
    inner = p.probabilities[:2]
    assert ((p.low[:2] <= inner) & (inner <= p.high[:2])).all()
    np.testing.assert_array_equal(p.outside, [0, 0, 1])
    # a trace over a column is a prediction with that column changed
    path = trace(found, "x", np.array([-1.0, 0.0]), row=5)
    np.testing.assert_allclose(path.probabilities, p.probabilities[:2], rtol=1e-12)
    # a coefficient at its estimate changes nothing; a utility at its payoff neither
    here = predict(found, frame.slice(5, 1)).probabilities[0]
    slope = trace(found, "barWA:x", found.coef[[1]], row=5)
    np.testing.assert_allclose(slope.probabilities[0], here, rtol=1e-12)
    payoff = found.sample.design.payoffs(found.coef).barWA[[5]]
    np.testing.assert_allclose(
        trace(found, "barWA", payoff, row=5).probabilities[0], here, rtol=1e-12
    )
    with pytest.raises(UnknownNameError, match="barWA"):
        trace(found, "barwa", np.array([0.0]))


def test_interval_width_is_the_delta_methods(tmp_path: Path, frame: pl.DataFrame) -> None:
    found = fit(read(write(tmp_path, UTILITIES)), frame)
    new = pl.DataFrame({"x": [0.3]})
    p = predict(found, new, draws=8000, level=0.9)
    base, step = p.probabilities[0], 1e-5
    gradient = np.empty((4, 4))
    for j in range(4):
        moved = found.coef.copy()
        moved[j] += step
        shifted = trace(found, found.names[j], moved[[j]], frame=new)
        gradient[:, j] = (shifted.probabilities[0] - base) / step
    assert found.covariance is not None
    spread = np.sqrt(np.diag(gradient @ found.covariance @ gradient.T))
    assert p.low is not None
    assert p.high is not None
    np.testing.assert_allclose((p.high - p.low)[0], 2 * 1.6449 * spread, rtol=0.08)


def test_a_fit_that_fails_gives_no_numbers(tmp_path: Path, frame: pl.DataFrame) -> None:
    spec = override(read(write(tmp_path, UTILITIES)), {"method": "npl", "rounds": 1})
    found = fit(spec, frame)
    assert not found.converged
    assert "still moves" in found.status
    assert found.standard_errors is None
    with pytest.raises(FitError, match="nothing to predict"):
        predict(found)


def test_specification_from_python() -> None:
    spec = Specification.model_validate(
        {"game": "signaling", "utilities": dict.fromkeys(Payoffs.__dataclass_fields__, 0)}
    )
    assert spec.formulas["SA"].fixed == 0
