"""Depth among the models."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.history.depth import DepthModel, posterior, sections
from foedus.history.model import Model, Report, Scoring
from foedus.history.store import DIGITS
from foedus.report.plain import plain, record

if TYPE_CHECKING:
    from foedus.history.depth.score import DepthScore


def fit(report: Report) -> DepthModel:
    """The measure. Raises DataError without the data, FitError."""
    from foedus.evidence.table import table
    from foedus.history.depth.fit import SOURCE, fit_depth

    report("fitting eight items")
    return fit_depth(table(SOURCE))


def _summary(found: DepthModel) -> dict[str, Any]:
    return plain({
        "alliances": found.alliances, "incomplete": found.incomplete,
        "loglik": found.loglik, "gradient_norm": found.gradient_norm, "bare": found.bare,
        **posterior.estimates(found), "hashes": found.hashes,
    }, DIGITS)  # fmt: skip


def score(
    report: Report, *, fitted: Path | None = None, record: Path | None = None
) -> "DepthScore":
    """How well depth is measured, by the shipped fit, that of a file, or that of the ``record``.

    Raises InputError for a file that is none, DataError without the data.
    """
    from foedus.evidence.table import table
    from foedus.history.depth.fit import SOURCE
    from foedus.history.depth.score import OTHER_SOURCE, score

    model = posterior.load(record or fitted)
    return score(model, table(SOURCE), table(OTHER_SOURCE), report=report)


def _document(found: "DepthScore") -> dict[str, Any]:
    return record(found, digits=DIGITS)


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=_summary,
    sections=sections.fitted,
    apart=posterior.apart,
    examples="""
foedus fit depth --out depth.json
foedus fit depth --out depth.json --json

The fit is deterministic and gives the shipped one again. docs/depth.md says what is measured.""",
    scoring=Scoring(
        run=score,
        document=_document,
        sections=sections.scored,
        kept="record",
        examples="""
foedus score depth
foedus score depth --json

Each tie is predicted from the other seven, in alliances that the items were not fitted on. The
versions are fitted anew; none was chosen by its agreement. It takes about ten seconds.""",
    ),
)
