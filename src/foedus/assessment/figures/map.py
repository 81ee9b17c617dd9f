"""The neighborhood on a map: who threatens, who is protected, and who would be bound."""

from dataclasses import replace

from foedus.assessment.figures.groups import sides
from foedus.assessment.result import Assessment
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.map import map as maps
from foedus.report.map.frame import frame

_KINDS = maps.Kinds(("challenger", "protégé", "bound to defend"))


def draw(found: Assessment) -> Figure:
    """Draw the map of the design shown, or of the two alone. Rows: state, name, role, value."""
    name = shown(found)
    bound = found.designs[name].reading.guarantors if name else ()
    challenger, protege = sides(found)
    title = f"{challenger}, {protege}"
    if name:
        title += f" and who would be bound: {found.titles[name]}"
    drawn = parties(found, bound, title, "map")
    year = found.scenario.as_of.year
    return replace(
        drawn,
        note=f"{words.counted(len(bound), 'state')} would be bound to defend {protege}: "
        f"{words.parties(bound, year)}." if bound else "No design binds a guarantor.",
    )  # fmt: skip


def shown(found: Assessment) -> str | None:
    """The design that is drawn where there is room for one: the first of the lowest that binds.

    Where none is told to be below the reference, the first that binds; None where none does.
    """
    ranked = [*found.order.lowest(found.reference), *found.order.groups]
    return next((n for group in ranked for n in group if found.designs[n].reading.binds), None)


def parties(found: Assessment, bound: tuple[str, ...], title: str, name: str) -> maps.Map:
    """A map of the two, and of who would be bound."""
    asked = found.scenario
    kinds = dict.fromkeys(bound, "bound to defend")
    kinds |= {asked.challenger: "challenger", asked.protege: "protégé"}
    here = frame(asked.challenger, asked.protege, bound)
    drawn = maps.draw(kinds, here, _KINDS, title=title, name=name)
    return replace(drawn, source=f"Source: the scenario {asked.name}, as of {asked.as_of}.")
