"""The library's instruments as commitments of the past; their facts come frozen with the package.

The frozen file holds derived facts alone (who faced whom, shares of capabilities, distances, months
to the first dispute), with the hashes of the data sets that they were read from.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.analogy.commitment import STANDING, Circumstances, Commitment, CommitmentCall, Course
from foedus.analogy.score import AnalogueScore
from foedus.errors import InputError, reason
from foedus.report.plain import plain
from foedus.terms import Guarantee, library
from foedus.terms.features import features
from foedus.version import __version__

if TYPE_CHECKING:
    from foedus.analogy.world import StateHistory

FORMAT = 1
FILE = "facts.json"
COMMAND = "foedus analogues --freeze FILE"
#: Ends that are a promise broken, in the words of a fate.
BROKEN = {"violated", "renounced"}


def commitments(as_of: date) -> list[Commitment]:
    """Every instrument signed before ``as_of``, oldest first."""
    places = shipped().places
    found = [
        _commitment(each, places[name], as_of)
        for name, each in library().items()
        if each.signed and each.signed < as_of and name in places
    ]
    return sorted(found, key=lambda each: (each.year, each.month, each.name))


def _commitment(one: Guarantee, place: Circumstances, as_of: date) -> Commitment:
    signed = one.signed
    assert signed is not None  # noqa: S101 (commitments are picked by it)
    parties = dict.fromkeys([*one.guarantors, *([one.protege] if one.protege else [])])
    return Commitment(
        name=one.name,
        title=one.title or one.name,
        atop=one.atop,
        year=signed.year,
        month=signed.month,
        parties=tuple(parties),
        terms=features(one),
        place=place,
        course=course(one, place, as_of),
    ).known(_month(as_of) - 1)


def course(one: Guarantee, place: Circumstances, as_of: date) -> Course:
    """What the library says became of it; its record is followed to ``as_of``.

    An end without a date takes ATOP's, where ATOP lists the instrument, else that of the last call.
    """
    fate, signed = one.fate, one.signed
    if fate is None or signed is None:
        return Course((), "not told", None, 0, 0, broken=False, stood=True, source="library")
    calls = tuple(
        CommitmentCall(
            f"{call.on.year}: {' '.join(call.what.split())}",
            call.answer,
            call.source,
            _months(signed, call.on),
        )
        for call in fate.called
    )
    ended = one.ended
    over = None
    if fate.end != "in-force":
        last = max((call.on for call in fate.called), default=None)
        if ended is None and place.ended is not None:
            over = place.ended
        elif ended or last:
            over = _months(signed, ended or last or signed)
    return Course(
        calls=calls,
        end=STANDING if fate.end == "in-force" else fate.end,
        ended=over,
        followed=_months(signed, as_of),
        heard=_months(signed, as_of),
        broken=fate.end in BROKEN,
        stood=fate.end != "never-in-force",
        source="library" + (f": {fate.source}" if fate.source else ""),
    )


def _months(first: date, last: date) -> int:
    return _month(last) - _month(first)


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


@dataclass(frozen=True, slots=True)
class FrozenLibrary:
    """Facts by instrument, the data sets' hashes, and how the nearest forecast (ATOP)."""

    places: dict[str, Circumstances]
    hashes: dict[str, str]
    scores: dict[str, AnalogueScore]


@cache
def shipped() -> FrozenLibrary:
    """The file that comes with the package."""
    return loads(files("foedus.analogy").joinpath(FILE).read_text("utf-8"), FILE)


def from_data(world: "StateHistory") -> dict[str, Circumstances]:
    """The facts of every instrument, read off the public data."""
    from foedus.analogy.atop import ended
    from foedus.analogy.pair import SignedPact, sides, strongest
    from foedus.analogy.world import CommitmentSides

    pacts: dict[str, SignedPact] = {}
    lone: dict[
        str, CommitmentSides
    ] = {}  # of a protégé that is no member of the system: no data are of it
    for name, one in library().items():
        if one.signed is None:
            continue
        year, month = one.signed.year, one.signed.year * 12 + one.signed.month - 1
        owing = _codes(one.guarantors, year)
        named = {state for clause in one.clauses for state in clause.adversaries}
        protege = _codes([one.protege], year)[:1] if one.protege else ()
        if one.protege and not protege:
            lone[name] = CommitmentSides(
                None, None, "the protégé is no state of the data", owing, month
            )
            continue
        pacts[name] = SignedPact(tuple({*owing, *protege}), owing, _codes(sorted(named), year),
                           protege[0] if protege else None, month)  # fmt: skip
    found = lone | dict(zip(pacts, sides(world, list(pacts.values())), strict=True))
    places = dict(zip(found, world.places(list(found.values())), strict=True))
    out = {}
    for name, one in library().items():
        if name in lone:
            out[name] = replace(places[name], protege=one.protege)
        elif name in pacts and found[name].protege is not None:
            side, over = found[name], None
            if one.atop is not None:
                over = ended(one.atop, (side.protege, strongest(world, side)), side.month)[0]
            out[name] = replace(places[name], ended=over)
    return out


def _codes(labels: Iterable[str], year: int) -> tuple[int, ...]:
    """COW codes of those that are states of the data in a year, or soon after."""
    from foedus.analogy.world import code_of

    known = (code_of(label, year) for label in labels)
    return tuple(code for code in known if code is not None)


def dumps(frozen: "FrozenLibrary") -> str:
    """The file's text; the same facts give the same text."""
    document = {
        "foedus_analogues": FORMAT,
        "about": "derived facts of the library's instruments when they were signed",
        "command": COMMAND,
        "version": __version__,
        "hashes": frozen.hashes,
        "scores": plain(frozen.scores),
    }
    head = json.dumps(document, indent=1, ensure_ascii=False)[:-2]
    rows = (
        f"  {json.dumps(name)}: {json.dumps(plain(each))}" for name, each in frozen.places.items()
    )
    return head + ',\n "instruments": {\n' + ",\n".join(rows) + "\n }\n}\n"


def loads(text: str, where: str) -> FrozenLibrary:
    """Read a frozen file. Raises InputError where it is none."""
    try:
        document = json.loads(text)
        if document["foedus_analogues"] != FORMAT:
            raise ValueError(f"format {document['foedus_analogues']!r}")
        places = {
            name: Circumstances(**(entry | {"guarantors": tuple(entry["guarantors"])}))
            for name, entry in document["instruments"].items()
        }
        scores = {name: AnalogueScore(**entry) for name, entry in document["scores"].items()}
        return FrozenLibrary(places, dict(document["hashes"]), scores)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"this is no file of frozen facts: {reason(error)}",
            where=where,
            hint=f"write it: {COMMAND}",
        ) from None
