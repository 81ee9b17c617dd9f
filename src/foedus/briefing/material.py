"""What the sections are made of: the assessment, and what is computed beside it, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.assessment.figures import draw
from foedus.assessment.groups import Group, groups
from foedus.assessment.result import Assessment, DesignResult
from foedus.briefing import beside
from foedus.negotiation.forecast import unscored
from foedus.report import words
from foedus.report.blocks import Picture
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.yardstick import Yardstick
from foedus.terms import Guarantee
from foedus.terms.compare import Diff, diff, nearest
from foedus.terms.instruments import get

if TYPE_CHECKING:
    from foedus.negotiation.stances import Stances
    from foedus.region.neighbors import Neighbors
    from foedus.signing.signing import Acceptance

#: The instrument that designs are held against, and how many of the nearest are told.
ARTICLE_5, KIN = "north-atlantic-1949", 3
#: Figures that want the page's whole width.
_WIDE = {"scorecard", "ladder", "timeline", "positions", "effects"}


@dataclass(frozen=True, slots=True)
class Material:
    """One assessment and what a brief tells beside it.

    groups: designs that are alike to the model, as one; the greatest chance of war first.
    signing: design -> who would sign; empty where the scenario has no issue that designs settle.
    stances: issue -> where the parties stand, before and after the claims. unplaceable: issue ->
    why it has none. region: what each neighbor risks, without a guarantee and under the design with
    the least war; None where nothing is known of the region. kin: design -> the nearest instruments
    by their terms, with the distance. beside_article_5: design -> how its terms differ.
    """

    found: Assessment
    yardstick: Yardstick
    groups: tuple[Group, ...]
    signing: "Mapping[str, Acceptance]"
    stances: "Mapping[str, Stances]"
    unplaceable: Mapping[str, str]
    region: "Neighbors | None"
    kin: Mapping[str, tuple[tuple[str, float], ...]]
    beside_article_5: Mapping[str, Diff]

    @classmethod
    def of(cls, found: Assessment, yardstick: Yardstick) -> "Material":
        """All of it, computed."""
        stands, without = beside.stances(found)
        shown = beside.terms(found)
        return cls(
            found, yardstick, tuple(groups(found)), beside.signing(found), stands, without,
            beside.region(found),
            {name: nearest(design, KIN) for name, design in shown.items()},
            {name: diff(get(ARTICLE_5), design) for name, design in shown.items()},
        )  # fmt: skip

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
    def bare(self) -> DesignResult:
        """The reference."""
        return self.found.designs[self.found.reference]

    @property
    def none(self) -> str:
        """What the reference is without."""
        return "a further guarantee" if self.found.stands else "a guarantee"

    @property
    def others(self) -> list[Group]:
        """Answers that differ from the reference's, the least chance of war first."""
        return [each for each in reversed(self.groups) if not each.reference]

    @property
    def lowest(self) -> list[Group]:
        """Answers told to be below the reference's that no other is below; least war first."""
        return [
            each
            for names in self.found.order.lowest(self.found.reference)
            for each in self.groups
            if each.names == names
        ]

    @property
    def best(self) -> Group | None:
        """The first of the lowest; None where no answer is told to be below the reference's."""
        return next(iter(self.lowest), None)

    @property
    def span(self) -> str:
        """``within 20 years``."""
        return f"within {words.years(self.found.years)}"

    @property
    def terms(self) -> dict[str, Guarantee]:
        """Designs with terms to read, in the order of the scenario; of many, those with least war.

        The reference has none, nor has a design that names no guarantor.
        """
        return beside.terms(self.found)

    @property
    def terms_left(self) -> int:
        """How many designs ``terms`` has no room for."""
        given = self.found.scenario.designs
        every = sum(1 for name in self.found.designs if name in given and given[name].guarantors)
        return every - len(self.terms)

    def pictures(self, *names: str, **options: Any) -> tuple[Picture, ...]:
        """Figures of these names, those that the scenario has nothing for left out."""
        made = []
        for name in names:
            try:
                made.append(Picture(draw(self.found, name, **options), wide=name in _WIDE))
            except EmptyFigureError:
                continue
        return tuple(made)

    def to_dict(self) -> dict[str, Any]:
        """What was computed beside the assessment, as plain values."""
        return {
            "yardstick": self.yardstick.name,
            "signing": {name: each.to_dict() for name, each in self.signing.items()},
            "stances": {issue: beside.told(each) for issue, each in self.stances.items()},
            "talks": {"scored": False, "says": unscored()},
            "unplaceable": dict(self.unplaceable),
            "neighbors": self.region.to_dict() if self.region else None,
            "nearest_instruments": {
                name: [list(pair) for pair in each] for name, each in self.kin.items()
            },
            "distance_from_article_5": {
                name: each.distance for name, each in self.beside_article_5.items()
            },
        }
