"""Analogues as plain text for a terminal, at most 100 columns wide."""

import textwrap
from collections.abc import Iterator

from foedus.analogy.analogues import Analogue, Analogues
from foedus.analogy.commitment import MEASURES
from foedus.analogy.distance import Apart
from foedus.analogy.rates import YEARS, Rate, Share
from foedus.estimate import Estimate
from foedus.states import find

WIDTH = 100
#: Differences up to the first are told as alike, from the second on as unlike.
ALIKE, UNLIKE = 0.1, 0.4
SHOWN = 8
_WORDS = {
    "guarantors_share": "guarantors' capabilities",
    "rival_share": "the rival's capabilities",
    "protege_share": "the protégé's capabilities",
    "guarantors_to_rival": "guarantors beside rival",
    "protege_to_rival": "protégé beside rival",
    "major_guarantor": "a major power as guarantor",
    "nuclear_guarantor": "a nuclear power as guarantor",
    "nuclear_rival": "a nuclear rival",
    "contiguity": "contiguity",
    "capitals_km": "distance of capitals",
    "rivalry": "rivalry",
    "recent_war": "how recent a war",
    "recent_dispute": "how recent a dispute",
    "disputes": "disputes of late",
}
_LABELS = {
    "called": f"called on, {YEARS} years",
    "honored": "honored in full, of the calls",
    "dispute": f"rival began a dispute, {YEARS} years",
    "force": f"rival used force, {YEARS} years",
    "war": f"rival went to war, {YEARS} years",
    "broken": f"violated or renounced, {YEARS} years",
}
_MODEL = {
    "honored": "of promises of defense of this era that a war called on",
    "dispute": "whether or not the guarantee still stands",
    "broken": "not counting a term that ends",
}


def render(found: Analogues) -> str:
    """The whole text, without a line break at its end."""
    sections = [
        ("", _head(found)),
        ("THE NEAREST COMMITMENTS", _nearest(found)),
        (f"WHAT BECAME OF THE NEAREST {found.near}", _rates(found)),
        ("HOW FAR FROM THE DATA", _support(found)),
        ("WHAT THE COUNTS ARE NOT", _limits(found)),
    ]
    out: list[str] = []
    for title, lines in sections:
        out += ["", title] if title else []
        out += lines
    return "\n".join(line.rstrip() for line in out)


def _wrapped(text: str, indent: str = "", more: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent if more is None else more,
        break_on_hyphens=False,
    )  # fmt: skip


def state(label: str) -> str:
    """A state's label, or its name where it has no letters for one."""
    return find(label).name if label.isdigit() else label


def _head(found: Analogues) -> Iterator[str]:
    title = f": {found.title}" if found.title else ""
    yield f"{found.scenario}, {found.design}{title}"[:WIDTH]
    yield f"{found.challenger} against {found.protege}, {found.as_of}"
    searched = f"the library's {found.instruments} instruments signed before"
    if found.alliances:
        yield from _wrapped(f"Searched: {searched}, and ATOP's {found.alliances} other alliances.")
    else:
        yield from _wrapped(
            f"Searched: {searched}, alone. ATOP's alliances need the public data, which are not "
            "on this machine or were left out (`foedus data pull`)."
        )


def _nearest(found: Analogues) -> Iterator[str]:
    for place, each in enumerate(found.nearest, start=1):
        if place > 1:
            yield ""
        yield from _one(place, each)


def _one(place: int, each: Analogue) -> Iterator[str]:
    one, course, apart = each.commitment, each.commitment.course, each.apart
    number = f", ATOP {one.atop}" if one.atop else ""
    yield from _wrapped(f"{place}. {one.title} ({one.year}{number})", "", "   ")
    groups = ", ".join(
        f"{group} {'?' if value is None else f'{value:.2f}'}"
        for group, value in apart.groups.items()
    )
    parties = ", ".join(map(state, one.parties[:10]))
    more = f" and {len(one.parties) - 10} more" if len(one.parties) > 10 else ""
    spot = one.place
    rival = f"{state(spot.rival)} ({spot.chosen})" if spot.rival else spot.chosen
    calls = "; ".join(f"{call.what}: {call.answer}" for call in course.calls) or "none on record"
    lines = {
        "distance": f"{apart.total:.3f} ({groups})",
        "parties": parties + more,
        "protégé": f"{state(spot.protege) if spot.protege else 'none'}; rival: {rival}",
        "alike": _listed(_picked(apart, 0.0, ALIKE)) or "nothing within a tenth",
        "unlike": _listed(_picked(apart, UNLIKE, 1.0)) or "nothing by more than four tenths",
        "called on": calls,
        "attacked": _attacked(each),
        "end": _end(each),
        "source": "the library's coding" if course.source == "library" else course.source,
    }
    for label, text in lines.items():
        yield from _wrapped(f"{label:<10}{text}", "   ", " " * 13)


