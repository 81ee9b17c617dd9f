"""What readers call a design: its title. Its name is what one types."""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from foedus.report import words

if TYPE_CHECKING:
    from foedus.scenario import Scenario

#: A title that begins so begins small inside a sentence.
_ARTICLE = re.compile("(No|An?|The) ")
#: Characters of a title in a sentence or a cell.
LONGEST = 60


def titles(
    scenario: "Scenario", names: Collection[str], reference: str, stands: str
) -> dict[str, str]:
    """Design -> its title, cut; its name where it has none.

    stands: what protects the protégé already; empty for nothing. The reference without a title is
    ``no guarantee``, or ``what stands already``. Designs of one title have their names in brackets.
    """
    found = {name: _given(scenario, name) for name in names}
    if not found.get(reference):
        found[reference] = "what stands already" if stands else "no guarantee"
    called = [each.casefold() for each in found.values()]
    return {
        name: f"{title} ({name})" if called.count(title.casefold()) > 1 else title or name
        for name, title in found.items()
    }


def _given(scenario: "Scenario", name: str) -> str:
    """A design's own title, cut, to stand in a sentence; empty where it has none."""
    design = scenario.designs.get(name)
    title = words.cut(design.title, LONGEST) if design and design.title else ""
    return title[:1].lower() + title[1:] if _ARTICLE.match(title) else title


def meant(name: str, meaning: str, called: Mapping[str, str]) -> str:
    """What an input of a study means; the depth of a design by the design's title."""
    design = name.removeprefix("depth:")
    return f"depth of {called[design]}" if design != name and design in called else meaning


def headed(title: str) -> str:
    """A title to stand alone, at the head of a row: its first letter large."""
    return title[:1].upper() + title[1:]
