"""What takes longer than a page may: one function a kind, from a board to sections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from foedus.assessment import assess
from foedus.assessment.figures.registry import draw
from foedus.errors import InputError
from foedus.report.blocks import Brief, Picture, Section
from foedus.scenario.versions import FOLDER, Versions
from foedus.web.board.board import Boards, DesignBoard
from foedus.web.jobs import Told
from foedus.web.process import computed
from foedus.web.shelf import Shelf

if TYPE_CHECKING:
    from foedus.history.refit import Refit


@dataclass(frozen=True, slots=True)
class Findings:
    """What some work found: in words, and as plain values. brief: of that kind alone."""

    sections: tuple[Section, ...]
    data: Any
    brief: Brief | None = None


#: Kinds that would slow readers, and so are worked out in a process of their own.
APART = frozenset({"sweep", "refit"})


def works(boards: Boards, folder: Path) -> dict[str, Callable[[str, str, Told], Findings]]:
    """Kind -> the work, given the name of a scenario or model and a query. folder: of scenarios."""

    def of(
        work: Callable[[DesignBoard, Mapping[str, str], Told], Findings],
    ) -> Callable[[str, str, Told], Findings]:
        def done(name: str, query: str, tell: Told) -> Findings:
            pairs = parse_qsl(query, keep_blank_values=True)
            return work(boards.board(name, pairs), dict(pairs), tell)

        return done

    def apart(kind: str) -> Callable[[str, str, Told], Findings]:
        return lambda name, query, tell: computed(
            f"{__name__}:alone", (kind, folder, boards.draws, name, query), tell
        )

    return {
        "signing": of(signing), "map": of(region), "analogues": of(analogues), "search": of(search),
        "study": of(study), "brief": of(brief), **{kind: apart(kind) for kind in sorted(APART)},
    }  # fmt: skip


def alone(
    kind: str, folder: Path, draws: int, name: str, query: str, tell: Told
) -> Findings:  # fmt: skip
    """The work of one of the kinds APART, in a process that has nothing else."""
    if kind == "refit":
        return refitted(name, folder, tell)
    tell("reading the scenario")
    boards = Boards(Shelf(Versions(folder)), draws)
    pairs = parse_qsl(query, keep_blank_values=True)
    return sweep(boards.board(name, pairs), dict(pairs), tell, folder / FOLDER / "sweeps")


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


#: Cells of a sweep that a page asks for, at most; the command takes a million.
MOST_CELLS = 400


def sweep(it: DesignBoard, asked: Mapping[str, str], tell: Told, folder: Path) -> Findings:
    """The question over many settings; cells are kept, so that what was stopped goes on."""
    from foedus.sweep import figure
    from foedus.sweep.pool import SerialPool
    from foedus.sweep.sections import sections
    from foedus.sweep.sweep import plan
    from foedus.sweep.sweep import sweep as computed
    from foedus.sweep.variable import variables

    tell("reading what varies")
    vary = varied(asked.get("vary", ""))
    count = prod(len(each.values) for each in variables(vary))
    if count > MOST_CELLS:
        raise InputError(
            f"{count:,} settings; a page takes up to {MOST_CELLS}", where="vary",
            hint=f"fewer values, or foedus sweep {it.name} --vary … --out DIR",
        )  # fmt: skip
    made = plan(it.changed, vary, draws=min(it.revisions.draws, 1000), years=it.years)
    place = folder / sha256(made.job.key.encode()).hexdigest()[:16]
    place.parent.mkdir(parents=True, exist_ok=True)
    found = computed(made, place, pool=SerialPool(), tell=tell)
    found = replace(found, folder=Path(FOLDER, "sweeps", place.name))  # a page names no place above
    drawn: tuple[Section, ...] = ()
    if any(not each.idle for each in found.effects):
        drawn = (Section("drawn", "", "", (Picture(figure.draw(found), wide=True),)),)
    return Findings((*sections(found), *drawn), found.to_dict())


def varied(text: str) -> list[str]:
    """What varies, a line or a part between semicolons each."""
    return [each.strip() for line in text.splitlines() for each in line.split(";") if each.strip()]


def fits(folder: Path, model: str) -> Path:
    """Where a model that is estimated again in the workbench is kept."""
    from foedus.history.model import find

    place = folder / FOLDER / "fits" / model
    return place if find(model).file else place.with_suffix(".json")


def shown(found: "Refit") -> "Refit":
    """A fit as a page shows it: its place in the folder of scenarios, and none above."""
    files = {_within(place): one for place, one in found.files.items()}
    return replace(found, out=_within(found.out), files=files)


def _within(place: Path) -> Path:
    return Path(*place.parts[place.parts.index(FOLDER) :])


def refitted(model: str, folder: Path, tell: Told) -> Findings:
    """A model of history estimated again from the public data, beside the one that ships."""
    from foedus.history.model import find
    from foedus.history.refit import refit

    tell("reading the data")
    found = shown(refit(find(model), fits(folder, model), tell, {}))
    return Findings(found.sections(), found.to_dict())
