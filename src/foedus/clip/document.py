"""What was clipped, as plain values for JSON."""

from dataclasses import asdict
from typing import Any

from foedus.clip.claim import DraftClaim
from foedus.clip.contradictions import Contradiction
from foedus.clip.draft import Clip
from foedus.clip.events import DraftEvent
from foedus.clip.leftover import Leftover
from foedus.clip.repairs import Repair
from foedus.clip.several import Bundle
from foedus.clip.text.dates import Dated
from foedus.clip.text.original import Original


def document(found: Bundle) -> dict[str, Any]:
    """All of it. Spans count code points of ``originals[source - 1].text``."""
    reports = {each.claim.id: each for each in found.reports}
    return {
        "originals": [original(each) for each in found.clips],
        "claims": [
            claim(each.claim)
            | {"also": list(each.others), "sources": list(each.sources), "origins": each.origins}
            for each in reports.values()
        ],
        "events": [event(each) for each in found.timeline],
        "corrections": [
            repair(each, number)
            for number, one in enumerate(found.clips, 1)
            for each in one.repairs
        ],
        "contradictions": [contradiction(each) for each in found.contradictions],
        "stands": [asdict(each) for each in found.stands],
        "dropped": _left(found, "dropped"),
        "not_understood": _left(found, "not_understood"),
        "refused": _left(found, "refused"),
        "copies": {str(copy): first for copy, first in found.copies.items()},
    }


def original(each: Clip) -> dict[str, Any]:
    """The text, with its hashes, and how it was read."""
    it: Original = each.original
    return {
        "name": it.name, "kind": it.kind, "sha256": it.sha256, "encoding": it.encoding,
        "text_sha256": it.text_sha256, "title": it.title, "outlet": it.outlet,
        "published": it.published.isoformat() if it.published else None,
        "today": [each.first.isoformat() if each.first else None,
                  each.last.isoformat() if each.last else None],
        "engine": each.engine, "words": it.words(), "damage_per_100_words": round(each.damage, 2),
        "body": [it.body, len(it.text)], "text": it.text,
    }  # fmt: skip


def claim(each: DraftClaim) -> dict[str, Any]:
    """One drafted claim."""
    who = each.speaker
    return {
        "id": each.id, "source": each.source, "span": list(each.span), "text": each.text,
        "pieces": [list(piece) for piece in each.pieces],
        "speaker": who.name, "speaker_said": who.said, "speaker_how": who.how,
        "speaker_span": list(each.source_span) if each.source_span else None,
        "speaker_guess": who.guess, "role": who.role, "state": who.state,
        "candidates": [asdict(one) for one in who.candidates],
        "cue": each.cue, "cue_span": list(each.cue_span), "form": each.form,
        "via": list(each.via), "chain": list(each.chain), "mode": each.mode,
        "polarity": "negative" if each.mode in {"denied", "refused", "withheld"} else "positive",
        "hedged": each.hedged, "quoted": each.quoted, "words_uncertain": each.uncertain,
        "speaks_of": each.speaks_of, "topic": each.topic, "issue": each.issue,
        "on": dated(each.on), "grade": each.grading.grade, "why": each.grading.why,
        "origin": each.origin, "score": each.score, "status": each.status,
    }  # fmt: skip


def dated(it: Dated | None) -> dict[str, Any] | None:
    """A date with its precision."""
    if it is None or it.first is None:
        return None
    return {
        "first": it.first.isoformat(), "last": it.last.isoformat() if it.last else None,
        "precision": it.precision, "inferred": it.inferred,
    }  # fmt: skip


def event(each: DraftEvent) -> dict[str, Any]:
    """One drafted event."""
    return {
        "source": each.source, "span": list(each.span), "text": each.text,
        "on": each.first.isoformat() if each.first else None,
        "until": each.last.isoformat() if each.last else None,
        "precision": each.precision, "inferred": each.inferred, "when": each.standing,
        "states": list(each.states), "place_span": list(each.place) if each.place else None,
        "status": each.status,
    }  # fmt: skip


def repair(each: Repair, source: int) -> dict[str, Any]:
    """One suggested reading."""
    return {
        "source": source, "span": list(each.span), "said": each.said, "read_as": each.read_as,
        "why": each.why, "kind": each.kind, "status": each.status,
    }  # fmt: skip


def contradiction(each: Contradiction) -> dict[str, Any]:
    """Two drafts that differ."""
    return {
        "claims": [each.one, each.other], "state": each.state, "topic": each.topic,
        "what": each.what,
    }  # fmt: skip


def _left(found: Bundle, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(found.clips, 1):
        left: tuple[Leftover, ...] = getattr(one, name)
        rows += [
            {"source": number, "span": list(each.span), "text": each.text, "why": each.why}
            for each in left
        ]
    return rows
