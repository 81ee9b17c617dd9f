"""Forecasts of every dyad: what they look at, and that they add up."""

from functools import partial
from itertools import pairwise

import polars as pl
import pytest

from foedus.errors import InputError, UnknownNameError
from foedus.history.pairs.forecast import forecast_dyads, pair_chances, pair_table

RUNGS = ["p_onset", "p_force", "p_deadly", "p_war"]
KEYS = ["ccode1", "ccode2", "year"]


@pytest.mark.parametrize(
    ("through", "first", "last"),
    [(2015, 2016, 2017), (1800, 1801, 1802), (2010, 2010, 2012), (2010, 2014, 2012),
     (2010, 2011, 2050)],
)  # fmt: skip
def test_years_that_do_not_fit_are_refused_before_any_work(through, first, last):
    with pytest.raises(InputError):
        forecast_dyads(through, first, last)


def test_no_paths_are_refused():
    with pytest.raises(InputError, match="0 paths"):
        forecast_dyads(2010, 2011, 2011, paths=0)


def test_an_unknown_model_is_refused():
    with pytest.raises(UnknownNameError, match="forest"):
        forecast_dyads(2010, 2011, 2011, model="forest")


@pytest.fixture(scope="module")
def ahead():
    return forecast_dyads(2010, 2012, 2014, model="ladder", paths=20, seed=1)


@pytest.mark.data
def test_every_pair_that_was_there_has_every_year_once(ahead):
    from foedus.evidence.panel import panel

    there = panel("directed-dyad-year", 2010, 2010).select("ccode1", "ccode2")
    years = pl.DataFrame({"year": [2012, 2013, 2014]}, schema={"year": pl.Int16})
    assert ahead.select(KEYS).equals(there.join(years, how="cross").select(KEYS).sort(KEYS))
    assert ahead.columns == [*KEYS, *RUNGS]


@pytest.mark.data
def test_a_state_that_joins_later_is_not_known_of(ahead):
    """South Sudan has been a member since July 2011, a rival of Sudan's from its first day."""
    assert ahead.filter((pl.col("ccode1") == 626) | (pl.col("ccode2") == 626)).is_empty()


@pytest.mark.data
def test_chances_are_chances_and_each_rung_is_no_likelier(ahead):
    assert ahead.null_count().sum_horizontal().item() == 0
    assert ahead.filter(~pl.col("p_onset").is_between(0, 1)).is_empty()
    for more, less in pairwise(RUNGS):
        assert ahead.filter(pl.col(less) > pl.col(more)).is_empty()
    yearly = ahead.group_by("year").agg(pl.col("p_onset").sum())["p_onset"]
    assert yearly.is_between(15, 60).all()  # 30 a year began in 1990-2010


def from_1930():
    """The forecast of both models from 1930, of which nothing ships: all is fitted."""
    told, chances = pair_chances(1930, 1931, 1932, paths=5)
    return {
        model: pair_table(told, values, 1930, 1931, 1932)
        for model, values in (("ladder", told.ladder), ("mean", chances))
    }


@pytest.fixture(scope="module")
def early():
    return from_1930()


@pytest.mark.data
def test_same_seed_same_forecast(ahead):
    assert forecast_dyads(2010, 2012, 2014, model="ladder", paths=20, seed=1).equals(ahead)


@pytest.mark.data
@pytest.mark.slow
def test_no_later_dispute_is_looked_at(early, monkeypatch):
    """Erase all disputes and wars that began after 1930: a forecast from 1930 stays the same."""
    from foedus.evidence import bridge, wars
    from foedus.evidence.add import disputes, history
    from foedus.history import rows
    from foedus.history.pairs import ahead

    real = bridge.table
    begun = real("gml-disputes").filter(pl.col("styear") <= 1930).select("dispnum")
    # The Correlates of War's of 2011 on have other numbers, and go too.

    def erased(name):
        frame = real(name)
        return frame.join(begun, on="dispnum", how="semi") if "dispnum" in frame.columns else frame

    monkeypatch.setattr(bridge, "table", erased)
    for told in ("begun", "fought"):
        kept = getattr(wars, told)().filter(pl.col("year") <= 1930)
        monkeypatch.setattr(disputes, told, partial(pl.DataFrame.clone, kept))
    assert bridge.initiations()["year"].max() == 1930
    assert history.events()["year"].max() == 1930
    monkeypatch.setattr(ahead, "load", rows.load.__wrapped__)  # the rows of before are shared
    for model, after in from_1930().items():
        for rung in RUNGS:
            assert (early[model][rung] - after[rung]).abs().max() < 1e-9


@pytest.mark.data
def test_the_mean_has_the_ladders_pairs_and_other_chances(early):
    own, both = (early[model].filter(pl.col("year") == 1931) for model in ("ladder", "mean"))
    assert both.select(KEYS).equals(own.select(KEYS))
    assert (both["p_onset"] != own["p_onset"]).mean() > 0.99
    assert both["p_onset"].sum() == pytest.approx(own["p_onset"].sum(), rel=0.5)
