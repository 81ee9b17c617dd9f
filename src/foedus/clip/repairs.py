"""What is damaged in a text, and how it may be read: records beside it, never edits of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from foedus.clip.events import DraftEvent
from foedus.clip.people.nations import mentions
from foedus.clip.people.roster import Roster, key
from foedus.clip.people.speakers import Speaker
from foedus.clip.speech.attribution import Span

Damage: TypeAlias = Literal["name", "place", "capital", "blank"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One suggestion: what stands at a span, and how it may be read. sure: of spelling alone."""

    span: Span
    said: str
    read_as: str
    why: str
    kind: Damage
    status: str = "draft"


def spelling(text: str, roster: Roster) -> list[Repair]:
    """Lost capitals of states and of people in the roster, and lost blanks after commas."""
    found = [
        Repair((m.start, m.end), text[m.start : m.end], text[m.start : m.end].title(),
               "a state's name without its capital", "capital")
        for m in mentions(text, 0, len(text)) if m.lowered
    ]  # fmt: skip
    names = {key(alias) for p in roster.people for alias in p.aliases if " " not in alias}
    names |= {key(outlet) for outlet in roster.outlets if " " not in outlet}
    # a word that is also a plain one (lai, store) is not taken for a name
    for match in re.finditer(r"(?<![\w-])[a-z]{6,}(?![\w-])", text):
        if key(match[0]) in names:
            found.append(Repair(match.span(), match[0], match[0].title(),
                                "a name without its capital", "capital"))  # fmt: skip
    for match in re.finditer(r"(?<=[^\W\d_]),(?=[^\W\d_])", text):
        found.append(Repair(match.span(), ",", ", ", "no blank after the comma", "blank"))
    return sorted(found, key=lambda each: each.span)


def names(text: str, speakers: Iterable[Speaker]) -> list[Repair]:
    """A repair for each name that is in no list, where its office says who may be meant."""
    found: dict[str, Repair] = {}
    for speaker in speakers:
        if speaker.how != "unknown name" or not speaker.candidates or speaker.guess:
            continue
        best = speaker.candidates[0]
        last = speaker.name.split()[-1]
        if key(last) in found or key(last) in key(best.name).split():
            continue
        at = text.find(last)
        others = ", ".join(each.name for each in speaker.candidates[1:])
        title = f" ({speaker.role}, {best.state})" if speaker.role else f" ({best.state})"
        found[key(last)] = Repair(
            (at, at + len(last)), last, best.name,
            f"no {last} is known; {best.why}{title}"
            + (f"; also possible: {others}" if others else ""),
            "name",
        )  # fmt: skip
    return list(found.values())


def places(text: str, drafted: Iterable[DraftEvent], roster: Roster) -> list[Repair]:
    """Places of dated meetings that are known to have been elsewhere."""
    found: dict[str, Repair] = {}
    for event in drafted:
        if event.place is None or event.first is None or event.first != event.last:
            continue
        said = text[slice(*event.place)]
        words = key(text[slice(*event.span)])
        for meeting in roster.meetings:
            if meeting.on != event.first or said in found:
                continue
            there: list[str] = [p for p in meeting.people if key(p).split()[-1] in words.split()]
            there += [state for state in meeting.states if state in event.states]
            right = any(key(name) in words for name in (meeting.place, *meeting.names))
            if there and not right and len(there) >= min(2, len(meeting.people)):
                who = " and ".join([name.split()[-1] for name in meeting.people] or meeting.states)
                found[said] = Repair(
                    event.place, said, meeting.place,
                    f"{who} met there on {meeting.on.isoformat()} ({meeting.source})", "place",
                )  # fmt: skip
    return list(found.values())
