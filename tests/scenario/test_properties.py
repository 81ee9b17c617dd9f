"""Whatever is fed to the reader: a scenario comes out, or one InputError."""

import copy
import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus import scenario
from foedus.document import parse
from foedus.errors import InputError
from foedus.scenario.read import text

SHIPPED = text("ukraine-2025")
LINES = SHIPPED.splitlines()
DATA = parse(SHIPPED).data


def reads_or_refuses(content: str | bytes) -> None:
    try:
        read = scenario.loads(content, "f.yaml")
    except InputError as error:
        told = str(error)
    else:
        told = read.title
    assert told


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    reads_or_refuses(content)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text(content: str) -> None:
    reads_or_refuses(content)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_shipped_file_with_lines_cut_moved_and_mangled(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        if not lines:
            break
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["cut", "repeat", "indent", "mangle", "truncate"])):
            case "cut":
                del lines[at]
            case "repeat":
                lines.insert(at, lines[at])
            case "indent":
                lines[at] = "  " + lines[at]
            case "mangle":
                column = data.draw(st.integers(0, len(lines[at])))
                mark = data.draw(
                    st.sampled_from([*":-{}[]&*!|>'\"%@`\t#,?", "\x00", "\ufeff", "é"])
                )
                lines[at] = lines[at][:column] + mark + lines[at][column:]
            case _:
                lines = lines[: at + 1]
    reads_or_refuses("\n".join(lines))


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["NO", "yes", "RUS", "2025-08-18", "", " ", "none", "nato", "C3", "<<"])
    | st.text(st.characters(categories=["L", "N", "P"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "source", "extends", "low", "x"]), inner)
    ),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path] * bool(path) + [p for key, each in inner for p in places(each, (*path, key))]


PLACES = places(DATA)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), junk), min_size=1, max_size=3))
def test_a_shipped_file_with_values_replaced(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    data = copy.deepcopy(DATA)
    for path, value in changes:
        inside = data
        for key in path[:-1]:
            inside = inside[key] if _has(inside, key) else None
        if inside is not None and _has(inside, path[-1]):
            inside[path[-1]] = value
    reads_or_refuses(json.dumps(data, ensure_ascii=False))


def _has(inside: Any, key: Any) -> bool:
    if isinstance(inside, dict):
        return key in inside
    return isinstance(inside, list) and isinstance(key, int) and key < len(inside)


states = st.sampled_from(["USA", "GBR", "NOR", "POL", "JPN", "DEU"])
clauses = st.fixed_dictionaries(
    {
        "obligation": st.sampled_from(["defense", "consultation", "aid", "sanctions", "assurance"]),
        "trigger": st.sampled_from(["armed-attack", "threat", "seizure", "internal", "any"]),
    },
    optional={
        "discretion": st.sampled_from(["automatic", "as-deemed-necessary", "after-consultation"]),
        "area": st.lists(st.sampled_from(["UKR", "Crimea", "no: colon", "- dash", "# hash"])),
        "note": st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1).filter(
            str.strip
        ),
    },
)
facts = st.floats(0, 1).flatmap(
    lambda high: st.fixed_dictionaries(
        {"value": st.just(high)},
        optional={
            "year": st.integers(1816, 2025),
            "source": st.just("Some Book, 2020"),
            "judgement": st.sampled_from([True, "because"]),
        },
    )
)
questions = st.fixed_dictionaries(
    {
        "foedus": st.just(1),
        "title": st.sampled_from(["A title", "yes", "NO", "1", "2025-08-18", "null", "a: b", "~"]),
        "as_of": st.dates(min_value=date(1992, 1, 1), max_value=date(2100, 1, 1)).filter(
            lambda day: day.year <= 2100
        ),
        "challenger": st.just("RUS"),
        "protege": st.just("UKR"),
        "designs": st.dictionaries(
            st.sampled_from(["one", "two", "no", "1-a"]),
            st.fixed_dictionaries(
                {
                    "guarantors": st.lists(states, min_size=1, unique=True),
                    "clauses": st.lists(clauses, min_size=1, max_size=3),
                }
            ),
            min_size=1,
        ),
    },
    optional={
        "horizon": st.integers(1, 100),
        "baseline": st.sampled_from(
            [
                [{"ends": "north-atlantic-1949", "judgement": "asked"}],
                [{"rewrites": "atop-3240", "military": {"bases": "none"}, "without": ["USA"]}],
                [{"lapsed": ["RUS", "UKR"], "on": 1992}, {"stands": "us-qatar-2025"}],
            ]
        ),
        "situation": st.fixed_dictionaries(
            {"states": st.dictionaries(states, st.fixed_dictionaries({"polyarchy": facts}))}
        ),
    },
)


@settings(max_examples=50, deadline=None)
@given(questions)
def test_what_is_read_is_written_and_read_again_as_the_same(question: dict[str, Any]) -> None:
    first = scenario.loads(json.dumps(question, default=str, ensure_ascii=False), "q.yaml")
    assert scenario.loads(scenario.dumps(first), "q.yaml") == first
