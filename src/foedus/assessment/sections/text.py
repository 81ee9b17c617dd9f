"""An assessment as plain text for a terminal, at most 100 columns wide."""

import re
import textwrap
from collections.abc import Iterator, Mapping

from foedus.assessment.designs import Reading
from foedus.assessment.deterrence import Comparison, Risk
from foedus.assessment.drivers import Driver
from foedus.assessment.result import Assessment, DesignResult
from foedus.assessment.sections import beside, bottom_line, caveats, keeping, selection
from foedus.assessment.sections import flips as flip_words
from foedus.assessment.unseen import text as unseen_text
from foedus.estimate import Estimate
from foedus.evidence.card import card, names
from foedus.facts.chronology import digest
from foedus.history.events import EVENTS as MEANINGS
from foedus.history.events import STEPS
from foedus.report import words

WIDTH = 100
_NAME = 28
_CELL = 12
#: Years by whose end the growth of the risk is shown.
_MARKS = (1, 2, 5, 10, 15, 20, 30, 50, 100)
_SHOWN = 4  # drivers a rung
_PRACTICE = "  by its practice"  # the row under a design that has one


def render(found: Assessment) -> str:
    """The whole text, without a line break at its end."""
    sections = [
        ("", _head(found)),
        ("BOTTOM LINE", _bullets(bottom_line.bottom_line(found))),
        ("THE DESIGNS", [*_table(found), *_wrapped(unseen_text.beside(found), "")]),
        (f"WAR BY {found.scenario.as_of.day} {found.scenario.as_of:%B} OF".upper(), _growth(found)),
        ("HOW LONG IT STANDS, AND HOW A WAR WOULD GO", keeping.standing(found)),
        ("WOULD IT BE HONORED", keeping.honored(found)),
        ("WHICH CLAUSE DOES THE WORK", keeping.credited(found)),
        ("WHAT WOULD FLIP THE RANKING", flip_words.flipped(found)),
        ("HOW EACH DESIGN WAS READ", _readings(found)),
        ("WHAT DRIVES IT", _drivers(found)),
        ("BETWEEN PAIRS, OR WITHIN THEM", _selection(found)),
        ("WHAT IS EXTRAPOLATED, AND HOW FAR", _bullets(caveats.extrapolated(found))),
        ("WHAT THE NUMBERS ARE NOT", _bullets(caveats.limits(found))),
        ("THE MODEL'S RECORD", _record(found)),
        ("DATA AND SOURCES", _sources(found)),
    ]
    out: list[str] = []
    for title, lines in sections:
        body = list(lines)
        if body:
            out += ["", title] if title else []
            out += body
    return "\n".join(line.rstrip() for line in out)


