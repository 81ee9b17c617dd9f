"""The record of pledges in words."""

from foedus.history import sections as shared
from foedus.history.pledge.posterior import Pledges
from foedus.report.blocks import Paragraph, Section


def fitted(found: Pledges) -> tuple[Section, ...]:
    """Record and trial in words."""
    rates = (
        (f"{one.kind} pledge: {one.event}", f"{one.observed:,}", f"{one.expected:,.1f}",
         f"{one.ratio:.2f}", f"{one.low:.2f}–{one.high:.2f}")
        for one in found.rates
        if one.era == "all"
    )  # fmt: skip
    trials = (
        (f"{kind} pledge, {rung}", shared.pm((one["change"]["sum"], one["change"]["se"]), 2))
        for kind, rungs in found.trials.items()
        for rung, one in rungs.items()
    )
    heads = ("in force, begun by the pledger", "observed", "expected", "ratio", "90% interval")
    caption = "Log loss with the pledge, less that of the ladder without it, out of sample (± se)."
    called = found.calls[0]
    blocks = (
        shared.table("rates", heads, rates),
        shared.table("trials", ("", ""), trials, caption),
        Paragraph(f"Called on in war: {called.honored} of {called.called} honored."),
    )
    return (Section("fit", "", f"pledges of nonaggression, {found.first}–{found.last}", blocks),)
