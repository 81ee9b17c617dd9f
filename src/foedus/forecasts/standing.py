"""Where every sealed question stands today, beside its outcome and what others said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from foedus.forecasts.book import ForecastBook
from foedus.forecasts.outcome import OutsideForecast, Settlement, YearOutcome
from foedus.forecasts.outside import latest
from foedus.forecasts.question import SealedQuestion
from foedus.forecasts.seal import Seal
from foedus.forecasts.settling import newest

if TYPE_CHECKING:
    import polars as pl

#: open: its window has not closed. overdue: it has, and nobody said what came. known: it had come
#: when it was sealed. hindsight: its window had closed when it was sealed.
State = Literal["open", "overdue", "settled", "void", "known", "hindsight"]


@dataclass(frozen=True, slots=True)
class ForecastCase:
    """One question of one seal. previous: its chance in the seal before, of the same window.

    outside: who -> the last chance that they gave. revised: how often its outcome was changed.
    """

    seal: Seal
    question: SealedQuestion
    state: State
    settlement: Settlement | None
    previous: float | None
    outside: dict[str, OutsideForecast]
    revised: int

    @property
    def came(self) -> bool | None:
        """Whether it came; None where that is not settled, or void."""
        if self.settlement is None or self.settlement.outcome == "void":
            return None
        return self.settlement.outcome == "yes"

    @property
    def scored(self) -> bool:
        """Whether its outcome counts for the score."""
        return self.came is not None and self.state == "settled"


@dataclass(frozen=True, slots=True)
class PairYear:
    """A year of a seal of all pairs. outcome: None where it is not settled."""

    seal: Seal
    year: int
    state: State
    outcome: YearOutcome | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole record on a day."""

    day: date
    cases: tuple[ForecastCase, ...]
    years: tuple[PairYear, ...]
    seals: tuple[Seal, ...]

    def of(self, *states: State) -> tuple[ForecastCase, ...]:
        """Cases in some states."""
        return tuple(each for each in self.cases if each.state in states)


def standing(book: ForecastBook, day: date) -> Standing:
    """Where everything stands on a day, by all that the record has."""
    seals = tuple(book.seals.values())
    cases: list[ForecastCase] = []
    years: list[PairYear] = []
    for seal in seals:
        settled = list(book.of_seal(seal.id, Settlement))
        stands = newest(settled)
        outside = latest(iter(book.of_seal(seal.id, OutsideForecast)))
        for question in seal.questions:
            found = stands.get(question.id)
            cases.append(ForecastCase(
                seal, question, _state(seal, question, found, day), found,
                _previous(seals, seal, question),
                {by: each for (about, by), each in outside.items() if about == question.id},
                sum(each.question == question.id for each in settled) - (found is not None),
            ))  # fmt: skip
        came = {each.year: each for each in sorted(
            book.of_seal(seal.id, YearOutcome), key=lambda each: each.revision)}  # fmt: skip
        for year in seal.table.years if seal.table else ():
            years.append(PairYear(seal, year, _year(seal, year, year in came, day), came.get(year)))
    return Standing(day, tuple(cases), tuple(years), seals)


def _state(seal: Seal, asked: SealedQuestion, found: Settlement | None, day: date) -> State:
    if found is None:
        if asked.over(seal.day):
            return "hindsight"
        return "overdue" if asked.over(day) else "open"
    if found.outcome == "void":
        return "void"
    if asked.over(seal.day):
        return "hindsight"
    if found.outcome == "yes" and found.on is not None and found.on <= seal.day:
        return "known"
    return "settled"


def _year(seal: Seal, year: int, settled: bool, day: date) -> State:
    if date(year, 12, 31) < seal.day:
        return "hindsight"
    if settled:
        return "settled"
    return "overdue" if date(year, 12, 31) < day else "open"


def _previous(seals: Sequence[Seal], seal: Seal, asked: SealedQuestion) -> float | None:
    """The chance of the same question in the last seal before."""
    earlier = [e for e in seals if e.subject == seal.subject and e.number < seal.number]
    for each in reversed(earlier):
        own = each.question(asked.id)
        if own is not None and own.same(asked):
            return own.chance
    return None


def pair_rows(each: PairYear) -> "pl.DataFrame":
    """The rows of one year, with ``came_*`` of every rung that its outcome covers.

    Pairs that were no longer two states are left out. Raises DataError for an altered table.
    """
    import polars as pl

    from foedus.forecasts.maker.pairs import opened

    if each.seal.table is None:
        return pl.DataFrame()
    rows = opened(each.seal.table).filter(pl.col("year") == each.year)
    if each.outcome is None:
        return rows
    keys = ["ccode1", "ccode2"]

    def listed(pairs: Sequence[tuple[int, int]]) -> pl.DataFrame:
        return pl.DataFrame(
            {"ccode1": [one for one, _ in pairs], "ccode2": [two for _, two in pairs]},
            schema={"ccode1": pl.Int64, "ccode2": pl.Int64},
        )

    rows = rows.join(listed(each.outcome.left), on=keys, how="anti")
    for rung, pairs in each.outcome.happened.items():
        here = listed(pairs).unique().with_columns(pl.lit(True).alias(f"came_{rung}"))
        rows = rows.join(here, on=keys, how="left", maintain_order="left")
        rows = rows.with_columns(pl.col(f"came_{rung}").fill_null(False))
    return rows