def _bullets(sentences: list[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from textwrap.wrap(
            sentence, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _head(found: Assessment) -> Iterator[str]:
    asked, year = found.scenario, found.scenario.as_of.year
    yield f"{asked.name}: {asked.title}"[:WIDTH]
    one, two = (words.name_of(who, year) for who in (asked.challenger, asked.protege))
    begins, ends = asked.begins, asked.ends(found.years)
    yield (
        f"challenger {one}, protégé {two}, as of {asked.as_of}; {found.draws:,} draws, "
        f"seed {found.seed}"
    )
    yield (
        f"forecast {begins} to {ends}: {words.years(found.years)} of twelve months, the first to "
        f"{found.until(1)}"
    )
    yield from _wrapped(found.meaning, "")
    yield from _wrapped(found.fitted, "")
    yield from _wrapped(digest.head(asked, found.facts), "")
    if found.unread:
        yield from _wrapped(
            f"said in the scenario and not read here: {'; '.join(found.unread)}", ""
        )


def horizons(years: int) -> tuple[int, ...]:
    """Spans of years that the table shows: 10 years and the whole forecast."""
    return tuple(sorted({min(10, years), years}))


def _table(found: Assessment) -> Iterator[str]:
    spans = horizons(found.years)
    told = [words.years(span) for span in spans]
    groups = [("deadly force within", len(spans)), ("war within", len(spans)), ("war, ratio", 1)]
    yield " " * _NAME + "".join(name.rjust(_CELL * size) for name, size in groups)
    yield " " * _NAME + "".join(head.rjust(_CELL) for head in [*told, *told, "to none"])
    for name, design in found.designs.items():
        yield from _row(name, design.risk, design.versus, spans)
        if design.practice:
            yield from _row(_PRACTICE, design.practice.risk, design.practice.versus, spans)
    yield from _wrapped(
        "Begun by the challenger. Chances are means, ratios medians over draws; in brackets 90% "
        f"intervals. The ratio is of war within {words.years(found.years)}, to {found.reference}, "
        "draw by draw.",
        "",
    )
    yield from _wrapped(
        "; ".join(f"{event.title}: {event.meaning}" for event in
                  (MEANINGS["deadly"], MEANINGS["war"])).capitalize() + " (docs/war.md).", ""
    )  # fmt: skip
    ties = [
        f"{name}: {_ties(design.practice.reading)} ties of eight in practice, "
        f"{_ties(design.reading)} in the text"
        for name, design in found.designs.items()
        if design.practice
    ]
    if ties:
        yield from _wrapped(
            "By its practice: ties in force count as the ladder, which was fitted to treaty texts, "
            f"counts those of a text ({'; '.join(ties)}).",
            "",
        )


def _ties(read: Reading) -> int:
    """Military ties of the deepest promise, a design's own or one that stands."""
    own = read.depth_count if read.binds else 0
    return max([own, *(each.ties for each in read.promises)])


def _row(name: str, risk: Risk, versus: Comparison, spans: tuple[int, ...]) -> Iterator[str]:
    cells: list[Estimate] = [
        risk.within(event, span) for event in ("deadly", "war") for span in spans
    ]
    ratio = versus.ratio["war"]
    told = [*(words.percent(cell.value) for cell in cells), words.times(ratio.value)]
    yield _short(name) + "".join(each.rjust(_CELL) for each in told)
    ends = [f"({words.span(cell.low, cell.high).removesuffix('%')})" for cell in cells]
    if ratio.low == ratio.high == 1.0:
        ends.append("(the same)")
    else:
        ends.append(f"({words.times(ratio.low)}–{words.times(ratio.high)})")
    yield " " * _NAME + "".join(end.rjust(_CELL) for end in ends)


def _short(name: str) -> str:
    """A name, as wide as its column."""
    return (name if len(name) < _NAME else name[: _NAME - 2] + "…").ljust(_NAME)


def _growth(found: Assessment) -> Iterator[str]:
    marks = [mark for mark in _MARKS if mark < found.years] + [found.years]
    if len(marks) < 2:
        return
    yield " " * _NAME + "".join(str(found.setting.first + mark - 1).rjust(8) for mark in marks)
    for name, design in found.designs.items():
        yield _grown(name, design.risk, marks)
        if design.practice:
            yield _grown(_PRACTICE, design.practice.risk, marks)


def _grown(name: str, risk: Risk, marks: list[int]) -> str:
    chances = (words.percent(risk.within("war", mark).value) for mark in marks)
    return _short(name) + "".join(chance.rjust(8) for chance in chances)


def _readings(found: Assessment) -> Iterator[str]:
    for name, design in found.designs.items():
        yield from _wrapped(f"{name}: {_reading(found, design)}", "")


def _reading(found: Assessment, design: DesignResult) -> str:
    read = design.reading
    if not read.binds:
        why: dict[str, list[str]] = {}
        for state, reason in read.left_out.items():
            why.setdefault(reason, []).append(state)
        told = "; ".join(f"{reason}: {_some(states)}" for reason, states in why.items())
        nobody = f"nobody is bound to defend ({told})" if told else "no guarantee"
        taken = f"; {', '.join(read.replaces)} ended" if read.replaces else ""
        return f"{nobody}{taken}" + (f"; what stands: {read.standing}" if read.standing else "")
    parts = [f"{len(read.guarantors)} bound to defend"]
    parts.append(f"major powers {', '.join(read.majors)}" if read.majors else "no major power")
    parts.append(f"nuclear {', '.join(read.nuclear)}" if read.nuclear else "none nuclear")
    parts.append(f"depth {read.depth_count} of 8")
    if read.share is not None:
        mine = found.setting.fixed["cinc1"]
        parts.append(
            f"{words.percent(read.share)} of the world's capabilities, the challenger "
            f"{words.percent(mine)}"
        )
    if read.replaces:
        parts.append(f"in the place of {', '.join(read.replaces)}")
    if read.beside:
        parts.append(f"beside it stands {read.beside}")
    left = [f"left out {state} ({reason})" for state, reason in read.left_out.items()]
    return "; ".join([*parts, *left])


def _some(states: list[str]) -> str:
    return ", ".join(states[:6]) + (f" and {len(states) - 6} more" if len(states) > 6 else "")


def _drivers(found: Assessment) -> Iterator[str]:
    yield from _wrapped(
        "Beside a typical politically relevant pair, in the first twelve months, without a "
        "guarantee; effects on the logit, sd in brackets.", "",
    )  # fmt: skip
    for rung, drivers in found.drivers.items():
        yield f"whether {STEPS[rung]}"
        for driver in drivers[:_SHOWN]:
            yield from _effect(driver)
        if not drivers:
            yield "  nothing but the guarantee: nothing else told such cases apart on trial"
        total, sd = found.memory[rung]
        if abs(total) > 0.005:
            label = "all past disputes between the two, together"
            yield _signed(f"  {total:+.2f} ({sd:.2f})") + f"  {label}"
    binding = [(name, d) for name, d in found.designs.items() if any(d.terms.values())]
    if not binding:
        return
    yield (
        "the guarantee's part, by design: dispute begins, reaches force, turns deadly, becomes war"
    )
    for name, design in binding:
        parts = (_signed(f"{effect:+.2f} ({sd:.2f})") for effect, sd in design.total.values())
        yield f"  {_short(name)}" + "   ".join(parts)
        for rung, terms in design.terms.items():
            told = ", ".join(f"{one.name.replace('_', ' ')} {one.effect:+.2f}" for one in terms)
            yield from _wrapped(_signed(f"{rung}: {told}"), "    ")


def _signed(text: str) -> str:
    """With true minus signs before numbers."""
    return re.sub(r"-(?=\d)", "−", text)


def _effect(driver: Driver) -> Iterator[str]:
    part = _signed(f"  {driver.effect:+.2f} ({driver.sd:.2f})  ")
    value = _signed(f"{driver.value:.2g} (typical {driver.typical:.2g})")
    yield from textwrap.wrap(
        f"{driver.meaning}: {value}", WIDTH, initial_indent=part, subsequent_indent=" " * len(part)
    )


def _selection(found: Assessment) -> Iterator[str]:
    said = selection.selection(found)
    if not said:
        return
    yield from _wrapped(
        "Guarantees are given to states in danger, and deep ones to states that are safe for other "
        f"reasons. War within {words.years(found.years)} as a ratio to {found.reference}, from all "
        "comparisons, and from changes within pairs alone:", "",
    )  # fmt: skip
    for name, design in found.designs.items():
        if design.reading.columns == found.designs[found.reference].reading.columns:
            continue
        yield _both(name, design.versus, design.within)
        if design.practice:
            yield _both(_PRACTICE, design.practice.versus, design.practice.within)
    yield from _bullets(said)


def _both(name: str, versus: Comparison, within: Mapping[str, Estimate]) -> str:
    one, other = (
        f"{words.times(e.value)} ({words.times(e.low)}–{words.times(e.high)})"
        for e in (versus.ratio["war"], within["war"])
    )
    return f"  {_short(name)}{one:<22}{other}"


def _record(found: Assessment) -> Iterator[str]:
    rows = beside.over_years(found)
    if rows:
        yield from _wrapped(
            "Over years, begun by the challenger, where the model was not fitted; of all pairs, "
            "then of those like this one (foedus score horizon):", ""
        )  # fmt: skip
    for row in rows:
        yield from _wrapped(beside.record_words(row))
    scores = found.ladder.scores
    if not scores:
        return
    yield "Rung by rung, on years that the model was not fitted on; log loss: less is better"
    for rung, score in scores.items():
        models, last = score["models"], score["last"]
        told = ", ".join(f"{name} {m['log_loss']:.4f}" for name, m in models.items())
        auc = models["ladder"]["auc"]
        ranked = "" if auc is None else f"; AUC {auc:.2f}"
        yield from _wrapped(f"{rung}, {score['origins'][0]}–{last}: log loss {told}{ranked}", "  ")
    yield f"Such forecasts as these under {found.reference}, and what share of them came true"
    for one in found.record:
        verdict = f"; forecasts of this size were too {one.off}" if one.off else ""
        yield from _wrapped(
            f"{STEPS[one.rung]}, {words.percent(one.asked)} here: forecasts near "
            f"{words.percent(one.forecast)} came true in {words.percent(one.observed)} of "
            f"{one.n:,} cases (90% interval {words.percent(one.low)}–{words.percent(one.high)})"
            f"{verdict}"
        )


def _sources(found: Assessment) -> Iterator[str]:
    ladder = found.ladder
    yield f"posterior: ladder, by `{ladder.command}`, Foedus {ladder.version}, from"
    for name, sha in ladder.hashes.items():
        yield f"  {name.ljust(_NAME)}{_last(name)}  sha256 {sha[:16]}…"
    used: dict[tuple[str, str], list[int]] = {}
    for fact in found.facts.values():
        used.setdefault((fact.source, fact.origin), []).append(fact.year or 0)
    yield f"facts ({len(found.facts)}; --json lists each with its year and source)"
    for (source, origin), known in sorted(used.items(), key=lambda item: (item[0][1], item[0][0])):
        stated = sorted({year for year in known if year})
        year = f" ({', '.join(map(str, stated))})" if stated else ""
        yield from _wrapped(f"{origin}: {source}{year}, {len(known)}")


def _last(name: str) -> str:
    last = card(name).last if name in names() else None
    return f"to {last}" if last else "       "
