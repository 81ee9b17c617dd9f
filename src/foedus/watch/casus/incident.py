"""Incidents: reports that decisions have made one, with what is said of who did it.

Membership is a set of recorded merges that can be undone, so incidents are computed from entries,
never stored. Of several reports the sources' order says whose value counts; deaths are never added
up across them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from foedus.watch.entries.entry import Entry
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.entries.report import DeathToll, IncidentReport
from foedus.watch.entries.statement import IncidentAttribution, Merge

E = TypeVar("E", bound=Entry)

#: Whose value counts where several sources report one incident and the watch says nothing else.
SOURCE_ORDER: tuple[str, ...] = ("ucdp-ged", "ucdp-candidate", "cow-mid", "hand", "acled", "viina")


#: Fields of reports that a condition may ask for.
_ASKED = ("conduct", "hostility", "objective", "weapon", "coded_target", "coded_actor")


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports of one incident, the one that counts first. name: of its first report by name."""

    name: str
    reports: tuple[IncidentReport, ...]
    attributions: tuple[IncidentAttribution, ...] = field(default=())
    merges: tuple[str, ...] = ()

    @property
    def lead(self) -> IncidentReport:
        """The report that counts for time and place."""
        return self.reports[0]

    @property
    def deaths(self) -> DeathToll | None:
        """The toll of the first source that gives one."""
        found: DeathToll | None = self.first("deaths")
        return found

    def first(self, name: str) -> Any:
        """The value of a field in the first report that has one."""
        for report in self.reports:
            value = getattr(report, name)
            if value is not None:
                return value
        return None

    def likeness(self, *, exact: bool) -> tuple[object, ...]:
        """What conditions ask of it: incidents alike in this are ruled alike while they live.

        exact: where the place itself matters, beside the country that the source has.
        """
        lead, spot, toll = self.lead, self.lead.spot, self.deaths
        named = not exact and spot.country is not None and spot.precision < 7
        return (
            spot.country if named else id(spot),
            lead.start,
            lead.end,
            lead.source,
            toll is not None and (toll.best or toll.least) > 0,
            *(self.first(each) for each in _ASKED),
            *map(id, self.attributions),
        )


def standing_entries(entries: Iterable[AnyEntry], as_of: datetime) -> list[AnyEntry]:
    """The newest revision of each entry known by a moment, without those withdrawn; by name."""
    newest: dict[tuple[str, str, str], AnyEntry] = {}
    for entry in entries:
        if entry.known <= as_of:
            key = (entry.kind, entry.source, entry.id)
            if key not in newest or newest[key].revision < entry.revision:
                newest[key] = entry
    return [newest[key] for key in sorted(newest) if not newest[key].withdrawn]


def incidents(
    entries: Sequence[AnyEntry], order: Sequence[str] = SOURCE_ORDER
) -> tuple[Incident, ...]:
    """Incidents of entries that stand, by name. order: sources, whose value counts first."""
    reports = {
        entry.name: entry for entry in entries
        if isinstance(entry, IncidentReport) and entry.observed == "yes"
    }  # fmt: skip
    merges = [entry for entry in entries if isinstance(entry, Merge)]
    top = {name: name for name in reports}

    def root(name: str) -> str:
        while top[name] != name:
            top[name] = top[top[name]]
            name = top[name]
        return name

    for merge in merges:
        inside = [member for member in merge.members if member in reports]
        for member in inside[1:]:
            first, other = sorted((root(inside[0]), root(member)))
            top[other] = first
    members: dict[str, list[str]] = {}
    for name in reports:
        members.setdefault(root(name), []).append(name)
    said: dict[str, list[IncidentAttribution]] = {}
    for entry in entries:
        if isinstance(entry, IncidentAttribution) and entry.incident in top:
            said.setdefault(root(entry.incident), []).append(entry)
    joined: dict[str, list[str]] = {}
    for merge in merges:
        for each in {root(member) for member in merge.members if member in reports}:
            joined.setdefault(each, []).append(merge.name)
    rank = {source: place for place, source in enumerate(order)}
    return tuple(
        Incident(
            name,
            tuple(
                sorted(
                    (reports[each] for each in members[name]),
                    key=lambda report: (rank.get(report.source, len(rank)), report.name),
                )
            ),
            tuple(sorted(said.get(name, ()), key=lambda each: (each.known, each.name))),
            tuple(sorted(joined.get(name, ()))),
        )
        for name in sorted(members)
    )


def holding(found: Iterable[Incident], name: str) -> Incident | None:
    """The incident that has a report of this name."""
    return next((each for each in found if any(r.name == name for r in each.reports)), None)
