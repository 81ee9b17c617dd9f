"""Which clause does the work: each design's effect on war, shared out among its parts."""

from collections.abc import Mapping
from typing import Protocol

from foedus.assessment.credit import PARTS
from foedus.assessment.result import Assessment
from foedus.assessment.sections.titles import headed
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure
from foedus.report.figure.forest import ForestRow, forest
from foedus.report.figure.theme import SIGNED
from foedus.report.figure.type import signed
from foedus.report.plain import plain

MOST = 5  # designs


class SharedEffect(Protocol):
    """An effect on the logit of war, and its Shapley values by part, which add up to it."""

    @property
    def total(self) -> Estimate:
        """The whole effect."""
        ...

    @property
    def parts(self) -> Mapping[str, Estimate]:
        """Part -> its share."""
        ...


def draw(found: Assessment) -> Figure:
    """Draw the figure of an assessment. Raises EmptyFigureError where nobody is bound."""
    if not found.credit:
        raise EmptyFigureError(
            "no design binds anyone to defend",
            where="clauses",
            hint="a design with guarantors and a defense clause has an effect to share out",
        )
    years = next(iter(found.credit.values())).years
    meanings = {part: meaning.split(";")[0] for part, meaning in PARTS.items()}
    return of(found, found.credit, meanings, years)


def of(
    found: Assessment, credits: Mapping[str, SharedEffect], meanings: Mapping[str, str], years: int
) -> Figure:
    """The figure of designs whose effects were shared out.

    meanings: part -> what it is, in words. Rows: design, part, value, low, high.
    """
    rows = tuple(
        {"design": name, "part": part, **plain(one)}
        for name, each in credits.items()
        for part, one in (*each.parts.items(), ("total", each.total))
    )
    least = sorted(credits, key=lambda name: credits[name].total.value)[:MOST]
    shown = [name for name in credits if name in least]
    entries, said = [], []
    for name in shown:
        entries.append(ForestRow(headed(found.titles.get(name, name))))
        for part, one in credits[name].parts.items():
            entries.append(_entry(meanings.get(part, part), one, used=True))
        entries.append(_entry("all together", credits[name].total, used=False))
        said.append(
            f"{found.titles.get(name, name)}: "
            + ", ".join(
                f"{meanings.get(part, part)} {_told(one)}"
                for part, one in credits[name].parts.items()
            )
            + f", all together {_told(credits[name].total)}"
        )
    ends = 1.08 * max((max(abs(e.low), abs(e.high)) for e in entries), default=1.0)
    left = len(credits) - len(shown)
    more = f" {left} designs with smaller effects are in the data." if left else ""
    span = words.years(years)
    return Figure(
        name="clauses",
        title=f"Which clause does the work: war within {span}, beside {found.reference_title}",
        alt=(
            f"Forest plot of the effect on the logit of war within {span}, shared out among the "
            f"parts of each design, with 90% intervals: {'; '.join(said)}.{more}"
        ),
        note=(
            "Shapley values on the logit: what a part adds on average over all orders in which "
            "parts may join; they add up to the whole (gray). Left of 0: less war. Lines: 90% "
            f"intervals. Associations in the record, not proof of cause.{more}"
        ),
        rows=rows,
        spec=forest(
            entries, {"tickCount": 7, "labelExpr": SIGNED}, (-ends or -1.0, ends or 1.0), 0
        ),
    )


def _entry(label: str, one: Estimate, *, used: bool) -> ForestRow:
    return ForestRow(label, one.value, one.low, one.high, _told(one), used=used)


def _told(one: Estimate) -> str:
    return f"{signed(one.value)} ({signed(one.low)} to {signed(one.high)})"
