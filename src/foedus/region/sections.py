"""A region's answer in words: each neighbor before any design and under each, and the reasons."""

from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from foedus.assessment.sections.titles import headed
from foedus.evidence.chronology import chronology
from foedus.facts.known import REACH
from foedus.history import displacement
from foedus.history.events import EVENTS
from foedus.history.honor.features import era
from foedus.region.marks import grouped
from foedus.region.result import Neighbor, Neighbors
from foedus.report import words
from foedus.report.blocks import Align, Block, Bullets, Paragraph, Section, Table
from foedus.terms import instruments

_RIGHT: Align = "r"
_ACROSS = 4  # designs in one table
_NAMED = 8  # neighbors named in one sentence; the others are counted


def sections(answer: Neighbors) -> tuple[Section, ...]:
    """The whole answer."""
    asked, year = answer.found.scenario, answer.found.scenario.as_of.year
    one, two = (words.name_of(who, year) for who in (asked.challenger, asked.protege))
    question = (
        f"{asked.name}: the {len(answer.rows)} other states of the region",
        f"challenger {one}, protégé {two}, as of {asked.as_of}; within "
        f"{words.years(answer.found.years)}, to {answer.found.until(answer.found.years)}; "
        f"{answer.draws:,} draws",
    )
    return (
        Section("question", "", "", tuple(map(Paragraph, question))),
        Section("before", "What the challenger may begin", "", (_before(answer),)),
        Section("under", "War, before and under each design", "", tuple(_under(answer))),
        Section("marks", "Withheld or marked, and why", "", _bullets(_marked(answer))),
        Section("changes", "What each design changes", "", _bullets(_changes(answer))),
        Section("divided", "Guarantors' capability, divided", "", _bullets(_divided(answer))),
        Section("limits", "How to read it, and what it cannot say", "", _bullets(_limits(answer))),
    )


def _bullets(sentences: Iterable[str]) -> tuple[Block, ...]:
    return (Bullets(tuple(sentences)),)


def _designs(answer: Neighbors) -> list[str]:
    return [name for name in answer.found.designs if name != answer.found.reference]


def _before(answer: Neighbors) -> Table:
    """What the challenger may begin on each neighbor, before any design."""
    rows = [
        (_label(row), "withheld", "")
        if row.withheld
        else (_label(row), *(words.brackets(row.before[event]) for event in ("deadly", "war")))
        for row in answer.rows
    ]
    return Table(
        "before", "", ("", "deadly force", "war"), tuple(rows),
        "Begun on it by the challenger, before any design, with 90% intervals, at the level that "
        "the record of such pairs over years bears out (docs/war.md). Deadly force: "
        f"{EVENTS['deadly'].meaning}; war is part of it.",
    )  # fmt: skip


def _under(answer: Neighbors) -> Iterator[Block]:
    """War on each neighbor under each design, a letter each and a few to a table."""
    names, rows = _designs(answer), [row for row in answer.rows if not row.withheld]
    if not rows:
        yield Paragraph("The chances of every neighbor are withheld.")
        return
    few = len(names) <= len(ascii_uppercase)
    letters = {name: ascii_uppercase[i] if few else str(i + 1) for i, name in enumerate(names)}
    if names:
        titles = answer.found.titles
        rows_of = tuple((letters[name], titles[name], name) for name in names)
        yield Table("letters", "", ("", "", ""), rows_of)
    for start in range(0, max(len(names), 1), _ACROSS):
        some = names[start : start + _ACROSS]
        align: tuple[Align, ...] = ("l", "r", "r", *(_RIGHT for _ in some))
        yield Table(
            f"under-{start}", "", ("", "attacked", "before", *(letters[name] for name in some)),
            tuple(
                (_label(row), words.percent(row.before["war"].value),
                 words.percent(row.at_war.value), *(_cell(row, name) for name in some))
                for row in rows
            ),
            "", align,
        )  # fmt: skip
    yield Paragraph(
        "attacked: the challenger begins a war on it, before any design. before: attacked, or "
        "drawn in by promises that stand already, to other neighbors or the protégé. Then the same "
        "under each design, those drawn in for the protégé among them, and its ratio to before. "
        "Chances are means, ratios medians over draws."
    )


