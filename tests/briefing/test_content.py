"""What the brief says: true to the assessment, whatever the scenario holds."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from foedus.assessment import assess
from foedus.assessment.order import Order
from foedus.assessment.result import Assessment
from foedus.assessment.sections.titles import headed
from foedus.assessment.sections.voice import Voice
from foedus.briefing.compose import compose
from foedus.errors import DataError
from foedus.evidence.card import cards
from foedus.report import words
from foedus.report.blocks import (
    Block,
    Brief,
    Bullets,
    Judgement,
    Pair,
    Paragraph,
    Picture,
    Question,
    Table,
)
from foedus.report.lint import lint
from foedus.report.yardstick import ICD_203, UK, Yardstick
from foedus.scenario import ground
from foedus.scenario.statements import Claim, Event
from foedus.signing.verdict import OF_PACKAGE
from foedus.terms.instruments import library

DRAWS = 200
HOSTILE = '</td><script>alert(1)</script> \\input{/etc/passwd} #eval("1") {{ 7 * 7 }}'
SHIPPED = ("taiwan-2025", "ukraine-2025")


@pytest.fixture(scope="module", params=SHIPPED)
def asked(request: pytest.FixtureRequest) -> Assessment:
    return assess(request.param, draws=DRAWS)


@pytest.fixture(scope="module", params=(ICD_203, UK), ids=lambda each: each.name)
def yardstick(request: pytest.FixtureRequest) -> Yardstick:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def made(asked: Assessment) -> Callable[[Yardstick], Brief]:
    """The whole brief by a yardstick, composed once."""
    return cache(lambda yardstick: compose(asked, yardstick=yardstick, length="full"))


@pytest.fixture(scope="module")
def brief(made: Callable[[Yardstick], Brief], yardstick: Yardstick) -> Brief:
    return made(yardstick)


@pytest.fixture(scope="module")
def plain(made: Callable[[Yardstick], Brief]) -> Brief:
    return made(ICD_203)


@cache
def cited() -> tuple[Any, ...]:
    """What is quoted by name: data sets' cards, and the library of instruments."""
    return (
        [[one.citation, one.version, one.last, one.terms] for one in cards()],
        [json.loads(one.model_dump_json()) for one in library().values()],
    )


def blocks(made: Brief) -> Iterator[Block]:
    for section in (*made.page, *made.sections):
        yield from _inside(section.blocks)


def _inside(given: tuple[Block, ...]) -> Iterator[Block]:
    for block in given:
        yield block
        if isinstance(block, Question):
            yield from _inside(block.answer)
        elif isinstance(block, Pair):
            yield from (block.left, block.right)


def written(made: Brief) -> Iterator[str]:
    """Sentences that the program wrote: no cell, no picture."""
    yield from made.abstract
    for section in (*made.page, *made.sections):
        yield section.title
        yield section.lead
    for block in blocks(made):
        match block:
            case Paragraph(text):
                yield text
            case Judgement(text, detail):
                yield from (text, detail)
            case Bullets(items):
                yield from items
            case Table():
                yield from (block.caption, block.note)
            case Question(question, _):
                yield question


def cells(made: Brief) -> Iterator[str]:
    for block in blocks(made):
        if isinstance(block, Table):
            yield from block.columns
            for row in block.rows:
                yield from row


def table(made: Brief, name: str) -> Table:
    return next(b for b in blocks(made) if isinstance(b, Table) and b.name == name)


def test_it_is_lint_free(brief: Brief, yardstick: Yardstick) -> None:
    assert [str(each) for each in lint(written(brief), yardstick)] == []


def test_the_yardstick_is_the_one_asked_for(brief: Brief, yardstick: Yardstick) -> None:
    said = " ".join(written(brief))
    assert ("almost no chance" in said) == (yardstick is ICD_203)
    assert ("remote chance" in said) == (yardstick is UK)


