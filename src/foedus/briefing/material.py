"""What the sections are made of: the assessment, and what is computed beside it, once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.assessment.figures import draw
from foedus.assessment.result import Assessment
from foedus.assessment.sections.voice import Voice
from foedus.briefing import annex
from foedus.briefing.annex import ARTICLE_5
from foedus.negotiation.forecast import unscored
from foedus.report.blocks import Picture
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.plain import plain
from foedus.report.yardstick import Yardstick
from foedus.terms import Guarantee
from foedus.terms.compare import Diff, diff, nearest
from foedus.terms.instruments import get

if TYPE_CHECKING:
    from foedus.negotiation.stances import Stances
    from foedus.region.neighbors import Neighbors
    from foedus.signing.signing import Acceptance

#: How many of the nearest instruments are told.
KIN = 3
#: Figures that want the page's whole width.
_WIDE = {"scorecard", "ladder", "timeline", "positions", "effects", "flips"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Voice):
    """One assessment and what a brief tells beside it.

    signing: design -> who would sign; empty where the scenario has no issue that designs settle.
    stances: issue -> where the parties stand, before and after the claims. unplaceable: issue ->
    why it has none. region: what each neighbor risks, without a guarantee and under the design with
    the least war; None where nothing is known of the region. kin: design -> the nearest instruments
    by their terms, with the distance. model: the instrument that designs are held against.
    beside_model: design -> how its terms differ from it.
    """

    signing: "Mapping[str, Acceptance]" = field(default_factory=dict)
    stances: "Mapping[str, Stances]" = field(default_factory=dict)
    unplaceable: Mapping[str, str] = field(default_factory=dict)
    region: "Neighbors | None" = None
    kin: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    model: str = ARTICLE_5
    beside_model: Mapping[str, Diff] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Assessment, yardstick: Yardstick) -> "Material":
        """All of it, computed."""
        stands, without = annex.stances(found)
        shown = annex.terms(found)
        day = found.scenario.as_of if found.past else None
        kin = {name: nearest(design, KIN, before=day) for name, design in shown.items()}
        model = annex.model(found, kin)
        return cls(
            found, yardstick, signing=annex.signing(found), stances=stands, unplaceable=without,
            region=annex.region(found),
            kin=kin, model=model,
            beside_model={name: diff(get(model), each) for name, each in shown.items()},
        )  # fmt: skip

    @property
    def terms(self) -> dict[str, Guarantee]:
        """Designs with terms to read, in the order of the scenario; of many, those with least war.

        The reference has none, nor has a design that names no guarantor.
        """
        return annex.terms(self.found)

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
        return dict(plain({
            "yardstick": self.yardstick.name,
            "signing": self.signing,
            "stances": {issue: annex.told(each) for issue, each in self.stances.items()},
            "talks": {"scored": False, "says": unscored()},
            "unplaceable": self.unplaceable,
            "neighbors": self.region,
            "nearest_instruments": self.kin,
            "held_against": self.model,
            "distance_from_it": {name: each.distance for name, each in self.beside_model.items()},
        }))  # fmt: skip