def _cell(row: Neighbor, name: str) -> str:
    after = row.after[name]
    if after.ratio.low == after.ratio.high == 1.0:
        return "same"
    return f"{words.percent(after.at_war.value)} ×{words.times(after.ratio.value)}"


def _label(row: Neighbor) -> str:
    return _short(row.name) + (" *" if row.marks and not row.withheld else "")


def _short(name: str) -> str:
    """``Myanmar`` of ``Myanmar (Burma)``."""
    return name.split(" (", maxsplit=1)[0]


def _marked(answer: Neighbors) -> Iterator[str]:
    """Each rule, and the neighbors that fall under it; the first rule of each counts."""
    yield from grouped({_short(row.name): row.marks for row in answer.rows})
    if any(row.marks for row in answer.rows):
        yield (
            "What the ladder expected of such pairs in the past, and what came, is in "
            "docs/plausibility.md. Under a design, a neighbor whose chances are withheld is drawn "
            "in as the others are."
        )


def _changes(answer: Neighbors) -> Iterator[str]:
    asked = answer.found.scenario
    protege = words.name_of(asked.protege, asked.as_of.year)
    nothing = []
    for name in _designs(answer):
        title = headed(answer.found.titles[name])
        if not answer.found.designs[name].reading.binds:
            nothing.append(answer.found.titles[name])
            continue
        bound = [row for row in answer.rows if row.after[name].bound]
        said = f"{title}: binds no state of the region to defend {protege}."
        if bound:
            drawn = bound[0].after[name].drawn_in
            said = (
                f"{title}: binds {words.some([_short(row.name) for row in bound], _NAMED)} to "
                f"defend {protege}. War calls on the guarantee with "
                f"{words.brackets(answer.called[name])}; each is drawn in with "
                f"{words.brackets(drawn)}, or with the former if promises were always honored."
            )
        allied = [row for row in answer.rows if row.after[name].allies]
        if allied:
            said += f" It is mutual: {protege} must defend them too{_moved(allied, name)}"
        yield said + _forces(answer, name)
    if nothing:
        be = "binds" if len(nothing) == 1 else "bind"
        yield f"{headed(words.listed(nothing))} {be} nobody to fight, and so nothing here changes."


def _moved(allied: Iterable[Neighbor], name: str) -> str:
    """What a mutual instrument does to the chance of being attacked."""
    moved = [
        f"{_short(row.name)} from {words.percent(row.before['war'].value)} to "
        f"{words.percent(row.after[name].attacked.value)}"
        for row in allied
        if not row.withheld and row.after[name].attacked != row.before["war"]
    ]
    if not moved:
        return ", but beside the guarantors that they have the ladder sees no difference."
    return f"; war begun on them changes by that for {words.listed(moved)}."


def _forces(answer: Neighbors, name: str) -> str:
    design, year = answer.found.scenario.designs.get(name), answer.found.scenario.as_of.year
    numbers = [
        f"{each.number:,} of {words.the(words.party(each.state, year))}"
        for each in (design.military.stationed if design else ())
        if each.number
    ]
    if not numbers:
        return ""
    return (
        f" Forces in the protégé's territory ({words.listed(numbers)}) count only in the depth of "
        "its own guarantee: the ladder has no term for forces near the challenger."
    )


