"""The trial of US forces among the models."""

from pathlib import Path
from typing import Any

from foedus.history import sections as shared
from foedus.history.model import Model, Report
from foedus.history.presence import posterior
from foedus.history.presence.posterior import HOST, Presence
from foedus.report.blocks import Section, Table


def fit(report: Report) -> Presence:
    """The trial on every rung. Raises DataError without the data, FitError as the ladder does."""
    from foedus.history.presence.fit import fit_presence
    from foedus.history.rows import load

    report("building the panel")
    return fit_presence(load(), report)


def _summary(found: Presence, _out: Path, _apart: float | None) -> dict[str, Any]:
    return found.to_dict()


def sections(found: Presence) -> tuple[Section, ...]:
    """The trial in words."""
    lead = (
        f"US forces in the target, {found.first}–{found.last}: {found.hosts:,} state-years with "
        f"{HOST} or more"
    )
    rows = tuple(
        (f"{kind}, {rung}", shared.pm(found.change(kind, rung), 2))
        for kind, rungs in found.trials.items()
        for rung in rungs
    )
    caption = "Log loss with them, less that of the ladder without, out of sample (± se)."
    return (
        Section("fit", "", lead, (Table("trials", caption, ("", ""), rows, align=("l", "r")),)),
    )


MODEL: Model[Presence, None] = Model(
    store=posterior.STORE,
    fit=fit,
    save=posterior.save,
    summary=_summary,
    sections=sections,
    examples="""\b
Examples:
  foedus fit presence --out presence.json
  foedus fit presence --out presence.json --json

\b
Takes some minutes: forms of the covariate are put on trial out of sample, rung by rung. The
shipped ladder has none of them; docs/ladder.md says why.""",
)
