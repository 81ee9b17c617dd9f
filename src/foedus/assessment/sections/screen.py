"""The answer on one screen: question, bottom line, designs, what to beware of, what to run next."""

from shlex import quote

from foedus.assessment.sections import designs
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.limits.cautions import MOST, cautions
from foedus.assessment.sections.voice import Voice
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Preformatted, Section
from foedus.report.text import text

#: A screen.
_LINES, _COLUMNS = 45, 80
#: Caveats and rows of the table that it holds, the most first.
_SMALLER = ((MOST, 6), (2, 6), (MOST, 5), (MOST, 4), (2, 4), (2, 3), (1, 3), (1, 2))


def sections(v: Voice, typed: str, protege: str | None = None) -> list[Section]:
    """At most 45 lines of 80 columns, rows and then caveats left out until they fit.

    typed: the scenario as it was asked for. protege: the one picked of several.
    """
    asked = v.found.scenario
    question = (
        f"{words.cut(asked.title, 120)}: {v.one} and {v.two}, {words.years(v.found.years)} from "
        f"{asked.as_of}."
    )
    if v.found.past:  # what it was answered from
        question += f" {words.sentence(v.found.fitted)}"
    first = [
        Section("question", "", "", (Paragraph(question),)),
        Section("bottom-line", "Bottom line", "", (Bullets(bottom_line(v)),)),
    ]
    last = following(typed, v, protege)
    made: list[Section] = []
    for warned, rows in _SMALLER:
        made = [
            *first,
            Section("designs", "The designs", "", (designs.brief(v, rows),)),
            Section("cautions", "Beware", "", (Bullets(cautions(v, warned)),)),
            last,
        ]
        if text(made, _COLUMNS).count("\n") < _LINES:
            break
    return made


def following(typed: str, v: Voice | None = None, protege: str | None = None) -> Section:
    """What to run next, with the scenario as it was typed.

    v: None where the answer was for several. protege: one of those, for commands that take one.
    """
    one = f" --protege {quote(protege)}" if protege else ""
    name, shown = quote(typed), next(iter(v.best.names), "") if v and v.best else ""
    lines = [
        f"foedus assess {name}{one if v else ''} --full",
        f"foedus brief {name}{one} --out brief.html",
    ]
    if shown:
        lines.append(f"foedus explain {name} war --design {shown}{one}")
    return Section("next", "Next", "", (Preformatted("\n".join(lines)),))
