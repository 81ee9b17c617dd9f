"""The designs side by side: what each comes to, how its risk grows, how it was read."""

from collections.abc import Iterable, Iterator

from foedus.assessment.designs import Reading
from foedus.assessment.deterrence import DesignResult
from foedus.assessment.sections.voice import Voice, right, stacked, stacked_ratio
from foedus.history.events import EVENTS
from foedus.report import words
from foedus.report.blocks import Bullets, Section, Table
from foedus.terms.instruments import called

#: Years of a forecast at most -> those by whose end the growth of the risk is shown, beside it.
_MARKS: dict[int, tuple[int, ...]] = {20: (1, 2, 5, 10), 50: (1, 5, 10, 20), 100: (1, 10, 20, 50)}
_PRACTICE = (
    "By its practice: ties in force count as the ladder, which was fitted to treaty texts, counts "
    "those of a text"
)


def section(v: Voice) -> Section:
    """Everything that sets the designs apart."""
    answers, asked = len(v.groups), v.found.scenario
    told = (
        "each with an answer of its own" if answers == len(v.found.designs)
        else "which all give the same answer" if answers == 1
        else f"which give {answers} different answers"
    )  # fmt: skip
    from foedus.assessment.unseen import sections as unseen

    beside = unseen.beside(v.found)
    return Section(
        "designs",
        "The designs compared",
        f"{words.counted(len(v.found.designs), 'design')}, {told}. The forecast runs from "
        f"{asked.begins} to {asked.ends(v.found.years)}. The reference: {v.found.meaning}.",
        (
            table(v),
            Bullets((*meanings(), *_words(v), *_ties(v), *([beside] if beside else []))),
        ),
    )


def horizons(years: int) -> tuple[int, ...]:
    """Spans of years that the table shows: 10 years and the whole forecast."""
    return tuple(sorted({min(10, years), years}))


def table(v: Voice) -> Table:
    """A row a design, two where it has a practice: chances of deadly force and war, the ratio."""
    spans = horizons(v.found.years)
    shown = [(event, span) for event in ("deadly", "war") for span in spans]
    return Table(
        "designs",
        "What each design comes to",
        (
            "Design",
            *(head(event, span)
              for event, span in shown),
            f"War, ratio\nto {v.found.reference_title}",
        ),
        tuple(
            (label, *(stacked(each.risk.within(*one)) for one in shown),
             stacked_ratio(each.versus.ratio["war"]))
            for label, each in v.rows
        ),
        v.note(
            "Begun by the challenger. Chances are means and ratios medians over posterior draws; "
            f"brackets hold 90% intervals. The ratio is of war {v.span}, to "
            f"{v.found.reference_title}, draw by draw."
        ),
        right(len(shown) + 1),
    )  # fmt: skip


def page(v: Voice) -> Table:
    """The designs on a page, beside a figure of the chance of war: what that does not show."""
    years, last = words.years(v.found.years), v.found.until(v.found.years)
    rows = []
    for label, each in _few(v, _PAGE):
        held = each.durability
        rows.append((
            label,
            words.brackets(each.risk.within("deadly", v.found.years)),
            *("1" if one.low == one.high == 1.0 else words.ratio(one)
              for one in (each.versus.ratio["war"], each.within["war"])),
            words.brackets(held.standing[-1]) if held else "–",
        ))  # fmt: skip
    names = {each.reading.name for _, each in _few(v, _PAGE)}
    return Table(
        "page-designs", "",
        ("Design", f"Deadly force in {years}", f"War, ratio to {v.found.reference_title}",
         "The same within pairs", f"Stands in {last}"),
        tuple(rows),
        words.said(
            "Begun by the challenger; brackets hold 90% intervals. Within pairs: judged only by "
            "pairs whose guarantee changed over time.",
            words.left_out(len(names), len(v.found.designs), "design"),
        ),
        right(4),
    )  # fmt: skip


#: Rows on a page.
_PAGE = 7
#: Characters of a title in a row of a screen.
_TITLE = 36


def brief(v: Voice, most: int) -> Table:
    """The same on a screen: at most so many rows, each a title with its name beneath."""
    last = v.found.years
    span = words.years(last)
    rows = _few(v, most)
    cells = tuple(
        (
            f"{_short(label, each.reading.name, v)}\n{each.reading.name}",
            *(stacked(each.risk.within(event, last)) for event in ("deadly", "war")),
            stacked_ratio(each.versus.ratio["war"]),
        )
        for label, each in rows
    )
    names = {each.reading.name for _, each in rows}
    return Table(
        "designs", "",
        ("Design\nits name in commands", f"Deadly force\nin {span}", f"War\nin {span}",
         f"War, ratio\nto {v.found.reference_title}"),
        cells,
        words.said(
            "Begun by the challenger; brackets hold 90% intervals.",
            words.left_out(len(names), len(v.found.designs), "design"),
        ),
        right(3),
    )  # fmt: skip


