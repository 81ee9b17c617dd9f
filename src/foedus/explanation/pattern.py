"""Paths of an answer and the rules that explain what stands there.

A pattern is a dotted path in which ``*`` stands for any name, ``#`` for a place in a list and
``a|b`` for either word. A rule gets the trace and what those stood for. An estimate's own value,
low and high share one rule.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from foedus.explanation.derivation import Derivation

Key: TypeAlias = str | int
Pattern: TypeAlias = tuple[str, ...]
Rule: TypeAlias = Callable[..., Derivation]
ESTIMATE = frozenset({"value", "low", "high"})


class Rules:
    """The rules of one file, in order; ``head`` is what all their patterns begin with."""

    def __init__(self, head: str = "") -> None:
        """None yet."""
        self.head = head
        self.patterns: list[tuple[Pattern, Rule]] = []

    def at(self, *tails: str) -> Callable[[Rule], Rule]:
        """Add a rule for the numbers at these patterns."""

        def add(rule: Rule) -> Rule:
            self.patterns += [(tuple(f"{self.head}{tail}".split(".")), rule) for tail in tails]
            return rule

        return add


def is_estimate(node: Any) -> bool:
    """Whether a part of the answer is a number with its interval."""
    return isinstance(node, dict) and node.keys() == ESTIMATE


def matches(pattern: Pattern, path: tuple[Key, ...]) -> tuple[Key, ...] | None:
    """What the wildcards of a pattern stand for in a path; None where it does not fit."""
    if len(pattern) != len(path):
        return None
    held: list[Key] = []
    for want, have in zip(pattern, path, strict=True):
        if want == have:
            continue
        words = want not in {"#", "*"} and want.split("|")
        if isinstance(have, int) != (want == "#") or (words and have not in words):
            return None
        held.append(have)
    return tuple(held)


def first(
    rules: Iterable[tuple[Pattern, Rule]], path: tuple[Key, ...]
) -> tuple[Rule, tuple[Key, ...]] | None:
    """The first rule whose pattern fits a path, and what its wildcards stand for."""
    for pattern, rule in rules:
        held = matches(pattern, path)
        if held is not None:
            return rule, held
    return None
