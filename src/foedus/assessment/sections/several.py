"""Several protégés as plain text for a terminal: any of them first, then each."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from foedus.assessment.result import Assessment
from foedus.assessment.sections.ranking import label, reason
from foedus.assessment.sections.text import WIDTH, horizons
from foedus.assessment.several import ASSUMES, Several, Together
from foedus.estimate import Estimate
from foedus.facts.chronology import digest
from foedus.report import words

_NAME, _CELL = 28, 12
#: The events that the tables show.
_SHOWN = ("deadly", "war")


def render(found: Several) -> str:
    """The whole text, without a line break at its end."""
    out = [
        *_head(found),
        *("", "BOTTOM LINE", *_bullets(bottom_line(found))),
        *("", "THE DESIGNS", *_tables(found)),
        *("", "WHAT STANDS, AND GOES ON", *_bullets(_stands(found))),
        *("", "WHAT THE NUMBERS ARE NOT", *_bullets([*ASSUMES, _limits(found)])),
    ]
    return "\n".join(line.rstrip() for line in out)


def _bullets(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from _wrapped(sentence, "- ")


def _wrapped(text: str, bullet: str = "") -> list[str]:
    indent = " " * len(bullet)
    return wrap(
        text, WIDTH, initial_indent=bullet, subsequent_indent=indent, break_on_hyphens=False
    )


def _head(found: Several) -> Iterator[str]:
    one = found.first
    asked = one.scenario
    yield f"{asked.name}: {asked.title}"[:WIDTH]
    yield from _wrapped(
        f"challenger {words.name_of(asked.challenger, asked.as_of.year)}, protégés "
        f"{words.listed(names(found).values())}, as of {asked.as_of}; {one.draws:,} draws, seed "
        f"{one.seed}"
    )
    yield (
        f"forecast {asked.begins} to {asked.ends(one.years)}: {words.years(one.years)} of twelve "
        f"months, the first to {one.until(1)}"
    )
    for line in dict.fromkeys(each.fitted for each in found.each.values()):
        yield from _wrapped(line)
    known: dict[str, list[str]] = {}
    for state, name in names(found).items():
        line = digest.head(found.each[state].scenario, found.each[state].facts)
        if line:
            known.setdefault(line, []).append(name)
    for line, of in known.items():
        some = "" if len(of) == len(found.each) else f"{words.listed(of)}: "
        yield from _wrapped(f"{some}{line}")


def names(found: Several) -> dict[str, str]:
    """Protégé -> its name on the question's day."""
    year = found.first.scenario.as_of.year
    return {state: words.name_of(state, year) for state in found.each}


def bottom_line(found: Several) -> list[str]:
    """Any of them, how designs compare for any, and each in a line."""
    one = found.first
    own = found.any[one.reference]
    challenger = words.name_of(one.scenario.challenger, one.scenario.as_of.year)
    stands = any(each.stands for each in found.each.values())
    without = "a further guarantee" if stands else "a guarantee"
    war, deadly = own.by["war"][-1], own.by["deadly"][-1]
    said = [
        f"Without {without}, the record puts the chance that {challenger} begins a war against any "
        f"of {words.listed(names(found).values())} within {words.years(one.years)} (to "
        f"{one.until(one.years)}) at {words.chance(war)}; that it begins deadly force "
        f"against any, at {words.chance(deadly)}.",
        "That holds where each is attacked or spared for reasons of its own, given the draw. One "
        "decision to attack all would make any less likely, down to the most endangered alone "
        f"({_both(own.least)}), and all of them likelier, up to the least endangered alone "
        f"({_both(own.every)}); where no two ever coincide, any is the sum ({_both(own.most)}).",
    ]
    if own.practice is not None:
        said.append(
            "Where what stands is read by its practice, war against any has a chance of "
            f"{words.chance(own.practice.by['war'][-1])}."
        )
    said += _designs(found)
    for state, name in names(found).items():
        said.append(_alone(found.each[state], name))
    return said


def _both(by: Mapping[str, tuple[Estimate, ...]]) -> str:
    war, deadly = (words.percent(by[event][-1].value) for event in ("war", "deadly"))
    return f"war {war}, deadly force {deadly}"


