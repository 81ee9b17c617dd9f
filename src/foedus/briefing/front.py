"""The page: one figure, three judgements, the designs, what would change it, how far it reaches."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from foedus.assessment.sections import designs, flips, judgements, sources
from foedus.assessment.sections.limits import cautions
from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Section

#: The page alone, or the page and all that stands behind it.
Length: TypeAlias = Literal["page", "full"]


def sections(m: Material) -> tuple[Section, ...]:
    """The page's parts, in reading order, under the bottom line."""
    return tuple(_sections(m))


def _sections(m: Material) -> Iterator[Section]:
    yield Section("view", "", "", m.pictures("war-risk"))
    yield Section("judged", "Judgements", "", tuple(judgements.three(m)))
    change = flips.few(m)
    if change:
        yield Section("change", "What would change it", "", (Bullets(change),))
    if len(m.found.designs) > 1:
        yield Section("weighed", "The designs", "", (designs.page(m),))
    yield Section("reach", "What to beware of", "", (Bullets(cautions.cautions(m)),))
    yield Section("rests", "Sources", "", (Paragraph(cited(m)),))


def cited(m: Material) -> str:
    """What a page rests on, in a paragraph."""
    found = m.found
    by: dict[str, int] = {}
    for fact in found.facts.values():
        by[fact.origin] = by.get(fact.origin, 0) + 1
    given = found.scenario.sources
    named = f"The scenario cites {words.counted(len(given), 'source')}." if given else ""
    return words.said(
        sources.line(found).removeprefix("Source: "),
        f"{words.counted(len(found.facts), 'fact')} of the case; {found.draws:,} posterior draws, "
        f"seed {found.seed}.",
        named,
        f"Words for likelihood: {m.yardstick.title}. Intervals hold 90% of draws. Associations in "
        "the record, not proof of cause.",
    )
