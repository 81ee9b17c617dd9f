"""A region's answer as plain text for a terminal, at most 100 columns wide."""

import textwrap
from collections.abc import Iterator
from string import ascii_uppercase

from foedus.assess import words
from foedus.assess.deterrence import Estimate
from foedus.assess.neighbor_facts import REACH
from foedus.assess.neighbor_marks import grouped
from foedus.assess.neighbor_result import Neighbor, Neighbors
from foedus.history import displacement
from foedus.history.events import EVENTS
from foedus.history.honor.features import ERA

WIDTH = 100
_NAME, _BEFORE, _CELL = 20, 10, 13
_TWO = 20  # a chance with its interval, before any design
_ACROSS = 4  # designs in one table
_NAMED = 8  # neighbors named in one sentence; after them, how many more


def render(answer: Neighbors) -> str:
    """The whole text, without a line break at its end."""
    sections = [
        ("", _head(answer)),
        ("WHAT THE CHALLENGER MAY BEGIN", _first(answer)),
        ("WAR, BEFORE AND UNDER EACH DESIGN", _tables(answer)),
        ("WITHHELD OR MARKED, AND WHY", _bullets(_marked(answer))),
        ("WHAT EACH DESIGN CHANGES", _bullets(_changes(answer))),
        ("GUARANTORS' CAPABILITY, DIVIDED", _bullets(_divided(answer))),
        ("HOW TO READ IT, AND WHAT IT CANNOT SAY", _bullets(_limits(answer))),
    ]
    out: list[str] = []
    for title, lines in sections:
        out += [*(["", title] if title else []), *lines]
    return "\n".join(line.rstrip() for line in out)


