"""What a watch that is not begun would hold: texts, when their cases arise, what is then owed."""

from collections.abc import Iterator

from foedus.report import words
from foedus.report.blocks import Paragraph, Section, Table
from foedus.terms.clause import Clause
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.readings import readings
from foedus.watch.casus_file import can_be_claimed
from foedus.watch.duty.deadline import said
from foedus.watch.duty.duty import steps
from foedus.watch.undertakings import Undertakings

HEADS = ("Under", "Promise", "What would count", "What is then owed, and its clock")
_READINGS = 4  # of a case, named


def texts(watched: Undertakings, name: str, year: int) -> Section:
    """The texts that ship under a name, and how a watch on them is begun.

    year: whose names of states are used.
    """
    begun = (
        f"No watch is begun, so nothing is said of what is kept. The texts of {name} can be "
        f"watched: `foedus watch init {name} --who NAME` begins a record, and `--watch FILE` shows "
        "it here."
    )
    table = Table(
        "texts", "", HEADS, tuple(_rows(watched, year)),
        "A case has a reading for each way in which its text can be taken; none is the right one. "
        "Each text is read as if it were in force.",
    )  # fmt: skip
    return Section("kept", "What would be watched", "", (Paragraph(begun), table))


def _rows(watched: Undertakings, year: int) -> Iterator[tuple[str, ...]]:
    for name, guarantee in watched.guarantees.items():
        title = guarantee.title or name
        for clause in guarantee.clauses:
            promise = words.sentence(words.spelled(clause.summary(), year))[:-1]
            yield (
                title, promise.replace("-", " "), _counts(clause, guarantee, watched.victim),
                _owed(clause, guarantee),
            )  # fmt: skip
            title = ""


def _counts(clause: Clause, guarantee: Guarantee, victim: str) -> str:
    if not can_be_claimed(clause):
        return "no case: it holds at any time"
    named = [each.replace("-", " ") for each in readings(clause, guarantee, victim)]
    more = len(named) - _READINGS
    return "; or ".join(named[:_READINGS]) + (f"; or {more} more" if more > 0 else "")


def _owed(clause: Clause, guarantee: Guarantee) -> str:
    if clause.obligation == "nonaggression":
        return "to refrain"
    return "; ".join(
        f"{each.act if ' ' in each.act else each.act.replace('-', ' ')}: {said(each)}"
        for each in steps(guarantee, clause)
    )
