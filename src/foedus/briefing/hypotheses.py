"""The scenario's competing hypotheses, weighed by its claims."""

from foedus.briefing.material import Material
from foedus.report.blocks import Section
from foedus.scenario.hypotheses import sections
from foedus.scenario.hypotheses.weighing import weigh


def section(m: Material) -> Section | None:
    """The weighing; nothing where the scenario asks about none."""
    asked = m.found.scenario
    if asked.hypotheses is None:
        return None
    return sections.section(weigh(asked.hypotheses, asked.claims), m.yardstick)
