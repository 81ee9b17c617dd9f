"""How well articles are read off pages whose bodies people marked.

A page's score is the F1 over runs of four words, and the mean over pages is told, as the
article-extraction benchmark does.
"""

import gzip
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from foedus.document import read_json
from foedus.errors import InputError

#: Bytes of the file of what people marked.
MOST = 200_000_000


@dataclass(frozen=True, slots=True)
class PageScore:
    """F1 over runs of four words: mean and its standard error over the pages."""

    pages: int
    mean: float
    error: float


def score(folder: Path, report: Callable[[str], None] | None = None) -> PageScore:
    """Pages as the benchmark lays them out: ``ground-truth.json`` beside ``html/ID.html.gz``.

    Raises InputError where they are not there.
    """
    from foedus.clip.text.page import read

    place = folder / "ground-truth.json"
    truth = read_json(place, MOST)
    values: list[float] = []
    for number, (name, gold) in enumerate(truth.items(), 1):
        page = folder / "html" / f"{name}.html.gz"
        try:
            html = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
        except (OSError, EOFError) as error:
            raise InputError(f"cannot be read: {error}", where=str(page)) from None
        try:
            found = read(html, name)
            got = found.text[found.body :]
        except InputError:
            got = ""
        values.append(f1(str(gold["articleBody"]), got))
        if report:
            report(f"page {number} of {len(truth)}")
    return _mean(values)


def _mean(values: Sequence[float]) -> PageScore:
    mean = sum(values) / max(1, len(values))
    spread = sum((value - mean) ** 2 for value in values) / max(1, len(values) - 1)
    return PageScore(len(values), mean, sqrt(spread / max(1, len(values))))


def f1(gold: str, got: str) -> float:
    """F1 over runs of four words, counted."""
    one, two = (
        Counter(zip(*(words[at:] for at in range(4)), strict=False))
        for words in (re.findall(r"\w+", text.lower()) for text in (gold, got))
    )
    both = sum((one & two).values())
    total = sum(one.values()) + sum(two.values())
    return 2 * both / total if total else 1.0