def _divided(answer: Neighbors) -> Iterator[str]:
    yield (
        "The ladder's own answer is no change: the capability of guarantors lost out of sample and "
        "has no term, so it neither rewards strong ones nor fears that they are stretched."
    )
    for name in _designs(answer):
        rows = {
            row.name: row.after[name]
            for row in answer.rows
            if row.after[name].divided and not row.withheld
        }
        if not rows:
            continue
        most = max(rows, key=lambda who: rows[who].lost)
        worst, ratio = max(
            ((who, each.divided) for who, each in rows.items() if each.divided),
            key=lambda pair: pair[1].value,
        )
        title, many = headed(answer.found.titles[name]), words.counted(len(rows), "neighbor")
        yield (
            f"{title}: guarantors of {many} have a promise more to keep. World capability per "
            f"state that they owe defense falls most for {_short(most)}, by "
            f"{_lost(rows[most].lost)}. If ties were divided alike, and the forces stationed with "
            "the protégé gone from elsewhere (a judgement, not a fitted effect), war begun on a "
            f"neighbor would change most for {_short(worst)}: "
            f"×{ratio.value:.3f} ({ratio.low:.3f}–{ratio.high:.3f})."
        )


def _promise(told: str, year: int) -> str:
    """A promise of the library or the chronology, as facts name it (``nato-2004: EST, LVA``), for a
    reader: its title, and the states by their names.
    """
    ident, _, who = told.partition(": ")
    if ident in instruments.names():
        title: str | None = instruments.get(ident).title
    else:
        title = next((each.title for each in chronology().pacts if each.id == ident), None)
    return f"{title or ident}: {words.spelled(who, year)}"


def _lost(share: float) -> str:
    return words.percent(share) if share >= 0.0001 else "next to nothing"


def _limits(answer: Neighbors) -> Iterator[str]:
    asked = answer.found.scenario
    changed = [c.summary(titled=True) for c in asked.baseline if c.verb != "lapsed"]
    if changed:
        yield (
            f"The scenario's baseline ({'; '.join(changed)}) changes what the protégé has; its "
            "neighbors keep the pacts that the data give them."
        )
    yield (
        "The region: states contiguous to challenger or protégé (COW: by land or up to 400 miles "
        f"of water), or within {REACH:.0f} km of the territory of either."
    )
    disputes = answer.region.table["pair.last_mid"].year
    if asked.as_of.year > disputes:
        yield (
            f"Disputes are in the data to {disputes}. What the challenger did to a neighbor since "
            "is in these numbers as far as the scenario lists it or the chronology has it (force "
            "alone, from 2015 on, and not complete: docs/chronology.md); its other facts are "
            "carried forward from their last years."
        )
    known = "; ".join(_promise(each, asked.as_of.year) for each in answer.region.accessions)
    if known:
        yield (
            "Promises of defense are ATOP's of 2016, with what the library and the chronology have "
            f"since ({known}). Others that ended since 2016 are taken to stand."
        )
    yield (
        f"A promise on which a war calls is honored with {words.brackets(answer.honored)}: the "
        f"record of promises signed {era(asked.as_of.year)}, thin, and of those that failed to "
        "deter; the interval is that of a kind of guarantor not yet seen. Promises are kept or "
        "broken independently, given the draw; standing ones do not lapse here, those of the "
        "designs do."
    )
    if not answer.found.past:  # the record has years later than a past question
        yield _displaced()


def _displaced() -> str:
    """What the record says of risk that moves elsewhere."""
    record = displacement.shipped()
    after, before, lost = (_odds(each) for each in (record.gained, record.before, record.lost))
    said = (
        "Whether a challenger deterred in one place turns to another is not in these numbers: its "
        "disputes with others are held at their level, whatever the design. In the record "
        f"({record.first}–{record.last}) the odds that it begins a dispute with others are "
        f"×{after} in the {displacement.WINDOW} years after a rival gained a major guarantor, "
        f"×{before} in those before, and ×{lost} after one lost its last. "
    )
    if record.speaks_for_it:
        return said + "That is a sign of displacement: take the chances above as too low."
    if record.gained.ratio[1] > 1.0:
        return said + (
            "The rise after a gain would fit displacement; that a loss draws no disputes back "
            "would not, and may mean that both go with upheaval. It is neither shown nor ruled out."
        )
    return said + "Displacement is neither shown nor ruled out."


def _odds(found: displacement.Odds) -> str:
    middle, low, high = found.ratio
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"
