"""The analyst's review: each draft accepted, edited or rejected, any step undone.

A review holds no draft's fate but by a person's word; what is accepted records who and when.
Nothing here says whose position moves: that is written by hand.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from foedus.clip.claim import DraftClaim
from foedus.clip.events import DraftEvent
from foedus.clip.several import Bundle
from foedus.clip.speech.attribution import Span
from foedus.errors import InputError, nearest

if TYPE_CHECKING:
    from foedus.scenario import Scenario
    from foedus.scenario.statements import Claim

Kind: TypeAlias = Literal["claim", "event", "correction"]
Fate: TypeAlias = Literal["draft", "confirmed", "rejected"]
#: Fields of an entry that an analyst may change.
EDITABLE: dict[Kind, tuple[str, ...]] = {
    "claim": ("id", "says", "by", "on", "grade", "manner", "speaks_of", "via", "origin", "note"),
    "event": ("on", "what", "place", "planned"),
    "correction": ("said", "read_as", "why"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One draft under review. entry: as the scenario would have it; beside: what helps to judge."""

    kind: Kind
    name: str
    entry: dict[str, Any]
    beside: tuple[str, ...]
    source: int
    span: tuple[int, int]
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Review:
    """Items in order, and what was decided of each."""

    items: tuple[Item, ...]
    fates: list[Fate] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    _past: list[tuple[int, Fate, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """All drafts, none decided."""
        self.fates = ["draft"] * len(self.items)
        self.entries = [dict(item.entry) for item in self.items]

    def decide(self, at: int, fate: Fate, entry: dict[str, Any] | None = None) -> None:
        """Set the fate of an item, and its entry where that was edited."""
        self._past.append((at, self.fates[at], self.entries[at]))
        self.fates[at] = fate
        if entry is not None:
            self.entries[at] = dict(entry)

    def undo(self) -> int | None:
        """Take the last decision back; the item it was about, None where there is none."""
        if not self._past:
            return None
        at, fate, entry = self._past.pop()
        self.fates[at], self.entries[at] = fate, entry
        return at

    def confirmed(self, kind: Kind) -> list[tuple[Item, dict[str, Any]]]:
        """Entries of a kind that were confirmed, as they were edited."""
        return [
            (item, entry)
            for item, fate, entry in zip(self.items, self.fates, self.entries, strict=True)
            if fate == "confirmed" and item.kind == kind
        ]


def opened(
    found: Bundle, taken: Sequence[str] = (), known: Collection[tuple[str, Span]] = (),
    held: Sequence["Claim"] = (),
) -> Review:  # fmt: skip
    """A review of all drafts.

    taken: ids of claims that the scenario has already. known: hash of the file and span of what was
    confirmed before; it is not asked again. held: the scenario's claims, whose origin a draft of
    the same speaker and days is given.
    """
    items = (*_claims(found, set(taken), held), *_events(found), *_corrections(found))
    return Review(tuple(each for each in items if _place(each, found) not in known))


def confirmed_before(asked: "Scenario") -> set[tuple[str, Span]]:
    """Hash and span of every entry of a scenario that came from a draft."""
    stamps = [
        *(each.confirmed for each in asked.claims),
        *(each.confirmed for each in asked.events),
        *(each.confirmed for each in asked.corrections),
    ]
    return {(each.sha256, each.span) for each in stamps if each and each.sha256 and each.span}


def _claims(found: Bundle, taken: set[str], held: Sequence["Claim"]) -> Iterator[Item]:
    for each in found.reports:
        claim = each.claim
        who = claim.speaker
        name = claim.id
        while name in taken:
            name = _next(name)
        taken.add(name)
        known = who.how in {"name", "carried over"}
        by = f"{who.role} {who.name}" if who.role and known else who.said or who.name
        entry: dict[str, Any] = {
            "id": name, "says": _said(whole(claim, found)), "by": by,
            "on": claim.on.last.isoformat() if claim.on and claim.on.last else None,
            "grade": claim.grading.grade, "manner": claim.mode, "speaks_of": claim.speaks_of,
            "via": ", ".join(claim.via) or None, "origin": claim.origin,
            "note": "words uncertain: quotation marks were lost" if claim.uncertain else None,
        }  # fmt: skip
        voice = who.candidates[0].name if who.candidates else by
        same = _same_voice(held, voice, claim.on.last if claim.on else None)
        if same is not None and same.origin:
            entry["origin"] = same.origin
        if entry["speaks_of"] in {"NATO", "EU", "UN"}:
            entry["speaks_of"] = None
        beside = (
            f"why that grade: {claim.grading.why}",
            *((f"speaker: {who.doubt}",) if who.doubt else ()),
            *((f"issue: {claim.issue}",) if claim.issue else ()),
            *((_heard(same),) if same is not None else ()),
            *(("the day is inferred",) if claim.on and claim.on.inferred else ()),
        )
        people = tuple(f"{one.title} {one.name}" for one in who.candidates)
        yield Item("claim", claim.id, entry, beside, max(1, claim.source), claim.span, people)


def _events(found: Bundle) -> Iterator[Item]:
    for number, each in enumerate(found.timeline, 1):
        if each.first is None:
            continue
        text = found.clips[max(0, each.source - 1)].original.text
        whole = each.first.year if each.precision == "year" else each.first.isoformat()
        entry: dict[str, Any] = {
            "on": whole, "what": each.text.strip(" ."), "states": list(each.states),
            "place": text[slice(*each.place)] if each.place else None,
            "planned": True if each.standing != "past" else None,
            "note": _known(each),
        }  # fmt: skip
        beside = (f"{each.standing}, {each.precision}",)
        yield Item("event", f"event-{number}", entry, beside, max(1, each.source), each.span)


def _same_voice(held: Sequence["Claim"], by: str, on: date | None) -> "Claim | None":
    """A claim that the scenario has of the same speaker and days."""
    if not held:
        return None
    from foedus.scenario.hypotheses.weighing import same_voice

    return next((each for each in held if same_voice(each, by, on)), None)


def _heard(same: "Claim") -> str:
    """What the analyst has to know of a claim that may be of the same origin."""
    if same.origin:
        return f"origin: that of {same.id}, of the same speaker and days"
    return f"perhaps the origin of {same.id}, which names none: give both one"


def _known(each: DraftEvent) -> str | None:
    """How exactly an event's day is known, where it is no day."""
    if each.precision == "interval" and each.first and each.last:
        return f"between {each.first.isoformat()} and {each.last.isoformat()}"
    coarse = each.precision in {"year", "month", "week"}
    return f"known to the {each.precision} alone" if coarse else None


def _corrections(found: Bundle) -> Iterator[Item]:
    number = 0
    for source, one in enumerate(found.clips, 1):
        for each in one.repairs:
            if each.kind in {"name", "place"}:
                number += 1
                entry = {"said": each.said, "read_as": each.read_as, "why": each.why}
                yield Item("correction", f"correction-{number}", entry, (), source, each.span)


def whole(claim: DraftClaim, found: Bundle) -> str:
    """The words of a claim; with its subject and cue where the words alone are no sentence."""
    if claim.form in {"noun", "infinitive", "hedge"}:
        original = found.clips[max(0, claim.source - 1)].original.text
        low = claim.source_span[0] if claim.source_span else claim.cue_span[0]
        if 0 <= claim.span[0] - low < 200:
            return original[low : claim.span[1]]
    return claim.text


def _said(text: str) -> str:
    """The words without the conjunction before them."""
    return re.sub(r"^that\s+", "", " ".join(text.split()))


def _next(name: str) -> str:
    stem, _, number = name.rpartition("-")
    return f"{stem}-{int(number) + 1}" if stem and number.isdigit() else f"{name}-2"


def decided(review: Review, data: Any, where: str) -> None:
    """Take decisions from the JSON that ``--json`` prints, with ``status`` and fields changed.

    An item is found by its name (claims, events and corrections have an ``id`` there); ``entry``
    holds what the scenario gets. Raises InputError with the place of what is wrong.
    """
    rows = data.get("review") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise InputError("no list `review` in it", where=where,
                         hint="edit what `foedus clip … --into FILE --json` prints")  # fmt: skip
    names = [item.name for item in review.items]
    for number, row in enumerate(rows):
        place = f"{where}: review[{number}]"
        if not isinstance(row, dict) or row.get("name") not in names:
            told = row.get("name") if isinstance(row, dict) else row
            hint = nearest(told, names) if names else "what was confirmed before is not asked again"
            raise InputError(f"no draft is called {told!r}", where=place, hint=hint)
        at, status = names.index(row["name"]), row.get("status", "draft")
        if status not in {"draft", "confirmed", "rejected"}:
            raise InputError(
                f"found {status!r}, allowed: draft, confirmed, rejected", where=f"{place}.status"
            )
        entry = row.get("entry", review.items[at].entry)
        if not isinstance(entry, dict):
            raise InputError("expected keys and values", where=f"{place}.entry")
        if status != "draft":
            review.decide(at, status, entry)


def filled(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without what is empty, as the scenario gets it."""
    return {field: value for field, value in entry.items() if value not in (None, "", [])}


def check(kind: Kind, entry: dict[str, Any]) -> None:
    """Raise InputError or DocumentError where a scenario could not hold such an entry."""
    import json

    from foedus.document import parse
    from foedus.record import Record, validate
    from foedus.scenario.statements import Claim, Correction, Event

    models: dict[Kind, type[Record]] = {"claim": Claim, "event": Event, "correction": Correction}
    validate(
        models[kind], parse(json.dumps(filled(entry), ensure_ascii=False, indent=0), "the draft")
    )


def rows(review: Review) -> list[dict[str, Any]]:
    """Every item with its fate, for JSON."""
    return [
        {"name": item.name, "kind": item.kind, "status": fate, "entry": entry,
         "beside": list(item.beside), "candidates": list(item.candidates)}
        for item, fate, entry in zip(review.items, review.fates, review.entries, strict=True)
    ]  # fmt: skip


def stamp(item: Item, found: Bundle, by: str, day: date) -> dict[str, Any]:
    """Who confirmed an item, when, and the words that it was drafted from."""
    digest, span = _place(item, found)
    return {"by": by, "on": day.isoformat(), "sha256": digest, "span": list(span)}


def _place(item: Item, found: Bundle) -> tuple[str, Span]:
    """Hash of the file, and where in it an item's words stand.

    Of words that the file has in no text outside tags, those of the text that was read off it.
    """
    it = found.clips[item.source - 1].original
    own = it.place(item.span)
    return (it.sha256, own) if own else (it.text_sha256, item.span)