def _bullets(sentences: Iterator[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from textwrap.wrap(
            sentence, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )


def _shown(answer: Neighbors) -> list[str]:
    return [name for name in answer.found.designs if name != answer.found.reference]


def _head(answer: Neighbors) -> Iterator[str]:
    asked, year = answer.found.scenario, answer.found.scenario.as_of.year
    one, two = (words.name_of(who, year) for who in (asked.challenger, asked.protege))
    yield f"{asked.name}: the {len(answer.rows)} other states of the region"
    yield (
        f"challenger {one}, protégé {two}, as of {asked.as_of}; within "
        f"{words.years(answer.found.years)}, to {answer.found.until(answer.found.years)}; "
        f"{answer.draws:,} draws"
    )


def _first(answer: Neighbors) -> Iterator[str]:
    """What the challenger may begin on each neighbor, before any design."""
    yield " " * _NAME + "deadly force".ljust(_TWO) + "war"
    for row in answer.rows:
        if row.withheld:
            yield _short(row.name).ljust(_NAME) + "withheld"
        else:
            told = (_range(row.before[event]).ljust(_TWO) for event in ("deadly", "war"))
            yield _label(row) + "".join(told)
    yield from textwrap.wrap(
        "Begun on it by the challenger, before any design, with 90% intervals, at the level that "
        "the record of such pairs over years bears out (docs/war.md). Deadly force: "
        f"{EVENTS['deadly'].meaning}; war is part of it.",
        WIDTH,
    )


def _tables(answer: Neighbors) -> Iterator[str]:
    shown = _shown(answer)
    few = len(shown) <= len(ascii_uppercase)
    letters = {n: ascii_uppercase[i] if few else str(i + 1) for i, n in enumerate(shown)}
    for letter, name in ((letters[name], name) for name in shown):
        yield f"  {letter}  {name}"
    for start in range(0, max(len(shown), 1), _ACROSS):
        yield ""
        yield from _table(answer, {n: letters[n] for n in shown[start : start + _ACROSS]})
    yield ""
    yield from textwrap.wrap(
        "attacked: the challenger begins a war on it, before any design. before: attacked, or "
        "drawn in by promises that stand already, to other neighbors or the protégé. Then the same "
        "under each design, those drawn in for the protégé among them, and its ratio to before. "
        "Chances are means, ratios medians over draws.",
        WIDTH,
    )


def _table(answer: Neighbors, letters: dict[str, str]) -> Iterator[str]:
    heads = "".join(letter.center(_CELL) for letter in letters.values())
    yield (" " * _NAME + "attacked".rjust(_BEFORE) + "before".rjust(_BEFORE) + " " + heads).rstrip()
    for row in answer.rows:
        if row.withheld:
            continue
        line = _label(row) + words.percent(row.before["war"].value).rjust(_BEFORE)
        line += words.percent(row.at_war.value).rjust(_BEFORE)
        yield line + "".join(_cell(row, name).rjust(_CELL) for name in letters)


def _label(row: Neighbor) -> str:
    return (_short(row.name)[: _NAME - 3] + (" *" if row.marks else "")).ljust(_NAME)


def _cell(row: Neighbor, name: str) -> str:
    after = row.after[name]
    if after.ratio.low == after.ratio.high == 1.0:
        return "same"
    return f"{words.percent(after.at_war.value)} ×{words.times(after.ratio.value)}"


def _short(name: str) -> str:
    plain = name.split(" (", maxsplit=1)[0]
    return plain if len(plain) < _NAME else plain[: _NAME - 2] + "…"


def _some(answer: Neighbors, states: tuple[str, ...]) -> str:
    """Names in the table's order; the rest of many as a number."""
    names = [_short(row.name) for row in answer.rows if row.state in states]
    if len(names) > _NAMED:
        return words.listed([*names[:_NAMED], f"{len(names) - _NAMED} others"])
    return words.listed(names)


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
    for name in _shown(answer):
        bound, reading = answer.bound[name], answer.found.designs[name].reading
        if not reading.binds:
            nothing.append(name)
            continue
        said = f"{name}: binds no state of the region to defend {protege}."
        if bound:
            called = answer.called[name]
            drawn = answer.row(bound[0]).after[name].drawn_in
            said = (
                f"{name}: binds {_some(answer, bound)} to defend {protege}. War calls on the "
                f"guarantee with {_range(called)}; each is drawn in with {_range(drawn)}, or with "
                "the former if promises were always honored."
            )
        allied = tuple(row.state for row in answer.rows if row.after[name].allies)
        if allied:
            said += f" It is mutual: {protege} must defend them too" + _moved(answer, name, allied)
        yield said + _forces(answer, name)
    if nothing:
        be = "binds" if len(nothing) == 1 else "bind"
        yield f"{words.listed(nothing)} {be} nobody to fight, and so nothing here changes."


def _moved(answer: Neighbors, name: str, allied: tuple[str, ...]) -> str:
    """What a mutual instrument does to the chance of being attacked."""
    rows = [row for row in answer.rows if row.state in allied and not row.withheld]
    moved = [row for row in rows if row.after[name].attacked != row.before["war"]]
    if not moved:
        return ", but beside the guarantors that they have the ladder sees no difference."
    told = words.listed(
        f"{_short(row.name)} from {words.percent(row.before['war'].value)} to "
        f"{words.percent(row.after[name].attacked.value)}"
        for row in moved
    )
    return f"; war begun on them changes by that for {told}."


def _forces(answer: Neighbors, name: str) -> str:
    design = answer.found.scenario.designs.get(name)
    numbers = [
        f"{each.number:,} of {each.state}"
        for each in (design.military.stationed if design else ())
        if each.number
    ]
    if not numbers:
        return ""
    return (
        f" Forces in the protégé's territory ({words.listed(numbers)}) count only in the depth of "
        "its own guarantee: the ladder has no term for forces near the challenger."
    )


def _range(found: Estimate) -> str:
    return f"{words.percent(found.value)} ({words.span(found.low, found.high)})"


def _divided(answer: Neighbors) -> Iterator[str]:
    yield (
        "The ladder's own answer is no change: the capability of guarantors lost out of sample and "
        "has no term, so it neither rewards strong ones nor fears that they are stretched."
    )
    for name in _shown(answer):
        rows = [row for row in answer.rows if row.after[name].divided and not row.withheld]
        if not rows:
            continue
        shares = {row.state: _lost(row, name) for row in rows}
        most = max(rows, key=lambda row: shares[row.state])
        worst = max(rows, key=lambda row: _ratio(row, name).value)
        ratio = _ratio(worst, name)
        said = (
            f"{name}: of {len(rows)} neighbors guarantors have a promise more to keep. World "
            f"capability per state that they owe defense falls most for {_short(most.name)}, by "
            f"{words.percent(shares[most.state])}. If ties were divided alike, and the forces "
            "stationed with the protégé gone from elsewhere (a judgement, not a fitted effect), "
        )
        yield said + (
            f"war begun on a neighbor would change most for {_short(worst.name)}: "
            f"×{ratio.value:.3f} ({ratio.low:.3f}–{ratio.high:.3f})."
        )


def _lost(row: Neighbor, name: str) -> float:
    shared = row.after[name].shared
    return 1.0 - shared[1] / shared[0] if shared and shared[0] else 0.0


def _ratio(row: Neighbor, name: str) -> Estimate:
    return row.after[name].divided or Estimate(1.0, 1.0, 1.0)


def _limits(answer: Neighbors) -> Iterator[str]:
    changed = [c.summary() for c in answer.found.scenario.baseline if c.verb != "lapsed"]
    if changed:
        yield (
            f"The scenario's baseline ({'; '.join(changed)}) changes what the protégé has; its "
            "neighbors keep the pacts that the data give them."
        )
    asked = answer.found.scenario
    disputes = answer.region.table["pair.last_mid"].year
    yield (
        "The region: states contiguous to challenger or protégé (COW: by land or up to 400 miles "
        f"of water), or within {REACH:.0f} km of the territory of either."
    )
    if asked.as_of.year > disputes:
        yield (
            f"Disputes are in the data to {disputes}. What the challenger did to a neighbor since "
            "is in these numbers as far as the scenario lists it or the chronology has it (force "
            "alone, from 2015 on, and not complete: docs/chronology.md); its other facts are "
            "carried forward from their last years."
        )
    era = f"{'since' if asked.as_of.year >= ERA else 'before'} {ERA}"
    known = "; ".join(answer.region.accessions)
    if known:
        yield (
            "Promises of defense are ATOP's of 2016, with what the library and the chronology have "
            f"since ({known}). Others that ended since 2016 are taken to stand."
        )
    yield (
        f"A promise on which a war calls is honored with {_range(answer.honored)}: the record of "
        f"promises signed {era}, thin, and of those that failed to deter; the interval is that of "
        "a kind of guarantor not yet seen. Promises are kept or broken independently, given the "
        "draw; standing ones do not lapse here, those of the designs do."
    )
    yield from _displaced()


def _displaced() -> Iterator[str]:
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
        yield said + "That is a sign of displacement: take the chances above as too low."
    elif record.gained.ratio[1] > 1.0:
        yield said + (
            "The rise after a gain would fit displacement; that a loss draws no disputes back "
            "would not, and may mean that both go with upheaval. It is neither shown nor ruled out."
        )
    else:
        yield said + "Displacement is neither shown nor ruled out."


def _odds(found: displacement.Odds) -> str:
    middle, low, high = found.ratio
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"
