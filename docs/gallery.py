"""Write the questions, answers and sources of gallery.md from the scenarios that ship."""

import re
from collections.abc import Iterator
from pathlib import Path

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.result import Assessment
from foedus.assessment.sections import screen, several
from foedus.assessment.sections.voice import Voice
from foedus.assessment.several import Several, assess_each
from foedus.facts import snapshot
from foedus.report.blocks import Bullets
from foedus.report.markdown import inline
from foedus.scenario import Scenario
from foedus.scenario.statements import Source

PAGE = Path(__file__).with_suffix(".md")
STOP = "<!-- end of answer -->"
#: An answer's place, by the name of its scenario.
PLACE = re.compile(rf"<!-- answer of ([a-z0-9-]+): written by gallery\.py -->\n.*?{STOP}", re.S)


def answer(name: str) -> Assessment | Several:
    """The answer of a shipped scenario, for each of its protégés where it names several."""
    asked = scenario.each(name)
    if len(asked) > 1:
        return assess_each(name)
    return assess(next(iter(asked.values())), evidence=snapshot.of(name))


def bottom_line(found: Assessment | Several, name: str) -> tuple[str, ...]:
    """Its sentences, as a terminal prints them."""
    parts = (
        several.sections(found)
        if isinstance(found, Several)
        else screen.sections(Voice(found), name)
    )
    [line] = [part for part in parts if part.id == "bottom-line"]
    return tuple(
        item for block in line.blocks if isinstance(block, Bullets) for item in block.items
    )


def cited(source: Source) -> str:
    """One source on a line: title, publisher, number, date, address, what it says of itself."""
    on = str(source.on or "").removesuffix("-01-01")  # a year alone is read as its first day
    told = (source.title, source.publisher, source.number, on, source.url)
    note = f". {source.note.strip().rstrip('.')}" if source.note else ""
    return inline(", ".join(each for each in told if each) + note)


def lines(asked: Scenario, said: tuple[str, ...]) -> Iterator[str]:
    """The question, what is said of it, and what its file cites."""
    yield f"**{inline(asked.title)}.** As of {asked.as_of}, {asked.horizon} years ahead."
    yield ""
    yield from (f"> - {inline(each)}" for each in said)
    yield ""
    yield f"Sources ({len(asked.sources)}):"
    yield ""
    yield from (f"- {cited(each)}" for each in asked.sources.values())


def written(name: str, found: Assessment | Several) -> str:
    """The text between the marks of a scenario, marks and all."""
    one = found.first if isinstance(found, Several) else found
    body = "\n".join(lines(one.scenario, bottom_line(found, name)))
    return f"<!-- answer of {name}: written by gallery.py -->\n{body}\n{STOP}"


def page(text: str) -> str:
    """The page's text with every answer as the models give it now."""
    return PLACE.sub(lambda mark: written(mark[1], answer(mark[1])), text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