def test_tables_are_whole(brief: Brief) -> None:
    names = [block.name for block in blocks(brief) if isinstance(block, Table)]
    assert len(names) == len(set(names))
    for block in blocks(brief):
        if isinstance(block, Table):
            assert block.rows
            assert {len(row) for row in block.rows} == {len(block.columns)}
            assert not block.align or len(block.align) == len(block.columns)


def test_sections_have_anchors_and_figures_names(brief: Brief) -> None:
    ids = [section.id for section in brief.sections]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[a-z][a-z0-9-]*", each) for each in ids)
    assert {"war-risk", "ladder", "map-before", "map-after", "clauses", "flips"} <= {
        block.figure.name for block in blocks(brief) if isinstance(block, Picture)
    }


def test_the_bottom_line_is_the_assessment(asked: Assessment, plain: Brief) -> None:
    said = " ".join(plain.abstract)
    bare = asked.designs[asked.reference].risk.by["war"][-1]
    best = min(asked.designs.values(), key=lambda each: each.risk.by["war"][-1].value)
    for told in (bare, best.risk.by["war"][-1]):
        assert (
            f"{words.percent(told.value)} (90% interval {words.span(told.low, told.high)})" in said
        )
        assert f"), {ICD_203.word(told.value)}" in said
    assert asked.titles[best.reading.name] in said


def test_the_table_of_designs_is_the_assessment(asked: Assessment, plain: Brief) -> None:
    rows = dict(Voice(asked).rows)
    for row in table(plain, "designs").rows:
        risk = rows[row[0]].risk.by
        shown = [(event, span) for event in ("deadly", "war") for span in (10, asked.years)]
        for cell, (event, span) in zip(row[1:5], shown, strict=True):
            told = risk[event][span - 1]
            assert cell.split() == words.brackets(told).split()


# Every number that is printed can be found.

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


def tokens(text: str) -> set[str]:
    return {each.rstrip(",") for each in _TOKEN.findall(text)}


def numbers(value: Any) -> Iterator[float | int | str]:
    """Every number of some data, every text, and how many each list holds."""
    if isinstance(value, dict):
        yield len(value)
        for key, inner in value.items():
            yield str(key)
            yield from numbers(inner)
    elif isinstance(value, list | tuple):
        yield len(value)
        for inner in value:
            yield from numbers(inner)
    elif isinstance(value, bool) or value is None:
        return
    else:
        yield value


def forms(value: float | int | str) -> set[str]:
    """The ways in which a value may be printed."""
    if isinstance(value, str):
        return tokens(value)
    found = {f"{value:,}"} if isinstance(value, int) else set()
    size = abs(value)
    found |= {
        f"{size:.0f}",
        f"{size:.1f}",
        f"{size:.2f}",
        f"{size:.4f}",
        f"{size:.2g}",
        f"{size:.3g}",
        words.times(size),
    }
    if 0 <= value <= 1:
        found |= tokens(words.percent(value)) | tokens(words.percent(value).rstrip("%"))
        found |= {f"{value:.1%}"}
        found |= {"0.00"} if value < 0.0001 else set()
        found |= {">99%".lstrip(">")} if value > 0.995 else set()
    return {each for form in found for each in tokens(form)} | found


def known(made: Brief, asked: Assessment) -> set[str]:
    origins = Counter(fact.origin for fact in asked.facts.values())
    given = [
        len(list(ground.facts(asked.scenario))), *origins.values(), len(asked.facts),
        made.data, json.loads(asked.scenario.model_dump_json()), dict(made.meta),
        *cited(), list(range(asked.setting.first, asked.last + 1)),
        ICD_203.source, UK.source, 203, 90, 100,
    ]  # fmt: skip
    found: set[str] = set()
    for value in numbers(given):
        found |= forms(value)
    return found


def test_every_number_is_in_the_data(brief: Brief, asked: Assessment) -> None:
    have = known(brief, asked)
    missing = {
        (token, text[:120])
        for text in (*written(brief), *cells(brief))
        for token in tokens(text)
        if token not in have
    }
    assert missing == set()


