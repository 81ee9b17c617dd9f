"""The answer as records: a result for each design, and all of them with what they rest on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from foedus.assessment import origin as known
from foedus.assessment.designs import Reading
from foedus.assessment.deterrence import DesignResult, WarRisk
from foedus.assessment.drivers import Driver
from foedus.assessment.durability import Holding
from foedus.assessment.lens import Lens
from foedus.assessment.order import Order
from foedus.assessment.record import ForecastRecord, at_this_level, posterior_of
from foedus.assessment.run import Run
from foedus.assessment.sections.titles import titles
from foedus.assessment.support import CarriedFacts
from foedus.estimate import Array
from foedus.facts.known import Known
from foedus.facts.relevance import unread
from foedus.history.honor import Honor, Published
from foedus.history.ladder import Ladder
from foedus.history.origins import Origin
from foedus.history.paths import Chances
from foedus.history.reference.record import Class
from foedus.history.setting import Setting
from foedus.report import words
from foedus.report.plain import plain
from foedus.scenario import Scenario
from foedus.version import __version__

if TYPE_CHECKING:
    from foedus.assessment.credit import Credit
    from foedus.assessment.flips import Flips

#: Designs that a representation names.
_LINES = 8


@dataclass(frozen=True, slots=True, repr=False)
class Assessment:
    """The answer to a scenario. ``designs`` holds a result for each, in the scenario's order.

    ``foedus.assessment.notebook.NotebookAssessment`` adds pictures and tables for a notebook.
    """

    scenario: Scenario
    setting: Setting
    draws: int
    years: int
    seed: int
    reference: str  # the design without guarantors that ratios are to
    designs: dict[str, DesignResult]
    drivers: dict[str, tuple[Driver, ...]]
    memory: dict[str, tuple[float, float]]  # rung -> effect and sd of all past disputes together
    facts: dict[str, Known]
    carried: tuple[CarriedFacts, ...]
    ladder: Ladder
    honor: Honor
    order: Order  # which designs may be ranked
    lens: Lens | None  # the game of deterrence; None where facts about third states are missing
    peers: Class | None  # the reference class; None where its cases are not followed so long
    run: Run  # the draws behind it all
    chances: Chances  # of each draw: designs in their order, then those with a practice, by it
    inner: Mapping[str, Array]  # event -> (n, D) by the last year, by change within pairs
    studied: bool = True  # whether which clause does the work, and what moves it, may be asked
    _kept: dict[str, Any] = field(init=False, default_factory=dict, compare=False)

    @property
    def credit(self) -> "dict[str, Credit]":
        """Of each design that binds anyone; found when it is first asked for."""
        if not self.studied:
            return {}
        from foedus.assessment.credit import credit

        kept: dict[str, Credit] = self._once("credit", lambda: credit(self.run, *self._cases()))
        return kept

    @property
    def flips(self) -> "Flips":
        """What would flip the ranking; found when it is first asked for."""
        from foedus.assessment.flips import flips

        now = {name: each.risk.by["war"][-1].value for name, each in self.designs.items()}
        kept: Flips = self._once(
            "flips",
            lambda: flips(self.run, *self._cases(), now, self.order, moved=self.studied),
        )
        return kept

    def _once(self, name: str, find: Callable[[], Any]) -> Any:
        if name not in self._kept:
            self._kept[name] = find()
        return self._kept[name]

    def _cases(self) -> tuple[dict[str, Reading], dict[str, Holding | None]]:
        """Each design as the ladder and as the model of lapse see it."""
        each = self.designs.items()
        held = {name: one.held for name, one in each}
        return {name: one.reading for name, one in each}, held

    def war(self) -> WarRisk:
        """War by the last year under each design."""
        return WarRisk(
            self.reference,
            self.years,
            {name: each.risk.by["war"][-1] for name, each in self.designs.items()},
            {name: each.versus.ratio["war"] for name, each in self.designs.items()},
        )

    @property
    def stands(self) -> str:
        """The guarantee that the protégé has before any design, in words; empty where none."""
        return self.designs[self.reference].reading.standing

    @property
    def titles(self) -> dict[str, str]:
        """Design -> what readers call it (``foedus.assessment.sections.titles``)."""
        return titles(self.scenario, self.designs, self.reference, self.stands)

    @property
    def reference_title(self) -> str:
        """What readers call the reference, inside a sentence."""
        return self.titles[self.reference]

    def __repr__(self) -> str:
        """A few lines: the question, and the chance of war under each design."""
        asked = self.scenario
        lines = [f"{type(self).__name__}({asked.name!r}, as of {asked.as_of}, "
                 f"years={self.years}, draws={self.draws}, seed={self.seed})"]  # fmt: skip
        for name, each in list(self.designs.items())[:_LINES]:
            lines.append(f"  {name}: war {words.brackets(each.risk.by['war'][-1])}")
        left = words.left_out(_LINES, len(self.designs), "design")
        return "\n".join([*lines, *([f"  {left}"] if left else [])])

    @property
    def rows(self) -> dict[str, DesignResult]:
        """The designs as tables show them: one that has a practice is read both ways.

        Keys are names, of such a design ``nato, by its text`` and ``nato, by its practice``.
        """
        found: dict[str, DesignResult] = {}
        for name, design in self.designs.items():
            own = design.practice
            if own is None:
                found[name] = design
                continue
            found[f"{name}, by its text"] = design
            found[f"{name}, by its practice"] = replace(
                design, reading=own.reading, risk=own.risk, versus=own.versus, within=own.within,
                practice=None,
            )  # fmt: skip
        return found

    @property
    def record(self) -> tuple[ForecastRecord, ...]:
        """How the ladder's forecasts of this size came out of sample, rung by rung."""
        own = self.designs[self.reference].reading.columns
        return at_this_level(self.ladder, {**self.setting.fixed, **self.setting.memory, **own})

    @property
    def meaning(self) -> str:
        """What the reference means, in one line: what stands, and what the baseline took away."""
        asked, said = self.scenario, "without a guarantee"
        if beside := self.designs[self.reference].reading.beside:
            said = f"what stands already goes on: {words.spelled(beside, asked.as_of.year)}"
        own = asked.designs.get(self.reference)
        if own and own.title:
            said = f"{self.reference_title}: {said}"
        kept = (each for each in asked.baseline if each.verb != "lapsed")
        changes = "; ".join(each.summary(titled=True) for each in kept)
        return said + (f" (baseline: {changes})" if changes else "")

    @property
    def fitted(self) -> str:
        """Which years the answer was learned from, in one line."""
        return known.line(self.origin, self.scenario.as_of)

    @property
    def origin(self) -> Origin:
        """Every model that the answer rests on."""
        return self.run.origin

    @property
    def past(self) -> bool:
        """Whether it is answered by what a past year knew: then no later record is told of."""
        return known.past(self.origin)

    @property
    def published(self) -> tuple[Published, ...]:
        """Records of honor that others counted, as far as they were over."""
        return known.published(self.origin)

    @property
    def unread(self) -> tuple[str, ...]:
        """Facts of the scenario that this answer does not rest on."""
        return unread(self.scenario, self.facts)

    def until(self, years: int) -> str:
        """The month in which so many years of the forecast end: ``August 2045``."""
        day = self.scenario.ends(years)
        return f"{day:%B} {day.year}"

    def span(self, years: int) -> str:
        """The time to that month: ``August 2025 to August 2045``."""
        begins = self.scenario.begins
        return f"{begins:%B} {begins.year} to {self.until(years)}"

    @property
    def last(self) -> int:
        """The calendar year in which the last twelve months forecast end."""
        return self.setting.first + self.years - 1

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, in a stable order, for JSON."""
        from foedus.assessment.sections.limits.assumptions import assumptions
        from foedus.facts.chronology import digest

        asked = self.scenario
        return plain({
            "foedus_assessment": 1,
            "version": __version__,
            "scenario": asked.name,
            "title": asked.title,
            "as_of": asked.as_of,
            "challenger": asked.challenger,
            "protege": asked.protege,
            "begins": asked.begins,
            "ends": asked.ends(self.years),
            "first_year": self.setting.first,
            "last_year": self.last,
            "years": self.years,
            "draws": self.draws,
            "seed": self.seed,
            "interval": 0.9,
            "assumes": assumptions(self.setting, self.ladder, asked.as_of),
            "reference": self.reference,
            "reference_means": self.meaning,
            "designs": self.designs,
            "drivers": {
                rung: {
                    "covariates": found,
                    "past_disputes_together": dict(
                        zip(("effect", "sd"), self.memory[rung], strict=True)
                    ),
                }
                for rung, found in self.drivers.items()
            },
            "within_and_between": {n: rung.variants for n, rung in self.ladder.rungs.items()},
            "credit": self.credit,
            "order": self.order,
            "what_would_change_it": self.flips,
            "second_lens": self.lens.beside() if self.lens else None,
            "reference_class": self.peers,
            "honor_record": self.honor.record.counts,
            "honor_published": self.published,
            "not_read": self.unread,
            "chronology": digest.plain(asked, self.facts),
            "carried_forward": self.carried,
            "facts": self.facts,
            "columns": {**self.setting.fixed, **self.setting.memory},
            "posterior": posterior_of(self.ladder, known.which(self.ladder), self.fitted),
            "record_at_this_level": self.record,
        })  # fmt: skip
