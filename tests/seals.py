"""Forecasts to seal without a model: an analyst's questions, and a small table of pairs."""

from datetime import date, datetime
from pathlib import Path

import polars as pl

from foedus.forecasts.book import ForecastBook
from foedus.forecasts.definitions import Definition
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.maker.pairs import drafted
from foedus.forecasts.question import BaseRate, Rival, SealedQuestion
from foedus.ledger.moment import moment

EVENT = Definition(
    title="a ceasefire that lasts", means="no attack for 30 days", counts=("a local breach",),
    does_not_count=("a pause of three days",), sources=("the monitor's log",),
)  # fmt: skip


def at(day: str) -> datetime:
    return moment(day)


def question(name: str = "holds", chance: float = 0.2, **more: object) -> SealedQuestion:
    given: dict[str, object] = {
        "id": name, "text": f"Does {name} come?", "event": "ceasefire",
        "opens": date(2020, 1, 1), "closes": date(2020, 12, 31), "chance": chance,
        "base": BaseRate(chance=0.1, events=1, of=10, how="ten cases"),
        "logit": Rival(chance=0.15, how="two columns"), "cluster": name,
    }  # fmt: skip
    return SealedQuestion.model_validate(given | more)


def draft(*questions: SealedQuestion, subject: str = "truce", **more: object) -> SealDraft:
    given: dict[str, object] = {
        "subject": subject, "what": "questions", "title": "A truce", "as_of": date(2019, 12, 31),
        "definitions": {"ceasefire": EVENT}, "questions": questions or (question(),),
    }  # fmt: skip
    return SealDraft(**(given | more))  # type: ignore[arg-type]


def book(folder: Path, day: str = "2019-12-01", *, live: bool = False) -> ForecastBook:
    """A new book: a replay that begins on a day, or a live one."""
    return ForecastBook.create(folder / "f.db", "test", replay=None if live else at(day))


def pair_draft(*years: int) -> SealDraft:
    """Six directed pairs of three neighbors: 2 (USA), 20 (Canada), 70 (Mexico)."""
    codes = (2, 20, 70)
    rows = [
        {"ccode1": one, "ccode2": two, "year": year,
         **{f"p_{rung}": p * (one / 100 + 0.1) for rung, p in PAIR.items()},
         **{f"l_{rung}": p / 2 for rung, p in PAIR.items()}}
        for one in codes for two in codes if one != two for year in years
    ]  # fmt: skip
    base = {rung: BaseRate(chance=0.01, events=1, of=100, how="made up") for rung in PAIR}
    return drafted(pl.DataFrame(rows), base, min(years) - 1, {"paths": 1, "seed": 0}, "")


PAIR = {"onset": 0.4, "force": 0.2, "deadly": 0.1, "war": 0.02}
