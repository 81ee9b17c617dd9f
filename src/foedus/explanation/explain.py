"""Any number of an assessment, explained: what it is, how it came about, what it rests on."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.assessment.assessment import assessed
from foedus.assessment.result import Assessment
from foedus.errors import InputError, UnknownNameError, nearest
from foedus.explanation.derivation import Explanation
from foedus.explanation.pattern import Key, Rule, first, is_estimate
from foedus.explanation.rules import (
    answer,
    designs,
    drivers,
    holding,
    order,
    practice,
    reading,
    reference,
    scores,
    study,
)
from foedus.explanation.short import aliases
from foedus.explanation.trace import Trace
from foedus.scenario import Scenario

Numbers = dict[str, Any]
_TOKEN = re.compile(r"\[(\d+)\]")
_FILES = (
    designs, reading, practice, holding, drivers, order, study, reference, scores, answer
)  # fmt: skip
#: Every pattern with its rule, in the order in which they are tried.
RULES = tuple(pair for file in _FILES for pair in file.RULES.patterns)


def find(path: tuple[Key, ...]) -> tuple[Rule, tuple[Key, ...]] | None:
    """The rule for a path, and what its wildcards stand for."""
    return first(RULES, path)


def explain(
    found: Assessment | Trace | Scenario | str | Path, path: str, *, design: str | None = None
) -> Explanation:
    """Explain the number at a dotted path of the answer as `foedus assess --json` prints it.

    path: ``designs.nato.by_year.war[19]``, or short: ``war`` (by the last year), ``war[9]`` (by the
    end of the tenth), ``broken_yearly``, ``RUS.cinc``; short ones of a design are of ``design``,
    else of the first one that binds anyone. found: a scenario is assessed first.

    Raises UnknownNameError with the nearest names, InputError where there is no number.
    """
    trace = found if isinstance(found, Trace) else Trace(assessed(found))
    keys, node = resolve(trace, path, design)
    whole = trace.found
    end, interval, value = "", None, node
    if isinstance(node, dict) and keys[0] == "facts" and len(keys) == 2:
        value = node["value"]
    elif is_estimate(node):
        end, interval, value = "value", (node["low"], node["high"]), node["value"]
    elif keys[-1] in {"value", "low", "high"} and is_estimate(_at(trace.plain, keys[:-1])):
        kept = _at(trace.plain, keys[:-1])
        end, interval, keys = str(keys[-1]), (kept["low"], kept["high"]), keys[:-1]
    rules = find(keys)
    if rules is None or isinstance(value, dict | str) or (
        isinstance(value, list) and keys[0] != "facts"
    ):  # fmt: skip
        shown = list(numbers(trace, written(keys)))
        raise InputError(
            f"{written(keys)} is no number",
            where=path,
            hint=nearest(path, shown) if shown else "`foedus explain SCENARIO` lists the numbers",
        )
    rule, held = rules
    said = rule(trace, *held)
    facts = {name: whole.facts[name] for name in dict.fromkeys(said.facts)}
    shown_value = tuple(value) if isinstance(value, list) else value
    full = (*keys, end) if end else keys
    return Explanation(
        written(full), shown_value, interval, end, said, facts, whole.draws, whole.seed
    )


def resolve(trace: Trace, path: str, design: str | None = None) -> tuple[tuple[Key, ...], Any]:
    """The keys of a path and what stands there. Raises UnknownNameError."""
    wanted = path.strip().strip(".")
    for candidate in (wanted, *_short(trace, wanted, design)):
        keys = _walk(trace.plain, _tokens(candidate))
        if keys:
            return keys, _at(trace.plain, keys)
    known = [*aliases(trace.found, design), *numbers(trace)]
    raise UnknownNameError("number", path, known)


def _short(trace: Trace, path: str, design: str | None) -> Iterator[str]:
    """The whole paths that a short one may stand for."""
    short = aliases(trace.found, design)
    name, bracket, rest = path.partition("[")
    if path in short:
        yield short[path]
    elif bracket and name in short:
        yield short[name].rpartition("[")[0] + bracket + rest
    of = design or short["war"].split(".by_year")[0].removeprefix("designs.")
    yield f"facts.{path}"
    for group in ("designs", "credit"):
        yield f"{group}.{of}.{path}"
    for under in ("durability", "reliability", "by_year"):
        yield f"designs.{of}.{under}.{path}"
    yield f"designs.{path}"


def _tokens(path: str) -> list[str]:
    return [token for token in _TOKEN.sub(r".\1", path).split(".") if token]


def _walk(node: Any, tokens: list[str]) -> tuple[Key, ...] | None:
    """The keys that the tokens name; names may hold dots, and the longest that fits is taken."""
    if not tokens:
        return ()
    if isinstance(node, list):
        place = int(tokens[0]) if tokens[0].isdecimal() else _named(node, tokens[0])
        rest = _walk(node[place], tokens[1:]) if place < len(node) else None
        return None if rest is None else (place, *rest)
    if isinstance(node, dict):
        for size in range(len(tokens), 0, -1):
            key = ".".join(tokens[:size])
            if key in node:
                rest = _walk(node[key], tokens[size:])
                if rest is not None:
                    return (key, *rest)
    return None


def _named(node: list[Any], name: str) -> int:
    """The place of the one item that has this name; past the end where there is none such."""
    held = [i for i, one in enumerate(node) if isinstance(one, dict) and one.get("name") == name]
    return held[0] if len(held) == 1 else len(node)


def _at(node: Any, keys: tuple[Key, ...]) -> Any:
    for key in keys:
        node = node[key]
    return node


def written(keys: tuple[Key, ...]) -> str:
    """Keys as a path: ``designs.nato.by_year.war[19]``."""
    parts = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(parts).removeprefix(".")


def numbers(trace: Trace, under: str = "") -> Numbers:
    """Path -> present value of every number that can be asked for, an estimate being one."""
    found: Numbers = {}
    keys = _walk(trace.plain, _tokens(under)) or ()
    _gather(_at(trace.plain, keys), keys, found)
    return found


def thinned(found: Numbers) -> Numbers:
    """Of each list of plain numbers or estimates, the last alone; scores by their ladder alone."""
    kept: Numbers = {}
    last: dict[str, str] = {}
    for path, value in found.items():
        if path.startswith("posterior.scores") and ".models.ladder." not in path:
            continue
        head, bracket, tail = path.rpartition("[")
        if bracket and tail.rstrip("]").isdecimal():
            if head in last:
                kept.pop(last[head], None)
            last[head] = path
        kept[path] = value
    return kept


def group(trace: Trace, path: str) -> str:
    """The path of a group of numbers, where it names one and no number; else empty."""
    keys = _walk(trace.plain, _tokens(path.strip().strip(".")))
    if not keys or path in aliases(trace.found) or find(keys):
        return ""
    node = _at(trace.plain, keys)
    return written(keys) if isinstance(node, dict | list) and numbers(trace, path) else ""


def _gather(node: Any, keys: tuple[Key, ...], found: Numbers) -> None:
    if len(keys) == 2 and keys[0] == "facts":
        if not isinstance(node["value"], str):  # a pact, which is no number
            found[written(keys)] = node["value"]
    elif is_estimate(node):
        found[written(keys)] = node["value"]
    elif isinstance(node, dict):
        for key, value in node.items():
            _gather(value, (*keys, key), found)
    elif isinstance(node, list):
        for place, value in enumerate(node):
            _gather(value, (*keys, place), found)
    elif isinstance(node, int | float) and find(keys):
        found[written(keys)] = node
