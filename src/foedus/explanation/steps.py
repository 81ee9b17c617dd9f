"""How the numbers of one case are computed, step by step: rungs, designs, years, lapse, honor."""

from functools import cached_property
from math import isnan
from typing import Any

import numpy as np

from foedus.assessment.deterrence import Risk
from foedus.assessment.drivers import Driver
from foedus.assessment.result import Assessment
from foedus.explanation.result import Step, Term
from foedus.facts.known import BACK
from foedus.history.covariates import DEPTH_UNIT, RUNGS, logistic
from foedus.history.depth import ITEMS
from foedus.history.events import STEPS
from foedus.history.pair import EVENTS, reads
from foedus.history.paths import Chances
from foedus.report import words
from foedus.terms.depth import ATOP_ITEMS

#: What a forecast of T years rests on beside the ladder.
YEARS_RULE = (
    "P(none by year T) = E[product of (1 - p_t)]: each draw runs paths year by year, in which "
    "disputes of both sides raise the counts and end the quiet and rivalry may end or begin, drawn "
    "given that the event has not come yet"
)


class Case:
    """An assessment that is being explained; what several numbers share is computed once."""

    def __init__(self, found: Assessment) -> None:
        """Nothing is computed before it is asked for."""
        self.found = found
        self._rungs: dict[str, tuple[Step, ...]] = {}
        self._facts: dict[str, tuple[str, ...]] = {}
        self._reads: dict[tuple[str, str], set[str]] = {}
        self._paths: dict[tuple[str, bool], Chances] = {}

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The answer as `foedus assess --json` prints it."""
        return self.found.to_dict()

    def risk(self, design: str, practice: bool = False) -> Risk:
        """The risk under a design, by its text or by its practice."""
        result = self.found.designs[design]
        return result.practice.risk if practice and result.practice else result.risk

    def paths(self, design: str, practice: bool = False) -> Chances:
        """What the paths alone give under a design, before their level is set; (n, T, 1)."""
        if (design, practice) not in self._paths:
            result = self.found.designs[design]
            own = result.practice.reading if practice and result.practice else result.reading
            held = result.durability.holding if result.durability else None
            self._paths[design, practice] = self.found.run.chances([(own, held)], leveled=False)
        return self._paths[design, practice]

    def columns(self, design: str) -> dict[str, Any]:
        """What the ladder sees in the first year under a design."""
        setting = self.found.setting
        own = self.found.designs[design].reading.columns
        return {**setting.fixed, **setting.memory, **own}

    def rungs(self, design: str) -> tuple[Step, ...]:
        """The rungs' logits in the first year, at the posterior's mean."""
        if design not in self._rungs:
            self._rungs[design] = tuple(self._rung(rung, design) for rung in RUNGS)
        return self._rungs[design]

    def terms(self, rung: str, design: str) -> tuple[Term, ...]:
        """Every covariate's part in a rung's logit."""
        fitted, columns = self.found.ladder.rungs[rung], self.columns(design)
        z, sd = fitted.standardized(columns), np.sqrt(np.diag(fitted.cov))
        return tuple(
            Term(
                name=each.name, meaning=each.meaning,
                value=float(z[i] * fitted.scale[i] + fitted.center[i]),
                typical=float(fitted.center[i]), scale=float(fitted.scale[i]),
                coefficient=float(fitted.mean[i]), sd=float(sd[i]),
                prior_sd=float(fitted.prior_sd[i]), part=float(fitted.mean[i] * z[i]),
            )
            for i, each in enumerate(RUNGS[rung])
        )  # fmt: skip

    def _rung(self, rung: str, design: str) -> Step:
        terms = self.terms(rung, design)
        logit = sum(term.part for term in terms)
        return Step(
            f"whether {STEPS[rung]} in the twelve months to {self.found.until(1)}: the parts "
            "below add up to "
            f"a logit of {logit:+.3f}, a chance of {words.percent(float(logistic(logit)))} at the "
            "posterior's mean",
            terms,
        )

    def facts_of(self, column: str) -> tuple[str, ...]:
        """Names of the facts that a column of the setting is computed from."""
        if column not in self._facts:
            asked = self.found.scenario
            wanted = _sources(column, asked.challenger, asked.protege)
            self._facts[column] = tuple(name for name in wanted if name in self.found.facts)
        return self._facts[column]

    def read_by(self, rung: str, name: str) -> set[str]:
        """The columns that a covariate is computed from."""
        if (rung, name) not in self._reads:
            each = next(one for one in RUNGS[rung] if one.name == name)
            self._reads[rung, name] = reads(each, self.columns(self.found.reference))
        return self._reads[rung, name]

    def facts_of_covariate(self, rung: str, name: str, design: str) -> tuple[str, ...]:
        """Names of the facts that a covariate is computed from."""
        read = sorted(self.read_by(rung, name))
        own = self.found.designs[design].reading.columns
        names = [
            fact
            for column in read
            for fact in (self.guard_facts(design) if column in own else self.facts_of(column))
        ]
        return tuple(dict.fromkeys(names))

    def guard_facts(self, design: str) -> tuple[str, ...]:
        """Names of the facts that say of what kind a design's guarantors are."""
        reading = self.found.designs[design].reading
        standing = (f"pair.{what}" for what in reading.columns)
        mine = (f"{s}.{what}" for s in reading.guarantors for what in ("major", "nuclear"))
        return tuple(name for name in (*mine, *standing) if name in self.found.facts)

    def every_fact(self, design: str) -> tuple[str, ...]:
        """Names of all facts that a design's forecast is computed from."""
        read = (f for column in self.columns(design) for f in self.facts_of(column))
        held = self.found.designs[design].reading.guarantors
        known = (f"{state}.democracy" for state in held if f"{state}.democracy" in self.found.facts)
        return tuple(dict.fromkeys((*read, *self.guard_facts(design), *known)))

    def back_facts(self) -> tuple[str, ...]:
        """Names of the facts that only the protégé's side of the forecast reads."""
        return tuple(name for name in (f"pair.{what}" for what in BACK) if name in self.found.facts)

    def first_year(self, design: str) -> Step:
        """From the rungs to the chance reported for the first year."""
        first = self.paths(design).first
        told = ", ".join(
            f"{event} {words.percent(float(first[event].mean()))}" for event in EVENTS.values()
        )
        return Step(
            "a dispute, then force, then deadly force, then war: the rungs' chances are "
            f"multiplied, draw by draw; the mean over {self.found.draws:,} draws in the first year "
            f"forecast is {told}"
        )

    def years(self, design: str, event: str, years: int) -> Step:
        """From yearly chances to that of at least one by a year."""
        raw = self.paths(design)
        one, by = (float(np.mean(each, dtype=np.float64)) for each in
                   (raw.first[event], raw.by[event][:, years - 1]))  # fmt: skip
        return Step(
            f"years add up: {YEARS_RULE}. {words.percent(one)} in the first year, kept for "
            f"{words.years(years)}, would make {words.percent(1 - (1 - one) ** years)}; with what "
            f"each year leaves to the next, what either side's disputes do, and what draws differ "
            f"by, the paths come to "
            f"{words.percent(by)} by {self.found.until(years)}"
        )

    def reading(self, design: str) -> tuple[Step, ...]:
        """How the design's text sets the guarantee's columns."""
        read = self.found.designs[design].reading
        written = self.found.scenario.designs.get(design)
        if not read.binds:
            why = "; ".join(f"{state}: {reason}" for state, reason in read.left_out.items())
            kept = ", ".join(f"{k} {v:g}" for k, v in read.before.items() if v)
            return (
                Step(
                    f"nobody is bound to defend{f' ({why})' if why else ''}, so the guarantee's "
                    f"columns are those of what stands already: {kept or 'none'}"
                ),
            )
        taken = f"it takes the place of {', '.join(read.replaces)}" if read.replaces else ""
        owed = "; ".join(clause.summary() for clause in written.owed("defense")) if written else ""
        left = "; ".join(f"{state}: {reason}" for state, reason in read.left_out.items())
        kinds = [
            f"bound by `{owed}`: {', '.join(read.guarantors)}"
            + (f" (left out {left})" if left else ""),
            f"major = {read.columns['major']:g}: {', '.join(read.majors) or 'no major power'}; "
            f"minor = {read.columns['minor']:g}; nuclear = {read.columns['nuclear']:g}: "
            f"{', '.join(read.nuclear) or 'none has nuclear weapons'}",
            self.depth_of(design),
        ]
        return tuple(Step(each) for each in [*kinds, *([taken] if taken else [])])

    def depth_of(self, design: str) -> str:
        """How depth comes about from the ties."""
        read = self.found.designs[design].reading
        return depth_in_words(read.ties, read.depth, read.depth_sd)

    def lapse(self, design: str) -> tuple[Step, ...]:
        """How the guarantee may end; empty where it binds nobody."""
        stands = self.found.designs[design].durability
        if stands is None:
            return ()
        held, size = stands.holding, len(stands.standing)
        if isnan(held.ratified):
            adopted = "the text does not say by whom it is adopted"
        else:
            adopted = "ratified" if held.ratified else "adopted by the executive alone"
        said = [
            f"lapse: {held.parties} parties, {adopted}: broken in a year with a chance of "
            f"{words.percent(stands.broken.value)}, the mean over {len(held.democracy)} guarantors"
        ]
        if held.term is None:
            said.append("no end is set" if held.span is None else "its term has run out already")
        elif stands.renewed is None:
            said.append(f"its term of {held.term} years ends after the forecast")
        else:
            said.append(
                f"its term ends after {held.term} years, then every {held.span}, renewed with a "
                f"chance of {words.percent(stands.renewed.value)} (text: {held.renewal})"
            )
        end = stands.standing[-1].value
        said.append(f"it still stands after {words.years(size)} with {words.percent(end)}")
        return (Step("; ".join(said)),)

    def called_on(self, design: str) -> tuple[Step, ...]:
        """How the chance comes about that the promise is honored."""
        trust = self.found.designs[design].reliability
        if trust is None:
            return ()
        era = self.found.honor.record.outside["since 1945"]
        fitted = "; ".join(
            f"{one.name} {one.mean:+.2f} (sd {one.sd:.2f}, prior sd {one.prior_sd:g})"
            for one in self.found.honor.coefficients
        )
        return (
            Step(
                f"honor: a promise signed in {self.found.scenario.as_of.year}, on the logit "
                f"{fitted}, averaged over wars, for a family of guarantors not yet seen: "
                f"{words.percent(trust.honored.value)}. The record since 1945, against attackers "
                f"from outside: {era.honored} of {era.called}. No feature of a text forecast it "
                "out of sample, so every promise signed today against an outsider has the same "
                "chance"
            ),
        )

    def path(self, design: str, event: str, years: int) -> tuple[Step, ...]:
        """All steps to what the paths give of an event by a year; their level comes after."""
        return (
            *self.reading(design), *self.rungs(design), self.first_year(design),
            self.years(design, event, years), *self.lapse(design),
        )  # fmt: skip

    def driver(self, one: Driver) -> Step:
        """A driver's arithmetic."""
        return Step(
            f"{one.meaning}: {one.value:.4g} here, {one.typical:.4g} in a typical row of "
            f"the rung; its part in the logit is {one.effect:+.3f} (sd {one.sd:.3f})"
        )


def depth_in_words(ties: tuple[int, ...], mean: float, sd: float) -> str:
    """The ties that count, and the depth that they make."""
    counted = [
        f"{item.words} ({name} {code})"
        for item, name, code in zip(ITEMS, ATOP_ITEMS, ties, strict=True)
        if code
    ]
    return (
        f"depth {mean:.2f} (sd {sd:.2f}), drawn anew in every draw, from "
        f"{', '.join(counted) or 'no military tie'}; the ladder's covariate is depth over "
        f"{DEPTH_UNIT:g}"
    )


def _sources(column: str, one: str, two: str) -> tuple[str, ...]:
    """The facts behind a column of the setting, by the columns' names (assess.columns)."""
    plain = {
        "cinc1": (f"{one}.cinc",), "cinc2": (f"{two}.cinc",),
        "democracy1": (f"{one}.democracy",), "democracy2": (f"{two}.democracy",),
        "cowmaj1": (f"{one}.major",), "cowmaj2": (f"{two}.major",),
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
