"""Incidents in a table, the newest first: what, when, where, by whom as who says, how many dead."""

from collections.abc import Sequence

from foedus.report import words
from foedus.report.blocks import Paragraph, Section, Table
from foedus.watch.casus.area import RADIUS
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.selection import act
from foedus.watch.entries.report import MOST_DEATHS, DeathToll, Spot

#: Rows of the table.
MOST = 100


def incidents(chosen: Sequence[Incident], every: int) -> Section:
    """Those that were picked out, of so many. every: all of the watch at that moment."""
    if not chosen:
        none = (
            "No incident is known." if not every else f"None of {words.counted(every, 'incident')}."
        )
        return Section("incidents", "", "", (Paragraph(none),))
    newest = sorted(chosen, key=lambda each: (each.lead.start, each.name), reverse=True)
    rows = tuple(
        (
            words.cut(each.name, 40), _days(each), act(each), _place(each.lead.spot), _said(each),
            toll(each.deaths), f"{len(each.reports):,}",
        )
        for each in newest[:MOST]
    )  # fmt: skip
    heads = ("Incident", "Days", "Act", "Where", "Who did it", "Deaths", "Reports")
    note = words.said(
        f"{len(chosen):,} of {words.counted(every, 'incident')}." if len(chosen) < every else "",
        words.left_out(MOST, len(chosen), "incident"),
        "Where: as the source has it. Deaths: of the first source with a toll, and its bounds.",
    )
    table = Table("incidents", "", heads, rows, note, ("l", "l", "l", "l", "l", "r", "r"))
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


def _days(incident: Incident) -> str:
    start, end = incident.lead.start, incident.lead.end
    return f"{start}" if start == end else f"between {start} and {end}"


def _place(spot: Spot) -> str:
    named = [each for each in (spot.region, spot.country) if each]
    if spot.latitude is not None and spot.longitude is not None and spot.precision in RADIUS:
        named.append(
            f"{spot.latitude:.2f}, {spot.longitude:.2f} within {RADIUS[spot.precision]:.0f} km"
        )
    return words.cut(", ".join(named), 80) or "not said"


def _said(incident: Incident) -> str:
    """``RUS: asserted by UKR; denied by RUS``."""
    told: dict[str, dict[str, None]] = {}
    for each in incident.attributions:
        told.setdefault(each.actor, {})[f"{each.value} by {words.cut(each.by, 40)}"] = None
    return "; ".join(f"{actor}: {words.some(list(by), 3)}" for actor, by in told.items()) or (
        "nobody says"
    )
