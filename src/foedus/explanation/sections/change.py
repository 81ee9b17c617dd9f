"""A changed clause in words: what differs in the text, what is read of it, what that moves."""

from collections.abc import Callable, Iterable, Iterator

from foedus.assessment.durability import Durability
from foedus.assessment.result import Assessment
from foedus.explanation.change import DesignChange, DesignSide
from foedus.explanation.clauses import PARTS, ClauseChange
from foedus.explanation.difference import fact, term
from foedus.history.covariates import RUNGS
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table

_SAME = "no design that both have differs in its terms, and no fact differs: the same answer"

_STATES: dict[str, Callable[[DesignSide], tuple[str, ...]]] = {
    "guarantors": lambda side: side.guarantors,
    "major powers": lambda side: side.majors,
    "nuclear powers": lambda side: side.nuclear,
}

#: Columns of the ladder that a design sets.
_COLUMNS = {
    "minor": "a minor power is bound", "major": "a major power is bound",
    "nuclear": "a nuclear power is bound", "depth_minor": "depth, by minor powers, sds",
    "depth_major": "depth, by major powers, sds",
}  # fmt: skip
_RUNGS = {"onset": "dispute", "force": "force", "deadly": "deadly force", "war": "war"}
_COVARIATES = {(rung, each.name): each.meaning for rung, some in RUNGS.items() for each in some}


def sections(
    found: Iterable[DesignChange], one: Assessment, two: Assessment
) -> tuple[Section, ...]:
    """What changes from one assessment to another, design by design."""
    changes = tuple(found)
    first, second = one.scenario.name, two.scenario.name
    between = Paragraph(
        f"{first} against {second}" if first != second else f"{first}, before and after"
    )
    if not changes:
        return (Section("change", "", "", (between, Paragraph(_SAME))),)
    return (
        Section("change", "", "", (between,)),
        *(section for each in changes for section in _change(each, one, two)),
        Section("posteriors", "What it rests on", _rests(one), ()),
    )


def _change(found: DesignChange, one: Assessment, two: Assessment) -> Iterator[Section]:
    name = found.design
    before, after = one.titles.get(name, name), two.titles.get(found.to, found.to)
    title = before if before == after else f"{before}, to {after}"
    points = words.points(found.difference)
    year = two.scenario.as_of.year
    clauses = (words.spelled(_clause(each), year) for each in found.clauses)
    differs = (*clauses, *_facts(found, year))
    moves = (_moved(found),) if found.moved else ()
    parts = tuple(f"{words.points(each)}: {PARTS[part]}" for part, each in found.parts.items())
    for key, head, lead, blocks in (
        ("war", title, words.sentence(_war(found)), ()),
        ("text", "What differs in the text", "", (Bullets(differs or ("nothing",)),)),
        ("reading", "What is read of it", "", (_reading(found, year),)),
        ("logit", "What that moves on the logit, in the first year", "", moves),
        ("standing", "How long it stands, and honor", "",
         (Bullets((_lapse(found), _honor(found, one, two))),)),
        ("parts", "What does it", f"Shares of the difference, {points}:" if parts else "",
         (Bullets(parts),)),
    ):  # fmt: skip
        yield Section(f"{key}-{name}", head, lead, blocks)


def _war(found: DesignChange) -> str:
    gap = found.difference
    change = (
        "the same in every draw"
        if gap.low == gap.high == 0.0
        else f"difference {words.points(gap)}, ratio {words.ratio(found.ratio)}"
    )
    return (
        f"war within {words.years(found.years)}: {words.percent(found.before.war.value)} before, "
        f"{words.percent(found.after.war.value)} after; {change}"
    )


def _clause(each: ClauseChange) -> str:
    effect = (
        f"It bears on {'; '.join(PARTS[part] for part in each.parts)}"
        if each.moves
        else f"It is given no credit by the record, because {each.reason}"
    )
    return f"{term(each)}: {each.before} → {each.after}. {effect}"


def _facts(found: DesignChange, year: int) -> Iterator[str]:
    for name, before, after in found.facts:
        yield fact(name, before, after, year)


def _reading(found: DesignChange, year: int) -> Block:
    before, after = found.before, found.after
    rows = [
        (
            name,
            *(
                words.parties(states(side), year) if states(side) else "nobody"
                for side in (before, after)
            ),
        )
        for name, states in _STATES.items()
    ]
    rows += [
        (_COLUMNS.get(column, column), f"{value:.3g}", f"{after.columns[column]:.3g}")
        for column, value in before.columns.items()
    ]
    changed = tuple(row for row in rows if row[1] != row[2])
    if not changed:
        return Paragraph("the same guarantors and the same columns of the ladder")
    return Table(f"reading-{found.design}", "", ("", "before", "after"), changed)


def _moved(found: DesignChange) -> Table:
    rows = [
        (_RUNGS[each.rung], _COVARIATES[each.rung, each.name], f"{each.after - each.before:+.3g}",
         f"{each.coefficient:+.3f} ({each.coefficient_sd:.3f})",
         f"{each.effect:+.3f} ({each.sd:.3f})")
        for each in found.moved
    ]  # fmt: skip
    rows += [
        (_RUNGS[rung], "together", "", "", f"{whole:+.3f} ({sd:.3f})")
        for rung, (whole, sd) in found.total.items()
    ]
    return Table(
        f"logit-{found.design}", "",
        ("rung", "covariate", "change", "coefficient (sd)", "effect (sd)"),
        tuple(rows), "", ("l", "l", "r", "r", "r"),
    )  # fmt: skip


def _lapse(found: DesignChange) -> str:
    before, after = (
        _standing(side.durability, found.years) for side in (found.before, found.after)
    )
    return f"lapse: the same: {before}" if before == after else f"lapse: {before} → {after}"


def _standing(side: Durability | None, years: int) -> str:
    if side is None:
        return "nothing that could lapse"
    term = f"term {side.holding.term}" if side.holding.term else "no end"
    renewed = f", renewed {words.percent(side.renewed.value)}" if side.renewed else ""
    return (
        f"broken {words.percent(side.broken.value)} a year, {term}{renewed}, stands after "
        f"{words.years(years)} {words.percent(side.standing[-1].value)}"
    )


def _honor(found: DesignChange, one: Assessment, two: Assessment) -> str:
    was, now = (
        words.percent(side.honored.value) if side.honored else "no promise"
        for side in (found.before, found.after)
    )
    if found.before.honored is None or found.after.honored is None:
        return f"honor, if called on: {was} → {now}"
    if found.before.honored == found.after.honored:
        return (
            f"honor, if called on: {was}, no change: out of sample only the era and an attacker "
            "from within forecast it, and no clause did (docs/honor.md)"
        )
    years = f"{one.scenario.as_of.year} and {two.scenario.as_of.year}"
    return (
        f"honor, if called on: {was} → {now}; the promises are signed in {years}, or the "
        "challenger is a member of one"
    )


def _rests(one: Assessment) -> str:
    ladder, lapse = one.ladder, one.run.lapsing.model
    return (
        f"The ladder fitted to {ladder.first}–{ladder.last}, lapse to {lapse.first}–{lapse.last}, "
        f"honor and depth with them; {one.draws:,} draws, seed {one.seed}, the same for both."
    )
