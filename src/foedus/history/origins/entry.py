"""What several origins know among the models."""

from collections.abc import Iterator
from typing import Any

from foedus.history.model import Model, Report, panel
from foedus.history.origins import Origin, sections, store
from foedus.history.span import FIRST_YEAR, check_span


def fit(report: Report, *, last_years: list[int] | None = None) -> Iterator[Origin]:
    """Every model through each year, of those shipped unless others are asked for.

    Raises InputError for years that cannot be learned from, DataError, FitError.
    """
    years = sorted(set(last_years or store.YEARS))
    for year in years:
        check_span(FIRST_YEAR, year, "--through")
    from foedus.history.origins.fit import fit_origins

    return fit_origins(panel(report), years, report)


def _summary(origin: Origin) -> dict[str, Any]:
    pools = (origin.ladder.pools or {}).items()
    return {
        "first": origin.ladder.first, "last": origin.last,
        "pools": {event: [each.years for each in pool.horizons] for event, pool in pools},
        "alliances": origin.depth.alliances,
        "calls": origin.honor.record.defense.called,
        "broken": origin.lapse.record["ends"]["broken"]["memberships"],
        "game": origin.game is not None,
        "apart_from_shipped": store.apart(origin),
    }  # fmt: skip


MODEL = Model(
    store=store.STORE,
    fit=fit,
    summary=_summary,
    sections=sections.fitted,
    file=lambda origin: f"{origin.last}.json",
    examples="""
foedus fit origins --out origins
foedus fit origins --out origins --through 1989 --json
foedus assess kuwait-1990.yaml --posterior origins/1989.json

Each file, DIR/YEAR.json, has the ladder fitted on the years through YEAR, the pools fitted on
hindcasts whose years were over by then, and depth, honor, lapse and the game as they were known.
`foedus assess` takes the one that its question allows. Each file is written when it is fitted.
Eight minutes on one core; deterministic.""",
)
