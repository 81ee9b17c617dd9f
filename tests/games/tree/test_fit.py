"""Fitting: recovery, invariances, and refusal of what cannot be fitted."""

import numpy as np
import polars as pl
import pytest
from tests.games.two_moves import DOC, TRUTH

from foedus import games
from foedus.errors import FitError, InputError
from foedus.games.tree.fit import fit_prepared


def table(n=800, seed=1, doc=DOC, truth=TRUTH):
    rng = np.random.default_rng(seed)
    frame = pl.DataFrame({c: rng.normal(size=n) for c in "xwz"})
    labels = games.simulate(games.loads(doc), frame, truth, seed=seed)
    return frame.with_columns(outcome=pl.Series(labels))


FRAME = table()


@pytest.mark.parametrize("errors", ["agent", "private"])
def test_recovers_the_truth(errors):
    doc = DOC + f"errors: {errors}\n"
    fit = games.fit(games.loads(doc), table(6000, doc=doc))
    truth = np.array([TRUTH[n] for n in fit.names])
    assert fit.status == "converged"
    assert fit.gradient_norm < 1e-6
    assert np.all(np.abs(fit.coef - truth) < 4 * fit.se)
    assert np.all(fit.se < 0.2)


def test_large_data_take_the_short_cut_to_the_same_place():
    game = games.loads(DOC)
    big = pl.concat([FRAME] * 30)  # beyond the size at which a sample is fitted first
    small, large = games.fit(game, FRAME), games.fit(game, big)
    assert large.status == "converged"
    assert large.gradient_norm < 1e-6
    assert large.coef == pytest.approx(small.coef, abs=1e-9)
    assert large.se == pytest.approx(small.se / np.sqrt(30), rel=1e-6)


def test_weights_are_repeated_rows():
    times = np.arange(FRAME.height) % 3
    weighted = FRAME.with_columns(times=pl.Series(times))
    repeated = FRAME[np.repeat(np.arange(FRAME.height), times)]
    one = games.fit(games.loads(DOC + "weights: times\n"), weighted)
    two = games.fit(games.loads(DOC), repeated)
    assert one.loglik == pytest.approx(two.loglik, rel=1e-12)
    assert one.coef == pytest.approx(two.coef, abs=1e-8)
    assert one.se == pytest.approx(two.se, rel=1e-8)


def test_scaling_a_column_scales_its_coefficient():
    scaled = FRAME.with_columns(x=pl.col("x") * 1e6)
    one, two = games.fit(games.loads(DOC), FRAME), games.fit(games.loads(DOC), scaled)
    at = one.names.index("one(quiet):x")
    assert two.coef[at] * 1e6 == pytest.approx(one.coef[at], rel=1e-6)
    assert two.loglik == pytest.approx(one.loglik, rel=1e-11)


def test_moves_in_columns_say_the_same_as_outcomes():
    go = (FRAME["outcome"] != "quiet").cast(int)
    fight = pl.when(pl.col("outcome") == "war").then(1).when(pl.col("outcome") == "gain").then(0)
    moves = FRAME.with_columns(go=go, fight=fight)  # missing off the path, as it should be
    doc = DOC.replace("  player: one", "  player: one\n  column: go").replace(
        "{player: two, ", "{player: two, column: fight, "
    ).replace("observed: {column: outcome}\n", "")  # fmt: skip
    one, two = games.fit(games.loads(DOC), FRAME), games.fit(games.loads(doc), moves)
    assert two.n == one.n
    assert two.coef == pytest.approx(one.coef, abs=1e-9)


def test_fixed_coefficients_are_held():
    fit = games.fit(games.loads(DOC + "fixed: {'one(quiet):x': 0.8}\n"), FRAME)
    at = fit.names.index("one(quiet):x")
    assert fit.coef[at] == 0.8
    assert np.isnan(fit.se[at])
    assert fit.parameters == 5


def test_rows_with_missing_values_are_left_out():
    holes = FRAME.with_columns(x=pl.when(pl.int_range(pl.len()) % 10 == 0).then(None)
                               .otherwise(pl.col("x")))  # fmt: skip
    fit = games.fit(games.loads(DOC), holes)
    assert fit.n == 720
    assert fit.prepared.rows_given == 800


def test_where_keeps_some_rows():
    fit = games.fit(games.loads(DOC + "where: x > 0\n"), FRAME)
    assert fit.n == FRAME.filter(pl.col("x") > 0).height


