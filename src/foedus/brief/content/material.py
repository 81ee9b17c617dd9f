"""What the sections are made of: the assessment, and what is computed beside it, once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedus.assess import words
from foedus.assess.result import Assessment, DesignResult
from foedus.assess.yardstick import Yardstick
from foedus.brief.blocks import Picture
from foedus.brief.crowd import EVENTS, Group, groups
from foedus.brief.empty import EmptyFigureError
from foedus.brief.figures import draw
from foedus.errors import DataError, InputError
from foedus.terms import Guarantee
from foedus.terms.compare import Diff, diff, nearest
from foedus.terms.instruments import get

if TYPE_CHECKING:
    from foedus.assess.neighbors import Neighbors
    from foedus.assess.signing import Acceptance
    from foedus.negotiate.quantity import Quantity
    from foedus.negotiate.stances import Stances

#: Designs that are told one by one; more are counted.
MOST = 8
#: The instrument that designs are held against, and how many of the nearest are told.
ARTICLE_5, KIN = "north-atlantic-1949", 3
#: Draws behind who would sign: enough for an interval of a mean.
DRAWS = 1000
#: Draws behind the neighbors' risks.
NEARBY = 300
#: Figures that want the page's whole width.
_WIDE = {"scorecard", "ladder", "timeline", "positions", "effects"}


@dataclass(frozen=True, slots=True)
class Material:
    """One assessment and what a brief tells beside it.

    groups: designs that the model cannot tell apart, as one; the greatest chance of war first.
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
        stands, without = _stances(found)
        shown = terms(found)
        return cls(
            found, yardstick, tuple(groups(found)), _signing(found), stands, without,
            _region(found),
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
    def best(self) -> Group | None:
        """The answer with the least chance of war, where it is less than the reference's."""
        least = self.others[:1]
        bare = self.bare.risk.by["war"][-1].value
        return least[0] if least and least[0].result.risk.by["war"][-1].value < bare else None

    @property
    def span(self) -> str:
        """``within 20 years``."""
        return f"within {words.years(self.found.years)}"

    @property
    def terms(self) -> dict[str, Guarantee]:
        """Designs with terms to read, in the scenario's order; at most MOST, the least war first.

        The reference has none, nor has a design that names no guarantor.
        """
        return terms(self.found)

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
            "stances": {issue: _told(each) for issue, each in self.stances.items()},
            "unplaceable": dict(self.unplaceable),
            "neighbors": self.region.to_dict() if self.region else None,
            "nearest_instruments": {
                name: [list(pair) for pair in each] for name, each in self.kin.items()
            },
            "distance_from_article_5": {
                name: each.distance for name, each in self.beside_article_5.items()
            },
        }


def terms(found: Assessment) -> dict[str, Guarantee]:
    """See :attr:`Material.terms`."""
    given = found.scenario.designs
    named = [name for name in found.designs if name in given and given[name].guarantors]
    risk = {name: found.designs[name].risk.by["war"][-1].value for name in named}
    kept = set(sorted(named, key=risk.__getitem__)[:MOST])
    return {name: given[name] for name in named if name in kept}


def safest(found: Assessment) -> str | None:
    """The design with the least war among those that bind a guarantor; None where none does."""
    risk = {
        name: each.risk.by["war"][-1].value
        for name, each in found.designs.items()
        if each.reading.binds
    }
    return min(risk, key=risk.__getitem__, default=None)


def _signing(found: Assessment) -> "dict[str, Acceptance]":
    from foedus.assess.acceptance import acceptance
    from foedus.assess.package import settled
    from foedus.assess.stakes import ground

    asked = found.scenario
    if not settled(asked):
        return {}
    made = {}
    try:
        known = ground(asked, draws=DRAWS, seed=found.seed)
        for name in found.designs:
            if name in asked.designs:
                made[name] = acceptance(
                    asked, name, draws=DRAWS, seed=found.seed, assessment=found, known=known,
                    sensitivity=False,
                )  # fmt: skip
    except InputError:  # a design without a place on an issue: nobody's signature can be weighed
        return {}
    return {name: each for name, each in made.items() if each.parties}


def _region(found: Assessment) -> "Neighbors | None":
    from foedus.assess.neighbors import neighbors

    best = safest(found)
    if best is None:
        return None
    asked = {found.reference, best}
    few = {name: each for name, each in found.designs.items() if name in asked}
    try:
        return neighbors(replace(found, designs=few), draws=NEARBY)
    except (InputError, DataError):  # another pair or year than is frozen, and no data here
        return None


def _stances(found: Assessment) -> "tuple[dict[str, Stances], dict[str, str]]":
    from foedus.negotiate.stances import stances

    made, without = {}, {}
    for issue in found.scenario.issues:
        try:
            made[issue.name] = stances(found.scenario, issue.name)
        except InputError as error:
            without[issue.name] = error.what
    return made, without


def _interval(value: "Quantity") -> dict[str, float]:
    low, middle, high = interval(value)
    return {"value": middle, "low": low, "high": high}


def interval(value: "Quantity") -> tuple[float, float, float]:
    """Lower end, mean and upper end of a position's 90% interval, on the scale."""
    from foedus.negotiate.quantity import Normal, center
    from foedus.negotiate.stances import HIGH, LOW, WIDTH_90

    middle = center(value)
    reach = value.sd * WIDTH_90 / 2 if isinstance(value, Normal) else 0.0
    return max(middle - reach, LOW), middle, min(middle + reach, HIGH)


def _told(found: "Stances") -> dict[str, Any]:
    from foedus.negotiate.quantity import center

    return {
        "actors": {
            one.name: {"before": _interval(one.position), "after": _interval(two.position),
                       "salience": center(one.salience)}
            for one, two in zip(found.before.actors, found.after.actors, strict=True)
        },
        "updates": {
            name: [
                {"origin": each.origin, "claims": list(each.claims), "believed": each.believed,
                 "shift": each.shift, "widening": each.widening}
                for each in update.effects
            ]
            for name, update in found.updates.items()
        },
    }  # fmt: skip


__all__ = ["ARTICLE_5", "DRAWS", "EVENTS", "MOST", "Material", "interval", "safest", "terms"]
