"""The cases of reference classes in words."""

from foedus.history.reference.record import Cases
from foedus.report.blocks import Section


def fitted(found: Cases) -> tuple[Section, ...]:
    """How many cases of either kind."""
    lead = (
        f"{len(found.after_war):,} cases after a war, {len(found.windows):,} without one lately, "
        f"followed to {found.through}"
    )
    return (Section("fit", "", lead, ()),)