def refused(doc, frame=FRAME):
    with pytest.raises(InputError) as error:
        games.fit(games.loads(doc), frame)
    return str(error.value)


def test_refuses_a_regressor_in_all_of_a_movers_utilities():
    said = refused(DOC.replace("gain: 0, war: w}", "gain: x, war: w + x}"))
    assert "'x'" in said
    assert "the constant" in said
    assert "'one'" in said


def test_refuses_collinear_regressors_and_names_them():
    frame = FRAME.with_columns(twice=2 * pl.col("x") + 1)
    said = refused(DOC.replace("quiet: x", "quiet: x + twice"), frame)
    assert "one(quiet):twice" in said


def test_refuses_a_constant_scale_beside_free_utilities():
    said = refused(DOC + "scale: constant\n")
    assert "no outcome's probability" in said


def test_refuses_an_outcome_no_row_has():
    assert "'war'" in refused(DOC, FRAME.filter(pl.col("outcome") != "war"))


def test_refuses_separation_and_names_the_regressor():
    told = (FRAME["outcome"] == "war").cast(float) + np.random.default_rng(0).uniform(
        0, 0.5, FRAME.height
    )
    said = refused(DOC.replace("war: z}", "war: told}"), FRAME.with_columns(told=told))
    assert "two(war):told" in said
    assert "separate" in said


def test_quasi_separation_by_a_rare_level_is_found():
    rare = np.where(FRAME["outcome"] == "war", np.arange(FRAME.height) % 25 == 0, 0).astype(float)
    assert rare.sum() > 1
    said = refused(DOC.replace("war: z}", "war: z + rare}"), FRAME.with_columns(rare=rare))
    assert "two(war):rare" in said


def test_a_runaway_search_is_no_answer():
    # The first mover always goes: their constant runs to minus infinity.
    frame = FRAME.filter(pl.col("outcome") != "quiet")
    prepared = games.prepare(games.loads(DOC), frame)
    with pytest.raises(FitError, match="no proper maximum"):
        fit_prepared(prepared)
    assert fit_prepared(prepared, require=False).status != "converged"
    assert "do not use" in fit_prepared(prepared, require=False).note


def test_unknown_outcomes_are_told_with_the_known_ones():
    frame = FRAME.with_columns(outcome=pl.lit("wars"))
    assert "war" in refused(DOC, frame)


def test_merged_labels_lose_information_but_not_the_truth():
    doc = DOC.replace(
        "observed: {column: outcome}",
        "observed: {column: seen, labels: {quiet: quiet, crisis: [gain, war]}}\n"
        "fixed: {'two(war):constant': -0.2, 'two(war):z': 1.1}",
    )
    frame = table(6000).with_columns(
        seen=pl.when(pl.col("outcome") == "quiet").then(pl.lit("quiet")).otherwise(pl.lit("crisis"))
    )
    fit = games.fit(games.loads(doc), frame)
    truth = np.array([TRUTH[n] for n in fit.names])
    free = fit.free
    assert np.all(np.abs(fit.coef - truth)[free] < 4 * fit.se[free])


@pytest.mark.parametrize("name", [n for n in sorted(games.catalog()) if n != "ultimatum"])
def test_every_game_of_the_catalog_can_be_learned(name):
    game = games.load(name)
    rng = np.random.default_rng(5)
    frame = pl.DataFrame({c: rng.normal(size=3000) for c in game.columns})
    if name == "assurance":
        share = rng.uniform(0.1, 0.9, 3000)
        frame = frame.with_columns(secure_share=pl.Series(share), greedy_share=1 - share)
    probe = frame.with_columns(outcome=pl.Series(rng.choice(list(game.observable), 3000)))
    prepared = games.prepare(game, probe)
    assert games.findings(prepared) == []
    truth = dict(zip(prepared.names, rng.normal(size=len(prepared.names)) * 0.6, strict=True))
    truth |= {n: v for n, v in zip(prepared.names, prepared.values, strict=True) if np.isfinite(v)}
    data = frame.with_columns(outcome=pl.Series(games.simulate(game, frame, truth, seed=2)))
    fit = games.fit(game, data)
    error = (fit.coef - np.array([truth[n] for n in fit.names]))[fit.free] / fit.se[fit.free]
    assert fit.status == "converged"
    assert np.all(np.abs(error) < 4.5)
