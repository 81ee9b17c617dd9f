"""From a path in the answer to what is said of the number there: a rule for each kind of number.

A pattern is a dotted path in which ``*`` stands for any name, ``#`` for a place in a list and
``a|b`` for either word. A rule gets the case and what those stood for. An estimate's own value, low
and high share one rule.
"""

from collections.abc import Callable
from typing import Any

from foedus.explanation.result import Told

Key = str | int
Rule = Callable[..., Told]
#: Every rule with its pattern, in the order in which they are tried.
RULES: list[tuple[tuple[str, ...], Rule]] = []
ESTIMATE = frozenset({"value", "low", "high"})


def rule(*patterns: str) -> Callable[[Rule], Rule]:
    """Register a rule for the numbers at these patterns."""

    def register(each: Rule) -> Rule:
        RULES.extend((tuple(pattern.split(".")), each) for pattern in patterns)
        return each

    return register


def is_estimate(node: Any) -> bool:
    """Whether a part of the answer is a number with its interval."""
    return isinstance(node, dict) and node.keys() == ESTIMATE


def matches(pattern: tuple[str, ...], path: tuple[Key, ...]) -> tuple[Key, ...] | None:
    """What the wildcards of a pattern stand for in a path; None where it does not fit."""
    if len(pattern) != len(path):
        return None
    held: list[Key] = []
    for want, have in zip(pattern, path, strict=True):
        if want == "#":
            if not isinstance(have, int):
                return None
            held.append(have)
        elif want == "*" or "|" in want:
            if not isinstance(have, str) or (want != "*" and have not in want.split("|")):
                return None
            held.append(have)
        elif want != have:
            return None
    return tuple(held)


def find(path: tuple[Key, ...]) -> tuple[Rule, tuple[Key, ...]] | None:
    """The rule for a path, and what its wildcards stand for."""

    for pattern, each in RULES:
        held = matches(pattern, path)
        if held is not None:
            return each, held
    return None
