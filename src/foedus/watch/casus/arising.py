"""Whether a clause's case arose in one dated attack, all readings of its text taken together."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from foedus.ledger.moment import first
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.area import Areas
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.ruling import CasusRuling, rulings
from foedus.watch.casus.truth import Truth, TruthGround
from foedus.watch.entries.report import IncidentReport
from foedus.watch.entries.statement import IncidentAttribution

Answer = Literal["yes", "arguable", "no"]
#: Who coded the attack, and so who is taken to have said who did it.
RECORD = "the record"


@dataclass(frozen=True, slots=True)
class ClauseCases:
    """The answer for one clause. clause: from 0. met, open, excluded: readings by truth.

    facts: the conditions that exclude it, or leave it open; none where every reading is met.
    """

    clause: int
    answer: Answer
    met: tuple[str, ...]
    open: tuple[str, ...]
    excluded: tuple[str, ...]
    facts: tuple[TruthGround, ...]


def attack(on: date, by: str, against: str, hostility: int) -> Incident:
    """An attack of the dispute data as an incident: who did what is theirs to say, what it was is
    not. hostility: 1 to 5."""
    report = IncidentReport(
        source="record", id=f"{by}-{against}-{on}", known=first(on), who=RECORD, start=on, end=on,
        hostility=hostility, coded_actor=by, coded_target=against,
    )  # fmt: skip
    said = IncidentAttribution(
        source="record", id=f"{by}-{against}-{on}-actor", known=first(on), who=RECORD,
        incident=report.name, actor=by, value="adjudicated", by=RECORD,
    )  # fmt: skip
    return Incident(report.name, (report,), (said,))


def arising(guarantee: Guarantee, incident: Incident, victim: str) -> tuple[ClauseCases, ...]:
    """For each clause, whether its case arose, the text taken as in force on the day.

    yes: by every reading; no: by none; arguable: by some, or a fact leaves it open. A reading that
    asks for an intensity is ruled by this one incident.
    """
    found: dict[int, list[CasusRuling]] = {}
    for each in rulings(guarantee, [incident], victim, Areas(), in_force=True):
        found.setdefault(each.clause, []).append(each)
    return tuple(_together(clause, ruled) for clause, ruled in sorted(found.items()))


def _together(clause: int, ruled: list[CasusRuling]) -> ClauseCases:
    by = {truth: tuple(each.reading for each in ruled if each.truth is truth) for truth in Truth}
    answer: Answer = "arguable"
    if not by[Truth.UNDETERMINED] and not by[Truth.NOT_MET]:
        answer = "yes"
    elif not by[Truth.UNDETERMINED] and not by[Truth.MET]:
        answer = "no"
    facts = dict.fromkeys(
        ground for each in ruled if each.truth is not Truth.MET
        for ground in each.grounds if ground.truth is each.truth
    )  # fmt: skip
    return ClauseCases(
        clause, answer, by[Truth.MET], by[Truth.UNDETERMINED], by[Truth.NOT_MET], tuple(facts)
    )
