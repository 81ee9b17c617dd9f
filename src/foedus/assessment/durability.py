"""How long a guarantee stands: it may be broken in any year, or not be renewed when its term ends.

The yearly chance that it is broken is that of one guarantor's commitment, by the hazard fitted to
ATOP's members (``foedus.history.lapse``), and the mean over the guarantors that the ladder
credits: the major powers among them, else all. A term that runs out within the forecast is renewed
as often as terms with such a clause were.
"""

from dataclasses import dataclass
from math import isnan, nan
from typing import Any

import numpy as np

from foedus.assessment.designs import Reading
from foedus.estimate import Array, Estimate, by_year, chance
from foedus.facts.known import Facts
from foedus.history.lapse import Lapse
from foedus.report.plain import plain
from foedus.terms import Guarantee


@dataclass(frozen=True, slots=True)
class Holding:
    """What the model of lapse sees of a design."""

    parties: int  # to the instrument: guarantors and protégé
    democracy: tuple[float, ...]  # of each guarantor that counts; NaN where unknown
    democracy_others: tuple[float, ...]  # mean of the other parties that are known; NaN if none
    ratified: float  # 1 by law or treaty, 0 by the executive alone; NaN where the text is silent
    term: int | None  # years that it has left; None: no end is set
    span: int | None  # years of a term once renewed
    renewal: str  # what the text says of it
    renews: bool = False  # it rewrites what stands and binds nobody new


@dataclass(frozen=True, slots=True)
class Durability:
    """How long one design stands. Chances are of the guarantee, whatever becomes of the peace.

    standing: that it still stands at the end of each year. broken: yearly, while it stands.
    renewed: at the term's end; None where no term ends within the forecast.
    """

    holding: Holding
    standing: tuple[Estimate, ...]
    broken: Estimate
    renewed: Estimate | None
    percentile: float  # of the rows fitted on, how many lie nearer to their middle

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "parties": self.holding.parties,
            "ratified": None if isnan(self.holding.ratified) else bool(self.holding.ratified),
            "term": self.holding.term,
            "renewal": self.holding.renewal,
            "broken_yearly": self.broken,
            "renewed_at_term": self.renewed,
            "standing_by_year": self.standing,
            "reach_percentile": self.percentile,
        })  # fmt: skip


def holding(
    design: Guarantee, reading: Reading, protege: str, facts: Facts, first: int
) -> Holding | None:
    """What the model of lapse sees of a design; None where nobody is bound to defend.

    first: the first year forecast. A term counts from it; one of an instrument already in force
    counts from then, and if it has run out already, no end is set any more.
    """
    if not reading.binds:
        return None
    parties = (*reading.guarantors, protege)
    known = {state: _democracy(state, facts) for state in parties}
    counted = reading.majors or reading.guarantors
    others = []
    for state in counted:
        rest = [known[other] for other in parties if other != state]
        rest = [value for value in rest if not isnan(value)]
        others.append(float(np.mean(rest)) if rest else nan)
    return Holding(
        parties=len(parties),
        democracy=tuple(known[state] for state in counted),
        democracy_others=tuple(others),
        ratified=nan if design.adopted_by is None else float(design.adopted_by != "executive"),
        term=_left(design, first),
        span=None if design.term is None else max(1, round(design.term)),
        renewal=design.renewal or "none",  # a silent text is coded so
        renews=reading.renews,
    )


def _left(design: Guarantee, first: int) -> int | None:
    """Years that a term has left in the year ``first``."""
    if design.term is None:
        return None
    begun = design.in_force or design.signed
    left = round(design.term) - (max(first - begun.year, 0) if begun else 0)
    return left if left > 0 else None


def _democracy(state: str, facts: Facts) -> float:
    fact = facts.get(f"{state}.democracy")
    return fact.value if fact and isinstance(fact.value, float) else nan  # one NaN equals itself


@dataclass(frozen=True, slots=True)
class LapseDraws:
    """The model of lapse with its draws: n of the coefficients, and a stream for renewals."""

    model: Lapse
    draws: Array  # (n, k)
    seed: np.random.SeedSequence

    @classmethod
    def of(cls, model: Lapse, count: int, seed: np.random.SeedSequence) -> "LapseDraws":
        """``count`` draws, from the first of two streams of the seed."""
        one, two = seed.spawn(2)
        return cls(model, model.draws(count, np.random.default_rng(one)), two)

    def broken(self, held: Holding) -> Array:
        """(n,) yearly chance that a guarantor's commitment is broken, the mean over guarantors."""
        found: Array = self.model.hazard(_features(held), [0], self.draws).mean(axis=(1, 2))
        return found

    def renewed(self, held: Holding) -> Array:
        """(n,) chance that a term that ends is renewed; the same draws for texts that say alike."""
        rng = np.random.default_rng(self.seed)
        return self.model.renewal.draws(len(self.draws), rng, held.renewal)

    def hazard(self, held: Holding | None, years: int) -> Array:
        """(n, T) chance that the guarantee ends with a year, as the risk of war is forecast with.

        What stands already is taken to stand on, without a design; so 0 for a design that renews
        it, lest the same treaty lapse as a design and not as what stands.
        """
        if held is None or held.renews:
            return np.zeros((len(self.draws), years))
        return self._hazard(held, years)

    def _hazard(self, held: Holding, years: int) -> Array:
        """(n, T) chance that a commitment such as this ends with a year, given that it stood."""
        hazard = np.repeat(self.broken(held)[:, None], years, axis=1)
        if held.term is not None:
            ends = np.arange(held.term - 1, years, held.span)
            hazard[:, ends] = 1.0 - (1.0 - hazard[:, ends]) * self.renewed(held)[:, None]
        return hazard

    def durability(self, held: Holding, years: int) -> Durability:
        """How long it stands, summarized."""
        standing = np.asarray(np.cumprod(1.0 - self._hazard(held, years), axis=1), np.float64)
        ends = held.term is not None and held.term <= years
        return Durability(
            holding=held,
            standing=by_year(standing),
            broken=chance(self.broken(held)),
            renewed=chance(self.renewed(held)) if ends else None,
            percentile=float(np.mean(self.model.percentile(_features(held)))),
        )


def _features(held: Holding) -> dict[str, Any]:
    """The model's features, one value a guarantor; unknown ones are left out."""
    size = len(held.democracy)
    every = {
        "parties": np.full(size, float(held.parties)),
        "democracy": np.array(held.democracy),
        "democracy_others": np.array(held.democracy_others),
        "ratified": np.full(size, held.ratified),
    }
    return {name: values for name, values in every.items() if not np.isnan(values).all()}