def _picked(apart: Apart, low: float, high: float) -> list[str]:
    """Groups of clauses and measures whose difference lies from ``low`` to ``high``."""
    gaps = apart.clauses | {_WORDS[name]: apart.measures[name] for name in MEASURES}
    return [name for name, gap in gaps.items() if gap is not None and low <= gap <= high]


def _listed(words: list[str]) -> str:
    more = f" and {len(words) - SHOWN} more" if len(words) > SHOWN else ""
    return ", ".join(words[:SHOWN]) + more


def _attacked(each: Analogue) -> str:
    if each.commitment.place.ongoing and each.commitment.met("dispute", 20) is None:
        return "the two were at war when it was signed, and went on: not counted"
    told = []
    for years in (10, 20):
        met = {event: each.commitment.met(event, years) for event in ("war", "force", "dispute")}
        worst = next((event for event, found in met.items() if found), None)
        if worst:
            words = {"war": "war", "force": "force", "dispute": "a dispute without force"}
            told.append(f"{words[worst]} by the rival within {years} years")
        elif None in met.values():
            told.append(f"not known within {years} years")
        else:
            told.append(f"not by the rival within {years} years")
    return "; ".join(told) + " (while it stood)"


def _end(each: Analogue) -> str:
    course = each.commitment.course
    if course.ended is None:
        return f"{course.end}, when is not told" if course.undated else course.end
    years, months = divmod(course.ended, 12)
    months += 12 * years
    after = f"{years} years" if years > 1 else f"{months} month{'s' * (months != 1)}"
    return f"{course.end} after {after}"


def _rates(found: Analogues) -> Iterator[str]:
    yield f"{'':<34}{'nearest':<28}{'all searched':<20}the model"
    for rate in found.rates:
        yield (
            f"{_LABELS[rate.name]:<34}{_share(rate.nearest):<28}{_brief(rate.every):<20}"
            f"{_model(rate)}"
        )
    yield ""
    said = "; ".join(
        f"{_MODEL[rate.name]} ({rate.name}{', force, war' if rate.name == 'dispute' else ''})"
        for rate in found.rates
        if rate.name in _MODEL and rate.model is not None
    )
    if said:
        yield from _wrapped(f"The model's numbers: {said}.")
    yield from _wrapped(
        f"Intervals are 90%: of shares Jeffreys', of the model over its draws. The farthest of the "
        f"{found.near} lies at a distance of {found.reach:.3f}."
    )


def _share(one: Share) -> str:
    if one.share is None:
        return "none to count"
    return f"{one.yes} of {one.n}: {_percent(one.share)} ({_percent(one.low)}–{_percent(one.high)})"


def _brief(one: Share) -> str:
    return "none" if one.share is None else f"{one.yes} of {one.n}: {_percent(one.share)}"


def _model(rate: Rate) -> str:
    one: Estimate | None = rate.model
    if one is None:
        return "–"
    return f"{_percent(one.value)} ({_percent(one.low)}–{_percent(one.high)})"


def _percent(value: float) -> str:
    return f"{value:.0%}" if value >= 0.0995 or value == 0 else f"{value:.1%}"


def _support(found: Analogues) -> Iterator[str]:
    support = found.support
    yield from _wrapped(
        f"The nearest case lies at {support.nearest:.3f}; the median commitment's own nearest at "
        f"{support.middle:.3f}. {support.words[0].upper()}{support.words[1:]}."
    )


def _limits(found: Analogues) -> Iterator[str]:
    few = min((rate.nearest.n for rate in found.rates), default=0)
    said = [
        f"Few cases: the smallest count rests on {few}, and commitments signed beside one another "
        "share wars, so the intervals are too narrow.",
        "Disputes and wars are known to 2010: commitments whose ten years run on beyond it, often "
        "the nearest, are left out of those counts, and so are those signed amid a war of the two.",
        "Alike is not the same: no count says what the clauses did. Promises that deter are not "
        "called on, and threatened states are those that seek promises.",
    ]
    if found.alliances:
        said.append(
            "Calls on ATOP's alliances are by interstate wars alone; those of the library are any "
            "occasion that its coding holds."
        )
    said.append(_skill(found))
    for sentence in said:
        yield from _wrapped(f"- {sentence}", "", "  ")


def _skill(found: Analogues) -> str:
    """Whether the nearest forecast better than all, by the record."""
    told = {True: list[str](), False: list[str]()}
    for name, each in found.scores.items():
        gain = f"{name} {each.gain:+.0%} ({each.low:+.0%} to {each.high:+.0%})"
        told[each.low > 0].append(gain)
    better = ", ".join(told[True]) or "nothing"
    return (
        "Of each ATOP alliance, the 30 nearest that were signed over ten years before it "
        f"forecast better than all such alliances: {better}, by log loss saved. "
        f"Not surely better: {', '.join(told[False]) or 'nothing'}."
    )
