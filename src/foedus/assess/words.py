"""Words for chances and effects; never without the number.

Estimative words follow a yardstick, ICD 203 unless another is asked for
(:mod:`foedus.assess.yardstick`).
"""

from collections.abc import Iterable

from foedus.assess.deterrence import Estimate
from foedus.assess.result import Assessment
from foedus.assess.yardstick import ICD_203, Yardstick
from foedus.history.pair import EVENTS
from foedus.states import find


def likelihood(chance: float) -> str:
    """The ICD 203 term for a chance between 0 and 1."""
    return ICD_203.word(chance)


def percent(chance: float) -> str:
    """A chance in percent, to two digits or so: ``17%``, ``4.4%``, ``0.26%``, ``<0.01%``."""
    value = 100.0 * chance
    if 0.0 < value < 0.01:
        return "<0.01%"
    if value > 99.5 and chance < 1.0:
        return ">99%"
    digits = 0 if value >= 10 or value == 0.0 else 1 if value >= 1 else 2
    return f"{value:.{digits}f}%"


def share(percentile: float) -> str:
    """How many lie nearer, in whole percent: never all of them."""
    return ">99%" if percentile > 99.5 else f"{percentile:.0f}%"


def span(low: float, high: float) -> str:
    """An interval of chances: ``7.8–29%``."""
    return f"{percent(low).removesuffix('%').replace('<0.01', '0.00')}–{percent(high).lstrip('<')}"


def times(value: float) -> str:
    """A ratio to two digits or so: ``0.004``, ``0.23``, ``1.40``, ``12``."""
    if 0.0 < value < 0.0095:
        return f"{value:.3f}" if value >= 0.0005 else "<0.001"
    return f"{value:.2f}" if value < 9.95 else f"{value:.0f}"


def chance_in_words(found: Estimate, yardstick: Yardstick = ICD_203) -> str:
    """``4.4% (90% interval 1.1–11%), almost no chance``."""
    return (
        f"{percent(found.value)} (90% interval {span(found.low, found.high)}), "
        f"{yardstick.word(found.value)}"
    )


def listed(names: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def name_of(state: str, year: int) -> str:
    """A state's name in a year."""
    return find(state, year=year).name


def years(count: int) -> str:
    """``1 year``, ``20 years``."""
    return f"{count} year{'' if count == 1 else 's'}"


def bottom_line(found: Assessment) -> list[str]:
    """The answer in a few sentences, each computed."""
    from foedus.assess import beside, ranking  # which word their own sentences with this file

    year = found.scenario.as_of.year
    one, two = (name_of(who, year) for who in (found.scenario.challenger, found.scenario.protege))
    span_of_years = f"within {years(found.years)} (to {found.until(found.years)})"
    bare = found.designs[found.reference]
    when = f", once the fighting of {year} has stopped," if found.setting.ongoing else ""
    said = [
        f"{reference(found)}, the record puts the chance that {one} begins a war "
        f"against {two} {span_of_years}{when} at {chance_in_words(bare.risk.by['war'][-1])}.",
        *beside.sentences(found),
    ]
    said += ranking.ranking(found)
    same = [name for name in found.order.group(found.reference) if name != found.reference]
    unseen = [name for name in same if not found.designs[name].reading.binds]
    if unseen:
        said.append(
            f"The model can tell no promise of defense in {listed(unseen)}: the numbers are those "
            f"without {none(found)}."
        )
    seen = bare.reading.columns
    idle = [n for n, d in found.designs.items() if d.reading.binds and d.reading.columns == seen]
    instead = [name for name in idle if found.designs[name].reading.replaces]
    if instead:
        pacts = listed(dict.fromkeys(p for n in instead for p in found.designs[n].reading.replaces))
        said.append(
            f"In the place of {pacts}, the model cannot tell {listed(instead)} from what stands: "
            "it reads whether a major, a minor and a nuclear power are bound, and how deep, not "
            "which."
        )
    idle = [name for name in idle if name not in instead]
    if idle:
        said.append(
            f"To what stands already, {listed(idle)} would add nothing that the model can tell."
        )
    return [*said, *filter(None, [ranking.second(found)])]


def reference(found: Assessment) -> str:
    """How things are in the reference, to begin a sentence: what stands already by name."""
    if not found.stands:
        return "Without a guarantee"
    promises = found.designs[found.reference].reading.promises
    names = list(dict.fromkeys(each.pact or "a pact" for each in promises)) or ["a guarantee"]
    some = [*names[:3], f"{len(names) - 3} more"] if len(names) > 4 else names
    return f"As things stand, with {listed(some)} in force"


def none(found: Assessment) -> str:
    """What the reference is without."""
    return "a further guarantee" if found.stands else "a guarantee"


#: What each rung is about, after "whether".
STEPS = {"onset": "a dispute begins", "force": "a dispute reaches force",
         "deadly": "force turns deadly", "war": "deadly force becomes war"}  # fmt: skip
_TERMS = {"minor": "a minor guarantor", "major": "a major guarantor",
          "nuclear": "a nuclear guarantor", "depth_minor": "depth with a minor guarantor",
          "depth_major": "depth with a major guarantor"}  # fmt: skip


def selection(found: Assessment) -> list[str]:
    """Which of the guarantee's terms compare different pairs, and which one pair over time.

    One sentence a rung, about the term that sets pairs or years apart most surely, among those that
    some design moves. Empty where no design binds anyone.
    """
    used = {one.name for design in found.designs.values() for one in design.terms["onset"]}
    said = []
    for rung in EVENTS:
        kinds = {
            (term["name"], term["kind"]): (float(term["mean"]), float(term["sd"]))
            for term in found.ladder.rungs[rung].variants
            if term["name"] in used
        }
        names = {name for name, _ in kinds}
        if not names:
            continue
        name = max(
            sorted(names),
            key=lambda n: max(abs(kinds[n, k][0]) / kinds[n, k][1] for k in ("within", "between")),
        )
        inner, outer = kinds[name, "within"], kinds[name, "between"]
        if abs(outer[0]) > 2 * abs(inner[0]):
            what = "mostly tells different pairs apart, and says little of one pair over time"
        elif abs(inner[0]) > 2 * abs(outer[0]):
            what = "mostly tells the years of one pair apart, with and without"
        else:
            what = "tells both pairs and one pair's years apart"
        said.append(
            f"On whether {STEPS[rung]}, {_TERMS[name]} {what}: between pairs {_plus(outer[0])} "
            f"(sd {outer[1]:.2f}), within a pair {_plus(inner[0])} (sd {inner[1]:.2f}) on the "
            "logit."
        )
    return said


def _plus(value: float) -> str:
    """``+0.66``, ``−0.29``, with a true minus sign."""
    return f"{value:+.2f}".replace("-", "−")
