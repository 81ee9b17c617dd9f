"""The brief on several protégés: one page that sets them side by side, and each behind it."""

from collections.abc import Iterator
from dataclasses import replace

from foedus.assessment.figures import together
from foedus.assessment.sections import designs, judgements, several
from foedus.assessment.sections.limits import cautions
from foedus.assessment.sections.titles import headed
from foedus.assessment.sections.voice import Voice, right
from foedus.assessment.several import ASSUMES, JointDesign, Several
from foedus.briefing.compose import meta
from foedus.briefing.front import Length, cited
from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import (
    Block,
    Brief,
    Bullets,
    Judgement,
    Paragraph,
    Picture,
    Section,
    Table,
)
from foedus.report.yardstick import ICD_203, Yardstick

#: Cautions of the most endangered, rows of the page's table, protégés that have a judgement.
_CAUTIONS, _ROWS, _JUDGED = 2, 8, 3


def compose(found: Several, *, yardstick: Yardstick = ICD_203, length: Length = "page") -> Brief:
    """The brief of the assessments of several protégés; ``data`` is their ``to_dict``.

    length: the page, or the page and an annex: every table, and each protégé's own view. What
    stands behind each of them in full is its own brief.
    """
    one = found.first
    asked = one.scenario
    voices = {state: Material(each, yardstick) for state, each in found.each.items()}
    first = voices[asked.protege]
    abstract = tuple(several.answer(found, voices))
    return Brief(
        title=words.cut(asked.title, 200),
        subtitle=(
            f"{first.one} and {words.listed(v.two for v in voices.values())}, "
            f"{one.span(one.years)}; as of {asked.as_of}"
        ),
        as_of=asked.as_of.isoformat(),
        abstract=abstract,
        page=tuple(_page(found, voices)),
        sections=tuple(_annex(found, voices)) if length == "full" else (),
        meta=meta(one, yardstick),
        data=found.to_dict(),
    )


def _page(found: Several, voices: dict[str, Material]) -> Iterator[Section]:
    ranked = sorted(voices.values(), key=lambda v: -v.bare.risk.by["war"][-1].value)
    most, worst = ranked[0], ranked[:_JUDGED]
    yield Section("view", "", "", (Picture(together.draw(found)),))
    yield Section("judged", "Judgements", "", tuple(_judgements(voices, worst)))
    yield Section("change", "How they hang together", "", (Bullets(ASSUMES[1:]),))
    yield Section("weighed", "War, by design", "", (_weighed(found, voices),))
    told = cautions.cautions(most, _CAUTIONS)
    yield Section("reach", f"What to beware of, for {most.two}", "", (Bullets(told),))
    yield Section("rests", "Sources", "", (Paragraph(cited(most)),))


def _judgements(voices: dict[str, Material], worst: list[Material]) -> Iterator[Block]:
    """Of the most endangered, in the order of the question."""
    yield from (_judged(v) for v in voices.values() if v in worst)
    if len(voices) > len(worst):
        rest = [v.two for v in voices.values() if v not in worst]
        yield Paragraph(f"{words.listed(rest)}: in the table.")


def _judged(v: Material) -> Judgement:
    """A protégé alone, and the confidence in the level of its risk."""
    [level, *_] = judgements.three(v)
    return replace(level, text=several.alone(v))


def _weighed(found: Several, voices: dict[str, Material]) -> Table:
    one = found.first
    rows = list(_rows(found, voices))
    return Table(
        "page-several", "",
        ("Design", *(v.two for v in voices.values()), "Any of them", "Ratio"),
        tuple(rows[:_ROWS]),
        words.said(
            f"War begun by the challenger {voices[one.scenario.protege].span}; brackets hold 90% "
            f"intervals. Ratio: of any of them, to {one.reference_title}.",
            words.left_out(min(len(rows), _ROWS), len(rows), "reading"),
        ),
        right(len(voices) + 2),
    )  # fmt: skip


def _rows(found: Several, voices: dict[str, Material]) -> Iterator[tuple[str, ...]]:
    """A row for each reading of each design: each protégé, any of them, the ratio."""
    for name, own in found.any.items():
        title = headed(found.first.titles[name])
        readings: list[tuple[str, JointDesign]] = [(f"{title}, by its text" * bool(own.practice)
                                                 or title, own)]  # fmt: skip
        if own.practice:
            readings.append((f"{title}, by its practice", own.practice))
        for label, any_ in readings:
            chances = []
            for v in voices.values():
                design = v.found.designs[name]
                read = (any_ is own.practice and design.practice) or design
                chances.append(words.brackets(read.risk.by["war"][-1]))
            ratio = any_.ratio["war"]
            same = ratio.low == ratio.high == 1.0
            yield (
                label, *chances, words.brackets(any_.by["war"][-1]),
                "1" if same else words.ratio(ratio),
            )  # fmt: skip


def _annex(found: Several, voices: dict[str, Material]) -> Iterator[Section]:
    """Every table, what stands, and each protégé's own view."""
    yield from several.sections(found, next(iter(voices.values())).yardstick)[2:]
    for state, v in voices.items():
        yield Section(f"alone-{state.lower()}", v.two, _own(v), tuple(_view(v)))


def _own(v: Voice) -> str:
    asked = v.found.scenario
    return (
        f"{v.two} alone, with all else as it is. What stands behind it is its own brief: "
        f"foedus brief {asked.name} --protege {asked.protege} --length full."
    )


def _view(v: Material) -> Iterator[Block]:
    yield from v.pictures("war-risk")
    yield from judgements.three(v)
    table = designs.page(v)
    yield replace(table, name=f"{table.name}-{v.found.scenario.protege}")
    yield Bullets(cautions.cautions(v))
