"""What docs/watch.md shows can be written so, and its words are those that are read."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from foedus.document import parse
from foedus.record import Record, validate
from foedus.report import words
from foedus.terms.clause import Clause
from foedus.terms.compliance import Casus, Compliance, Conduct
from foedus.watch import past
from foedus.watch.casus.truth import Truth
from foedus.watch.entries.act import ActKind
from foedus.watch.entries.forms import FORMS
from foedus.watch.entries.hand import entries
from foedus.watch.intake.intake import SOURCES

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "watch.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", TEXT, flags=re.M | re.S)


class Wrapped(Record):
    compliance: Compliance


@pytest.mark.parametrize("text", BLOCKS, ids=[block.split("\n")[0] for block in BLOCKS])
def test_examples_are_read(text: str) -> None:
    document = parse(text)
    if text.startswith("kind:"):
        known = datetime(2026, 11, 27, tzinfo=UTC)
        assert len(entries(document, known, "me", free=True)) == 1
    elif text.startswith("compliance:"):
        assert validate(Wrapped, document).compliance.response
    else:
        assert len(validate(Clause, document).casus) == len(re.findall(r"intensity:", text))


def test_every_form_has_an_example() -> None:
    shown = {match for text in BLOCKS for match in re.findall(r"^kind: (\w+)", text)}
    assert shown == set(FORMS)


@pytest.mark.parametrize(
    "word", [*get_args(Conduct), *get_args(ActKind), *SOURCES, *Casus.model_fields]
)
def test_every_word_is_named(word: str) -> None:
    if word not in {"cites", "note"}:
        assert f"`{word}`" in TEXT


def test_the_table_of_the_memorandum_is_what_the_replays_say() -> None:
    rows = re.findall(r"^\| (\d), (.*?) \| (.*?) \| (.*?) \| (.*?) \|$", TEXT, flags=re.M)
    days = [("crimea-2014", 0), ("crimea-2014", 2), ("ukraine-2022", 1)]
    found: dict[tuple[int, int], list[str]] = {}
    for crisis, place in days:
        loaded = past.load(crisis)
        for each in past.day(loaded, loaded.heading.days[place]).available:
            if each.text != "budapest-memorandum-1994":
                continue
            for at, truth in enumerate(each.truths.values()):
                open_ = ": who did it" if truth is Truth.UNDETERMINED else ""
                found.setdefault((each.clause, at), []).append(truth.word + open_)
    assert [list(row[2:]) for row in rows] == list(found.values())


def test_the_table_of_the_other_texts_is_what_the_replays_say() -> None:
    clauses = {"article 5": ("north-atlantic-1949", 0), "article 4": ("north-atlantic-1949", 1),
               "EU": ("eu-42-7-2007", 0), "Rio": ("rio-1947", 0)}  # fmt: skip
    rows = re.findall(r"^\| (North|EU|Rio)(.*?) \| (.*?) \| (.*?) \| (.*?) \|$", TEXT, flags=re.M)
    assert len(rows) == len(clauses)
    for (first, rest, *shown), (text, clause) in zip(rows, clauses.values(), strict=True):
        said = []
        for crisis, place in (("crimea-2014", 0), ("crimea-2014", 2), ("ukraine-2022", 1)):
            loaded = past.load(crisis)
            day = past.day(loaded, loaded.heading.days[place])
            there = {(each.text, each.clause): each for each in day.available}
            each = there.get((text, clause))
            if each is None or Truth.MET not in each.truths.values():
                said.append("Ukraine is no party")
            elif each.asked:
                said.append(f"asked for by {words.some(list(each.asked), 8)}")
            else:
                said.append("any party")
        assert shown == said, first + rest
