"""A text's drafts as ``foedus clip`` makes them, for a review beside the text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from foedus.clip.draft import clipped
from foedus.clip.into import meetings, merged
from foedus.clip.people.roster import extended
from foedus.clip.review import Review, check, confirmed_before, decided, opened, rows
from foedus.clip.several import Bundle, bundle
from foedus.clip.text.original import opened as original
from foedus.errors import InputError
from foedus.report import words
from foedus.scenario import Scenario

#: Words that are read while somebody waits; some two seconds.
MOST_WORDS = 10_000


@dataclass(frozen=True, slots=True)
class TextDrafts:
    """A text clipped for a scenario, and the review of its drafts."""

    bundle: Bundle
    review: Review

    def to_dict(self) -> dict[str, Any]:
        """The text, and each draft with its span in it, in code points, half open."""
        it = self.bundle.clips[0]
        return {
            "text": it.original.text, "sha256": it.original.sha256, "engine": it.engine,
            "first": it.first.isoformat() if it.first else None,
            "last": it.last.isoformat() if it.last else None,
            "drafts": [
                {**row, "span": list(item.span)}
                for row, item in zip(rows(self.review), self.review.items, strict=True)
            ],
        }  # fmt: skip


def drafted(content: str, file: str, day: date | None, asked: Scenario) -> TextDrafts:
    """The drafts of a text, or of a page's HTML; the text itself is all that is read.

    day: of the text, where it does not say it. Raises InputError for what clip refuses, and for
    more than MOST_WORDS.
    """
    name = words.cut(" ".join(re.split(r"[/\\\s]+", file)).strip() or "a pasted text", 80)
    found = original(content.encode(), name)
    if found.words() > MOST_WORDS:
        raise InputError(
            f"{found.words():,} words; at most {MOST_WORDS:,} are read here", where=name,
            hint="`foedus clip FILE --into SCENARIO` reads more",
        )  # fmt: skip
    made = bundle([clipped(
        found, engine="auto", roster=extended(None).beside(meetings(asked)),
        issues=asked.issues, on=day,
    )])  # fmt: skip
    taken = [each.id for each in asked.claims]
    return TextDrafts(made, opened(made, taken, confirmed_before(asked), asked.claims))


def confirmed(
    text: str, drafts: TextDrafts, decisions: Iterable[Mapping[str, Any]], by: str
) -> tuple[str, str]:
    """A scenario's text with what was confirmed, each entry stamped; and what that was, in words.

    Raises InputError where nothing was, where a decision is of no draft, and where no scenario
    could hold an entry.
    """
    known = {item.name: item for item in drafts.review.items}
    every = [dict(each) for each in decisions]
    for each in every:
        item = known.get(each["name"])
        if item and each["status"] == "confirmed":
            strange = sorted(set(each["entry"]) - set(item.entry))
            if strange:
                raise InputError(f"no {item.kind} has {strange[0][:40]!r}", where=item.name,
                                 hint=f"its fields: {', '.join(item.entry)}")  # fmt: skip
            try:
                check(item.kind, each["entry"])
            except InputError as error:
                raise InputError(error.what, where=f"draft {item.name}", hint=error.hint) from None
    decided(drafts.review, {"review": every}, "the review")
    new, counts = merged(text, drafts.review, drafts.bundle, by, datetime.now(UTC).date())
    sums = ((counts.claims, "claim"), (counts.events, "event"), (counts.corrections, "correction"))
    told = [words.counted(number, noun) for number, noun in sums if number]
    if not told:
        raise InputError("no draft was accepted", hint="accept one with `a`")
    return new, f"{words.listed(told)} from {drafts.bundle.clips[0].original.name}"
