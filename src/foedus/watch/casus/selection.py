"""Incidents picked out by who is said to have done them, what was done, where, when, and what they
bear on by a reading of a text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.watch.casus.incident import Incident
from foedus.watch.casus.ruling import CasusRuling
from foedus.watch.casus.truth import Truth

#: In place of an actor: nobody is said to have done it.
NOBODY = "nobody"
#: In place of an act or an area: the source does not say.
UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """What is asked of an incident; an empty value asks nothing.

    actor: a state that somebody says did it, or NOBODY. act: a conduct, or UNSAID. area: a country
    or region as the source names it, or UNSAID. first, last: the incident may lie on a day between.
    reading: one of ``bearings``, by which it meets the case or may.
    """

    actor: str = ""
    act: str = ""
    area: str = ""
    first: date | None = None
    last: date | None = None
    reading: str = ""

    def holds(self, incident: Incident, bears: Mapping[str, Mapping[str, Truth]]) -> bool:
        """Whether an incident is one of those asked for. bears: of its board, by ``bearings``."""
        lead = incident.lead
        return (
            (not self.actor or self.actor in (actors(incident) or {NOBODY}))
            and (not self.act or self.act == act(incident))
            and (not self.area or self.area in areas(incident))
            and (self.first is None or lead.end >= self.first)
            and (self.last is None or lead.start <= self.last)
            and (not self.reading or incident.name in bears.get(self.reading, {}))
        )


@dataclass(frozen=True, slots=True)
class IncidentChoices:
    """Values that some incident has, in order."""

    actors: tuple[str, ...]
    acts: tuple[str, ...]
    areas: tuple[str, ...]


def actors(incident: Incident) -> set[str]:
    """States that somebody says did it; who only denies it is no doer."""
    return {each.actor for each in incident.attributions if each.value != "denied"}


def act(incident: Incident) -> str:
    """What was done, by the first report that says so."""
    return str(incident.first("conduct") or UNSAID)


def areas(incident: Incident) -> set[str]:
    """Country and region as the report that counts for the place names them."""
    spot = incident.lead.spot
    return {each for each in (spot.country, spot.region) if each} or {UNSAID}


def bearings(rulings: Iterable[CasusRuling]) -> dict[str, dict[str, Truth]]:
    """``nato 2: own-opinion`` -> incident -> its truth there, of those that meet the case or may.

    Of a case that many incidents make together, each that counts has the truth of the whole.
    """
    found: dict[str, dict[str, Truth]] = {}
    for each in rulings:
        if each.truth is Truth.NOT_MET:
            continue
        of = found.setdefault(f"{each.guarantee} {each.clause + 1}: {each.reading}", {})
        for name in (each.incident, *each.incidents):
            of[name] = max(each.truth, of.get(name, Truth.NOT_MET))
    return found


def choices(incidents: Iterable[Incident]) -> IncidentChoices:
    """What incidents can be picked out by."""
    every = list(incidents)
    return IncidentChoices(
        tuple(sorted({name for each in every for name in actors(each) or {NOBODY}})),
        tuple(sorted({act(each) for each in every})),
        tuple(sorted({name for each in every for name in areas(each)})),
    )
