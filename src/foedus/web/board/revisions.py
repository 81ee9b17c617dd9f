"""A question asked again and again with small changes: what no change touches is kept.

The draws of all that is estimated are those of the first answer, and a design that the models see
as before keeps its chances; so what is answered is to the digit what ``assess`` answers, sooner.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import numpy as np

from foedus.assessment.assessment import answer
from foedus.assessment.designs import Reading
from foedus.assessment.deterrence import Risk, risk
from foedus.assessment.groundwork import Groundwork, grounded, groundwork
from foedus.assessment.notebook import NotebookAssessment
from foedus.assessment.run import Run, seen
from foedus.estimate import Array
from foedus.facts import assembly
from foedus.facts.setting import setting as read_setting
from foedus.history.paths import ALL, Chances
from foedus.history.setting import Setting
from foedus.scenario import Scenario

#: Settings, and cases in each, that are kept: a slider there and back, a hundred steps undone.
_SETTINGS, _CASES = 6, 150
_Seen: TypeAlias = tuple[tuple[str, ...], tuple[object, ...]]


class Revisions:
    """Answers to versions of one question, all with the draws, years and seed of the first.

    Safe to ask from several threads, one after the other. Raises what ``assess`` does.
    """

    def __init__(
        self, scenario: Scenario, *, draws: int, years: int, seed: int = 0,
        evidence: Path | None = None,
    ) -> None:  # fmt: skip
        self.scenario, self.evidence = scenario, evidence
        self._first = groundwork(scenario, draws, years, seed, None, None, None, None, evidence)
        self._runs: OrderedDict[str, tuple[Run, _Kept]] = OrderedDict()
        self._saved: NotebookAssessment | None = None
        self._lock = Lock()

    @property
    def draws(self) -> int:
        """Of the posterior."""
        return self._first.run.draws

    def answer(self, scenario: Scenario, *, events: Collection[str] = ALL) -> NotebookAssessment:
        """The assessment of a version, without the studies beside it.

        The version differs in its designs and in facts of its situation. events: war alone is told
        sooner; the assessment then holds no chance of anything else.
        """
        with self._lock:
            if scenario is self.scenario and self._saved:  # it has all
                return self._saved
            asked = self._asked(scenario)
            kept = self._runs[_place(asked.run.setting, asked.run.bare)][1]
            main, inner, risks = kept.of(asked, tuple(events))
            found = answer(scenario, asked, main, inner, studies=False, risks=risks)
            if self._saved:
                _share(found, self._saved)
            if scenario is self.scenario and set(events) == set(ALL):
                self._saved = found
            return found

    def _asked(self, scenario: Scenario) -> Groundwork:
        origin = self._first.origin
        facts = assembly.facts(scenario, self.evidence)
        same = scenario.situation is self.scenario.situation
        here = self._first.run.setting if same else read_setting(scenario, facts, origin.depth)

        def run(bare: Reading) -> Run:
            return self._run(here, bare)

        return grounded(
            scenario, list(scenario.designs), facts, origin, here, run, self._first.seed
        )

    def _run(self, here: Setting, bare: Reading) -> Run:
        key = _place(here, bare)
        if key not in self._runs:
            first = self._first.run
            same = key == _place(first.setting, first.bare)
            self._runs[key] = (first if same else first.moved(here, bare), _Kept())
        self._runs.move_to_end(key)
        while len(self._runs) > _SETTINGS:
            self._runs.popitem(last=False)
        return self._runs[key][0]


def _share(found: NotebookAssessment, saved: NotebookAssessment) -> None:
    """What is found when it is first asked for is found once for designs that no change touches."""
    if found.run is not saved.run:
        return
    for name, design in found.designs.items():
        was = saved.designs.get(name)
        if was and found.scenario.designs.get(name) is saved.scenario.designs.get(name):
            found.designs[name] = replace(
                design,
                _durability=partial(getattr, was, "durability"),
                _reliability=partial(getattr, was, "reliability"),
            )


def _place(here: Setting, bare: Reading) -> str:
    """All that a run's level and paths take from a setting."""
    return repr((here, tuple(bare.columns.items())))


class _Kept:
    """Chances of cases in one setting: of each year, within pairs, and summed up."""

    def __init__(self) -> None:
        self._cases: OrderedDict[_Seen, tuple[Chances, dict[str, Array], Risk]] = OrderedDict()

    def of(
        self, asked: Groundwork, events: tuple[str, ...]
    ) -> tuple[Chances, dict[str, Array], list[Risk]]:
        """Chances of the cases of a question, in their order."""
        keys = [(events, seen(case)) for case in asked.cases]
        wanted = dict(zip(keys, asked.cases, strict=True))
        new = {key: case for key, case in wanted.items() if key not in self._cases}
        if new:
            cases = list(new.values())
            with ThreadPoolExecutor(1) as beside:  # the kernel leaves the interpreter to the other
                coming = beside.submit(asked.run.within, cases, events)
                main = asked.run.chances(cases, events=events)
                inner = coming.result()
            for place, key in enumerate(new):
                self._cases[key] = (
                    main.of([place]),
                    {event: each[:, [place]] for event, each in inner.items()},
                    risk(main, place),
                )
        for key in wanted:
            self._cases.move_to_end(key)
        while len(self._cases) > max(_CASES, len(wanted)):
            self._cases.popitem(last=False)
        found = [self._cases[key] for key in keys]
        within = {
            event: np.concatenate([inner[event] for _, inner, _ in found], axis=-1)
            for event in events
        }
        return _joined([main for main, _, _ in found]), within, [each for _, _, each in found]


def _joined(found: list[Chances]) -> Chances:
    def joined(parts: list[Mapping[str, Array]]) -> dict[str, Array]:
        return {
            event: np.concatenate([part[event] for part in parts], axis=-1) for event in parts[0]
        }

    return Chances(
        joined([each.yearly for each in found]), joined([each.first for each in found]),
        joined([each.by for each in found]), joined([each.either for each in found]),
        np.concatenate([each.guarded for each in found], axis=-1),
    )  # fmt: skip
