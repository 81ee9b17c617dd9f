"""The neighborhood before and after: what each state nearby risks, on two maps of one scale."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor, log, log10, sqrt
from typing import Any

from foedus.briefing import annex
from foedus.briefing.material import Material
from foedus.region.marks import grouped
from foedus.report import words
from foedus.report.blocks import Align, Block, Pair, Paragraph, Picture, Section, Table
from foedus.report.map import map as maps
from foedus.report.map.frame import frame
from foedus.report.map.world import world

#: States in the table; edges between a map's classes.
MOST, MOST_EDGES = 12, 4
#: The last year in which a state began, and with it the map's boundaries: South Sudan's.
REDRAWN = 2011
_KINDS = maps.Kinds(("challenger", "protégé", "bound to defend"))


def section(m: Material) -> Section:
    """Two maps in one frame: as things stand, and under one of the lowest designs."""
    name = shown(m)
    if name is None:
        return Section(
            "neighborhood",
            "The neighborhood",
            "No design binds a guarantor, so there is nothing to compare.",
            _parties(m, ()),
        )
    bound = m.found.designs[name].reading.guarantors
    stands = f" {m.two} already has a {m.found.stands}." if m.found.stands else ""
    risks = _risks(m, name)
    others = [each.label for each in m.lowest if name not in each.names]
    apart = f" It is not told apart from {words.some(others, 3)}." if others else ""
    return Section(
        "neighborhood",
        "The neighborhood, before and after",
        f"Under {name} {words.counted(len(bound), 'state')} would be bound to "
        f"defend {m.two}: {words.parties(bound, m.year)}.{stands}{apart}",
        risks or _parties(m, bound),
    )


def shown(m: Material) -> str | None:
    """The design of the second map."""
    return annex.shown(m.found)


def _risks(m: Material, name: str) -> tuple[Block, ...]:
    """Every neighbor's chance of war with the challenger, before and after; empty if unknown."""
    region = m.region
    if region is None or not region.rows:
        return ()
    asked, after = m.found.scenario, m.found.designs[name]
    bare, then = m.bare.risk.by["war"][-1], after.risk.by["war"][-1]
    told = [row for row in region.rows if not row.marks]
    held = tuple(row.state for row in region.rows if row.marks)
    first = {asked.protege: bare.value} | {row.state: row.at_war.value for row in told}
    second = {asked.protege: then.value} | {row.state: row.after[name].at_war.value for row in told}
    scale = _scale([*first.values(), *second.values()], bare.value, then.value)
    scale = replace(scale, held="without a number")
    legend = f"Chance of war with {m.one} {m.span}"
    drawn = _maps(m, after.reading.guarantors, (
        (first, f"As of {asked.as_of}", "map-before"), (second, f"Under {name}", "map-after"),
    ), scale=scale, legend=legend, held=held)  # fmt: skip
    deadly = words.brackets(m.bare.risk.by["deadly"][-1])
    rows = [(m.two, deadly, words.brackets(bare), words.brackets(then), "protégé")]
    shown = [row for row in region.rows if not row.withheld][:MOST]
    rows += [
        (
            row.name + (" *" if row.marks else ""),
            words.brackets(row.before["deadly"]),
            words.brackets(row.at_war),
            words.brackets(row.after[name].at_war),
            "bound to defend" if row.after[name].bound else "",
        )
        for row in shown
    ]
    without = [row for row in region.rows if row.withheld]
    reasons = grouped({row.name: row.marks for row in region.rows})
    hatched = (
        " On the maps both are hatched, without a number." if isinstance(drawn[0], Pair) else ""
    )
    align: tuple[Align, ...] = ("l", "r", "r", "r", "l")
    moved = [row for row in region.rows if row.after[name].at_war != row.at_war]
    said = (
        f"Of {words.counted(len(region.rows), 'neighbor')}, the chance moves for "
        f"{len(moved) or 'none'}. A neighbor that is bound may be drawn into a war for {m.two}; "
        f"a mutual pact binds {m.two} and the other guarantors to defend it in turn. Nothing else "
        "is taken to change for a neighbor."
    )
    return (
        *drawn,
        Paragraph(said),
        *((Paragraph(f"{' '.join(reasons)}{hatched}"),) if reasons else ()),
        Table(
            "neighbors",
            f"Deadly force and war with {m.one} {m.span}",
            (
                "State",
                f"Deadly force, as of {asked.as_of}",
                f"War, as of {asked.as_of}",
                f"War, under {name}",
                "Role",
            ),
            tuple(rows),
            words.said(
                f"Deadly force: begun by {m.one}. War: begun by it, or joined for an ally. Of "
                f"{region.draws:,} posterior draws; brackets hold 90% intervals.",
                words.left_out(len(shown), len(region.rows) - len(without), "neighbor"),
                f"Withheld: {words.counted(len(without), 'neighbor')}." if without else "",
            ),
            align,
        ),
    )


def _scale(values: list[float], before: float, after: float) -> maps.Classes:
    """Classes for both maps, with an edge between the protégé's two chances if one is to be had."""
    made = maps.classes(values)
    if made.of(before) != made.of(after) or min(before, after) <= 0 or before == after:
        return made
    middle = sqrt(before * after)
    power = 10.0 ** floor(log10(middle))
    near = min((one * power for one in (1, 2, 5, 10)), key=lambda each: abs(log(each / middle)))
    edge = float(f"{near:.3g}")
    if not min(before, after) < edge <= max(before, after):
        return made
    return maps.Classes(tuple(sorted({*made.edges, edge}))[-MOST_EDGES:], made.shown)


def _parties(m: Material, bound: tuple[str, ...]) -> tuple[Block, ...]:
    """Who stands where, where nothing is known of the neighbors' risk."""
    asked = m.found.scenario
    panels = []
    for states, name, title in (
        ((), "map-before", f"As of {asked.as_of}"),
        (bound, "map-after", f"{words.listed([m.one, m.two])}, and who would be bound"),
    ):
        kinds = dict.fromkeys(states, "bound to defend")
        kinds |= {asked.challenger: "challenger", asked.protege: "protégé"}
        panels.append((kinds, title, name))
    return _maps(m, bound, panels if bound else panels[:1], scale=_KINDS)


def _maps(
    m: Material, bound: Sequence[str], panels: Sequence[tuple[Any, str, str]], **how: Any
) -> tuple[Block, ...]:
    """Maps in one frame, of values, title and name each; why there is none of states of the past.

    how: the scale and what else the maps share.
    """
    asked = m.found.scenario
    past = [who for who in (asked.challenger, asked.protege) if not world().has(who)]
    if past:
        gone = words.listed([words.name_of(who, m.year) for who in past])
        return (Paragraph(f"There is no map: {gone} is not on one of today's boundaries."),)
    here = frame(asked.challenger, asked.protege, bound)
    note = "" if m.year > REDRAWN else f"Boundaries are today's, not those of {m.year}."
    pictures = [
        Picture(maps.draw(values, here, title=title, name=name, note=note, **how))
        for values, title, name in panels
    ]
    return (Pair(*pictures),) if len(pictures) > 1 else tuple(pictures)
