"""Contributions: pledged, allocated, delivered, with the gap and its age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedus.terms.compliance import Compliance
from foedus.terms.guarantee import Guarantee
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.entries.statement import Provision


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one guarantor brings. gap: pledged less delivered, None where no number was pledged.

    age: days since it was due, or pledged where no day was set; None without a gap.
    """

    guarantee: str
    name: str
    by: str
    item: str
    unit: str
    pledged: float | None
    allocated: float
    delivered: float
    gap: float | None
    since: date
    age: int | None
    source: str


def contributions(
    guarantee: Guarantee, entries: Sequence[AnyEntry], today: date
) -> tuple[Contribution, ...]:
    """Each contribution of a text, with what was stated of it; amounts stated are added up."""
    found = []
    for pledge in (guarantee.compliance or Compliance()).contributions:
        if pledge.pledged > today:
            continue
        sums: dict[str, float] = {}
        for entry in entries:
            if (
                isinstance(entry, Provision)
                and (entry.guarantee, entry.contribution, entry.by)
                == (guarantee.name, pledge.name, pledge.by)
            ):  # fmt: skip
                sums[entry.stage] = sums.get(entry.stage, 0.0) + float(entry.amount)
        promised = None if pledge.amount is None else float(pledge.amount)
        if "pledged" in sums:
            promised = (promised or 0.0) + sums["pledged"]
        delivered = sums.get("delivered", 0.0)
        gap = None if promised is None else max(promised - delivered, 0.0)
        since = pledge.due or pledge.pledged
        age = (today - since).days if gap and since <= today else None
        found.append(
            Contribution(
                guarantee.name, pledge.name, pledge.by, pledge.item, pledge.unit, promised,
                sums.get("allocated", 0.0), delivered, gap, since, age, pledge.source or "",
            )
        )  # fmt: skip
    return tuple(found)