def test_another_chance_is_another_sentence(asked: Assessment, plain: Brief) -> None:
    first = asked.designs[asked.reference]
    war = tuple(replace(each, value=each.value * 0.6) for each in first.risk.by["war"])
    risk = replace(first.risk, by={**first.risk.by, "war": war})
    other = replace(asked, designs={**asked.designs, asked.reference: replace(first, risk=risk)})
    told = words.chance(war[-1], ICD_203)
    assert told in " ".join(compose(other, length="full").abstract)
    assert told not in " ".join(plain.abstract)


# Whatever the scenario holds.


def test_nothing_said_at_all(found: Assessment) -> None:
    update: dict[str, Any] = dict.fromkeys(
        ("claims", "events", "issues", "corrections", "pledges"), ()
    ) | {"sources": {}, "hypotheses": None}
    empty = replace(found, scenario=found.scenario.model_copy(update=update))
    made = compose(empty, length="full")
    said = " ".join(written(made))
    assert "claims" not in {section.id for section in made.sections}
    questions = [block.question for block in blocks(made) if isinstance(block, Question)]
    assert "What is each party's position?" not in questions
    assert "records no" not in said
    assert "states no" not in said
    assert lint(written(made)) == []


def test_no_dispute_dates_no_attack(found: Assessment) -> None:
    situation = found.scenario.situation.model_copy(
        update={"disputes": (), "dyads": (), "chronology": False}
    )
    update = {"situation": situation, "events": ()}
    made = compose(replace(found, scenario=found.scenario.model_copy(update=update)), length="full")
    said = " ".join(written(made))
    assert "Would it have applied" not in said
    assert "timeline" not in {section.id for section in made.sections}


def test_only_the_reference(found: Assessment) -> None:
    alone = replace(
        found,
        designs={"none": found.designs["none"]},
        order=Order((("none",),), {}),
        lens=None,
        scenario=found.scenario.model_copy(
            update={"designs": {"none": found.scenario.designs["none"]}, "issues": (),
                    "claims": (), "hypotheses": None}
        ),
    )  # fmt: skip
    made = compose(alone, length="full")
    assert "The scenario weighs no design against it." in made.abstract
    assert lint(written(made)) == []
    assert "terms" not in {section.id for section in made.sections}
    assert "weighed" not in {section.id for section in made.page}


def test_forty_designs(forty: Assessment) -> None:
    made = compose(forty, length="full")
    assert len(table(made, "designs").rows) == 40
    judged = [block for block in blocks(made) if isinstance(block, Judgement)]
    assert len(judged) <= 11  # three of them on the page
    assert lint(written(made)) == []
    assert max(map(len, written(made))) < 2500


