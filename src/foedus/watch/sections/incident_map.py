"""Incidents on the map of the neighborhood: each where its source puts it, by what was done."""

from collections.abc import Mapping, Sequence

import numpy as np

from foedus.errors import InputError, UnknownNameError
from foedus.report import words
from foedus.report.blocks import Paragraph, Picture, Section
from foedus.report.map.frame import frame
from foedus.report.map.marks import MapMark, marked
from foedus.terms.compliance import Conduct
from foedus.watch.casus.area import RADIUS
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.selection import act
from foedus.watch.casus.truth import Truth
from foedus.watch.sections.incidents import days, newest, place, said, toll
from foedus.watch.undertakings import Undertakings

#: Acts that share a sign, in the legend's words. What no source says comes last.
GROUPS: Mapping[str, tuple[Conduct, ...]] = {
    "attack, invasion, occupation": ("attack", "invasion", "occupation"),
    "blockade, seizure": ("blockade", "seizure"),
    "overflight": ("missile-overflight", "overflight"),
    "threat, display, mobilization": ("mobilization", "display", "threat", "denied-access"),
    "cyber": ("cyber",),
    "not said": (),
}
_KIND: Mapping[str, int] = {
    name: number for number, acts in enumerate(GROUPS.values()) for name in acts
}
_NOTE = (
    "A sign stands in the middle of the place that the source gives; a broken ring is how far off "
    "it may lie."
)


def incident_map(
    chosen: Sequence[Incident], watched: Undertakings, truths: Mapping[str, Truth] | None = None
) -> Section:
    """The map of those that a table shows, in its order; empty where nothing was picked out.

    truths: of each incident by the reading that was asked for.
    """
    shown = newest(chosen)
    if not shown:
        return Section("incident-map", "", "", ())
    marks = [_mark(each, truths) for each in shown]
    spots = np.array([(each.longitude, each.latitude) for each in marks if each]).reshape(-1, 2)
    try:
        here = frame(watched.challenger, watched.victim, spots=spots)
    except (InputError, UnknownNameError) as error:
        return Section("incident-map", "", "", (Paragraph(f"There is no map: {error.what}."),))
    counts = {
        name: sum(_kind(each) == number for each in shown) for number, name in enumerate(GROUPS)
    }
    alt = "Incidents by what was done: " + words.listed(
        [f"{name} {count:,}" for name, count in counts.items() if count]
    ) + "."  # fmt: skip
    rows = tuple(
        {
            "incident": each.name, "days": days(each), "act": act(each),
            "latitude": each.lead.spot.latitude, "longitude": each.lead.spot.longitude,
            "within_km": RADIUS.get(each.lead.spot.precision), "where": place(each),
            "who": said(each), "deaths": toll(each.deaths),
            **({"by the reading": truths[each.name].word} if truths is not None else {}),
        }
        for each in shown
    )  # fmt: skip
    drawn = marked(
        here, marks, tuple(GROUPS), rows=rows, title="Where the incidents lie", alt=alt,
        note=_NOTE, name="incidents",
    )  # fmt: skip
    return Section("incident-map", "", "", (Picture(drawn, wide=True),))


def _kind(incident: Incident) -> int:
    return _KIND.get(act(incident), len(GROUPS) - 1)


def _mark(incident: Incident, truths: Mapping[str, Truth] | None) -> MapMark | None:
    spot = incident.lead.spot
    if spot.latitude is None or spot.longitude is None or spot.precision not in RADIUS:
        return None
    dead = toll(incident.deaths)
    told = [
        f"{days(incident)}: {act(incident)}", place(incident), said(incident),
        f"deaths {dead}" if incident.deaths else "",
        f"by the reading {truths[incident.name].word}" if truths is not None else "",
    ]  # fmt: skip
    return MapMark(
        float(spot.longitude), float(spot.latitude), _kind(incident), RADIUS[spot.precision],
        "; ".join(filter(None, told)) + f" ({incident.name})",
    )  # fmt: skip
