"""The chance of a broken commitment among the models."""

from typing import TYPE_CHECKING, Any

from foedus.history.lapse import Lapse, posterior, sections
from foedus.history.model import Model, Report, Scoring

if TYPE_CHECKING:
    from foedus.history.lapse.score import LapseScore


def fit(report: Report) -> Lapse:
    """The hazard. Raises DataError without the data, FitError."""
    from foedus.history.lapse.fit import fit_lapse

    return fit_lapse(report=report)


def _summary(found: Lapse) -> dict[str, Any]:
    return {
        "first": found.first, "last": found.last, "hashes": found.hashes,
        "coefficients": dict(zip(found.names, found.mean.tolist(), strict=True)),
        "standard_deviations": dict(zip(found.names, found.sd.tolist(), strict=True)),
        "terms": list(found.terms), "record": found.record, "renewal": found.renewal,
    }  # fmt: skip


def score(report: Report, *, origin: list[int]) -> "LapseScore":
    """Scores after some origins, or all. Raises InputError, DataError, FitError."""
    from foedus.history.ladder.score import ROLLING, refuse_outside
    from foedus.history.lapse.score import LATEST, LEAST_YEARS, score

    known = posterior.STORE.shipped()  # of the same years, and read before they are
    refuse_outside(origin, known.first + LEAST_YEARS, LATEST)
    return score(tuple(sorted(set(origin))) or ROLLING, report=report)


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=_summary,
    sections=sections.fitted,
    apart=posterior.apart,
    examples="""
foedus fit lapse --out lapse.json
foedus score lapse --record lapse.json

The fit is deterministic. Without data at hand, `foedus data pull` fetches them. docs/lapse.md
says what counts as an end, what was tried, and where the forecast is weak.""",
    scoring=Scoring(
        run=score,
        sections=sections.scored,
        kept="scores",
        examples="""
foedus score lapse
foedus score lapse --origin 1990 --json

Everything is fitted anew on the years before each origin: 1950, 1960 … 2000, or those given. Each
scores the years up to the next, and ten years of what stood when it began. Beside the model, on
the same rows: the share broken, by age, and lately; a plain logit; and boosted trees.""",
    ),
)
