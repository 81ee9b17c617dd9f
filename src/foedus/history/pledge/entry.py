"""The record of pledges among the models."""

from pathlib import Path
from typing import Any

from foedus.history import sections as shared
from foedus.history.model import Model, Report
from foedus.history.pledge import Pledges, posterior
from foedus.report.blocks import Paragraph, Section, Table


def fit(report: Report) -> Pledges:
    """Record and trial. Raises DataError without the data, FitError as the ladder does."""
    from foedus.history.pledge.fit import fit_pledges
    from foedus.history.rows import load

    report("building the panel")
    return fit_pledges(load(), report)


def _summary(found: Pledges, _out: Path, _apart: float | None) -> dict[str, Any]:
    return found.to_dict()


def sections(found: Pledges) -> tuple[Section, ...]:
    """Record and trial in words."""
    rates = tuple(
        (f"{one.kind} pledge: {one.event}", f"{one.observed:,}", f"{one.expected:,.1f}",
         f"{one.ratio:.2f}", f"{one.low:.2f}–{one.high:.2f}")
        for one in found.rates
        if one.era == "all"
    )  # fmt: skip
    trials = tuple(
        (f"{kind} pledge, {rung}", shared.pm((one["change"]["sum"], one["change"]["se"]), 2))
        for kind, rungs in found.trials.items()
        for rung, one in rungs.items()
    )
    heads = ("in force, begun by the pledger", "observed", "expected", "ratio", "90% interval")
    caption = "Log loss with the pledge, less that of the ladder without it, out of sample (± se)."
    called = found.calls[0]
    return (
        Section(
            "fit",
            "",
            f"pledges of nonaggression, {found.first}–{found.last}",
            (
                Table("rates", "", heads, rates, align=shared.right(5)),
                Table("trials", caption, ("", ""), trials, align=("l", "r")),
                Paragraph(f"Called on in war: {called.honored} of {called.called} honored."),
            ),
        ),
    )


MODEL: Model[Pledges, None] = Model(
    store=posterior.STORE,
    fit=fit,
    save=posterior.save,
    summary=_summary,
    sections=sections,
    examples="""\b
Examples:
  foedus fit pledge --out pledge.json
  foedus fit pledge --out pledge.json --json

\b
Takes two minutes: the pledge is also put on trial as a covariate of the ladder, out of
sample. The shipped ladder has none, since it did not help; docs/ladder.md says more.""",
)
