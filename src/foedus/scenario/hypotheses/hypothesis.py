"""Hypotheses as a scenario writes them: rivals, priors, and how likely each makes what was said."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from foedus.document import KeyPath
from foedus.errors import nearest
from foedus.record import Judgement, Problem, Record, Slug, Text
from foedus.scenario.fact import Fact, Number

#: A chance strictly between 0 and 1: nothing said makes a reading impossible.
Chance = Annotated[float, Field(strict=True, gt=0, lt=1)]
#: How far the priors may miss a sum of 1.
ROUNDING = 0.005


class Hypothesis(Record):
    """One reading. prior: its chance before any claim, with a source (a base rate) or judgement."""

    id: Slug
    says: Text
    prior: Number


class ClaimEvidence(Record):
    """How likely each hypothesis makes that this claim would be made. Given by the analyst."""

    claim: Slug
    likelihood: dict[Slug, Chance]
    judgement: Judgement = None
    source: Text | None = None


class Indicator(Record):
    """Something not yet seen, and how likely each hypothesis makes it."""

    what: Text
    likelihood: dict[Slug, Chance]
    judgement: Judgement = None
    source: Text | None = None


class Hypotheses(Record):
    """Rival answers to one question, of which just one is right."""

    question: Text
    rivals: Annotated[tuple[Hypothesis, ...], Field(min_length=2, max_length=12)]
    evidence: tuple[ClaimEvidence, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def priors(self) -> tuple[float, ...]:
        """Chances before any claim, in the order of ``rivals``; they sum to 1."""
        values = [each.prior.value for each in self.rivals]
        total = sum(values)
        return tuple(value / total for value in values)


def problems(asked: Hypotheses, claims: Iterable[str]) -> Iterator[Problem]:
    """What is wrong between the parts: sums, ids, and gaps in the table of likelihoods."""
    ids = [each.id for each in asked.rivals]
    for row, rival in enumerate(asked.rivals):
        path: KeyPath = ("hypotheses", "rivals", row)
        if rival.id in ids[:row]:
            yield Problem((*path, "id"), f"{rival.id!r} is the id of an earlier hypothesis")
        yield from _prior(rival.prior, (*path, "prior"))
    total = sum(each.prior.value for each in asked.rivals)
    if abs(total - 1.0) > ROUNDING:
        yield Problem(
            ("hypotheses", "rivals"), f"the priors sum to {total:g}, expected 1",
            "just one of them is right: add what is left as a hypothesis of its own",
        )  # fmt: skip
    known, seen = list(claims), set[str]()
    for row, each in enumerate(asked.evidence):
        path = ("hypotheses", "evidence", row)
        if each.claim not in known:
            hint = nearest(each.claim, known) if known else "add it to `claims`"
            yield Problem((*path, "claim"), f"no claim has the id {each.claim!r}", hint)
        if each.claim in seen:
            yield Problem((*path, "claim"), f"{each.claim!r} has a row already")
        seen.add(each.claim)
        yield from _row(each.likelihood, ids, (*path, "likelihood"))
    for row, sign in enumerate(asked.indicators):
        yield from _row(sign.likelihood, ids, ("hypotheses", "indicators", row, "likelihood"))


def _prior(prior: Fact[float], path: KeyPath) -> Iterator[Problem]:
    if not 0 < prior.value < 1:
        yield Problem(path, f"found {prior.value:g}, expected a chance between 0 and 1")
    if not prior.grounded:
        yield Problem(path, "a prior needs its ground", "`source:` of a base rate, or `judgement:`")


def _row(likelihood: dict[str, float], ids: list[str], path: KeyPath) -> Iterator[Problem]:
    for name in likelihood:
        if name not in ids:
            yield Problem((*path, name), f"no hypothesis is called {name!r}", nearest(name, ids))
    missing = [name for name in ids if name not in likelihood]
    if missing:
        yield Problem(path, f"no likelihood under {', '.join(missing)}", "one for each hypothesis")
