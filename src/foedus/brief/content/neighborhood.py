"""The neighborhood before and after: who stands where, on a map."""

from foedus.assess import words
from foedus.assess.result import DesignResult
from foedus.brief import map as maps
from foedus.brief.blocks import Block, Pair, Paragraph, Picture, Section
from foedus.brief.content import phrase
from foedus.brief.content.material import Material
from foedus.brief.geometry.frame import Frame, frame
from foedus.brief.geometry.world import POLICY

_KINDS = maps.Kinds(("challenger", "protégé", "bound to defend"))


def section(m: Material) -> Section:
    """Two maps in one frame: as things stand, and under the design with the least war."""
    after = _after(m)
    asked = m.found.scenario
    if after is None:
        return Section(
            "neighborhood", "The neighborhood",
            "No design binds a guarantor, so the map has one state of things.",
            (Picture(_parties(m, _frame(m, ()), (), "map-before", "The two parties")),
             Paragraph(POLICY)),
        )  # fmt: skip
    bound = after.reading.guarantors
    here = _frame(m, bound)
    name = after.reading.name
    blocks: tuple[Block, ...] = (
        Pair(
            Picture(_parties(m, here, (), "map-before", f"As of {asked.as_of}")),
            Picture(_parties(m, here, bound, "map-after", f"Under {name}")),
        ),
        Paragraph(POLICY),
    )
    stands = f" {m.two} already has a {m.found.stands}." if m.found.stands else ""
    return Section(
        "neighborhood",
        "The neighborhood, before and after",
        f"Under {name} {phrase.counted(len(bound), 'state')} would be bound to defend {m.two}: "
        f"{phrase.parties(bound, m.year)}.{stands}",
        blocks,
    )


def _after(m: Material) -> DesignResult | None:
    """The design to show: the one with the least war, among those that bind a guarantor."""
    binding = [each for each in m.found.designs.values() if each.reading.binds]
    return min(binding, key=lambda each: each.risk.by["war"][-1].value, default=None)


def _frame(m: Material, bound: tuple[str, ...]) -> Frame:
    asked = m.found.scenario
    return frame(asked.challenger, asked.protege, bound)


def _parties(m: Material, here: Frame, bound: tuple[str, ...], name: str, title: str) -> maps.Map:
    asked = m.found.scenario
    kinds = dict.fromkeys(bound, "bound to defend")
    kinds |= {asked.challenger: "challenger", asked.protege: "protégé"}
    told = words.listed([m.one, m.two])
    return maps.draw(
        kinds, here, _KINDS, title=title, name=name,
        note=f"{told}, and who would be bound to defend {m.two}.", legend="",
    )  # fmt: skip
