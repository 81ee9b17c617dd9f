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
from foedus.clip.speech.attribution import Span
from foedus.clip.text.dates import Dated
from foedus.clip.text.original import Original


def document(found: Bundle) -> dict[str, Any]:
    """All of it. Spans count code points of the file at ``originals[source - 1]``, decoded.

    Of a page's words broken by tags ``pieces`` has the runs between; ``text_span`` counts in
    ``originals[source - 1].text``, which was read off it.
    """
    its = [each.original for each in found.clips]
    reports = {each.claim.id: each for each in found.reports}
    return {
        "originals": [original(each) for each in found.clips],
        "claims": [
            claim(each.claim, its[max(1, each.claim.source) - 1])
            | {"also": list(each.others), "sources": list(each.sources), "origins": each.origins}
            for each in reports.values()
        ],
        "events": [event(each, its[max(1, each.source) - 1]) for each in found.timeline],
        "corrections": [
            repair(each, number, one.original)
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
        "encoding_told": it.encoded or None,
        "text_sha256": it.text_sha256, "title": it.title, "outlet": it.outlet,
        "published": it.published.isoformat() if it.published else None,
        "today": [each.first.isoformat() if each.first else None,
                  each.last.isoformat() if each.last else None],
        "placed": round(it.places.placed(), 4) if it.places else 1.0,
        "engine": each.engine, "words": it.words(), "damage_per_100_words": round(each.damage, 2),
        "body": [it.body, len(it.text)], "text": it.text,
    }  # fmt: skip


def _place(it: Original, span: Span | None) -> list[int] | None:
    """A span in the decoded file; none where it has no such words outside tags."""
    found = it.place(span) if span else None
    return list(found) if found else None


def claim(each: DraftClaim, it: Original) -> dict[str, Any]:
    """One drafted claim. it: the text that it is from."""
    who = each.speaker
    return {
        "id": each.id, "source": each.source, "span": _place(it, each.span), "text": each.text,
        "text_span": list(each.span),
        "pieces": [list(run) for piece in each.pieces for run in it.pieces(piece)],
        "speaker": who.name, "speaker_said": who.said, "speaker_how": who.how,
        "speaker_span": _place(it, each.source_span),
        "speaker_guess": who.guess, "speaker_doubt": who.doubt,
        "role": who.role, "state": who.state,
        "candidates": [asdict(one) for one in who.candidates],
        "cue": each.cue, "cue_span": _place(it, each.cue_span), "form": each.form,
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


def event(each: DraftEvent, it: Original) -> dict[str, Any]:
    """One drafted event."""
    return {
        "source": each.source, "span": _place(it, each.span), "text": each.text,
        "text_span": list(each.span),
        "on": each.first.isoformat() if each.first else None,
        "until": each.last.isoformat() if each.last else None,
        "precision": each.precision, "inferred": each.inferred, "when": each.standing,
        "states": list(each.states), "place_span": _place(it, each.place),
        "status": each.status,
    }  # fmt: skip


def repair(each: Repair, source: int, it: Original) -> dict[str, Any]:
    """One suggested reading."""
    return {
        "source": source, "span": _place(it, each.span), "said": each.said, "read_as": each.read_as,
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
        if number in found.copies:
            continue  # the text that it is a copy of has them
        left: tuple[Leftover, ...] = getattr(one, name)
        rows += [
            {"source": number, "span": _place(one.original, each.span), "text": each.text,
             "why": each.why}
            for each in left
        ]  # fmt: skip
    return rows
