"""An assessment as a terminal prints it."""

from foedus.assessment.result import Assessment
from foedus.assessment.sections.answer import sections
from foedus.report.text import WIDTH, text


def render(found: Assessment, columns: int = WIDTH) -> str:
    return text(sections(found), columns)
