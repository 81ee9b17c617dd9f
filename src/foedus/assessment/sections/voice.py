"""What every section takes: the answer, the yardstick of its words, and phrases that recur."""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.assessment.deterrence import DesignResult
from foedus.assessment.figures.groups import Group, groups
from foedus.assessment.result import Assessment
from foedus.assessment.sections.titles import headed
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.blocks import Align
from foedus.report.yardstick import ICD_203, Yardstick
from foedus.terms.instruments import called

#: Designs in a table; more are counted.
MOST = 40


@dataclass(frozen=True, slots=True)
class Voice:
    """An assessment and whose words tell its chances."""

    found: Assessment
    yardstick: Yardstick = ICD_203

    @property
    def year(self) -> int:
        """The year of the question."""
        return self.found.scenario.as_of.year

    @property
    def one(self) -> str:
        """The challenger's name."""
        return words.name_of(self.found.scenario.challenger, self.year)

    @property
    def two(self) -> str:
        """The protégé's name."""
        return words.name_of(self.found.scenario.protege, self.year)

    @property
    def challenger(self) -> str:
        """The challenger inside a sentence, with an article where its name has one."""
        return words.the(self.one)

    @property
    def protege(self) -> str:
        """The protégé inside a sentence."""
        return words.the(self.two)

    @property
    def bare(self) -> DesignResult:
        """The reference."""
        return self.found.designs[self.found.reference]

    @property
    def none(self) -> str:
        """What the reference is without."""
        return "a further guarantee" if self.found.stands else "a guarantee"

    @property
    def reference(self) -> str:
        """How things are in the reference, to begin a sentence: what stands already, by title."""
        if not self.found.stands:
            return "Without a guarantee"
        pacts = dict.fromkeys(each.pact or "a pact" for each in self.bare.reading.promises)
        names = [called(each) for each in pacts]
        return f"As things stand, with {words.some(names or ['a guarantee'], 3)} in force"

    @property
    def span(self) -> str:
        """``within 20 years``."""
        return f"within {words.years(self.found.years)}"

    @property
    def groups(self) -> tuple[Group, ...]:
        """Designs that are alike to the model, as one; the greatest chance of war first."""
        return tuple(groups(self.found))

    @property
    def others(self) -> list[Group]:
        """Answers that differ from the reference's, the least chance of war first."""
        return [each for each in reversed(self.groups) if not each.reference]

    @property
    def lowest(self) -> list[Group]:
        """Answers told to be below the reference's that no other is below; least war first."""
        by_names = {each.names: each for each in self.groups}
        return [by_names[names] for names in self.found.order.lowest(self.found.reference)]

    @property
    def same(self) -> list[str]:
        """Designs whose chance of war is by their text the reference's, to the digits shown."""
        return [
            name
            for name, each in self.found.designs.items()
            if name != self.found.reference
            and {words.times(end) for end in (each.versus.ratio["war"].low,
                                              each.versus.ratio["war"].high)} == {"1.00"}
        ]  # fmt: skip

    @property
    def best(self) -> Group | None:
        """The first of the lowest; None where no answer is told to be below the reference's."""
        return next(iter(self.lowest), None)

    @property
    def shown(self) -> list[str]:
        """Designs in the scenario's order; of a crowd the reference and those with least war."""
        names = list(self.found.designs)
        if len(names) <= MOST:
            return names
        risk = {name: self.found.designs[name].risk.by["war"][-1].value for name in names}
        kept = {*sorted(names, key=risk.__getitem__)[: MOST - 1], self.found.reference}
        return [name for name in names if name in kept]

    def title(self, name: str) -> str:
        """What readers call a design, inside a sentence."""
        return self.found.titles.get(name, name)

    def head(self, name: str) -> str:
        """The same, to head a row or begin a sentence."""
        return headed(self.title(name))

    def some(self, names: Sequence[str], most: int = words.NAMED) -> str:
        """Designs in a list, by their titles."""
        called = self.found.titles
        return words.some([called[name] for name in names], most)

    @property
    def rows(self) -> list[tuple[str, DesignResult]]:
        """The rows of the designs shown, by title: one that has a practice has two."""
        shown, called = set(self.shown), self.found.titles
        return [
            (headed(called[each.reading.name] + label.removeprefix(each.reading.name)), each)
            for label, each in self.found.rows.items()
            if each.reading.name in shown
        ]

    @property
    def binding(self) -> dict[str, DesignResult]:
        """Of the designs shown, those under which somebody is bound to defend."""
        shown = {name: self.found.designs[name] for name in self.shown}
        return {name: each for name, each in shown.items() if each.held is not None}

    def note(self, *sentences: str) -> str:
        """The note of a table of designs: with how many it has no room for."""
        left = words.left_out(len(self.shown), len(self.found.designs), "design")
        return words.said(*sentences, left)

    def war(self, design: DesignResult) -> str:
        """The chance of war by the last year: by its text, and by its practice if it has one."""
        text = words.chance(design.risk.by["war"][-1], self.yardstick)
        if design.practice is None:
            return text
        practice = words.chance(design.practice.risk.by["war"][-1], self.yardstick)
        return f"by its text {text}, and by its practice {practice}"


def stacked(found: Estimate) -> str:
    """A chance for a cell, its interval beneath it."""
    return words.brackets(found).replace(" (", "\n(", 1)


def stacked_ratio(found: Estimate) -> str:
    """A ratio for a cell, its interval beneath it; ``1.00`` and ``the same`` where it is."""
    if found.low == found.high == 1.0:
        return "1.00\n(the same)"
    return words.ratio(found).replace(" (", "\n(", 1)


def right(count: int) -> tuple[Align, ...]:
    """A column of names, then so many of numbers."""
    numbers: list[Align] = ["r"] * count
    return ("l", *numbers)
