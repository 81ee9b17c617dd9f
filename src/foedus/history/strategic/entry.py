"""The extended-deterrence game among the models."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from foedus.evidence.bridge import GML_LAST
from foedus.history.model import Model, Report, Scoring
from foedus.history.span import FIRST_YEAR, check_span
from foedus.history.strategic import posterior, sections
from foedus.history.strategic.model import Strategic

if TYPE_CHECKING:
    from foedus.history.strategic.score import PartScore


def fit(report: Report, *, through: int = GML_LAST) -> Strategic:
    """The game on the years ``through`` that. Raises InputError, DataError, FitError."""
    check_span(FIRST_YEAR, through, "--through")
    from foedus.history.strategic.fit import COMMAND, fit_strategic
    from foedus.history.strategic.rows import load

    command = COMMAND + (f" --through {through}" if through != GML_LAST else "")
    report("building the panel")
    return fit_strategic(load(FIRST_YEAR, through), command=command, report=report)


def _summary(found: Strategic) -> dict[str, Any]:
    return {
        "first": found.first, "last": found.last, "rows": found.rows,
        "outcomes": found.outcomes, "loglik": found.loglik,
        "gradient_norm": found.gradient_norm, "hashes": found.hashes,
        "coefficients": dict(zip(found.names, found.mean.tolist(), strict=True)),
        "standard_errors": dict(zip(found.names, found.sd.tolist(), strict=True)),
        "cautions": found.cautions(),
    }  # fmt: skip


def score(report: Report, *, origin: list[int], rolling: bool = False) -> "Mapping[str, PartScore]":
    """Each part's scores after some origins. Raises InputError, DataError, FitError."""
    from foedus.history.ladder.score import chosen
    from foedus.history.strategic.rows import load
    from foedus.history.strategic.score import LEAST, score

    known = posterior.STORE.shipped()
    origins = chosen(origin, rolling, known.first, known.last, LEAST)
    report("building the panel")
    return score(load(), origins, report=report)


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=_summary,
    sections=sections.fitted,
    examples="""
foedus fit strategic --out game.json
foedus score strategic --rolling --record game.json

The fit is deterministic. docs/strategic.md says what the game is, and where it is weak.""",
    scoring=Scoring(
        run=score,
        sections=sections.scored,
        kept="scores",
        examples="""
foedus score strategic --origin 1990
foedus score strategic --rolling --json

Everything is fitted anew on the years before each origin. Beside the game, on the same rows: the
base rate; for a challenge the ladder; for the other parts a plain logit on the same regressors.""",
    ),
)
