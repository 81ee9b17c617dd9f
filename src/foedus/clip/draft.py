"""One text clipped: drafted claims and events, and all that was doubtful, dropped or missed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from foedus.clip import modality, repairs
from foedus.clip.chain import chain, spoken_of
from foedus.clip.claim import DraftClaim
from foedus.clip.contradictions import Contradiction, contradictions
from foedus.clip.events import DraftEvent, base_day, events
from foedus.clip.grading import graded
from foedus.clip.leftover import Leftover, dropped, not_understood
from foedus.clip.people.roster import Roster, extended
from foedus.clip.people.speakers import Cast, Speaker, carrier
from foedus.clip.repairs import Repair
from foedus.clip.speech import rules
from foedus.clip.speech.attribution import Attribution, Span, overlap
from foedus.clip.speech.cues import THRESHOLD
from foedus.clip.text import language
from foedus.clip.text.blocks import TextBlock, blocks
from foedus.clip.text.dates import Dated, Precision, dates
from foedus.clip.text.original import Original, legible, load
from foedus.clip.topics import issue, topic

if TYPE_CHECKING:
    from foedus.clip.proposer import Proposer
    from foedus.scenario.statements import ScenarioIssue

#: ``auto`` takes the grammar where its extra is installed, the rules where not.
Engine: TypeAlias = Literal["auto", "rules", "grammar"]
ENGINES: dict[str, Engine] = {"auto": "auto", "rules": "rules", "grammar": "grammar"}


@dataclass(frozen=True, slots=True)
class Clip:
    """What one text gave. first, last: the days that ``today`` can be in it, if anything says."""

    original: Original
    engine: str
    first: date | None
    last: date | None
    claims: tuple[DraftClaim, ...]
    events: tuple[DraftEvent, ...]
    repairs: tuple[Repair, ...]
    contradictions: tuple[Contradiction, ...]
    dropped: tuple[Leftover, ...]
    not_understood: tuple[Leftover, ...]
    refused: tuple[Leftover, ...] = ()  # what a proposer made up

    @property
    def damage(self) -> float:
        """Damaged places in a hundred words."""
        spelled = [each for each in self.repairs if each.kind in {"capital", "blank", "name"}]
        return 100.0 * len(spelled) / max(1, self.original.words())


def clip(
    place: str | Path,
    *,
    engine: Engine = "auto",
    threshold: float = THRESHOLD,
    roster: str | Path | None = None,
    issues: Sequence["ScenarioIssue"] = (),
    on: date | None = None,
    proposer: "Proposer | None" = None,
) -> Clip:
    """Clip the text in a file or at an address of this machine.

    engine: ``rules`` need nothing; ``grammar`` needs the extra ``clip``. threshold: least rate of a
    cue, 0 to 1. roster: a file of more people. issues: those of a scenario. on: the day of the
    text, where the page does not say it. proposer: asked for more, where one is given. Raises
    InputError for what cannot be read.
    """
    return clipped(
        load(place),
        engine=engine,
        threshold=threshold,
        roster=extended(roster),
        issues=issues,
        on=on,
        proposer=proposer,
    )


def clipped(
    original: Original,
    *,
    engine: Engine = "rules",
    threshold: float = THRESHOLD,
    roster: Roster,
    issues: Sequence["ScenarioIssue"] = (),
    on: date | None = None,
    proposer: "Proposer | None" = None,
) -> Clip:
    """The same for an original at hand."""
    text = legible(original.text)
    language.check(text, original.name)
    parts = blocks(text)
    first, last = (on, on) if on else (original.published, original.published)
    if first is None:
        first, last = base_day(text, parts)
    used, found = _attributions(text, parts, engine, threshold)
    refused: list[Leftover] = []
    if proposer is not None:
        from foedus.clip.proposer import ask, verified

        new, refused = verified(text, ask(proposer, text), found)
        found = sorted([*found, *new], key=lambda each: each.span)
    claims = _claims(original, found, roster, (first, last), issues)
    spoken = [_extent(each) for each in found]
    drafted = [
        replace(each, text=original.text[slice(*each.span)])
        for each in events(text, parts, last, spoken)
    ]
    against = contradictions(claims)
    refuted = {name for each in against for name in (each.one, each.other)}
    claims = [_regraded(each, each.id in refuted) for each in claims]
    mended = [
        *repairs.names(text, [each.speaker for each in claims]),
        *repairs.places(text, drafted, roster),
        *repairs.spelling(text, roster),
    ]
    return Clip(
        original, used, first, last, tuple(claims), tuple(drafted), tuple(mended), tuple(against),
        tuple(dropped(text, parts)), tuple(not_understood(text, parts, found)),
        tuple(refused),
    )  # fmt: skip


def _extent(each: Attribution) -> Span:
    """From the first to the last word of an attribution, its speaker and cue included."""
    spans = (*each.content, each.cue, *([each.source] if each.source else []))
    return min(low for low, _ in spans), max(high for _, high in spans)


def _attributions(
    text: str, parts: Sequence[TextBlock], engine: Engine, threshold: float
) -> tuple[str, list[Attribution]]:
    """The engine that was used, and what it found."""
    by_rule = rules.attributions(text, tuple(parts), threshold)
    if engine == "rules":
        return "rules", by_rule
    from foedus.clip.speech import grammar

    if engine == "auto" and not grammar.installed():
        return "rules", by_rule
    return "grammar", grammar.attributions(text, tuple(parts), threshold, by_rule)


def _claims(
    original: Original,
    found: Iterable[Attribution],
    roster: Roster,
    base: tuple[date | None, date | None],
    issues: Sequence["ScenarioIssue"],
) -> list[DraftClaim]:
    text = legible(original.text)
    cast = Cast(text, roster, base[1])
    before: Speaker | None = None
    claims: list[DraftClaim] = []
    for each in found:
        speaker = cast.speaker(each, before)
        if speaker.how not in {"unnamed", "nobody"}:
            before = speaker
        span = each.span
        words = " ".join(text[slice(*piece)] for piece in each.content)
        mode = modality.mode(text, each)
        via = tuple(dict.fromkeys(carrier(text, source, roster) for source, _ in each.carriers))
        about = spoken_of(text, each, speaker)
        grading = graded(speaker, each.form, mode, about, relayed=each.relayed)
        day = _said_on(text, each, base)
        name = _slug(speaker.name.split(",")[0].split()[-1] if speaker.name else "text")
        claims.append(
            DraftClaim(
                id=f"{name}-{1 + sum(c.id.rpartition('-')[0] == name for c in claims)}",
                span=span, text=original.text[slice(*span)], pieces=each.content, speaker=speaker,
                source_span=each.source, cue=text[slice(*each.cue)], cue_span=each.cue,
                form=each.form, via=via, chain=chain(original, speaker, about, via), mode=mode,
                hedged=each.form == "hedge" or "reportedly" in text[slice(*each.cue)].lower(),
                quoted=each.quoted, uncertain=each.uncertain, speaks_of=about, topic=topic(words),
                issue=issue(words, issues), on=day, grading=grading,
                origin=_origin(
                    replace(speaker, name=via[0]) if each.relayed and via else speaker, day
                ), score=round(each.score, 2), carriers=each.carriers,
                relayed=each.relayed,
            )
        )  # fmt: skip
    return claims


def _regraded(each: DraftClaim, contradicted: bool) -> DraftClaim:
    if not contradicted:
        return each
    grading = graded(
        each.speaker, each.form, each.mode, each.speaks_of, contradicted=True, relayed=each.relayed
    )
    return replace(each, grading=grading)


def _said_on(text: str, each: Attribution, base: tuple[date | None, date | None]) -> Dated | None:
    """When it was said: what stands beside the cue (``said on Tuesday``), else the text's day."""
    first, last = base
    around = (each.cue[1], each.cue[1] + 25)
    near = [d for d in dates(text, *around, first) if not overlap((d.start, d.end), each.span)]
    if near and near[0].first is not None and near[0].start - each.cue[1] < 6:
        told = near[0]
        if first != last and told.precision == "day" and told.inferred and told.text.islower():
            return replace(told, last=last, precision="interval")
        return told
    if first is None:
        return None
    precision: Precision = "day" if first == last else "interval"
    return Dated(each.cue[0], each.cue[1], "", first, last, precision, True)


def _origin(speaker: Speaker, day: Dated | None) -> str:
    who = _slug(speaker.name.split()[-1] if speaker.name else "text")
    return f"{who}-{day.first.isoformat()}" if day and day.first else who


def _slug(words: str) -> str:
    from foedus.clip.people.roster import key

    return (
        "".join(
            c for c in key(words).replace("'", "") if c.isascii() and (c.isalnum() or c == "-")
        ).strip("-")
        or "text"
    )
