"""Incidents in a table, the newest first: what, when, where, by whom as who says, how many dead."""

from collections.abc import Mapping, Sequence

from foedus.report import words
from foedus.report.blocks import Align, Paragraph, Section, Table
from foedus.watch.casus.area import RADIUS
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.selection import act
from foedus.watch.casus.truth import Truth
from foedus.watch.entries.report import MOST_DEATHS, DeathToll

#: Rows of the table.
MOST = 100


def newest(chosen: Sequence[Incident]) -> list[Incident]:
    """Those that a table and a map show: the newest first, at most MOST."""
    return sorted(chosen, key=lambda each: (each.lead.start, each.name), reverse=True)[:MOST]


def incidents(
    chosen: Sequence[Incident], every: int, truths: Mapping[str, Truth] | None = None
) -> Section:
    """Those that were picked out, of so many.

    every: all of the watch at that moment. truths: of each incident by the reading that was asked
    for, which then has a column.
    """
    if not chosen:
        none = (
            "No incident is known." if not every else f"None of {words.counted(every, 'incident')}."
        )
        return Section("incidents", "", "", (Paragraph(none),))
    rows = tuple(
        (
            words.cut(each.name, 40), days(each), act(each), place(each), said(each),
            toll(each.deaths), f"{len(each.reports):,}",
            *([truths[each.name].word] if truths is not None else []),
        )
        for each in newest(chosen)
    )  # fmt: skip
    heads: tuple[str, ...] = (
        "Incident", "Days", "Act", "Where", "Who did it", "Deaths", "Reports",
        *(["By the reading"] if truths is not None else []),
    )  # fmt: skip
    note = words.said(
        f"{len(chosen):,} of {words.counted(every, 'incident')}." if len(chosen) < every else "",
        words.left_out(MOST, len(chosen), "incident"),
        "Where: as the source has it. Deaths: of the first source with a toll, and its bounds.",
    )
    align: tuple[Align, ...] = ("l", "l", "l", "l", "l", "r", "r", "l")
    table = Table("incidents", "", heads, rows, note, align[: len(heads)])
    return Section("incidents", "", "", (table,))


def toll(deaths: DeathToll | None) -> str:
    """``12 (9–15)``; ``1–25`` of a class; ``26 or more`` of one without an upper bound."""
    if deaths is None:
        return "not said"
    low, high = deaths.least, deaths.most
    if high >= MOST_DEATHS:
        return f"{low:,} or more"
    bounds = f"{low:,}–{high:,}"
    if deaths.best is None:
        return bounds
    return f"{deaths.best:,}" if low == high else f"{deaths.best:,} ({bounds})"


def days(incident: Incident) -> str:
    """``2026-11-20``, or the days between which it lies."""
    start, end = incident.lead.start, incident.lead.end
    return f"{start}" if start == end else f"between {start} and {end}"


def place(incident: Incident) -> str:
    """``Kharkiv, Ukraine, 50.00, 36.25 within 5 km``."""
    spot, year = incident.lead.spot, incident.lead.start.year
    country = words.party(spot.country, year) if spot.country else ""
    named = [each for each in (spot.region, country) if each]
    if spot.latitude is not None and spot.longitude is not None and spot.precision in RADIUS:
        named.append(
            f"{spot.latitude:.2f}, {spot.longitude:.2f} within {RADIUS[spot.precision]:.0f} km"
        )
    return words.cut(", ".join(named), 80) or "not said"


def said(incident: Incident) -> str:
    """``Russia: asserted by Ukraine; denied by Russia``."""
    year = incident.lead.start.year
    told: dict[str, dict[str, None]] = {}
    for each in incident.attributions:
        told.setdefault(words.party(each.actor, year), {})[
            f"{each.value} by {words.cut(words.party(each.by, year), 40)}"
        ] = None
    return "; ".join(f"{actor}: {words.some(list(by), 3)}" for actor, by in told.items()) or (
        "nobody says"
    )