def _few(v: Voice, most: int) -> list[tuple[str, DesignResult]]:
    """At most so many rows, in their order: the reference's, the lowest, one of each answer."""
    first = [each.names[0] for each in (*v.lowest, *v.others)]
    wanted = dict.fromkeys([v.found.reference, *first, *v.shown])
    count = {name: 2 if each.practice else 1 for name, each in v.found.designs.items()}
    kept: set[str] = set()
    for name in wanted:
        if sum(count[each] for each in kept) + count[name] <= most:
            kept.add(name)
    return [row for row in v.rows if row[1].reading.name in kept]


def _short(label: str, name: str, v: Voice) -> str:
    """A row's label in a line; what it is read by is never cut."""
    title = v.head(name)
    reading = label.removeprefix(title)
    return words.cut(title, _TITLE - len(reading)) + reading


def head(event: str, span: int) -> str:
    """A column's head, as narrow as its numbers: ``War within 20 years``."""
    title = EVENTS[event].title.capitalize().replace(" ", "\n")
    return f"{title} within\n{words.years(span)}"


def meanings() -> Iterator[str]:
    """What deadly force and war are, with what counts and what does not."""
    for event in (EVENTS["deadly"], EVENTS["war"]):
        yield (
            f"{event.title.capitalize()}: {event.meaning}. It counts: {event.counts}. It does not: "
            f"{event.not_} (docs/war.md)."
        )


def _words(v: Voice) -> Iterator[str]:
    """The yardstick's word for every chance of war in the table."""
    by_word: dict[str, list[str]] = {}
    for label, each in v.rows:
        chance = each.risk.by["war"][-1].value
        by_word.setdefault(v.yardstick.word(chance), []).append(
            f"{label} ({words.percent(chance)})"
        )
    told = "; ".join(f"{word} under {words.listed(of)}" for word, of in by_word.items())
    yield f"War {v.span}, in words of {v.yardstick.title}: {told}."


def _ties(v: Voice) -> Iterator[str]:
    ties = [
        f"{v.title(name)}: {_deepest(own.reading)} ties of eight in practice, "
        f"{_deepest(each.reading)} in the text"
        for name, each in v.found.designs.items()
        if (own := each.practice)
    ]
    if ties:
        yield f"{_PRACTICE} ({'; '.join(ties)})."


def _deepest(read: Reading) -> int:
    """Military ties of the deepest promise, a design's own or one that stands."""
    own = read.depth_count if read.binds else 0
    return max([own, *(each.ties for each in read.promises)])


def growth(v: Voice) -> Section | None:
    """How the chance of war grows; None where one year is all."""
    years = v.found.years
    if years < 2:
        return None
    marks = next(marks for last, marks in _MARKS.items() if years <= last)
    marks = (*(mark for mark in marks if mark < years), years)
    table = Table(
        "war-by-year",
        "Chance of at least one war by the end of each twelve months",
        ("Design", *(v.found.until(mark).replace(" ", "\n") for mark in marks)),
        tuple(
            (label, *(stacked(each.risk.by["war"][mark - 1]) for mark in marks))
            for label, each in v.rows
        ),
        v.note("Brackets hold 90% intervals."),
        right(len(marks)),
    )
    return Section("growth", "How the risk grows", "", (table,))


def readings(v: Voice) -> Section:
    """How each design was read: who is bound, of what kind, how deep, and what was left out."""
    items = []
    for name in v.shown:
        named = "" if v.title(name).endswith(f"({name})") else f" ({name})"
        items.append(f"{v.head(name)}{named}: {_reading(v, v.found.designs[name])}")
    return Section("readings", "How each design was read", v.note(), (Bullets(tuple(items)),))


def _names(v: Voice, states: Iterable[str]) -> str:
    return words.parties(states, v.found.scenario.as_of.year)


def _spelled(v: Voice, text: str) -> str:
    return words.spelled(text, v.found.scenario.as_of.year)


def _reading(v: Voice, design: DesignResult) -> str:
    read = design.reading
    if not read.binds:
        why: dict[str, list[str]] = {}
        for state, reason in read.left_out.items():
            why.setdefault(reason, []).append(state)
        told = "; ".join(f"{reason}: {_names(v, states)}" for reason, states in why.items())
        return "; ".join([
            f"nobody is bound to defend ({told})" if told else "no guarantee",
            *([f"{', '.join(map(called, read.replaces))} ended"] if read.replaces else []),
            *([f"what stands: {_spelled(v, read.standing)}"] if read.standing else []),
        ])  # fmt: skip
    parts = [
        f"{len(read.guarantors)} bound to defend",
        f"major powers: {_names(v, read.majors)}" if read.majors else "no major power",
        f"nuclear: {_names(v, read.nuclear)}" if read.nuclear else "none nuclear",
        f"depth {read.depth_count} of 8",
    ]
    if design.practice:
        parts[-1] += f" ({design.practice.reading.depth_count} by its practice)"
    if read.share is not None:
        mine = words.percent(v.found.setting.fixed["cinc1"])
        share = words.percent(read.share)
        parts.append(f"{share} of the world's capabilities, the challenger {mine}")
    if read.replaces:
        parts.append(f"in the place of {', '.join(map(called, read.replaces))}")
    if read.beside:
        parts.append(f"beside it stands {_spelled(v, read.beside)}")
    return "; ".join(
        [
            *parts,
            *(
                f"left out {_names(v, [state])} ({reason})"
                for state, reason in read.left_out.items()
            ),
        ]
    )