def test_two_hundred_claims(found: Assessment) -> None:
    first = found.scenario.claims[0].model_copy(update={"moves": ()})
    many = tuple(
        first.model_copy(
            update={"id": f"claim-{at}", "on": date(2024, 1, 1) + timedelta(at), "says": HOSTILE}
        )
        for at in range(200)
    )
    events = tuple(Event(on=date(1990 + at // 12, 1, 1), what=f"event {at}") for at in range(200))
    update = {"claims": many, "events": events, "hypotheses": None}
    made = compose(replace(found, scenario=found.scenario.model_copy(update=update)), length="full")
    shown = table(made, "claims")
    assert len(shown.rows) == 40
    assert "160 more claims left out here." in shown.note
    section = next(each for each in made.sections if each.id == "claims")
    assert section.lead.startswith("200 claims from 1 origin")
    rows = table(made, "timeline").rows
    assert len(rows) == 60
    assert "more earlier rows left out here." in table(made, "timeline").note


def test_hostile_text_is_kept_as_text_and_cut(hostile: Assessment) -> None:
    claim = Claim(id="bad", says=HOSTILE * 40, by=HOSTILE, on=date(2025, 1, 1), grade="F6")
    assert hostile.scenario.hypotheses is not None
    rivals = hostile.scenario.hypotheses.model_copy(update={"evidence": ()})
    asked = hostile.scenario.model_copy(update={"claims": (claim,), "hypotheses": rivals})
    made = compose(replace(hostile, scenario=asked), length="full")
    assert made.title == " ".join(hostile.scenario.title.split())
    assert any("<script>" in cell for cell in cells(made))
    assert max(map(len, cells(made))) < 1200
    assert all("<script>" not in section.lead for section in made.sections)


def test_an_issue_without_positions_is_told(found: Assessment) -> None:
    issues = tuple(
        each.model_copy(update={"positions": ()}) if at == 0 else each
        for at, each in enumerate(found.scenario.issues)
    )
    claims = tuple(each.model_copy(update={"moves": ()}) for each in found.scenario.claims)
    asked = found.scenario.model_copy(update={"issues": issues, "claims": claims})
    made = compose(replace(found, scenario=asked), length="full")
    assert "no position can be told" in " ".join(written(made))


def test_who_would_sign_is_said_without_a_chance(asked: Assessment, plain: Brief) -> None:
    """Nothing scores it: a class, a share of the weights in words, and no percent."""
    table = next(each for each in blocks(plain) if isinstance(each, Table)
                 and each.name == "signatures")  # fmt: skip
    assert all("%" not in cell for row in table.rows for cell in row)
    assert "no chance of a signature" in table.note
    known = {row[0]: row[1] for row in table.rows}
    for name, signing in plain.data["beside"]["signing"].items():
        assert signing["scored"] is False
        assert signing["unscored_numbers"]["scored"] is False
        if headed(asked.titles[name]) in known:
            assert known[headed(asked.titles[name])] == OF_PACKAGE[signing["verdict"]]


def test_where_talks_would_settle_is_called_unscored(plain: Brief) -> None:
    told = [each.text for each in blocks(plain) if isinstance(each, Paragraph)]
    assert any("validated on EU lawmaking alone" in text for text in told)
    assert plain.data["beside"]["talks"]["scored"] is False


def test_it_is_plain_data(brief: Brief) -> None:
    json.dumps(brief.data, allow_nan=False)
    assert all(isinstance(value, str) for value in brief.meta.values())


def test_the_maps_tell_the_protege_s_two_chances_apart(plain: Brief) -> None:
    pair = next(block for block in blocks(plain) if isinstance(block, Pair))
    before, after = (
        next(row for row in each.figure.rows if row["role"] == "protégé")
        for each in (pair.left, pair.right)
    )
    assert before["value"] != after["value"]
    assert before["class"] != after["class"]


def test_neighbors_that_are_withheld_or_marked_have_no_number_on_the_maps(plain: Brief) -> None:
    told = {each["state"]: each for each in plain.data["beside"]["neighbors"]["neighbors"]}
    marked = {state for state, each in told.items() if each["marks"]}
    withheld = {each["name"] for each in told.values() if each["withheld"]}
    assert len(marked) > len(withheld) > 0
    pair = next(block for block in blocks(plain) if isinstance(block, Pair))
    for each in (pair.left, pair.right):
        without = {row["state"] for row in each.figure.rows if row["value"] is None}
        assert without == marked
    table = next(b for b in blocks(plain) if isinstance(b, Table) and b.name == "neighbors")
    assert not withheld & {row[0] for row in table.rows}
    assert any(row[0].endswith(" *") for row in table.rows)
    said = " ".join(b.text for b in blocks(plain) if isinstance(b, Paragraph))
    assert all(name in said for name in withheld)


def test_a_region_that_nobody_froze_shows_the_parties(
    found: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object, **__: object) -> None:
        raise DataError("no data")

    monkeypatch.setattr("foedus.region.neighbors.neighbors", absent)
    made = compose(found, length="full")
    pair = next(block for block in blocks(made) if isinstance(block, Pair))
    assert "bound to defend" in pair.right.figure.alt
    assert not any(b.name == "neighbors" for b in blocks(made) if isinstance(b, Table))
