"""The ladder among the models."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.history.ladder import Ladder, posterior, sections
from foedus.history.model import Model, Report, Scoring, panel
from foedus.history.span import FIRST_YEAR, LAST_YEAR, check_span
from foedus.report.plain import plain

if TYPE_CHECKING:
    from foedus.history.ladder.score import LadderScore


def fit(report: Report, *, through: int = LAST_YEAR) -> Ladder:
    """The ladder on the years ``through`` that. Raises InputError, DataError, FitError."""
    check_span(FIRST_YEAR, through, "--through")
    from foedus.history.ladder.fit import fit_ladder
    from foedus.history.rows import load

    command = "foedus fit ladder" + (f" --through {through}" if through != LAST_YEAR else "")
    report("building the panel")
    return fit_ladder(load(FIRST_YEAR, through), command=command, report=report)


def _summary(found: Ladder) -> dict[str, Any]:
    return {
        "first": found.first, "last": found.last, "hashes": found.hashes,
        "rungs": {n: {"rows": r.rows, "events": r.events} for n, r in found.rungs.items()},
    }  # fmt: skip


def score(
    report: Report, *, origin: list[int], rolling: bool = False, plot: Path | None = None
) -> "Mapping[str, LadderScore]":
    """Scores after some origins, and a picture of the calibration. Raises InputError, FitError."""
    from foedus.history.ladder.calibration import figure
    from foedus.history.ladder.score import chosen, score
    from foedus.report.figure.figure import KINDS
    from foedus.storage import check_place

    known = posterior.STORE.shipped()
    origins = chosen(origin, rolling, known.first, known.last)
    if plot is not None:
        check_place(plot, KINDS, "--plot")
    found = score(panel(report), origins, report=report)
    if plot is not None:
        figure(plain(found)).save(plot)
    return found


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=_summary,
    sections=sections.fitted,
    apart=posterior.apart,
    examples="""
foedus fit ladder --out ladder.json
foedus fit ladder --through 1989 --out until-1989.json --json
foedus assess ukraine-2025 --posterior ladder.json

The fit is deterministic. Without --through it gives the shipped posterior again, to nine
digits on the same libraries; the command prints how far the two are apart.""",
    scoring=Scoring(
        run=score,
        sections=sections.scored,
        kept="scores",
        examples="""
foedus score ladder --origin 1990
foedus score ladder --rolling --plot calibration.svg
foedus score ladder --rolling --json

Everything is fitted anew on the years before each origin. Beside the ladder, on the same rows:
the base rate, a plain logit, and boosted trees on the ladder's own columns. With --rolling the
origins are 1950, 1960 … 2000, each scoring the years up to the next.""",
    ),
)
