"""The ladders of several origins among the models."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from foedus.history.ladder import Ladder
from foedus.history.model import Model, Report
from foedus.history.origins import sections, store
from foedus.history.span import FIRST_YEAR, check_span

Ladders = tuple[Ladder, ...]


def fit(report: Report, *, last_years: list[int] | None = None) -> Ladders:
    """A ladder through each year, of those shipped unless others are asked for.

    Raises InputError for years that cannot be learned from, DataError, FitError.
    """
    years = sorted(set(last_years or store.YEARS))
    for year in years:
        check_span(FIRST_YEAR, year, "--through")
    from foedus.history.origins.fit import fit_origins
    from foedus.history.rows import load

    report("building the panel")
    return tuple(fit_origins(load(), years, report))


def _save(found: Iterable[Ladder], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for ladder in found:
        store.save(ladder, _place(ladder, out))


def _place(ladder: Ladder, out: Path) -> Path:
    return out / f"{ladder.last}.json"


def _summary(found: Ladders, out: Path, _: float | None) -> list[dict[str, Any]]:
    return [
        {
            "out": str(_place(ladder, out)), "first": ladder.first, "last": ladder.last,
            "pools": {event: [each.years for each in pool.horizons]
                      for event, pool in (ladder.pools or {}).items()},
            "apart_from_shipped": store.apart(ladder),
        }
        for ladder in found
    ]  # fmt: skip


MODEL: Model[Ladders, None] = Model(
    store=store.STORE,
    fit=fit,
    save=_save,
    summary=_summary,
    sections=sections.fitted,
    folder=True,
    examples="""\b
Examples:
  foedus fit origins --out origins
  foedus fit origins --out origins --through 1989 --json
  foedus assess kuwait-1990.yaml --posterior origins/1989.json

\b
Each file, DIR/YEAR.json, has the ladder fitted on the years through YEAR and the pools fitted on
hindcasts whose years were over by then. `foedus assess` takes the one that its question allows.
Five minutes on one core; deterministic.""",
)
