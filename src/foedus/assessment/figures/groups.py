"""Which designs a figure draws: those with the same numbers as one, and a crowd by its best."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.assessment.deterrence import DesignResult
from foedus.assessment.result import Assessment
from foedus.assessment.sections.titles import headed
from foedus.report import words
from foedus.report.figure.theme import MUTED, SERIES
from foedus.report.figure.type import cut

#: What a future may reach, each inside the one before; the keys of a risk's mappings.
EVENTS = ("dispute", "force", "deadly", "war")


@dataclass(frozen=True, slots=True)
class Group:
    """Designs that are alike to the model: every reading gives them the same chances."""

    names: tuple[str, ...]
    titles: tuple[str, ...]  # as readers call them
    result: DesignResult
    reference: bool  # the design that ratios are to is among them

    @property
    def label(self) -> str:
        """All names in one line, for data."""
        return ", ".join(self.names)

    @property
    def title(self) -> str:
        """The first title, to stand alone."""
        return headed(self.titles[0])

    @property
    def short(self) -> str:
        """As many titles as a line holds."""
        return self.fitted(60)

    def fitted(self, width: int) -> str:
        """As many titles as fit into ``width`` characters, and how many more there are."""
        whole = headed(", ".join(self.titles))
        if len(whole) <= width:
            return whole
        for count in range(len(self.titles) - 1, 1, -1):
            some = headed(f"{', '.join(self.titles[:count])} and {len(self.titles) - count} more")
            if len(some) <= width:
                return some
        more = f" and {len(self.names) - 1} more" if len(self.names) > 1 else ""
        return cut(self.title, max(width - len(more), 8)) + more


def groups(found: Assessment) -> list[Group]:
    """All designs, those alike together; the greatest chance of war first."""
    called = found.titles
    made = [
        Group(
            names,
            tuple(called[name] for name in names),
            found.designs[names[0]],
            found.reference in names,
        )
        for names in found.order.groups
    ]
    return sorted(made, key=lambda each: -each.result.risk.by["war"][-1].value)


def picked(found: Assessment, most: int) -> tuple[list[Group], str]:
    """At most so many groups, in order, and a sentence about the others (empty where none).

    Kept are the one with the reference, and those with the least chance of war.
    """
    every = groups(found)
    if len(every) <= most:
        return every, ""
    least = [each for each in reversed(every) if not each.reference][: most - 1]
    kept = [each for each in every if each.reference or any(each is one for one in least)]
    out = sum(len(each.names) for each in every) - sum(len(each.names) for each in kept)
    return kept, (
        f"Drawn: {found.reference_title} and the {most - 1} answers with the least war; "
        f"{out} designs are left out here and are in the data."
    )


def colors(kept: Iterable[Group]) -> list[str]:
    """A color for each group: gray for the reference, then the series'."""
    made, at = [], 0
    for group in kept:
        made.append(MUTED if group.reference else SERIES[at % len(SERIES)])
        at += not group.reference
    return made


def merged(kept: Iterable[Group]) -> str:
    """A sentence that names designs drawn as one; empty where there are none."""
    alike = [words.listed(each.titles) for each in kept if len(each.names) > 1]
    if not alike:
        return ""
    if len("; ".join(alike)) > 160:
        return "Designs named together are told apart by nothing that the model sees."
    return f"Told apart by nothing that the model sees: {'; '.join(alike)}."


def condition(found: Assessment) -> str:
    """What the forecast is given; empty where nothing."""
    if not found.setting.ongoing:
        return ""
    return f"Given that the fighting has stopped before {found.scenario.begins}."


def sides(found: Assessment) -> tuple[str, str]:
    """Names of challenger and protégé."""
    asked, year = found.scenario, found.scenario.as_of.year
    return words.name_of(asked.challenger, year), words.name_of(asked.protege, year)
