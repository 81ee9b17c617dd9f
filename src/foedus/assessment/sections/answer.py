"""The whole answer as sections, in their order: what a terminal prints and a page builds on."""

from collections.abc import Iterator

from foedus.assessment.result import Assessment
from foedus.assessment.sections import (
    clauses,
    designs,
    drivers,
    durability,
    flips,
    further,
    honor,
    judgements,
    record,
    sources,
)
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.limits import caveats, explanations
from foedus.assessment.sections.voice import Voice
from foedus.facts.chronology import digest
from foedus.facts.sections import origin
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Section
from foedus.report.yardstick import ICD_203, Yardstick


def sections(found: Assessment, yardstick: Yardstick = ICD_203) -> list[Section]:
    """Every part of the answer, likelihoods in the words of ``yardstick``."""
    v = Voice(found, yardstick)
    every = (
        Section("question", "", "", tuple(map(Paragraph, _question(v)))),
        Section("bottom-line", "Bottom line", "", (Bullets(bottom_line(v)),)),
        further.section(v),
        judgements.section(v),
        designs.section(v),
        designs.growth(v),
        durability.section(v),
        honor.section(v),
        clauses.section(v),
        flips.section(v),
        designs.readings(v),
        drivers.section(v),
        explanations.section(v),
        caveats.assumptions(v),
        caveats.extrapolation(v),
        record.section(v),
        sources.section(v),
    )
    return [each for each in every if each is not None]


def _question(v: Voice) -> Iterator[str]:
    """What is asked, over which time, and what the answer was learned from."""
    found, asked = v.found, v.found.scenario
    yield f"{asked.name}: {words.cut(asked.title, 200)}"
    yield (
        f"challenger {v.one}, protégé {v.two}, as of {asked.as_of}; {found.draws:,} draws, "
        f"seed {found.seed}"
    )
    yield (
        f"forecast {asked.begins} to {asked.ends(found.years)}: {words.years(found.years)} of "
        f"twelve months, the first to {found.until(1)}"
    )
    yield f"reference: {found.meaning}"
    yield found.fitted
    if read := origin(found.facts):
        yield f"facts of the pair {read}"
    since = digest.head(asked, found.facts)
    if since:
        yield since
    if found.unread:
        yield f"said in the scenario and not read here: {'; '.join(found.unread)}"
