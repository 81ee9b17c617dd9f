"""The ladder and the trees of forecasts of every pair among the models."""

from collections.abc import Iterator

from foedus.history.model import Model, Report, panel
from foedus.history.span import FIRST_YEAR, check_span
from foedus.history.trees import posterior, sections
from foedus.history.trees.learned import Learned


def fit(report: Report, *, last_years: list[int] | None = None) -> Iterator[Learned]:
    """Ladder and trees through each year, of those shipped unless others are asked for.

    Raises InputError for years that cannot be learned from, DataError, FitError.
    """
    years = sorted(set(last_years or posterior.YEARS))
    for year in years:
        check_span(FIRST_YEAR, year, "--through")
    from foedus.history.trees.learned import learn

    return learn(panel(report), years, report)


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=lambda found: {
        "last": found.last,
        "ladder": "its own" if found.ladder else "the shipped one",
        "trees": {event: len(model.splits) for event, model in found.trees.models.items()},
    },
    sections=sections.fitted,
    file=lambda found: f"{found.last}.json",
    examples="""
foedus fit trees --out trees
foedus fit trees --out trees --through 1989 --json

Each file, DIR/YEAR.json, has the ladder fitted on the years through YEAR and the trees grown on
them: what `foedus forecast dyads --train-through YEAR` learns. Those of 1999, 2010 and 2014 ship,
so that such a forecast takes seconds. Two minutes on one core; deterministic.""",
)
