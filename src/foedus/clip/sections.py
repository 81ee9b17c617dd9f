"""What was clipped, in words: drafts first, then what is doubtful, then what was left out."""

import re
from collections.abc import Iterator
from pathlib import Path

from foedus.clip.claim import DraftClaim
from foedus.clip.draft import Clip
from foedus.clip.events import DraftEvent
from foedus.clip.review import Review, whole
from foedus.clip.several import Bundle, Report
from foedus.clip.text.original import Original
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table

#: Rows of one table; words of one cell, in letters.
MOST, CELL = 60, 260


def sections(found: Bundle) -> list[Section]:
    """Every section that has something to say."""
    every = (_texts(found), _claims(found), _speakers(found), _stands(found), _against(found),
             _events(found), _repairs(found), _left(found, "not_understood"),
             _left(found, "refused"), _left(found, "dropped"))  # fmt: skip
    return [each for each in every if each is not None]


def written(review: Review, path: Path | None = None) -> list[Section]:
    """What was decided of each draft, and where it was written."""
    rows = tuple(
        (item.name, item.kind, fate, words.cut(str(entry.get("says") or entry.get("what")
                                                   or entry.get("said")), CELL))
        for item, fate, entry in zip(review.items, review.fates, review.entries, strict=True)
    )  # fmt: skip
    confirmed = sum(fate == "confirmed" for fate in review.fates)
    lead = (
        f"{words.counted(confirmed, 'entry', 'entries')} written into {path}; which position each "
        "moves, and how far, is yours to add."
        if path else "Nothing is written until drafts are confirmed."
    )  # fmt: skip
    table = Table("review", "", ("Draft", "Kind", "Status", "Says"), rows)
    return [Section("review", "Review", lead, (table,) if rows else ())]


def _texts(found: Bundle) -> Section:
    lead = (
        "Drafts for an analyst to confirm, edit or refuse: such drafts miss claims and have some "
        "wrong. Nothing here moves a position."
    )
    return Section(
        "texts", "Clipped", lead, (Bullets(tuple(map(_text, found.clips))), *_copied(found))
    )


def _encoding(it: Original) -> str:
    """In what encoding the bytes were taken to be, where they do not tell it themselves."""
    name = re.sub(r"^cp(?=125)", "Windows-", it.encoding)
    return f"; its bytes taken as {name}, {it.encoded}" if it.encoded else ""


def _text(one: Clip) -> str:
    it = one.original
    when = "no day is named in it"
    if one.first and one.last:
        day = one.first.isoformat()
        when = (
            f"of {day}"
            if one.first == one.last
            else f"of {day} to {one.last.isoformat()}, inferred"
        )
    how = "grammar" if one.engine == "grammar" else "rules alone (the extra `clip` adds a grammar)"
    return (
        f"{words.cut(it.name, 80)}: {words.counted(it.words(), 'word')}, {when}"
        f"{_encoding(it)}; read by {how}; "
        f"{one.damage:.1f} damaged places in 100 words; sha256 {it.sha256[:12]}"
    )


def _copied(found: Bundle) -> Iterator[Block]:
    if found.copies:
        told = [f"text {copy} of text {first}" for copy, first in found.copies.items()]
        yield Paragraph(f"Copies, counted as one origin: {words.listed(told)}.")


def _claims(found: Bundle) -> Section:
    if not found.reports:
        return Section("drafts", "Claims (0)", "No claim was drafted.", ())
    rows = tuple(_row(each, found) for each in found.reports[:MOST])
    note = (
        "Grade: a suggestion, its reason in --json. A mark “?” follows a speaker who is not known "
        "by that name; (words uncertain) stands where quotation marks were lost: do not quote. "
    )
    doubts: dict[str, list[str]] = {}
    for each in found.reports:
        who = each.claim.speaker
        if who.doubt and who.name not in doubts.setdefault(who.doubt, []):
            doubts[who.doubt].append(who.name)
    note += "".join(
        f"{words.sentence(f'{doubt}: {words.some(names, 6)}')} " for doubt, names in doubts.items()
    )
    table = Table(
        "drafts", "", ("Draft", "Speaker", "Says", "Mode", "Of", "Grade"), rows,
        words.said(note.strip(), words.left_out(len(rows), len(found.reports), "draft")),
    )  # fmt: skip
    return Section("drafts", f"Claims ({len(found.reports)})", "", (table,))


