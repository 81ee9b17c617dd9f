"""What is watched: texts, each as it reads in its time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from foedus.scenario import Scenario
from foedus.terms.guarantee import Guarantee, overlay
from foedus.watch.casus.area import Areas
from foedus.watch.casus.incident import SOURCE_ORDER, standing_entries
from foedus.watch.casus.ruling import ACCUMULATED
from foedus.watch.entries.act import Act
from foedus.watch.entries.forms import AnyEntry
from foedus.watch.entries.statement import Amendment


@dataclass(frozen=True, slots=True)
class TextPeriod:
    """The days of one wording of a text. of: the text's name; stop: the first day without it."""

    of: str
    first: date | None = None
    stop: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.stop is None or day < self.stop)


@dataclass(frozen=True, slots=True)
class Undertakings:
    """What is watched. victim: who is protected. in_force: texts taken as in force on any day.

    order: sources, whose value counts first. periods: of texts that were amended, by name; an
    earlier wording has a name of its own.
    """

    name: str
    challenger: str
    victim: str
    guarantees: Mapping[str, Guarantee]
    areas: Areas = field(default_factory=Areas)
    order: tuple[str, ...] = SOURCE_ORDER
    in_force: bool = True
    periods: Mapping[str, TextPeriod] = field(default_factory=dict)

    def period(self, name: str) -> TextPeriod:
        """The days of a wording; all days where the text was never amended."""
        return self.periods.get(name, TextPeriod(name))

    def wording(self, name: str, day: date) -> str:
        """The name of the wording that a text had on a day; its own where there is none."""
        every = (each for each, period in self.periods.items() if period.of == name)
        return next((each for each in every if self.periods[each].holds(day)), name)

    def of(self, name: str, incident: str) -> str:
        """The text that a wording is of, where no other wording can rule the same incident."""
        return name if incident == ACCUMULATED else self.period(name).of


def undertakings(scenario: Scenario, areas: Areas | None = None) -> Undertakings:
    """A scenario's designs as what is watched, each as if in force."""
    return Undertakings(
        scenario.name, scenario.challenger, scenario.protege, scenario.designs, areas or Areas()
    )


def amended(watched: Undertakings, entries: Iterable[AnyEntry], as_of: datetime) -> Undertakings:
    """The same with every amendment that was known at a moment and in force by then.

    An incident is ruled by the wording of its day. The newest wording has the text's own name, an
    earlier one the day on which it ended in it.
    """
    changes: dict[str, list[Amendment]] = {}
    for entry in standing_entries((e for e in entries if e.kind == "amendment"), as_of):
        if isinstance(entry, Amendment) and entry.effective <= as_of.date():
            changes.setdefault(entry.guarantee, []).append(entry)
    texts, periods = dict(watched.guarantees), dict(watched.periods)
    for name, found in changes.items():
        if name in watched.guarantees:
            for each, period in _wordings(watched.guarantees[name], found):
                texts[each.name], periods[each.name] = each, period
    return replace(watched, guarantees=texts, periods=periods)


def _wordings(
    text: Guarantee, found: Sequence[Amendment]
) -> Iterable[tuple[Guarantee, TextPeriod]]:
    since = None
    name = text.name
    for each in sorted(found, key=lambda one: (one.effective, one.known, one.name)):
        if since != each.effective:
            old = text.model_copy(update={"name": f"{name}-until-{each.effective}"})
            yield old, TextPeriod(name, since, each.effective)
        text = Guarantee.model_validate(overlay(text, each.text))
        since = each.effective
    yield text, TextPeriod(name, since)


def assigned(watched: Undertakings, acts: Iterable[Act], days: Mapping[str, date]) -> list[Act]:
    """Acts under the wording that rules their incident. days: first day of each report, by name.

    An act on a case of many incidents belongs to the wording of the day on which it was done.
    """
    done = []
    for act in acts:
        day = days.get(act.incident, act.done.date())
        name = watched.wording(act.guarantee, day)
        done.append(act if name == act.guarantee else act.model_copy(update={"guarantee": name}))
    return done
