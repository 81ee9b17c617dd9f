"""Outcomes by hand: what came, on which day, and who says so."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from foedus.errors import InputError, UnknownNameError
from foedus.forecasts.book import ForecastBook
from foedus.forecasts.outcome import Settlement, Verdict
from foedus.forecasts.question import SealedQuestion
from foedus.forecasts.seal import Seal

OUTCOMES = ("yes", "no", "void")


def asked(seal: Seal, name: str) -> tuple[SealedQuestion, ...]:
    """The question of an id; or all of a design, or of an issue, by the first part of theirs.

    Raises UnknownNameError.
    """
    exact = seal.question(name)
    found = (exact,) if exact else tuple(e for e in seal.questions if e.id.startswith(f"{name}/"))
    if not found:
        known = [each.id for each in seal.questions]
        groups = {each.rpartition("/")[0].partition("/")[0] for each in known if "/" in each}
        raise UnknownNameError("question", name, [*known, *groups], where=seal.id)
    return found


def by_hand(
    book: ForecastBook,
    seal: Seal,
    name: str,
    outcome: str,
    *,
    source: str,
    on: date | None = None,
    why: str = "",
    at: datetime | None = None,
) -> tuple[Settlement, ...]:
    """Settlements of a question, or of all that begin with a name, in every seal that asks it.

    outcome: yes, no, void, or the point of a scale where an issue stands. Raises InputError where
    the outcome cannot be known yet, or takes the place of another without a reason.
    """
    clock = book.clock(at)
    value = _value(outcome)
    verdict = _verdict(outcome) if value is None else None
    found: list[Settlement] = []
    for question in asked(seal, name):
        told = verdict or _reached(question, value)
        day = _day(question, told, on, clock.date())
        found += [
            _settlement(book, each, question, told, clock, source, why, day, value)
            for each in answering(book, seal, question)
        ]
    return tuple(found)


def answering(book: ForecastBook, seal: Seal, question: SealedQuestion) -> Iterable[Seal]:
    """Every seal of the same subject in which one outcome answers the same question."""
    for each in book.seals.values():
        own = each.question(question.id)
        if each.subject != seal.subject or own is None or not own.same(question):
            continue
        if each.definitions[own.event] == seal.definitions[question.event]:
            yield each


def _settlement(
    book: ForecastBook, seal: Seal, question: SealedQuestion, verdict: Verdict, clock: datetime,
    source: str, why: str, on: date | None, value: float | None,
) -> Settlement:  # fmt: skip
    revision = revisions(book.of_seal(seal.id, Settlement), question.id)
    if revision and not why:
        raise InputError(
            f"{question.id} of {seal.id} is settled already", where="--why",
            hint="say why the outcome changes; the earlier one stays on the record",
        )  # fmt: skip
    if verdict == "void" and not why:
        raise InputError(f"why is {question.id} void?", where="--why")
    return Settlement(
        recorded=clock, seal=seal.id, question=question.id, revision=revision, outcome=verdict,
        on=on, value=value, source=source, why=why,
    )  # fmt: skip


def revisions(earlier: Iterable[Settlement], question: str) -> int:
    """How many outcomes a question has had."""
    return sum(each.question == question for each in earlier)


def _value(outcome: str) -> float | None:
    try:
        return float(outcome)
    except ValueError:
        return None


def _verdict(outcome: str) -> Verdict:
    for each in ("yes", "no", "void"):
        if outcome == each:
            return each
    raise UnknownNameError("outcome", outcome, OUTCOMES, where="OUTCOME")


def _reached(question: SealedQuestion, value: float | None) -> Verdict:
    if question.point is None or value is None:
        raise InputError(
            f"{question.id} has no scale", where="OUTCOME", hint="yes, no or void"
        )  # fmt: skip
    if not 0 <= value <= 100:
        raise InputError(f"found {value:g}, allowed: 0 to 100", where="OUTCOME")
    return "yes" if value >= question.point else "no"


def _day(question: SealedQuestion, verdict: Verdict, on: date | None, today: date) -> date | None:
    """The day of an outcome. Raises InputError where it cannot have been known."""
    if verdict == "void":
        return on
    if verdict == "no":
        if not question.over(today):
            raise InputError(
                f"{question.id} can still come until {question.closes}", where="OUTCOME",
                hint="settle it when its window has closed",
            )  # fmt: skip
        return question.closes
    if question.point is not None:
        on = on or question.closes
    if on is None:
        raise InputError(f"on which day did {question.id} come?", where="--on")
    if not question.opens <= on <= question.closes or on > today:
        raise InputError(
            f"{on} is not within {question.opens} to {min(question.closes, today)}", where="--on"
        )
    return on


def newest(settled: Sequence[Settlement]) -> dict[str, Settlement]:
    """The outcome that stands of each question: the last one filed."""
    return {each.question: each for each in sorted(settled, key=lambda each: each.revision)}