def _row(each: Report, found: Bundle) -> tuple[str, ...]:
    claim = each.claim
    doubt = "?" if claim.speaker.candidates else ""
    via = f", via {words.some(claim.via, 3)}" if claim.via else ""
    role = f" ({words.cut(claim.speaker.role, 40)})" if claim.speaker.role else ""
    uncertain = " (words uncertain)" if claim.uncertain else ""
    times = (
        f" [{words.counted(len(each.sources), 'text')}, {words.counted(each.origins, 'origin')}]"
    )
    about = claim.issue or claim.topic or ""
    return (
        claim.id,
        f"{words.cut(claim.speaker.name, 60)}{doubt}{role}{via}",
        words.cut(whole(claim, found), CELL) + uncertain + (times if len(found.clips) > 1 else ""),
        claim.mode + (", hedged" if claim.hedged else ""),
        f"{claim.speaks_of or '–'}{': ' if about else ''}{about}",
        claim.grading.grade,
    )


def _speakers(found: Bundle) -> Section | None:
    """Names that are in no list, with who may be meant."""
    told: dict[str, str] = {}
    for each in found.reports:
        who = each.claim.speaker
        if who.candidates and not who.guess:
            told.setdefault(who.name.lower(), _doubt(each.claim))
    if not told:
        return None
    return Section(
        "speakers", "Who may be meant", "Proposed by office and date; letters only rank.",
        (Bullets(tuple(told.values())),),
    )  # fmt: skip


def _doubt(claim: DraftClaim) -> str:
    who = claim.speaker
    people = "; ".join(
        f"{one.name} ({one.state}, {one.title}"
        + (f", letters {one.likeness:.0f} of 100)" if one.likeness is not None else ")")
        for one in who.candidates
    )
    return f"{words.cut(who.name, 60)}: {people}"


def _stands(found: Bundle) -> Section | None:
    if len(found.clips) < 2 or not found.stands:
        return None
    rows = tuple(
        (each.state, each.topic,
         "; ".join(f"{mode}: {words.some(ids, 4)}" for mode, ids in each.modes.items()))
        for each in found.stands
    )  # fmt: skip
    return Section(
        "stands", "Sources against each other", "",
        (Table("stands", "", ("State", "Topic", "Reports"), rows[:MOST]),),
    )  # fmt: skip


def _against(found: Bundle) -> Section | None:
    if not found.contradictions:
        return None
    items = tuple(
        f"{each.one} and {each.other}, {each.state} on {each.topic}: {words.cut(each.what, 160)}"
        for each in found.contradictions[:MOST]
    )
    return Section(
        "contradictions", f"Contradictions ({len(found.contradictions)})", "", (Bullets(items),)
    )


def _events(found: Bundle) -> Section | None:
    if not found.timeline:
        return None
    rows = tuple(
        (_when(each), words.cut(each.text, CELL), each.standing) for each in found.timeline[:MOST]
    )
    return Section(
        "timeline", f"Events ({len(found.timeline)})", "",
        (Table("timeline", "", ("Date", "What", "Status"), rows),),
    )  # fmt: skip


def _when(each: DraftEvent) -> str:
    if each.first is None:
        return "–"
    day = each.first.isoformat()
    if each.precision == "interval" and each.last:
        return f"{day} to {each.last.isoformat()}{' (inferred)' if each.inferred else ''}"
    shown = {"year": day[:4], "month": day[:7]}.get(each.precision, day)
    return f"{shown} (year inferred)" if each.inferred else shown


def _repairs(found: Bundle) -> Section | None:
    every = [each for one in found.clips for each in one.repairs]
    if not every:
        return None
    shown = [each for each in every if each.kind in {"name", "place"}]
    spelled = len(every) - len(shown)
    items = tuple(
        f"“{words.cut(each.said, 60)}” may be read as {each.read_as}: {words.cut(each.why, 200)}"
        for each in shown[:MOST]
    )
    more = (
        f"{words.counted(spelled, 'place')} more with a lost capital or blank; --json lists them."
        if spelled else ""
    )  # fmt: skip
    blocks: tuple[Block, ...] = (Bullets(items),) if items else ()
    return Section(
        "corrections", f"Suggested readings ({len(every)})", "The text itself is never changed.",
        (*blocks, *((Paragraph(more),) if more else ())),
    )  # fmt: skip


_TITLES = {
    "refused": ("Refused proposals", "A model proposed them, and their words are not in the text."),
    "not_understood": ("Not understood", "They look like claims, and none was drafted from them."),
    "dropped": ("Dropped", "No claim is looked for in these."),
}


def _left(found: Bundle, name: str) -> Section | None:
    clips = [one for number, one in enumerate(found.clips, 1) if number not in found.copies]
    rows = [each for one in clips for each in getattr(one, name)]
    if not rows:
        return None
    title, lead = _TITLES[name]
    items = tuple(f"{words.cut(each.text, 120)} ({each.why})" for each in rows[:MOST])
    more = words.left_out(min(MOST, len(rows)), len(rows), "place")
    blocks: tuple[Block, ...] = (Bullets(items), *((Paragraph(more),) if more else ()))
    return Section(name.replace("_", "-"), f"{title} ({len(rows)})", lead, blocks)
