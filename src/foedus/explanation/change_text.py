"""What a changed clause changes, as plain text at most 100 columns wide."""

from collections.abc import Iterator

from foedus.assessment.result import Assessment
from foedus.estimate import Estimate
from foedus.explanation.change import Changed, ClauseChange
from foedus.explanation.clauses import PARTS
from foedus.explanation.text import shown, wrapped
from foedus.history import depth
from foedus.report import words


def render(found: tuple[Changed, ...], one: Assessment, two: Assessment) -> str:
    """The whole text."""
    lines = [f"{one.scenario.name} against {two.scenario.name}"]
    if not found:
        same = "no design that both have differs in its terms, and no fact differs: the same answer"
        return "\n".join([*lines, *wrapped(same)])
    for each in found:
        lines += ["", *_one(each, one, two)]
    lines += ["", *_sources(one)]
    return "\n".join(line.rstrip() for line in lines)


def _one(found: Changed, one: Assessment, two: Assessment) -> Iterator[str]:
    title = found.design if found.design == found.to else f"{found.design} to {found.to}"
    yield title.upper()
    gap, times = found.difference, found.ratio
    same = gap.low == gap.high == 0.0
    yield from wrapped(
        f"war within {words.years(found.years)}: {words.percent(found.before.war.value)} before, "
        f"{words.percent(found.after.war.value)} after; "
        + (
            "the same in every draw"
            if same
            else f"difference {_points(gap)}, ratio {words.times(times.value)} "
            f"({words.times(times.low)}–{words.times(times.high)})"
        )
    )
    yield from ("", "what differs in the text")
    for each in found.clauses:
        yield from _clause(each)
    if not found.clauses:
        yield "- nothing"
    for name, before, after in found.facts:
        yield from wrapped(f"fact {name}: {shown(before)} → {shown(after)}", "- ")
    yield from ("", "what is read of it")
    yield from _read(found)
    if found.moved:
        yield from ("", "what that moves on the logit, in the first year")
        yield from _moved(found)
    yield from ("", "how long it stands, and honor")
    yield from _lapse(found)
    yield from _honor(found, one, two)
    if found.parts:
        yield from ("", f"what does it: shares of the difference {_points(gap)}")
        for name, part in found.parts.items():
            yield from wrapped(f"{_points(part)}: {PARTS[name]}", "- ")


def _points(found: Estimate) -> str:
    """A difference of chances in percentage points with its interval."""
    value, low, high = (100.0 * each for each in (found.value, found.low, found.high))
    return f"{value:+.3g} points ({low:+.3g} to {high:+.3g})"


def _clause(each: ClauseChange) -> Iterator[str]:
    said = f"{each.group}, {each.name}: {each.before} → {each.after}"
    yield from wrapped(said, "- ")
    if each.moves:
        yield from wrapped("bears on " + "; ".join(PARTS[p] for p in each.parts), "    ", "    ")
    else:
        yield from wrapped(
            f"this clause is given no credit by the record, because {each.reason}", "    ", "    "
        )


def _read(found: Changed) -> Iterator[str]:
    before, after = found.before, found.after
    rows = [
        (name, ", ".join(getattr(before, name)) or "nobody", ", ".join(getattr(after, name)) or
         "nobody")
        for name in ("guarantors", "majors", "nuclear")
    ]  # fmt: skip
    rows += [
        (column, f"{value:.3g}", f"{after.columns[column]:.3g}")
        for column, value in before.columns.items()
    ]
    changed = [row for row in rows if row[1] != row[2]]
    for name, old, new in changed:
        yield from wrapped(f"{name}: {old} → {new}", "- ")
    if not changed:
        yield "- the same guarantors and the same columns of the ladder"


def _moved(found: Changed) -> Iterator[str]:
    yield f"  {'rung':<7}{'covariate':<22}{'change':>9}{'coefficient (sd)':>21}{'effect (sd)':>20}"
    for each in found.moved:
        coefficient = f"{each.coefficient:+.3f} ({each.coefficient_sd:.3f})"
        effect = f"{each.effect:+.3f} ({each.sd:.3f})"
        gap = each.after - each.before
        yield f"  {each.rung:<7}{each.name:<22}{gap:>+9.3g}{coefficient:>21}{effect:>20}"
    for rung, (whole, sd) in found.total.items():
        yield f"  {rung:<7}{'together':<52}{f'{whole:+.3f} ({sd:.3f})':>20}"


def _lapse(found: Changed) -> Iterator[str]:
    sides = [found.before.durability, found.after.durability]
    told = []
    for side in sides:
        if side is None:
            told.append("nothing that could lapse")
            continue
        term = f"term {side.holding.term}" if side.holding.term else "no end"
        renewed = f", renewed {words.percent(side.renewed.value)}" if side.renewed else ""
        told.append(
            f"broken {words.percent(side.broken.value)} a year, {term}{renewed}, stands after "
            f"{words.years(found.years)} {words.percent(side.standing[-1].value)}"
        )
    if told[0] == told[1]:
        yield from wrapped(f"lapse: the same: {told[0]}", "- ")
    else:
        yield from wrapped(f"lapse: {told[0]} → {told[1]}", "- ")


def _honor(found: Changed, one: Assessment, two: Assessment) -> Iterator[str]:
    was, now = found.before.honored, found.after.honored
    if was is None or now is None:
        sides = [words.percent(each.value) if each else "no promise" for each in (was, now)]
        yield from wrapped(f"honor, if called on: {sides[0]} → {sides[1]}", "- ")
    elif was == now:
        yield from wrapped(
            f"honor, if called on: {words.percent(was.value)}, no change: out of sample only the "
            "era and an attacker from within forecast it, and no clause did (docs/honor.md)", "- ",
        )  # fmt: skip
    else:
        years = f"{one.scenario.as_of.year} and {two.scenario.as_of.year}"
        yield from wrapped(
            f"honor, if called on: {words.percent(was.value)} → {words.percent(now.value)}; "
            f"the promises are signed in {years}, or the challenger is a member of one", "- ",
        )  # fmt: skip


def _sources(one: Assessment) -> Iterator[str]:
    ladder, lapse, honor = one.ladder, one.run.lapsing.model, one.honor
    yield from wrapped(
        f"posteriors: ladder {ladder.first}–{ladder.last} (`{ladder.command}`), lapse "
        f"{lapse.first}–{lapse.last} (`{lapse.command}`), honor (`{honor.command}`), depth "
        f"(`{depth.shipped().command}`); {one.draws:,} draws, seed {one.seed}, the same for both. "
        "`foedus explain SCENARIO PATH` traces each number to its data."
    )