def _designs(found: Several) -> Iterator[str]:
    """A sentence on every group of designs that is not the reference's."""
    reference = found.first.reference
    own = found.order.group(reference)
    if len(own) > 1:
        alike = words.listed(name for name in own if name != reference)
        yield f"For any of them the model cannot tell {alike} from {reference}."
    for group in found.order.groups:
        if reference in group:
            continue
        pair = found.order.pair(group[0], reference)
        if pair is None:
            continue
        ratio = found.any[group[0]].ratio["war"]
        if words.times(ratio.low) == words.times(ratio.high) == "1.00":
            yield f"Under {label(group)}, against any: the same to the digits shown."
            continue
        if pair.told:
            side = "below" if pair.low == group[0] else "above"
            told = f"{side} it by every reading"
        else:
            told = f"not told apart from it: {reason(pair)}"
        yield (
            f"Under {label(group)}, against any: {_chance(found.any[group[0]])}; "
            f"{told.replace(' it', f' {reference}', 1)}."
        )


def _chance(own: Together) -> str:
    war, ratio = own.by["war"][-1], own.ratio["war"]
    return (
        f"war {_short(war)}, {words.times(ratio.value)} of that under the reference "
        f"({words.times(ratio.low)}–{words.times(ratio.high)})"
    )


def _alone(found: Assessment, name: str) -> str:
    """One protégé in a line: deadly force, war, and the count without a model."""
    risk = found.designs[found.reference].risk
    year = found.scenario.as_of.year
    when = f", once the fighting of {year} has stopped" if found.setting.ongoing else ""
    war, deadly = risk.by["war"][-1], risk.by["deadly"][-1]
    said = f"{name} alone{when}: war {_short(war)}, deadly force {_short(deadly)}"
    if found.peers is None:
        return f"{said}."
    own = found.peers.own
    return (
        f"{said}; of {own.n} pairs like it, without a model, {own.k} saw a war begun "
        f"({words.percent(own.k / own.n)}; {words.span(own.low, own.high)})."
    )


def _short(chance: Estimate) -> str:
    return f"{words.percent(chance.value)} ({words.span(chance.low, chance.high)})"


def _tables(found: Several) -> Iterator[str]:
    spans = horizons(found.first.years)
    heads = [words.years(span) for span in spans]
    within = " within" if len(spans) > 1 else ""  # one column has no room for it
    yield " " * _NAME + "".join(
        f"{title}{within}".rjust(_CELL * len(spans)) for title in ("deadly force", "war")
    )
    yield " " * _NAME + "".join(head.rjust(_CELL) for head in [*heads, *heads])
    alike: dict[tuple[str, ...], list[str]] = {}  # tables of the same digits, printed once
    for name, own in found.any.items():
        by_text = f"{name}, by its text" if own.practice else name
        alike.setdefault(tuple(_table(found, name, own, spans, practice=False)), []).append(by_text)
        if own.practice is not None:
            rows = tuple(_table(found, name, own.practice, spans, practice=True))
            alike.setdefault(rows, []).append(f"{name}, by its practice")
    for rows, titles in alike.items():
        yield from _wrapped("; ".join(titles))
        yield from rows
    yield from _wrapped(
        "Begun by the challenger. Chances are means over draws; in brackets 90% intervals. Any of "
        "them: independent given the draw. At least: one decision meets all; at most: no two "
        "coincide. Deadly force and war are those of docs/war.md."
    )


def _table(
    found: Several, name: str, own: Together, spans: tuple[int, ...], *, practice: bool
) -> Iterator[str]:
    """A design, read one way: a row for each protégé and for any of them."""
    for state, shown in names(found).items():
        design = found.each[state].designs[name]
        read = design.practice if practice and design.practice else design
        yield from _row(f"  {shown}", read.risk.by, spans)
    yield from _row("  any of them", own.by, spans)
    for way, bound in (("    at least", own.least), ("    at most", own.most)):
        yield next(_row(way, bound, spans))


def _row(
    name: str, by: Mapping[str, tuple[Estimate, ...]], spans: tuple[int, ...]
) -> Iterator[str]:
    cells = [by[event][span - 1] for event in _SHOWN for span in spans]
    short = name if len(name) < _NAME else name[: _NAME - 2] + "…"
    yield short.ljust(_NAME) + "".join(words.percent(each.value).rjust(_CELL) for each in cells)
    ends = (f"({words.span(each.low, each.high).removesuffix('%')})" for each in cells)
    yield " " * _NAME + "".join(each.rjust(_CELL) for each in ends)


def _stands(found: Several) -> Iterator[str]:
    for state, name in names(found).items():
        yield f"{name}: {found.each[state].stands or 'nothing'}."


def _limits(found: Several) -> str:
    one = found.first
    return (
        "These are associations in the record, not the result of an experiment. What each number "
        "rests on, how a war would go and what would flip it: ask of one alone, with "
        f"`--protege {one.scenario.protege}`."
    )
