"""The headline: for each issue a calibrated distribution, beside the compromise and the median.

Parameters come from ``foedus.negotiation.fit``, stored as ``parameters/headline.json`` with the
hash of the data they were fitted on and the command that fits them again.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from foedus.errors import DataError
from foedus.negotiation.actors import Draws, Issue, central, draw
from foedus.negotiation.distribution import LEVELS, Distribution
from foedus.negotiation.methods.compromise import weighted_mean, weighted_median
from foedus.negotiation.mixture import MixtureFamily, MixtureWeights, mix, parts
from foedus.negotiation.record import MethodResult, Settings, Status, input_hash

#: What every reader of a forecast must be told.
SCOPE = (
    "Fitted to European Union decisions, which are made by consent. No public record scores these "
    "models on coercive bargaining: outside EU lawmaking the forecast is unscored, and its spread "
    "is to be read as too narrow."
)
DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class Headline:
    """The family in use, its parameters, and where they come from."""

    family: MixtureFamily
    weights: MixtureWeights
    provenance: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast(MethodResult):
    """Forecast of one issue.

    point: median of the distribution, the best single guess under absolute error. compromise and
    median: weighted mean and weighted median of positions (averages over draws).
    compromise_range: 5th and 95th percentile of the compromise over draws of uncertain inputs.
    """

    issue: str
    point: float
    compromise: float
    median: float
    compromise_range: tuple[float, float]
    distribution: Distribution
    draws: int

    def to_dict(self) -> dict[str, Any]:
        """As JSON: quantiles under "0.01" to "0.99"."""
        quantiles = self.distribution.quantile(LEVELS)
        return {
            "issue": self.issue,
            "point": round(self.point, 6),
            "compromise": round(self.compromise, 6),
            "median": round(self.median, 6),
            "mean": round(self.distribution.mean, 6),
            "quantiles": {
                f"{level:.2f}": round(float(value), 6)
                for level, value in zip(LEVELS, quantiles, strict=True)
            },
            "compromise_range": [round(end, 6) for end in self.compromise_range],
            "draws": self.draws,
            "method": self.method,
            "status": str(self.status[0]),
            "rounds": int(self.rounds[0]),
            "settings": dict(self.settings),
            "input_hash": self.input_hash,
        }


@cache
def headline() -> Headline:
    """The shipped parameters. Raises DataError where the file is damaged."""
    place = files("foedus.negotiation") / "parameters" / "headline.json"
    try:
        stored = json.loads(place.read_text(encoding="utf-8"))
        return Headline(
            MixtureFamily(**stored["family"]),
            MixtureWeights(**stored["weights"]),
            {key: stored[key] for key in ("data", "scores", "command")},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"the shipped parameters cannot be read: {error}",
            where=str(place),
            hint="install Foedus again",
        ) from None


@cache
def unscored() -> str:
    """One line for a forecast of anything but EU lawmaking: what was validated, and what was not.

    The errors are those stored with the parameters, mean absolute, on a scale of 100 points.
    """
    [scores] = [each for each in headline().provenance["scores"].values() if isinstance(each, dict)]
    own, naive = (Decimal(f"{scores[name]['mae']}").quantize(Decimal("0.1"), ROUND_HALF_UP)
                  for name in ("headline", "compromise"))  # fmt: skip
    return (
        "The mixture is validated on EU lawmaking alone (mean absolute error "
        f"{own} points against {naive} of the better naive rule, the compromise); nothing "
        "scores it on talks of this kind."
    )


def forecast(
    issue: Issue, *, draws: int = DRAWS, seed: int = 0, model: Headline | None = None
) -> Forecast:
    """Forecast one issue; uncertain inputs are drawn ``draws`` times, known ones need one.

    Raises InputError where no actor has any weight.
    """
    model = model or headline()
    return forecast_draws(
        issue.name,
        draw(issue, draws, np.random.default_rng(seed)) if issue.uncertain else central(issue),
        issue.low,
        issue.high,
        model=model,
        seed=seed if issue.uncertain else None,
    )


def forecast_draws(
    name: str,
    arrays: Draws,
    low: float,
    high: float,
    *,
    model: Headline | None = None,
    seed: int | None = None,
) -> Forecast:
    """Forecast from draws of positions, saliences and capabilities (b, n) that are at hand."""
    model = model or headline()
    settings: Settings = {
        "family": asdict(model.family),
        "weights": asdict(model.weights),
        "weight": "capability × salience",
        "scale": [low, high],
        "seed": seed,
    }
    part = parts(arrays.x, arrays.w, model.family.power)
    shape = mix(part, model.family, model.weights, low, high)
    mean = weighted_mean(arrays.x, arrays.w)
    middle = weighted_median(arrays.x, arrays.w)
    return Forecast(
        method="headline mixture",
        settings=settings,
        status=(Status.CONVERGED,),
        rounds=np.zeros(1, dtype=np.int64),
        input_hash=input_hash("headline", settings, arrays.x, arrays.s, arrays.c),
        issue=name,
        point=float(shape.quantile(0.5)),
        compromise=float(mean.mean()),
        median=float(middle.mean()),
        compromise_range=(float(np.quantile(mean, 0.05)), float(np.quantile(mean, 0.95))),
        distribution=shape,
        draws=len(mean),
    )
