"""Forecasts of every dyad: what they look at, and that they add up."""

import polars as pl
import pytest

from foedus.errors import InputError
from foedus.history.forecast import forecast_dyads


@pytest.mark.parametrize(
    ("through", "first", "last"),
    [(2011, 2012, 2013), (1800, 1801, 1802), (2010, 2010, 2012), (2010, 2014, 2012),
     (2010, 2011, 2050)],
)  # fmt: skip
def test_years_that_do_not_fit_are_refused_before_any_work(through, first, last):
    with pytest.raises(InputError):
        forecast_dyads(through, first, last)


def test_no_paths_are_refused():
    with pytest.raises(InputError, match="0 paths"):
        forecast_dyads(2010, 2011, 2011, paths=0)


@pytest.fixture(scope="module")
def ahead():
    return forecast_dyads(2010, 2011, 2014, paths=20, seed=1)


@pytest.mark.data
def test_every_directed_dyad_of_every_year_is_there_once(ahead):
    from foedus.evidence.panel import panel

    keys = ["ccode1", "ccode2", "year"]
    there = panel("directed-dyad-year", 2011, 2014).select(keys)
    assert ahead.select(keys).equals(there)
    assert ahead.columns == [*keys, "p_onset", "p_force", "p_deadly", "p_war"]


@pytest.mark.data
def test_chances_are_chances_and_each_rung_is_no_likelier(ahead):
    assert ahead.null_count().sum_horizontal().item() == 0
    assert ahead.filter(~pl.col("p_onset").is_between(0, 1)).is_empty()
    for less, more in (("onset", "force"), ("force", "deadly"), ("deadly", "war")):
        assert ahead.filter(pl.col(f"p_{more}") > pl.col(f"p_{less}")).is_empty()
    yearly = ahead.group_by("year").agg(pl.col("p_onset").sum())["p_onset"]
    assert yearly.is_between(15, 60).all()  # 30 a year began in 1990-2010


@pytest.mark.data
def test_same_seed_same_forecast(ahead):
    again = forecast_dyads(2010, 2011, 2014, paths=20, seed=1)
    assert again.equals(ahead)


@pytest.mark.data
def test_a_state_that_joins_later_is_forecast_too(ahead):
    sudan = ahead.filter((pl.col("ccode1") == 625) & (pl.col("ccode2") == 626))
    assert sudan.height == 4  # South Sudan has been a member since July 2011
    assert sudan["p_onset"].min() > 0.005


@pytest.mark.data
@pytest.mark.slow
def test_no_later_dispute_is_looked_at(monkeypatch):
    """Erase every dispute begun after 2000: a forecast from 2000 stays the same.

    One under way keeps its end: cut short in 2000, what it came to would be known too early.
    """
    from foedus.evidence.add import disputes

    before = forecast_dyads(2000, 2001, 2002, paths=5)
    real = disputes.table

    def erased(name):
        frame = real(name)
        if name in {"gml-directed-disputes", "gml-dyad-years"}:
            begun = pl.col("year").min().over("dispnum")
            return frame.filter((pl.col("year") <= 2000) | (begun <= 2000))
        return frame

    monkeypatch.setattr(disputes, "table", erased)
    for name in ("begun", "fought"):  # wars are a table of their own
        wars = getattr(disputes, name)().filter(pl.col("year") <= 2000)
        monkeypatch.setattr(disputes, name, lambda wars=wars: wars)
    assert disputes.initiations()["year"].max() == 2000
    after = forecast_dyads(2000, 2001, 2002, paths=5)
    for rung in ("p_onset", "p_force", "p_deadly", "p_war"):
        assert (before[rung] - after[rung]).abs().max() < 1e-9
