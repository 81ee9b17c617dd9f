"""Neighbors whose number the ladder's record does not carry: the rules, and why each falls under.

A withheld chance is shown nowhere: not in the terminal, on the page, on the map or in the JSON. A
marked one is shown with its mark, except on the map, which has no room for a reason. The rules
follow from what the ladder has seen and has terms for; docs/plausibility.md counts how far its
forecasts of such pairs were off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any

from foedus.assessment.support import Reach
from foedus.history.events import STEPS
from foedus.history.setting import Setting
from foedus.report import words

#: Percent of the pairs fitted on that lie nearer to their middle: from here on, out of support.
FAR = 95.0
#: Years of the data without a dispute after which a pair is quiet: a generation.
GENERATION = 25


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words, and whether it withholds the number or only marks it."""

    withholds: bool
    words: str


RULES: dict[str, Rule] = {
    "outside": Rule(
        True, f"farther from the data than {FAR:.0f}% of the politically relevant pairs fitted on"
    ),
    "ally": Rule(True, "the challenger owes it defense"),
    "nuclear": Rule(True, "both have nuclear weapons, for which the ladder has no term"),
    "quiet": Rule(
        False, f"no dispute between the two in the last {GENERATION} years that the data cover"
    ),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One rule that a neighbor falls under. detail: its own numbers; empty where there are none."""

    rule: str
    detail: str = ""

    @property
    def withholds(self) -> bool:
        """Whether the rule withholds the number."""
        return RULES[self.rule].withholds

    @property
    def why(self) -> str:
        """The reason in words."""
        return RULES[self.rule].words + (f" ({self.detail})" if self.detail else "")

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"rule": self.rule, "why": self.why, "withholds": self.withholds}


def marks(
    pair: Setting, reach: Mapping[str, Reach], known_to: int, *, ally: bool, armed: bool
) -> tuple[Mark, ...]:
    """The rules that a pair falls under, in the order of ``RULES``.

    reach: of every rung, before any design. known_to: the last year whose disputes the data know.
    ally: whether the challenger owes the neighbor defense. armed: whether both have nuclear
    weapons.
    """
    found: dict[str, str] = {}
    rung = max(reach, key=lambda name: reach[name].percentile)
    beyond = [each.meaning for name in reach for each in reach[name].outside]
    if beyond:
        found["outside"] = f"beyond all of them in {words.listed(dict.fromkeys(beyond))}"
    elif reach[rung].percentile >= FAR:
        found["outside"] = f"{words.share(reach[rung].percentile)} on whether {STEPS[rung]}"
    if ally:
        found["ally"] = ""
    if armed:
        found["nuclear"] = ""
    since = pair.memory["since_mid"]
    last = None if isnan(since) else int(pair.first - since)
    if last is None or last <= known_to - GENERATION:
        found["quiet"] = "never" if last is None else f"last {last}"
    return tuple(Mark(rule, found[rule]) for rule in RULES if rule in found)


def grouped(marked: Mapping[str, tuple[Mark, ...]]) -> list[str]:
    """A sentence a rule, from name -> marks; each name stands under its first rule alone."""
    said = []
    for name, rule in RULES.items():
        under = {who: every[0].detail for who, every in marked.items()
                 if every and every[0].rule == name}  # fmt: skip
        if under:
            told = words.listed(f"{who} ({detail})" if detail else who
                                for who, detail in under.items())  # fmt: skip
            how = "Withheld" if rule.withholds else "Marked *"
            said.append(f"{how}, {rule.words}: {told}.")
    return said
