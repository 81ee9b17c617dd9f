"""Sources that the scenario cites, data as their publishers ask, facts and method."""

from collections.abc import Iterator

from foedus.assessment.sections import sources
from foedus.briefing.annex import DRAWS
from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Section, Table

MOST = 100


def section(m: Material) -> Section:
    """Everything that the brief rests on."""
    return Section(
        "sources",
        "Sources, data and method",
        "Every number comes from the assessment that is published with this brief as data.",
        (
            *_sources(m),
            sources.data(m, cited=True),
            sources.facts(m),
            Bullets((*sources.method(m), *_signing(m))),
        ),
    )


def _sources(m: Material) -> Iterator[Block]:
    given = m.found.scenario.sources
    if not given:
        return
    rows = []
    for name, source in list(given.items())[:MOST]:
        told = [words.cut(source.publisher or "", 160), source.number, source.url, source.note]
        rows.append((
            name,
            words.cut(source.title, 240),
            "; ".join(words.cut(each, 200) for each in told if each),
            # a year alone is read as its first day
            source.on.isoformat().removesuffix("-01-01") if source.on else "",
        ))  # fmt: skip
    yield Table(
        "sources",
        "Sources that the scenario cites",
        ("Name", "Title", "Publisher, number, address, note", "Date"),
        tuple(rows),
        words.left_out(len(rows), len(given), "source"),
    )


def _signing(m: Material) -> Iterator[str]:
    if m.signing:
        yield (
            f"Who would sign was weighed over {DRAWS:,} draws of judged weights, for war {m.span}; "
            "no record scores it."
        )
