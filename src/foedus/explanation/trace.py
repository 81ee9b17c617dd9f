"""An assessment traced back: what its numbers share, computed once, and the facts behind each."""

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from foedus.assessment.deterrence import Risk
from foedus.assessment.result import Assessment
from foedus.explanation.derivation import LogitTerm
from foedus.facts.known import BACK
from foedus.history.covariates import RUNGS
from foedus.history.direction import reads
from foedus.history.paths import Chances
from foedus.history.setting import STATE

T = TypeVar("T")


class Trace:
    """An assessment that is being explained; what several numbers share is computed once."""

    def __init__(self, found: Assessment) -> None:
        """Nothing is computed before it is asked for."""
        self.found = found
        self._terms: dict[tuple[str, str], tuple[LogitTerm, ...]] = {}
        self._facts: dict[str, tuple[str, ...]] = {}
        self._paths: dict[tuple[str, bool], Chances] = {}
        self._kept: dict[tuple[Hashable, ...], Any] = {}

    def once(self, key: tuple[Hashable, ...], find: Callable[[], T]) -> T:
        """What ``find`` finds of this answer, looked for the first time that it is asked for."""
        if key not in self._kept:
            self._kept[key] = find()
        found: T = self._kept[key]
        return found

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The answer as `foedus assess --json` prints it."""
        return self.found.to_dict()

    @property
    def span(self) -> str:
        """All years of the forecast: ``August 2025 to August 2045``."""
        return self.found.span(self.found.years)

    def risk(self, design: str, *, practice: bool = False) -> Risk:
        """The risk under a design, by its text or by its practice."""
        result = self.found.designs[design]
        return result.practice.risk if practice and result.practice else result.risk

    def paths(self, design: str, *, practice: bool = False) -> Chances:
        """What the paths alone give under a design, before their level is set; (n, T, 1)."""
        if (design, practice) not in self._paths:
            result = self.found.designs[design]
            own = result.practice.reading if practice and result.practice else result.reading
            self._paths[design, practice] = self.found.run.chances(
                [(own, result.held)], leveled=False
            )
        return self._paths[design, practice]

    def columns(self, design: str) -> dict[str, Any]:
        """What the ladder sees in the first year under a design."""
        setting = self.found.setting
        own = self.found.designs[design].reading.columns
        return {**setting.fixed, **setting.memory, **own}

    def terms(self, rung: str, design: str) -> tuple[LogitTerm, ...]:
        """Every covariate's part in a rung's logit."""
        if (rung, design) in self._terms:
            return self._terms[rung, design]
        fitted, columns = self.found.ladder.rungs[rung], self.columns(design)
        z, sd = fitted.standardized(columns), np.sqrt(np.diag(fitted.cov))
        terms = self._terms[rung, design] = tuple(
            LogitTerm(
                name=each.name, meaning=each.meaning,
                value=float(z[i] * fitted.scale[i] + fitted.center[i]),
                typical=float(fitted.center[i]), scale=float(fitted.scale[i]),
                coefficient=float(fitted.mean[i]), sd=float(sd[i]),
                prior_sd=float(fitted.prior_sd[i]), part=float(fitted.mean[i] * z[i]),
            )
            for i, each in enumerate(RUNGS[rung])
        )  # fmt: skip
        return terms

    def facts_of(self, column: str) -> tuple[str, ...]:
        """Names of the facts that a column of the setting is computed from."""
        if column not in self._facts:
            asked = self.found.scenario
            self._facts[column] = self.known(sources(column, asked.challenger, asked.protege))
        return self._facts[column]

    def known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the names that are facts of this answer."""
        return tuple(name for name in names if name in self.found.facts)

    def read_by(self, rung: str, name: str) -> frozenset[str]:
        """The columns that a covariate is computed from."""
        return reads(next(one for one in RUNGS[rung] if one.name == name))

    def facts_of_covariate(self, rung: str, name: str, design: str) -> tuple[str, ...]:
        """Names of the facts that a covariate is computed from."""
        own = self.found.designs[design].reading.columns
        names = [
            fact
            for column in sorted(self.read_by(rung, name))
            for fact in (self.guard_facts(design) if column in own else self.facts_of(column))
        ]
        return tuple(dict.fromkeys(names))

    def guard_facts(self, design: str) -> tuple[str, ...]:
        """Names of the facts that say of what kind a design's guarantors are."""
        reading = self.found.designs[design].reading
        mine = (f"{s}.{what}" for s in reading.guarantors for what in ("major", "nuclear"))
        return self.known((*mine, *(f"pair.{what}" for what in reading.columns)))

    def every_fact(self, design: str) -> tuple[str, ...]:
        """Names of all facts that a design's forecast is computed from."""
        return self.once(("facts", design), lambda: self._every_fact(design))

    def _every_fact(self, design: str) -> tuple[str, ...]:
        read = (fact for column in self.columns(design) for fact in self.facts_of(column))
        held = self.found.designs[design].reading.guarantors
        democracy = self.known(tuple(f"{state}.democracy" for state in held))
        return tuple(dict.fromkeys((*read, *self.guard_facts(design), *democracy)))

    def back_facts(self) -> tuple[str, ...]:
        """Names of the facts that only the protégé's side of the forecast reads."""
        return self.known(tuple(f"pair.{what}" for what in BACK))


def sources(column: str, one: str, two: str) -> tuple[str, ...]:
    """The facts behind a column of the setting, by the columns' names (facts.columns)."""
    plain = {
        f"{own}{side}": (f"{state}.{fact}",)
        for fact, own in STATE.items()
        for side, state in ((1, one), (2, two))
    } | {
        "relevant": ("pair.conttype", f"{one}.major", f"{two}.major"),
        "since_mid": ("pair.last_mid",), "since_war": ("pair.last_war",),
    }  # fmt: skip
    if column in plain:
        return plain[column]
    rung, _, rest = column.partition("_")
    if rung not in {"mid", "force", "deadly"}:
        return (f"pair.{column}",)
    who, _, half = rest.partition("_")
    ways = {
        "pair": ("past12", "past21"), "past12": ("past12",),
        "past1": ("past1", "past12"), "past2": ("past2", "past12"),
        "others1": ("past1", "past12"), "others2": ("past2", "past12"),
    }[who]  # fmt: skip
    return tuple(f"pair.{rung}_{way}_{half}" for way in ways)
