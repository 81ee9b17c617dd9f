"""Analogues in words: the nearest commitments, what became of them, and how far to trust it."""

from collections.abc import Iterator

from foedus.analogy.analogues import ALIKE, UNLIKE, Analogue, Analogues
from foedus.analogy.rates import YEARS, AnalogueRate, AnalogueShare
from foedus.estimate import Estimate
from foedus.evidence.bridge import GML_LAST
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Section, Table

_SHOWN = 8  # clauses and measures in a list; the others are counted
_PARTIES = 10
_MEASURES = {
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
_RATES = {
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
_EVENTS = {"war": "war", "force": "force", "dispute": "a dispute without force"}


def sections(found: Analogues) -> tuple[Section, ...]:
    """The whole answer."""
    support = found.support
    return (
        Section("question", "", "", tuple(map(Paragraph, _question(found)))),
        Section(
            "nearest", "The nearest commitments",
            "Distance runs from 0, the same, to 1, its groups in brackets. Alike: within "
            f"{ALIKE:g} on a scale from 0 to 1; unlike: by {UNLIKE:g} or more.", (),
        ),
        *(_analogue(place, each) for place, each in enumerate(found.nearest, start=1)),
        Section("rates", f"What became of the nearest {found.near}", "", (_rates(found),)),
        Section(
            "support", "How far from the data",
            f"The nearest case lies at {support.nearest:.3f}; the median commitment's own nearest "
            f"at {support.middle:.3f}. {words.sentence(support.words)}", (),
        ),
        Section("limits", "What the counts are not", "", (Bullets(tuple(_limits(found))),)),
    )  # fmt: skip


def _question(found: Analogues) -> Iterator[str]:
    title = f": {found.title}" if found.title else ""
    one, two = (words.party(who, found.as_of) for who in (found.challenger, found.protege))
    yield f"{found.scenario}, {found.design}{title}"
    yield f"{one} against {two}, {found.as_of}"
    searched = f"the library's {words.counted(found.instruments, 'instrument')} signed before"
    if found.alliances:
        yield f"Searched: {searched}, and ATOP's {found.alliances} other alliances."
    else:
        yield (
            f"Searched: {searched}, alone. ATOP's alliances need the public data, which are not "
            "on this machine or were left out (`foedus data pull`)."
        )


def _analogue(place: int, each: Analogue) -> Section:
    one, course, spot = each.commitment, each.commitment.course, each.commitment.place
    number = f", ATOP {one.atop}" if one.atop else ""
    groups = ", ".join(
        f"{group} {'?' if value is None else f'{value:.2f}'}"
        for group, value in each.apart.groups.items()
    )
    rival = f"{words.party(spot.rival, one.year)} ({spot.chosen})" if spot.rival else spot.chosen
    calls = "; ".join(f"{call.what}: {call.answer.replace('-', ' ')}" for call in course.calls)
    rows = {
        "distance": f"{each.apart.total:.3f} ({groups})",
        "parties": words.parties(one.parties, one.year, _PARTIES),
        "protégé": words.party(spot.protege, one.year) if spot.protege else "none",
        "rival": rival,
        "alike": _named(each.alike) or "nothing",
        "unlike": _named(each.unlike) or "nothing",
        "called on": calls or "none on record",
        "attacked": _attacked(each),
        "end": _end(each),
        "source": "the library's coding" if course.source == "library" else course.source,
    }
    return Section(
        f"analogue-{place}", f"{place}. {one.title} ({one.year}{number})", "",
        (Table(f"analogue-{place}", "", ("", ""), tuple(rows.items())),),
    )  # fmt: skip


def _named(names: tuple[str, ...]) -> str:
    return words.some([_MEASURES.get(name, name) for name in names], _SHOWN) if names else ""


def _attacked(each: Analogue) -> str:
    one, said = each.commitment, []
    if one.place.ongoing and one.met("dispute", 20) is None:
        return "the two were at war when it was signed, and went on: not counted"
    for years in (10, 20):
        worst = one.worst(years)
        if worst is None:
            said.append(f"not known within {years} years")
        else:
            event = _EVENTS.get(worst, "not")
            said.append(f"{event} by the rival within {years} years")
    return "; ".join(said) + " (while it stood)"


def _end(each: Analogue) -> str:
    course = each.commitment.course
    if course.ended is None:
        return f"{course.end}, when is not told" if course.undated else course.end
    years = course.ended // 12
    after = words.years(years) if years > 1 else words.counted(course.ended, "month")
    return f"{course.end} after {after}"


def _rates(found: Analogues) -> Table:
    modeled = "; ".join(
        f"{_MODEL[rate.name]} ({rate.name}{', force, war' if rate.name == 'dispute' else ''})"
        for rate in found.rates
        if rate.name in _MODEL and rate.model is not None
    )
    note = (
        f"Intervals are 90%: of shares Jeffreys', of the model over its draws. The farthest of the "
        f"{found.near} lies at a distance of {found.reach:.3f}."
    )
    return Table(
        "rates", "", ("", "nearest", "all searched", "the model"),
        tuple(map(_rate, found.rates)),
        words.said(f"The model's numbers: {modeled}." if modeled else "", note),
        ("l", "r", "r", "r"),
    )  # fmt: skip


def _rate(rate: AnalogueRate) -> tuple[str, ...]:
    model = "–" if rate.model is None else words.beneath(rate.model)
    return _RATES[rate.name], _share(rate.nearest), _share(rate.every), model


def _share(one: AnalogueShare) -> str:
    if one.share is None:
        return "none to count"
    return f"{one.yes:,} of {one.n:,}: {words.beneath(Estimate(one.share, one.low, one.high))}"


def _limits(found: Analogues) -> Iterator[str]:
    few = min((rate.nearest.n for rate in found.rates), default=0)
    yield (
        f"Few cases: the smallest count rests on {few}, and commitments signed beside one another "
        "share wars, so the intervals are too narrow."
    )
    yield (
        f"Disputes and wars are known to {min(GML_LAST, found.as_of)}: commitments whose ten years "
        "run on beyond it, often the nearest, are left out of those counts, and so are those "
        "signed amid a war of the two."
    )
    yield (
        "Alike is not the same: no count says what the clauses did. Promises that deter are not "
        "called on, and threatened states are those that seek promises."
    )
    if found.alliances:
        yield (
            "Calls on ATOP's alliances are by interstate wars alone; those of the library are any "
            "occasion that its coding holds."
        )
    if found.scores:
        yield _skill(found)


def _skill(found: Analogues) -> str:
    """Whether the nearest forecast better than all, by the record."""
    better, rest = (
        ", ".join(
            f"{name} {each.gain:+.0%} ({each.low:+.0%} to {each.high:+.0%})".replace("-", "−")
            for name, each in found.scores.items()
            if each.helps == helps
        )
        for helps in (True, False)
    )
    return (
        "Of each ATOP alliance, the 30 nearest that were signed over ten years before it "
        f"forecast better than all such alliances: {better or 'nothing'}, by log loss saved. "
        f"Not surely better: {rest or 'nothing'}."
    )
