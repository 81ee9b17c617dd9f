"""What takes longer than a page may: one function a kind, from a board to sections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from foedus.assessment import assess
from foedus.assessment.figures.registry import draw
from foedus.errors import InputError
from foedus.report.blocks import Brief, Picture, Section
from foedus.web.board.board import Boards, DesignBoard
from foedus.web.jobs import Told


@dataclass(frozen=True, slots=True)
class Findings:
    """What some work found: in words, and as plain values. brief: of that kind alone."""

    sections: tuple[Section, ...]
    data: Any
    brief: Brief | None = None


def works(boards: Boards) -> dict[str, Callable[[str, str, Told], Findings]]:
    """Kind -> the work, given a scenario's name and a query."""

    def of(
        work: Callable[[DesignBoard, Mapping[str, str], Told], Findings],
    ) -> Callable[[str, str, Told], Findings]:
        def done(name: str, query: str, tell: Told) -> Findings:
            pairs = parse_qsl(query, keep_blank_values=True)
            return work(boards.board(name, pairs), dict(pairs), tell)

        return done

    return {
        "signing": of(signing), "map": of(region), "analogues": of(analogues), "search": of(search),
        "study": of(study), "brief": of(brief),
    }  # fmt: skip


def signing(it: DesignBoard, _: Mapping[str, str], tell: Told) -> Findings:
    """Who would sign each design, and who blocks."""
    from foedus.signing.bargain import bargain
    from foedus.signing.sections import sections

    tell("weighing every design and small changes to it")
    found = bargain(it.changed, draws=it.revisions.draws, years=it.years)
    return Findings(sections(found), found.to_dict())


def region(it: DesignBoard, _: Mapping[str, str], tell: Told) -> Findings:
    """The neighborhood, and what each design does to it."""
    from foedus.region.neighbors import neighbors
    from foedus.region.sections import sections

    tell("drawing the map")
    drawn: tuple[Section, ...] = ()
    try:
        drawn = (Section("map", "", "", (Picture(draw(it.answer, "map"), wide=True),)),)
    except InputError:  # one of the two is a state of the past
        tell("no map has the boundaries of its day")
    tell("asking the same of every neighbor")
    found = neighbors(it.answer, evidence=it.revisions.evidence, draws=500)
    return Findings((*drawn, *sections(found)), found.to_dict())


def analogues(it: DesignBoard, asked: Mapping[str, str], tell: Told) -> Findings:
    """The commitments of history that are most like a design."""
    from foedus.analogy.analogues import analogues as nearest
    from foedus.analogy.sections import sections

    design = asked.get("design", "")
    tell(f"searching for commitments like {design}")
    found = nearest(it.answer, design, most=6)
    return Findings(sections(found), found.to_dict())


def search(it: DesignBoard, _: Mapping[str, str], tell: Told) -> Findings:
    """The guarantees that nothing beats."""
    from foedus.search.search import search as packages
    from foedus.search.sections import sections

    tell("weighing every package")
    found = packages(it.changed, draws=min(it.revisions.draws, 1000), years=it.years)
    return Findings(tuple(sections(found)), found.to_dict())


def study(it: DesignBoard, _: Mapping[str, str], tell: Told) -> Findings:
    """What would change the answer, and which input has which share of its variance."""
    from foedus.assessment.sections import flips
    from foedus.assessment.sections.voice import Voice
    from foedus.assessment.variance import variance
    from foedus.report.figure.empty import EmptyFigureError

    tell("moving every input to the ends of its range")
    found = assess(
        it.changed, draws=it.revisions.draws, years=it.years, evidence=it.revisions.evidence
    )
    tell("sharing out the variance")
    shared = variance(found)
    said = flips.section(Voice(found))
    pictures: list[Picture] = []
    for name in ("flips", "clauses"):
        try:
            pictures.append(Picture(draw(found, name), wide=True))
        except EmptyFigureError:
            continue
    shown = (Section("drawn", "", "", tuple(pictures)),) if pictures else ()
    parts = (*((said,) if said else ()), *shown, flips.shares(shared, found.titles))
    return Findings(parts, {"swings": found.flips.to_dict(), "shares": shared})


def brief(it: DesignBoard, asked: Mapping[str, str], tell: Told) -> Findings:
    """The brief of a board, a page or the whole."""
    from foedus.briefing.compose import compose
    from foedus.report.yardstick import yardstick

    tell("assessing")
    found = assess(
        it.changed, draws=it.revisions.draws, years=it.years, evidence=it.revisions.evidence
    )
    tell("writing the brief")
    made = compose(
        found, yardstick=yardstick(asked.get("yardstick", "icd-203")),
        length="full" if asked.get("length") == "full" else "page",
    )  # fmt: skip
    return Findings((*made.page, *made.sections), dict(made.data), made)
