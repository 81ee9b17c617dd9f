"""The trial of US forces in words."""

from foedus.history import sections as shared
from foedus.history.presence.posterior import HOST, Presence
from foedus.report.blocks import Section


def fitted(found: Presence) -> tuple[Section, ...]:
    """The trial in words."""
    lead = (
        f"US forces in the target, {found.first}–{found.last}: {found.hosts:,} state-years with "
        f"{HOST} or more"
    )
    rows = (
        (f"{kind}, {rung}", shared.pm(found.change(kind, rung), 2))
        for kind, rungs in found.trials.items()
        for rung in rungs
    )
    caption = "Log loss with them, less that of the ladder without, out of sample (± se)."
    return (Section("fit", "", lead, (shared.table("trials", ("", ""), rows, caption),)),)
