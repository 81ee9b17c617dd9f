"""The atlas as two maps of the world: who is in danger, and whom a guarantee would change most."""

from collections.abc import Mapping

from foedus.atlas.atlas import Atlas, PairOutlook
from foedus.report import words
from foedus.report.map.globe import draw
from foedus.report.map.map import Map
from foedus.report.map.scale import spaced


def worst(found: Atlas) -> dict[str, PairOutlook]:
    """Protégé -> the forecast of the challenger most likely to begin a war with it."""
    by: dict[str, PairOutlook] = {}
    for each in found.bare:
        if each.protege not in by or each.war.value > by[each.protege].war.value:
            by[each.protege] = each
    return by


def most(found: Atlas) -> dict[str, PairOutlook]:
    """Protégé -> the design and challenger of the largest gain; of those that one would lower."""
    by: dict[str, PairOutlook] = {}
    for each in found.best.values():
        if each.protege not in by or each.gain.value > by[each.protege].gain.value:
            by[each.protege] = each
    return by


def risk(found: Atlas) -> Map:
    """The chance of war from the most dangerous challenger, as things stand."""
    years = words.years(found.plan.years)
    values = {state: each.war.value for state, each in worst(found).items()}
    return _map(
        found, "risk", values,
        f"Who is most in danger of attack, within {years}",
        f"Chance that the likeliest attacker of each state begins a war with it within {years}",
    )  # fmt: skip


def gain(found: Atlas) -> Map:
    """By how much the best of the designs would lower the chance from the challenger where it
    lowers it most.
    """
    years = words.years(found.plan.years)
    values = {state: each.gain.value for state, each in most(found).items()}
    return _map(
        found, "gain", values,
        "Where the chance of war differs most with a guarantee",
        f"Chance of war within {years} with no new guarantee less that with the best design, in "
        "points of percent, from the attacker where that is most; no value: no design is clearly "
        "lower",
    )  # fmt: skip


def _map(found: Atlas, name: str, values: Mapping[str, float], title: str, legend: str) -> Map:
    asked = found.plan
    oldest = min((each.oldest for each in found.bare), default=asked.question.year)
    return draw(
        values, spaced(values.values()), name=name, title=title,
        note=f"As things stood at the end of {asked.question.year}, from facts of {oldest} and "
        "later. Associations in the record, not proof of cause; intervals are in the table.",
        legend=legend,
    )  # fmt: skip
