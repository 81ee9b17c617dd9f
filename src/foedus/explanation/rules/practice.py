"""Rules for a design read by its practice: ties in force count as the ladder counts a text's."""

from foedus.explanation import level, steps
from foedus.explanation.derivation import Derivation, Step
from foedus.explanation.forecast import CHANCE, EITHER, EVENT, RATIO, SHARE, forecast, rungs_to
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace

RULES = Rules("designs.*.by_practice.")
_FIRST: level.Of = "first"
_YEARLY: level.Of = "yearly"
_BY = "the chance, by the end of that span, of at least one of these:"
_IF = {
    "first_year": "the chance in the first year of",
    "yearly": "the mean yearly chance of",
    "ratio": "the ratio to the reference, by the last year, of the chance of",
    "ratio_within_pairs": "the ratio to the reference, were guarantees to work only as changes "
    "within pairs say, of the chance by the last year of",
}


@RULES.at("first_year|yearly|ratio|ratio_within_pairs.*")
def chance(trace: Trace, design: str, kind: str, event: str) -> Derivation:
    """The same numbers, with depth that of practice."""
    first = kind == "first_year"
    if kind.startswith("ratio"):
        at, unit = level.ratio(trace, event), RATIO
    else:
        years, of = (1, _FIRST) if first else (trace.found.years, _YEARLY)
        at, unit = level.chance(trace, design, event, years, of, practice=True), CHANCE
    what = f"{_IF[kind]} {EVENT[event]},"
    return _practiced(trace, design, event, what, at, 1 if first else 0, unit)


@RULES.at("by_year.*.#")
def by_year(trace: Trace, design: str, event: str, place: int) -> Derivation:
    """The same by a year."""
    at = level.chance(trace, design, event, place + 1, practice=True)
    return _practiced(trace, design, event, f"{_BY} {EVENT[event]},", at, place + 1)


@RULES.at("by_year_by_either.*.#")
def by_either(trace: Trace, design: str, event: str, place: int) -> Derivation:
    """The same, whichever side begins it."""
    at = level.chance(trace, design, event, place + 1, practice=True)
    what = f"{_BY} {EITHER[event]}, whichever side begins it,"
    return _practiced(trace, design, event, what, at, place + 1)


def _practiced(
    trace: Trace, design: str, event: str, what: str, at: Step, years: int, unit: str = CHANCE
) -> Derivation:
    return forecast(
        trace, design,
        f"{what} with {design} read by its practice: ties in force count as the ladder counts "
        "those of a text",
        unit,
        (steps.ties(trace, design),
         Step("everything else as under the text: the same draws, facts, years and lapse"), at),
        years=years, reach=rungs_to(event),
    )  # fmt: skip


@RULES.at("share_of_draws_better", "rank_shares.#")
def rank(trace: Trace, design: str, place: int | None = None) -> Derivation:
    """How often it is better."""
    what = (
        f"war by the last year is less likely than under {trace.found.reference}"
        if place is None
        else f"it would have rank {place + 1} among the designs by the chance of war"
    )
    said = f"the share of draws in which, with {design} read by its practice, {what}"
    return forecast(trace, design, said, SHARE, (steps.ties(trace, design),))
