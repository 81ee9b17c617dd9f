"""The answer on one screen: question, bottom line, designs, what to beware of, what to run next."""

from shlex import quote

from foedus.assessment.sections import designs
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.cautions import MOST, cautions
from foedus.assessment.sections.voice import Voice
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Preformatted, Section
from foedus.report.text import text

#: A screen.
_LINES, _COLUMNS = 45, 80
#: Caveats and rows of the table that it holds, the most first.
_SMALLER = ((MOST, 6), (MOST, 5), (MOST, 4), (2, 4), (2, 3), (1, 3), (1, 2))


def sections(v: Voice, typed: str) -> list[Section]:
    """At most 45 lines of 80 columns, rows and then caveats left out until they fit.

    typed: the scenario as it was asked for.
    """
    asked = v.found.scenario
    question = (
        f"{words.cut(asked.title, 120)}: {v.one} and {v.two}, {words.years(v.found.years)} from "
        f"{asked.as_of}."
    )
    first = [
        Section("question", "", "", (Paragraph(question),)),
        Section("bottom-line", "Bottom line", "", (Bullets(bottom_line(v)),)),
    ]
    last = following(typed, v)
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


def following(typed: str, v: Voice | None = None) -> Section:
    """What to run next, with the scenario as it was typed."""
    name = quote(typed)
    shown = next((n for n in (v.best.names if v and v.best else ())), "")
    lines = [f"foedus assess {name} --full", f"foedus brief {name} --out brief.html"]
    if shown:
        lines.append(f"foedus explain {name} war --design {shown}")
    return Section("next", "Next", "", (Preformatted("\n".join(lines)),))
