"""Short names of an answer's numbers: what they stand for, and what they are now."""

from foedus.assessment.result import Assessment
from foedus.errors import UnknownNameError
from foedus.history.pair import EVENTS


def subject(found: Assessment) -> str:
    """The design that short names are about where none is named: the first that binds anyone."""
    binding = (name for name, each in found.designs.items() if each.reading.binds)
    return next(binding, next(iter(found.designs)))


def aliases(found: Assessment, design: str | None = None) -> dict[str, str]:
    """Short names -> the paths that they stand for. Raises UnknownNameError for a design."""
    if design is not None and design not in found.designs:
        raise UnknownNameError("design", design, found.designs, where="--design")
    of = design or subject(found)
    last = found.years - 1
    short = {event: f"designs.{of}.by_year.{event}[{last}]" for event in EVENTS.values()}
    short |= {name: f"designs.{of}.{name}" for name in ("depth", "share")}
    short["ratio"] = f"designs.{of}.ratio.war"
    stands = found.designs[of].durability
    if stands:
        short["standing"] = f"designs.{of}.durability.standing_by_year[{last}]"
        short["lapse"] = f"designs.{of}.durability.broken_yearly"
        short["honor"] = f"designs.{of}.reliability.honored_if_called_on"
    if stands and stands.renewed:
        short["renewal"] = f"designs.{of}.durability.renewed_at_term"
    return short


def values(found: Assessment, design: str) -> dict[str, float]:
    """Short names of a design -> what stands at their paths, found without any other number."""
    each = found.designs[design]
    alone = found.run.chances([(each.reading, each.held)])
    known = {
        event: float(alone.by[event][:, -1, 0].mean(dtype="float64")) for event in EVENTS.values()
    }
    known["depth"] = each.reading.depth
    if each.reading.share is not None:
        known["share"] = each.reading.share
    known["ratio"] = each.versus.ratio["war"].value
    if each.durability and each.reliability:
        known["standing"] = each.durability.standing[-1].value
        known["lapse"] = each.durability.broken.value
        known["honor"] = each.reliability.honored.value
        if each.durability.renewed:
            known["renewal"] = each.durability.renewed.value
    return known


def groups(found: Assessment) -> tuple[str, ...]:
    """The groups that an answer's numbers come in, in its order."""
    held = {
        "credit": found.studied and any(each.reading.binds for each in found.designs.values()),
        "what_would_change_it": found.studied, "second_lens": found.lens,
        "reference_class": found.peers, "honor_published": found.published,
        "carried_forward": found.carried, "record_at_this_level": found.record,
    }  # fmt: skip
    every = (
        "what was asked", "designs", "drivers", "within_and_between", "credit", "order",
        "what_would_change_it", "second_lens", "reference_class", "honor_record",
        "honor_published", "carried_forward", "facts", "columns", "posterior",
        "record_at_this_level",
    )  # fmt: skip
    return tuple(name for name in every if held.get(name, True))
