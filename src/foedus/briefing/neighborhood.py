"""The neighborhood before and after: what each state nearby risks, on two maps of one scale."""

from dataclasses import replace
from math import floor, log, log10, sqrt

from foedus.assessment.figures.map import absent, boundaries, parties, shown
from foedus.assessment.sections import sources
from foedus.briefing.material import Material
from foedus.region.marks import grouped
from foedus.report import words
from foedus.report.blocks import Align, Block, Pair, Paragraph, Picture, Section, Table
from foedus.report.map import map as maps
from foedus.report.map.frame import frame

#: States in the table; edges between a map's classes.
MOST, MOST_EDGES = 12, 4


def section(m: Material) -> Section:
    """Two maps in one frame: as things stand, and under one of the lowest designs."""
    name = shown(m.found)
    if name is None:
        return Section(
            "neighborhood",
            "The neighborhood",
            "No design weighed binds a guarantor.",
            _parties(m, ()),
        )
    bound = m.found.designs[name].reading.guarantors
    stands = ""
    if m.found.stands:
        stands = f" What {m.two} has already: {words.spelled(m.found.stands, m.year)}."
    risks = _risks(m, name)
    others = [each.titles[0] for each in m.lowest if name not in each.names]
    apart = f" It is not told apart from {words.some(others, 3)}." if others else ""
    return Section(
        "neighborhood",
        "The neighborhood, before and after",
        f"Under {m.title(name)} {words.counted(len(bound), 'state')} would be bound to "
        f"defend {m.two}: {words.parties(bound, m.year)}.{stands}{apart}",
        risks or _parties(m, bound),
    )


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
    panels = (
        (first, f"As of {asked.as_of}", "map-before"),
        (second, f"Under {m.title(name)}", "map-after"),
    )

    def drawn_maps() -> Pair:
        here = frame(asked.challenger, asked.protege, after.reading.guarantors)
        note = boundaries(m.found)
        made = (
            maps.draw(
                values, here, scale, title=title, name=of, legend=legend, held=held, note=note
            )
            for values, title, of in panels
        )
        return Pair(*(Picture(replace(each, source=sources.line(m.found))) for each in made))

    gone = absent(m.found)
    drawn: Block = Paragraph(gone) if gone else drawn_maps()
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
    hatched = " On the maps both are hatched, without a number." if isinstance(drawn, Pair) else ""
    align: tuple[Align, ...] = ("l", "r", "r", "r", "l")
    moved = [row for row in region.rows if row.after[name].at_war != row.at_war]
    said = (
        f"Of {words.counted(len(region.rows), 'neighbor')}, the chance moves for "
        f"{len(moved) or 'none'}. A neighbor that is bound may be drawn into a war for {m.two}; "
        f"a mutual pact binds {m.two} and the other guarantors to defend it in turn. Nothing else "
        "is taken to change for a neighbor."
    )
    return (
        drawn,
        Paragraph(said),
        *((Paragraph(f"{' '.join(reasons)}{hatched}"),) if reasons else ()),
        Table(
            "neighbors",
            f"Deadly force and war with {m.one} {m.span}",
            (
                "State",
                f"Deadly force, as of {asked.as_of}",
                f"War, as of {asked.as_of}",
                f"War, under {m.title(name)}",
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
    gone = absent(m.found)
    if gone:
        return (Paragraph(gone),)
    made = [
        Picture(parties(m.found, states, title, name))
        for states, name, title in (
            ((), "map-before", f"As of {m.found.scenario.as_of}"),
            (bound, "map-after", f"{words.listed([m.one, m.two])}, and who would be bound"),
        )
    ]
    return (Pair(*made),) if bound else (made[0],)
