"""Inputs that could be otherwise: the range of each, where it comes from, and what it moves.

An input is moved by a standard normal score: -1.645 is its 5th percentile, 0 its stated value,
1.645 its 95th. The forecast holds the facts still over the whole horizon, so a fact's range is how
far such facts have moved in ten years, between the post-war states of the data; a test computes
these again. At the end stands which designs are put in: by their text, and by their practice.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from foedus.assessment.designs import Reading, nothing, read
from foedus.errors import UnknownNameError
from foedus.estimate import Array
from foedus.facts.known import Known
from foedus.history.depth import DepthModel
from foedus.history.paths import LapseHazard
from foedus.history.setting import Setting
from foedus.scenario import Scenario

#: Standard deviation over ten years, 1946–2022, of the log of a state's share of world capabilities
#: (states with more than 0.2%), and, 1946–2019, of its electoral democracy.
CAPABILITY_SD, DEMOCRACY_SD = 0.257, 0.144
#: The 95th percentile of a standard normal.
END = 1.6449
_TEN_YEARS = "how far it moved in ten years, 90% of states since 1946"
#: Columns of the disputes that one side has with others.
_ELSEWHERE = {
    1: ("mid_others1_h2", "mid_past1_h25", "force_past1_h25"),
    2: ("mid_others2_h2", "mid_others2_h25", "mid_past2_h25", "force_past2_h25"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a forecast is computed from, besides coefficients: n draws, D designs.

    Values are numbers, or (n, 1, 1) in the setting and (n, D) in the designs' columns.
    """

    setting: Setting
    designs: Mapping[str, Array]
    lapse: LapseHazard | None


#: Unit of an input -> how a value of it is told, to the digits that matter.
UNITS: dict[str, Callable[[float], str]] = {
    "share": lambda value: f"{100 * value:.2g}%",
    "index": lambda value: f"{value:.2f}",
    "times": lambda value: f"×{value:.2g}",
    "depth": lambda value: f"{value:+.1f} sd".replace("-", "−"),
}


@dataclass(frozen=True, slots=True)
class Input:
    """One input. low and high: its value at the 5th and the 95th percentile."""

    name: str
    meaning: str
    value: float
    low: float
    high: float
    unit: str  # a key of UNITS
    source: str  # of the range
    moved: Callable[[Case, Array], Case]  # by (n,) standard normal scores


def facts(setting: Setting) -> tuple[Input, ...]:
    """The inputs that are facts of the two states."""
    one, two = "the challenger's", "the protégé's"
    return (
        _capability(setting, "cinc1", one),
        _capability(setting, "cinc2", two),
        _democracy(setting, "democracy1", one),
        _democracy(setting, "democracy2", two),
        _elsewhere(1, one),
        _elsewhere(2, two),
    )


def _capability(setting: Setting, column: str, whose: str) -> Input:
    def value(score: Any) -> Any:
        return setting.fixed[column] * np.exp(CAPABILITY_SD * score)

    return _fact(column, f"{whose} share of world capabilities", value, "share")


def _democracy(setting: Setting, column: str, whose: str) -> Input:
    def value(score: Any) -> Any:
        return np.clip(setting.fixed[column] + DEMOCRACY_SD * score, 0.0, 1.0)

    return _fact(column, f"{whose} electoral democracy", value, "index")


def _fact(column: str, meaning: str, value: Callable[[Any], Any], unit: str) -> Input:
    def moved(case: Case, scores: Array) -> Case:
        fixed = {**case.setting.fixed, column: value(scores[:, None, None])}
        return replace(case, setting=replace(case.setting, fixed=fixed))

    middle, low, high = (float(value(score)) for score in (0.0, -END, END))
    return Input(column, meaning, middle, low, high, unit, _TEN_YEARS, moved)


def _elsewhere(side: int, whose: str) -> Input:
    """Half to twice as many disputes with others: the data end in 2014, and this level is kept."""
    sd = np.log(2.0) / END

    def moved(case: Case, scores: Array) -> Case:
        factor = np.exp(sd * scores)[:, None, None]
        memory, steady = dict(case.setting.memory), dict(case.setting.steady)
        for name in _ELSEWHERE[side]:
            if name in steady:  # what is owed to the other of the two stays as it is
                memory[name] = memory[name] + steady[name] * (factor - 1.0)
                steady[name] = steady[name] * factor
            else:
                memory[name] = memory[name] * factor
        return replace(case, setting=replace(case.setting, memory=memory, steady=steady))

    meaning = f"{whose} disputes with others, beside their present level"
    return Input(f"elsewhere{side}", meaning, 1.0, 0.5, 2.0, "times", "a judgement", moved)


def chosen(scenario: Scenario, wanted: Iterable[str] | None) -> list[str]:
    """Names of the designs asked for, in the scenario's order; all for None.

    Raises UnknownNameError for a design that the scenario has not.
    """
    if wanted is None:
        return list(scenario.designs)
    asked = list(wanted)
    for name in asked:
        if name not in scenario.designs:
            raise UnknownNameError("design", name, scenario.designs, where="--design")
    return [name for name in scenario.designs if name in asked]


def read_all(
    scenario: Scenario, names: list[str], facts: Mapping[str, Known], measure: DepthModel
) -> tuple[str, dict[str, Reading]]:
    """The reference's name, and the readings in the scenario's order, the reference among them.

    The reference is the first design without guarantors that takes the place of nothing; a scenario
    without one gets one.
    """
    empty = [
        name
        for name, design in scenario.designs.items()
        if not design.guarantors and not design.replaces
    ]
    if empty:
        shown = [n for n in scenario.designs if n in names or n == empty[0]]
        return empty[0], {name: read(scenario, name, facts, measure=measure) for name in shown}
    reference = "none"
    while reference in scenario.designs:
        reference += "-at-all"
    bare = {reference: nothing(scenario, reference, facts, measure=measure)}
    return reference, bare | {name: read(scenario, name, facts, measure=measure) for name in names}


def read_practice(
    scenario: Scenario, reference: str, readings: Mapping[str, Reading],
    facts: Mapping[str, Known], measure: DepthModel,
) -> list[Reading]:  # fmt: skip
    """Every design read by its practice, and by that of what stands, where either is told apart.

    Where the reference is, all are, so that each has a ratio to the reference as it works.
    """
    found: dict[str, Reading] = {}
    for name, reading in readings.items():
        if name in scenario.designs:
            other = read(scenario, name, facts, practice=True, measure=measure)
        else:
            other = nothing(scenario, name, facts, practice=True, measure=measure)
        deeper = other.binds and other.ties != reading.ties
        if deeper or other.deep != reading.deep:
            found[name] = other
    if reference in found:
        rest = {name: replace(each, practice=True) for name, each in readings.items()}
        return [found.get(name, rest[name]) for name in readings]
    return list(found.values())
