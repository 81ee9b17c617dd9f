"""How well drafts find what people marked in passages, engine by engine.

An attribution is found when its content and the gold one have a word overlap (intersection over
union) of at least .5; its speaker is right when its words meet the gold speaker's. Every draft on a
passage without attributions is false.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.clip import marked, page_score
from foedus.clip.marked import Passage
from foedus.clip.page_score import PageScore
from foedus.clip.speech import rules, yardsticks
from foedus.clip.speech.attribution import Attribution, Span, overlap
from foedus.clip.text.blocks import blocks
from foedus.history.reference.record import Share

#: Word overlap from which a draft has found an attribution.
FOUND = 0.5


@dataclass(frozen=True, slots=True)
class AttributionCount:
    """gold: attributions marked; drafted, found; speakers: right among those found."""

    gold: int
    drafted: int
    found: int
    speakers: int

    @property
    def precision(self) -> Share | None:
        """Share of the drafts that are attributions."""
        return _share(self.found, self.drafted)

    @property
    def recall(self) -> Share | None:
        """Share of the attributions that were drafted."""
        return _share(self.found, self.gold)

    @property
    def speaker(self) -> Share | None:
        """Share of the found whose speaker is right."""
        return _share(self.speakers, self.found)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        total = self.gold + self.drafted
        return 2 * self.found / total if total else None

    def to_dict(self) -> dict[str, object]:
        """The counts, and the shares with their 90% intervals."""
        shares = {"precision": self.precision, "recall": self.recall, "speaker": self.speaker}
        return {
            "gold": self.gold, "drafted": self.drafted, "found": self.found,
            "speakers_right": self.speakers, "f1": self.f1,
        } | {
            name: it and {"share": it.k / it.n, "low": it.low, "high": it.high}
            for name, it in shares.items()
        }  # fmt: skip


def _share(part: int, whole: int) -> Share | None:
    return Share.of(part, whole) if whole else None


@dataclass(frozen=True, slots=True)
class ClipScore:
    """engine -> part -> counts. as_found: the same, before a part mended the rules.

    missed, false: of the best engine, by passage. rival: where textacy's answers are from.
    """

    counts: dict[str, dict[str, AttributionCount]]
    as_found: dict[str, dict[str, AttributionCount]]
    best: str
    missed: tuple[tuple[str, str], ...]
    false: tuple[tuple[str, str], ...]
    rival: str | None
    pages: PageScore | None


Engine = Callable[[Passage], list[Attribution]]


def engines(*, shipped: bool) -> dict[str, Engine]:
    """Every engine that can run here, the yardsticks last; textacy's answers to what ships."""
    found: dict[str, Engine] = {"rules": lambda it: rules.attributions(it.text, blocks(it.text))}
    from foedus.clip.speech import grammar

    if grammar.installed():
        found["grammar"] = lambda it: grammar.attributions(
            it.text, blocks(it.text), by_rule=rules.attributions(it.text, blocks(it.text))
        )
    if shipped:
        answers = marked.textacy()[1]
        found["textacy"] = lambda it: answers.get(it.id, [])
    else:
        found["textacy's rule"] = lambda it: yardsticks.quotation_marks(it.text)
    found["plain rules"] = lambda it: yardsticks.plain_rules(it.text)
    return found


def score(
    passages_file: Path | None = None, pages: Path | None = None,
    report: Callable[[str], None] | None = None,
) -> ClipScore:  # fmt: skip
    """Every engine on passages, and the reading of pages on a folder of them, if one is given."""
    given = marked.passages(passages_file)
    read = page_score.score(pages, report) if pages else None
    counts: dict[str, dict[str, AttributionCount]] = {}
    misses: dict[str, list[tuple[str, str]]] = {}
    wrongs: dict[str, list[tuple[str, str]]] = {}
    for name, engine in engines(shipped=passages_file is None).items():
        rows = [(each, *_matched(each, engine(each))) for each in given]
        counts[name] = {
            part: _counted([row for row in rows if row[0].part == part])
            for part in dict.fromkeys(each.part for each in given)
        }
        misses[name] = [(it.id, words) for it, _, _, missed, _ in rows for words in missed]
        wrongs[name] = [(it.id, words) for it, *_, false in rows for words in false]
    best = "grammar" if "grammar" in counts else "rules"
    own = passages_file is None
    return ClipScore(
        counts, _before() if own else {}, best, tuple(misses[best]), tuple(wrongs[best]),
        marked.textacy()[0] if own else None, read,
    )  # fmt: skip


def _before() -> dict[str, dict[str, AttributionCount]]:
    """What each set's first score was, by engine."""
    return {
        engine: {part: AttributionCount(**row) for part, row in rows.items()}
        for engine, rows in marked.as_found().items()
    }


_Row = tuple[Passage, int, list[tuple[int, bool]], list[str], list[str]]


def _counted(rows: Sequence[_Row]) -> AttributionCount:
    return AttributionCount(
        sum(len(it.gold) for it, *_ in rows), sum(drafted for _, drafted, *_ in rows),
        sum(len(pairs) for _, _, pairs, *_ in rows),
        sum(right for _, _, pairs, *_ in rows for _, right in pairs),
    )  # fmt: skip


_Matched = tuple[int, list[tuple[int, bool]], list[str], list[str]]


def _matched(passage: Passage, drafts: Sequence[Attribution]) -> _Matched:
    """How many drafts; (gold, speaker right) of those found; words missed; words wrongly drafted.

    A draft that says who carried it is an attribution to the carrier as well: ``according to``.
    """
    every = [(each.content, each.source) for each in drafts]
    every += [((*each.content, *([each.source] if each.source else []), each.cue), source)
              for each in drafts if not each.relayed for source, _ in each.carriers]  # fmt: skip
    pairs: list[tuple[int, bool]] = []
    used: set[int] = set()
    for number, gold in enumerate(passage.gold):
        wanted = _words(passage.text, gold.content)
        best: tuple[bool, float, int] | None = None
        for place, (content, source) in enumerate(every):
            got = _words(passage.text, content)
            share = len(got & wanted) / max(1, len(got | wanted))
            if place in used or share < FOUND:
                continue
            right = (not gold.source if source is None
                     else any(overlap(source, span) for span in gold.source))  # fmt: skip
            best = max(best or (False, 0.0, -1), (right, share, place))
        if best is not None:
            used.add(best[2])
            pairs.append((number, best[0]))
    hit = {number for number, _ in pairs}
    missed = [_said(passage.text, g.content) for n, g in enumerate(passage.gold) if n not in hit]
    false = [_said(passage.text, c) for n, (c, _) in enumerate(every) if n not in used]
    return len(every), pairs, missed, false


def _words(text: str, spans: Iterable[Span]) -> set[int]:
    """Where the words begin that lie in some spans."""
    return {
        match.start() for low, high in spans for match in re.finditer(r"\w+", text)
        if match.start() < high and match.end() > low
    }  # fmt: skip


def _said(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[slice(*span)] for span in spans)
