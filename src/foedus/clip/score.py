"""How well drafts find what people marked: passages with gold attributions, pages with gold bodies.

An attribution is found when its content and the gold one have a word overlap (intersection over
union) of at least .5; its speaker is right when its words meet the gold speaker's. Every draft on a
passage without attributions is false. A page's score is the F1 over runs of four words, and the
mean over pages is told, as the article-extraction benchmark does.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import Any

from foedus.clip.speech import rules, yardsticks
from foedus.clip.speech.attribution import Attribution, Span, overlap
from foedus.clip.text.blocks import blocks
from foedus.errors import InputError

#: Word overlap from which a draft has found an attribution.
FOUND = 0.5


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """What a person marked."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with what is said in it. part: ``dev`` or ``test``."""

    id: str
    kind: str
    text: str
    gold: tuple[GoldAttribution, ...]
    part: str


@dataclass(frozen=True, slots=True)
class AttributionCount:
    """gold: attributions marked; drafted, found; speakers: right among those found."""

    gold: int
    drafted: int
    found: int
    speakers: int

    @property
    def precision(self) -> float | None:
        """Share of the drafts that are attributions."""
        return self.found / self.drafted if self.drafted else None

    @property
    def recall(self) -> float | None:
        """Share of the attributions that were drafted."""
        return self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two."""
        total = self.gold + self.drafted
        return 2 * self.found / total if total else None

    def to_dict(self) -> dict[str, float | int | None]:
        """The counts and the shares."""
        return {
            "gold": self.gold, "drafted": self.drafted, "found": self.found,
            "speakers_right": self.speakers, "precision": self.precision,
            "recall": self.recall, "f1": self.f1, "speaker": self.speaker,
        }  # fmt: skip

    @property
    def speaker(self) -> float | None:
        """Share of the found whose speaker is right."""
        return self.speakers / self.found if self.found else None


@dataclass(frozen=True, slots=True)
class PageScores:
    """F1 over runs of four words: mean and its standard error over the pages of a part."""

    part: str
    pages: int
    mean: float
    error: float


@dataclass(frozen=True, slots=True)
class ClipScore:
    """engine -> part -> counts; missed and false of the best engine, by passage."""

    counts: dict[str, dict[str, AttributionCount]]
    best: str
    missed: tuple[tuple[str, str], ...]
    false: tuple[tuple[str, str], ...]
    pages: tuple[PageScores, ...]


Engine = Callable[[str], list[Attribution]]


def engines() -> dict[str, Engine]:
    """Every engine that can run here, the yardsticks last."""
    found: dict[str, Engine] = {"rules": lambda text: rules.attributions(text, blocks(text))}
    from foedus.clip.speech import grammar

    if grammar.installed():
        found["grammar"] = lambda text: grammar.attributions(
            text, blocks(text), by_rule=rules.attributions(text, blocks(text))
        )
    found["quotation marks (textacy's rule)"] = yardsticks.quotation_marks
    found["plain rules"] = yardsticks.plain_rules
    return found


def passages(path: Path | None = None) -> list[Passage]:
    """Passages of a file of JSON lines; the 21 that ship without one. Raises InputError.

    A passage is in ``test`` where the sum of its id's code points is divisible by three, else in
    ``dev``; one may say its ``part`` itself.
    """
    name = str(path) if path else "passages.jsonl"
    try:
        text = (path or files("foedus.clip").joinpath("passages.jsonl")).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise InputError(f"cannot be read: {reason}", where=name) from None
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                found.append(_passage(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(
                    f"not a passage: {type(error).__name__} {error}", where=f"{name}:{number}",
                    hint='{"id": "…", "text": "…", "attributions": [{"content": [[0, 9]], '
                    '"source": [[12, 16]]}]}',
                ) from None  # fmt: skip
    if not found:
        raise InputError("no passage in it", where=name)
    return found


def _passage(data: dict[str, Any]) -> Passage:
    gold = tuple(
        GoldAttribution(_spans(each["content"]), _spans(each.get("source", ())))
        for each in data["attributions"]
    )
    test = sum(map(ord, str(data["id"]))) % 3 == 0
    part = str(data.get("part") or ("test" if test else "dev"))
    return Passage(str(data["id"]), str(data.get("kind", "")), str(data["text"]), gold, part)


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((int(low), int(high)) for low, high in pairs)


def score(
    passages_file: Path | None = None, pages: Path | None = None,
    report: Callable[[str], None] | None = None,
) -> ClipScore:  # fmt: skip
    """Every engine on passages, and the reading of pages on a folder of them, if one is given."""
    given = passages(passages_file)
    counts: dict[str, dict[str, AttributionCount]] = {}
    misses: dict[str, list[tuple[str, str]]] = {}
    wrongs: dict[str, list[tuple[str, str]]] = {}
    for name, engine in engines().items():
        counts[name] = {}
        misses[name], wrongs[name] = [], []
        rows = [(each, *_matched(each, engine(each.text))) for each in given]
        for part in dict.fromkeys(["all", *sorted({each.part for each in given})]):
            own = [row for row in rows if part in {"all", row[0].part}]
            counts[name][part] = AttributionCount(
                sum(len(p.gold) for p, *_ in own), sum(n for _, n, *_ in own),
                sum(len(pairs) for _, _, pairs, *_ in own),
                sum(sum(ok for _, ok in pairs) for _, _, pairs, *_ in own),
            )  # fmt: skip
        for passage, _, _, missed, false in rows:
            misses[name] += [(passage.id, words) for words in missed]
            wrongs[name] += [(passage.id, words) for words in false]
    best = "grammar" if "grammar" in counts else "rules"
    read = _pages(pages, report) if pages else ()
    return ClipScore(counts, best, tuple(misses[best]), tuple(wrongs[best]), read)


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


def _pages(folder: Path, report: Callable[[str], None] | None) -> tuple[PageScores, ...]:
    """Pages as the benchmark lays them out: ``ground-truth.json`` beside ``html/ID.html.gz``."""
    from foedus.clip.text.page import read

    place = folder / "ground-truth.json"
    try:
        truth = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", where=str(place)) from None
    scores: dict[str, list[float]] = {"all": [], "dev": [], "test": []}
    for number, (name, gold) in enumerate(truth.items(), 1):
        html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        try:
            found = read(html.decode("utf-8", "replace"), name)
            got = found.text[found.body :]
        except InputError:
            got = ""
        value = _shingles_f1(str(gold["articleBody"]), got)
        part = "test" if int(name[-1], 16) % 3 == 0 else "dev"
        for key in ("all", part):
            scores[key].append(value)
        if report:
            report(f"page {number} of {len(truth)}")
    return tuple(_mean(part, values) for part, values in scores.items() if values)


def _mean(part: str, values: Sequence[float]) -> PageScores:
    mean = sum(values) / len(values)
    spread = sum((value - mean) ** 2 for value in values) / max(1, len(values) - 1)
    return PageScores(part, len(values), mean, sqrt(spread / len(values)))


def _shingles_f1(gold: str, got: str) -> float:
    """F1 over runs of four words, counted."""
    one, two = (
        Counter(zip(*(words[at:] for at in range(4)), strict=False))
        for words in (re.findall(r"\w+", text.lower()) for text in (gold, got))
    )
    both = sum((one & two).values())
    total = sum(one.values()) + sum(two.values())
    return 2 * both / total if total else 1.0
