"""Names of the figures, what each shows, and where each is drawn; loaded when asked for."""

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from foedus.errors import UnknownNameError
from foedus.report.figure.empty import EmptyFigureError

if TYPE_CHECKING:
    from foedus.assessment.result import Assessment
    from foedus.report.figure.figure import Figure

#: name -> what it shows. A figure's module has the same name, and a function ``draw``.
FIGURES: dict[str, str] = {
    "war-risk": "chance of war by the end of each year, with 90% bands, a line a design",
    "ladder": "how many futures reach a dispute, force, war: a flow a design",
    "scorecard": "designs by measures, a number and a verdict in every cell",
    "ratios": "war as a ratio to no guarantee: all comparisons beside change within pairs",
    "clauses": "which clause does the work: each design's effect, shared out",
    "flips": "what would change the answer, and what would change the order of designs",
    "effects": "each term of a guarantee by rung and era: prior beside posterior",
    "honor": "promises called on in war: how many were honored, and the fitted terms",
    "lapse": "what goes with a commitment being broken off: prior beside posterior",
    "drivers": "what makes this pair more or less dangerous than a typical one",
    "timeline": "the scenario's dated events",
    "positions": "where the parties stand on an issue, and what it would settle at",
    "calibration": "the model's forecasts of years it had not seen, beside what happened",
    "map": "the neighborhood: who threatens, who is protected, who would be bound",
}
#: Of the answers for several protégés (``together.draw``).
SEVERAL = {"together": "several protégés side by side: war against each, and against any of them"}
#: Figures that show what the scenario says, and nothing of the model's.
_SCENARIO = {"timeline", "positions"}


def names() -> tuple[str, ...]:
    """Every figure's name, in the order of a brief."""
    return tuple(FIGURES)


def draw(found: "Assessment", name: str, **options: Any) -> "Figure":
    """The figure of this name.

    options: ``issue`` for ``positions``. Raises UnknownNameError for another name,
    EmptyFigureError where the scenario has nothing for it.
    """
    check(name)
    module = import_module(f"foedus.assessment.figures.{name.replace('-', '_')}")
    figure: Figure = module.draw(found, **options)
    return figure if figure.source else replace(figure, source=_source(found, name))


def _source(found: "Assessment", name: str) -> str:
    """Whose data a figure shows, and what drew it."""
    from foedus.assessment.sections.sources import line

    if name in _SCENARIO:
        return f"Source: the scenario {found.scenario.name}, as of {found.scenario.as_of}."
    return line(found, name)


def check(name: str) -> None:
    """Raise UnknownNameError, with the nearest name, for what is no figure."""
    if name not in FIGURES:
        raise UnknownNameError("figure", name, FIGURES)


def drawable(found: "Assessment") -> "tuple[Figure, ...]":
    """Every figure that the scenario has something for."""
    made = []
    for name in FIGURES:
        try:
            made.append(draw(found, name))
        except EmptyFigureError:
            continue
    return tuple(made)
