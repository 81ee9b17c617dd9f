"""Everything at one moment: a pure function of the clauses and of what was known by then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from foedus.watch.casus.incident import Incident, incidents, standing_entries
from foedus.watch.casus.ruling import ACCUMULATED, CasusRuling, rulings
from foedus.watch.casus.voiding import VoidingRuling, voided
from foedus.watch.casus_file import CasusFile, files
from foedus.watch.duty.contribution import Contribution, contributions
from foedus.watch.duty.duty import Duty
from foedus.watch.duty.trigger import Irregular
from foedus.watch.entries.act import Act
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.entries.report import IncidentReport
from foedus.watch.undertakings import Undertakings, amended, assigned


@dataclass(frozen=True, slots=True)
class Board:
    """The answer of one moment. known: how many entries were known by then."""

    promises: str
    as_of: datetime
    known: int
    incidents: tuple[Incident, ...]
    unobserved: tuple[IncidentReport, ...]
    rulings: tuple[CasusRuling, ...]
    voided: tuple[VoidingRuling, ...]
    files: tuple[CasusFile, ...]
    duties: tuple[Duty, ...]
    contributions: tuple[Contribution, ...]
    irregular: tuple[Irregular, ...]


def board(watched: Undertakings, entries: Iterable[AnyEntry], as_of: datetime) -> Board:
    """The whole board at a moment, by what was known then; the order of entries does not matter."""
    every = [entry for entry in entries if entry.known <= as_of]
    watched = amended(watched, every, as_of)
    standing = standing_entries(every, as_of)
    found = incidents(standing, watched.order)
    days = {each.name: each.start for each in every if isinstance(each, IncidentReport)}
    days |= {report.name: each.lead.start for each in found for report in each.reports}
    filed = [entry for entry in standing if isinstance(entry, Act)]
    acts = assigned(watched, filed, days)
    odd = [each for act in acts if (each := _lost(act, watched, {*days, ACCUMULATED}))]
    ruled: list[CasusRuling] = []
    opened: list[CasusFile] = []
    owed: list[Duty] = []
    brought: list[Contribution] = []
    ends: list[VoidingRuling] = []
    for name, guarantee in watched.guarantees.items():
        period = watched.period(name)
        within = [each for each in found if period.holds(each.lead.start)]
        mine = rulings(
            guarantee, within, watched.victim, watched.areas, in_force=watched.in_force
        )  # fmt: skip
        void = tuple(voided(guarantee, within, watched.victim, watched.challenger, watched.areas))
        taken = [act for act in acts if not _lost(act, watched, {*days, ACCUMULATED})]
        for file, duties, irregular in files(
            watched, guarantee, mine, void, taken, within, every, as_of
        ):
            opened.append(file)
            owed += duties
            odd += irregular
        ruled += mine
        ends += void
        if period.of == name:
            brought += contributions(guarantee, standing, as_of.date())
    unseen = tuple(
        entry for entry in standing
        if isinstance(entry, IncidentReport) and entry.observed != "yes"
    )  # fmt: skip
    return Board(
        watched.name, as_of, len(every), found, unseen, tuple(ruled), tuple(ends), tuple(opened),
        tuple(owed), tuple(brought), tuple(odd),
    )  # fmt: skip


def _lost(act: Act, watched: Undertakings, known: set[str]) -> Irregular | None:
    """An act that names what is not there, and what it names."""
    if act.incident not in known:
        return Irregular(act.name, f"names no incident: {act.incident}")
    text = watched.guarantees.get(act.guarantee)
    if text is None or not 0 <= act.clause < len(text.clauses):
        said = f"names no guarantee or clause of this watch: {act.guarantee}"
        return Irregular(act.name, said)
    return None
