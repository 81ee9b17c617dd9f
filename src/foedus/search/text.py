"""A design search as plain text for a terminal, at most 100 columns wide."""

import textwrap
from collections.abc import Iterator

from foedus.estimate import Estimate
from foedus.report import words
from foedus.search.result import Search, Step
from foedus.search.space import Package
from foedus.search.words import (
    SMALL,
    alike,
    bottom_line,
    changes_words,
    knee,
    limits,
    package_words,
    signing_words,
)
from foedus.signing.verdict import OF_PACKAGE

WIDTH = 100
_NAME = 38
_CELL = 11


def render(found: Search) -> str:
    """The whole text, without a line break at its end."""
    sections = [
        ("", _head(found)),
        ("BOTTOM LINE", _bullets(bottom_line(found))),
        ("THE FRONT", _table(found)),
        ("THE KNEE, AND WHY", _bullets(knee(found))),
        ("WHY NEIGHBORS DIFFER", _steps(found)),
        ("THE SCENARIO'S OWN DESIGNS", _own(found)),
        ("WHAT THE SEARCH CANNOT TELL APART", _bullets(alike(found))),
        ("WHAT THE NUMBERS ARE NOT", _bullets(limits(found))),
    ]
    out: list[str] = []
    for title, lines in sections:
        body = list(lines)
        out += ["", title] if title and body else []
        out += body
    return "\n".join(line.rstrip() for line in out)


def _head(found: Search) -> Iterator[str]:
    asked, done = found.assessment.scenario, found.assessment
    one, two = (words.name_of(s, asked.as_of.year) for s in (asked.challenger, asked.protege))
    yield f"{asked.name}: designs searched for {two} against {one}"[:WIDTH]
    yield (f"as of {asked.as_of}; {done.span(done.years)}; {done.draws:,} draws, seed {done.seed}")
    yield from textwrap.wrap(done.fitted, WIDTH)


def _table(found: Search) -> Iterator[str]:
    signed = not found.unsigned
    years = found.assessment.years
    titles = [f"war, {years} y", "drawn in", "cost", *(["signing"] if signed else []), "stays"]
    yield " " * (_NAME + 5) + "".join(title.rjust(_CELL) for title in titles)
    for at in found.shown:
        point = found.front[at]
        cells = [words.percent(point.war.value), words.percent(point.entrapment.value)]
        cells.append(str(point.cost))
        cells += [OF_PACKAGE[point.signing]] if point.signing is not None else []
        cells.append(words.percent(point.stays))
        mark = "*" if at == found.knee else " "
        label = textwrap.wrap(package_words(point.package, found.space), _NAME)
        ends = [f"({_span(point.war)})", f"({_span(point.entrapment)})"]
        yield f"{mark}{at + 1:>3} {label[0]:<{_NAME}}" + "".join(c.rjust(_CELL) for c in cells)
        second = label[1] if len(label) > 1 else ""
        yield f"     {second:<{_NAME}}" + "".join(e.rjust(_CELL) for e in ends)
        yield from (f"     {line}" for line in label[2:])
    hidden = len(found.front) - len(found.shown)
    if hidden:
        yield f"{hidden} more on the front lie between those shown (--most, --json)."
    sign = (
        "Signing: the class of whoever stands most in the way, unscored (`foedus accept`). "
        if signed
        else ""
    )
    yield from _wrapped(
        "* knee. Drawn in: chance of war while defense is promised, times the record of such "
        "promises honored. Cost: military ties and states that station forces, one each, an index. "
        f"{sign}Stays: share of posterior draws in which the package is on the front too. In "
        "brackets 90% intervals.",
        "",
    )


def _span(found: Estimate) -> str:
    return words.span(found.low, found.high).removesuffix("%")


def _steps(found: Search) -> Iterator[str]:
    yield from _wrapped(
        "What each change did; where several differ, each one's part is its mean over all orders "
        "in which they can be made (Shapley's value). pp: percentage points.",
        "",
    )
    for step in found.steps:
        ends = f"#{step.before + 1} to #{step.after + 1}"
        told = {change: _differs(change, step, found) for change in step.parts}
        if len(told) == 1:
            yield from _wrapped(f"{ends}, {told.popitem()[1]}: {changes_words(step.total)}", "")
        else:
            yield from _wrapped(f"{ends}: {changes_words(step.total)}", "")
            for change, parts in step.parts.items():
                yield from _wrapped(f"{told[change]}: {changes_words(parts)}")
        if abs(step.total["war"]) > SMALL:
            share = words.percent(step.less_war)
            apart = "" if step.told else ": not told apart"
            yield f"  war is less likely after the step in {share} of draws{apart}"


def _differs(change: tuple[str, ...], step: Step, found: Search) -> str:
    before, after = (found.front[at].package for at in (step.before, step.after))
    return "; ".join(
        f"{what} {_choice(what, before, found)} → {_choice(what, after, found)}" for what in change
    )


def _choice(what: str, package: Package, found: Search) -> str:
    if what == "guarantors":
        who = package.guarantors
        return (", ".join(who) if len(who) <= 4 else f"{len(who)} states") or "nobody"
    if what == "presence" and found.space.sending(package):
        return f"forces of {', '.join(found.space.sending(package))}"
    return str(getattr(package, what))


def _own(found: Search) -> Iterator[str]:
    for design in found.own:
        values = f"war {words.percent(design.war.value)}, drawn in "
        values += f"{words.percent(design.entrapment.value)}, cost {design.cost}"
        values += signing_words(design)
        if design.beaten_by is None:
            told = "no package beats it"
            if design.beaten_by_text is not None:
                told += f" by every reading; by its text alone #{design.beaten_by_text + 1} does"
        else:
            by = found.front[design.beaten_by]
            change = {k: by.values[k] - design.values[k] for k in design.values}
            told = f"beaten by #{design.beaten_by + 1} ({changes_words(change)})"
        yield from _wrapped(f"{design.name}: {values}; {told}", "")


def _bullets(sentences: list[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from textwrap.wrap(
            sentence, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )
