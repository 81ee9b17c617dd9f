"""What each part of the annex found, in a line: its title, over what it is about."""

from collections.abc import Callable
from dataclasses import replace

from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Section

#: Characters of a finding that a contents list can hold.
_LONGEST = 110


def titled(m: Material, part: Section) -> Section:
    """The part under what it found; as it is where a topic is all that can be said."""
    rule = _FOUND.get(part.id)
    found = rule(m) if rule else ""
    if not found or len(found) > _LONGEST:
        return part
    return replace(part, title=found, topic=part.title)


def _designs(m: Material) -> str:
    bare = words.percent(m.bare.risk.by["war"][-1].value)
    if m.best is None:
        return f"No design is clearly below {bare} without {m.none}"
    least = words.percent(m.best.result.risk.by["war"][-1].value)
    return f"War {m.span}: {bare} without {m.none}, {least} under {m.best.titles[0]}"


def _growth(m: Material) -> str:
    war = m.bare.risk.by["war"]
    if len(war) < 2:
        return ""
    first, last = words.percent(war[0].value), words.percent(war[-1].value)
    span = words.years(len(war))
    return f"The chance of war grows from {first} in the first year to {last} in {span}"


def _standing(m: Material) -> str:
    best = m.best
    if best is None or best.result.durability is None:
        return ""
    stands = words.percent(best.result.durability.standing[-1].value)
    return f"{best.title} still stands in {m.found.until(m.found.years)} with a chance of {stands}"


def _honor(m: Material) -> str:
    record = m.found.honor.record.by_era
    late = record.get("since 1945")
    if late is None or not m.binding:
        return ""
    return f"Since 1945, {late.honored} of {late.called} promises that a war called on were honored"


def _flips(m: Material) -> str:
    study = m.found.flips
    names, turning = ({s.name for s in some} for some in (study.swings, study.flipping))
    said = f"{len(turning)} of {len(names)}" if turning else f"None of {len(names)}"
    return f"{said} inputs would change the places of two designs"


def _peers(m: Material) -> str:
    if m.found.peers is None:
        return ""
    own = m.found.peers.own
    return f"Of {own.n:,} pairs like this one, {own.k:,} saw such a war begun"


def _neighborhood(m: Material) -> str:
    if m.region is None:
        return ""
    count = words.counted(len(m.region.rows), "neighbor")
    return f"What {count} of {m.one} would face, before and after"


def _explanations(m: Material) -> str:
    if m.best is None:
        return ""
    inner = m.best.result.within["war"]
    verb = "leaves room for" if inner.low <= 1 <= inner.high else "excludes"
    return f"Change within pairs {verb} no difference under {m.best.titles[0]}"


def _extrapolation(m: Material) -> str:
    far = max(r.percentile for d in m.found.designs.values() for r in d.reach.values())
    return f"The case lies farther from the data than {words.share(far)} of comparable rows"


def _record(m: Material) -> str:
    from foedus.assessment.sections import beside

    rows = [row for row in beside.over_years(m.found) if row.event == "war"]
    if not rows:
        return ""
    one = rows[-1]
    return (
        f"Where it was not fitted, {one.came} wars came for {one.expected['pool']:.0f} expected "
        f"({one.pairs})"
    )


_FOUND: dict[str, Callable[[Material], str]] = {
    "designs": _designs, "growth": _growth, "standing": _standing, "honor": _honor,
    "flips": _flips, "peers": _peers, "neighborhood": _neighborhood,
    "explanations": _explanations, "extrapolation": _extrapolation, "record": _record,
}  # fmt: skip
