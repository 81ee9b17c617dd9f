"""The neighborhood on a map: who threatens, who is protected, and who would be bound."""

from dataclasses import replace

from foedus.assessment.figures.groups import sides
from foedus.assessment.result import Assessment
from foedus.errors import InputError
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.map import map as maps
from foedus.report.map.frame import frame
from foedus.report.map.world import world

#: The last year in which a state began, and with it the map's boundaries: South Sudan's.
REDRAWN = 2011
_KINDS = maps.Kinds(("challenger", "protégé", "bound to defend"))


def draw(found: Assessment) -> Figure:
    """Draw the map of the design shown, or of the two alone. Rows: state, name, role, value.

    Raises InputError where one of the two is a state of the past.
    """
    gone = absent(found)
    if gone:
        raise InputError(gone, where=found.scenario.name)
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
        f"{words.parties(bound, year)}. {drawn.note}".strip()
        if bound
        else f"No design binds a guarantor. {drawn.note}".strip(),
    )  # fmt: skip


def shown(found: Assessment) -> str | None:
    """The design that is drawn where there is room for one: the first of the lowest that binds.

    Where none is told to be below the reference, the first that binds; None where none does.
    """
    ranked = [*found.order.lowest(found.reference), *found.order.groups]
    return next((n for group in ranked for n in group if found.designs[n].reading.binds), None)


def absent(found: Assessment) -> str:
    """Why there is no map: one of the two is a state of the past. Empty where there is one."""
    asked = found.scenario
    past = [who for who in (asked.challenger, asked.protege) if not world().has(who)]
    if not past:
        return ""
    gone = words.listed([words.name_of(who, asked.as_of.year) for who in past])
    return f"There is no map: {gone} is not on one of today's boundaries."


def boundaries(found: Assessment) -> str:
    """A note that boundaries are today's, where the question is older than the last of them."""
    year = found.scenario.as_of.year
    return "" if year > REDRAWN else f"Boundaries are today's, not those of {year}."


def parties(found: Assessment, bound: tuple[str, ...], title: str, name: str) -> maps.Map:
    """A map of the two, and of who would be bound."""
    asked = found.scenario
    kinds = dict.fromkeys(bound, "bound to defend")
    kinds |= {asked.challenger: "challenger", asked.protege: "protégé"}
    here = frame(asked.challenger, asked.protege, bound)
    drawn = maps.draw(kinds, here, _KINDS, title=title, name=name, note=boundaries(found))
    return replace(drawn, source=f"Source: the scenario {asked.name}, as of {asked.as_of}.")
