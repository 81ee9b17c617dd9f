"""Who would sign as plain text, at most 100 columns wide."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.signing.bargain import Bargain
    from foedus.signing.party import Party
    from foedus.signing.signing import Acceptance
    from foedus.signing.variants import Priced
    from foedus.signing.zone import Zone

WIDTH = 100
_PARTIES, _NAMED = 12, 3  # parties told of a design, names in a cell


def render(found: "Bargain", *, numbers: bool = False) -> str:
    """The whole text: every design and party in words; with ``numbers`` the shares behind them."""
    asked = found.scenario
    lines = [
        f"{asked.name}: {asked.title}",
        f"who would sign, as of {asked.as_of}; war within {found.years} years; "
        f"{found.known.draws:,} weights tried, seed {found.known.seed}",
        "",
        *_wrapped(_alternative(found)),
        *_wrapped(_classes()),
        "",
        *_table(found),
    ]
    for name in found.signing:
        lines += ["", *_design(found, name)]
        if numbers and found.signing[name].parties and not found.signing[name].since:
            lines += ["", *_numbers(found.signing[name])]
    lines += ["", "LEAST COST", *_cheapest(found, numbers)]
    lines += ["", "WHAT THIS IS, AND IS NOT", *_limits(found)]
    return "\n".join(line.rstrip() for line in lines)


def _alternative(found: "Bargain") -> str:
    if found.known.fighting:
        return (
            "The alternative is continued war: protégé, challenger and guarantors must all sign, "
            "the challenger because nothing begins before the fighting ends."
        )
    if found.known.base:
        return (
            f"The alternative is what stands: {found.known.base.design.name} is in force. "
            "Protégé and guarantors must sign anything else, the challenger not."
        )
    return "The alternative is no guarantee: protégé and guarantors must sign, the challenger not."


def _classes() -> str:
    from foedus.signing.verdict import BLOCKS, FOR, tenths

    return (
        f"For it: better off in {tenths(FOR)} or more of the weights tried. Blocks: in "
        f"{tenths(BLOCKS)} or fewer. Open: between. Nothing scores this; it is no chance of a "
        "signature."
    )


def _table(found: "Bargain") -> Iterator[str]:
    from foedus.signing.verdict import OF_PACKAGE, tenths

    wide = (25, 9, 14, 14, 14)
    heads = ("design", "verdict", "blocks", "open", "for it")
    yield _row(heads, wide) + "all at once"
    for name, one in found.signing.items():
        if not one.parties:
            yield f"{name[:24]:<25}nobody needs to sign"
            continue
        cells = [name[:24], OF_PACKAGE[one.verdict]]
        if one.verdict == "keeps" and one.since:
            yield f"{_row(cells, wide)}since {one.since}; its parties keep what stands"
        elif one.verdict == "untold":
            untold = _few(one.of("untold"))
            yield f"{_row(cells, wide)}nothing tells what {untold} would do"
        else:
            cells += [_few(one.of(what)) for what in ("blocks", "open", "for")]
            yield _row(cells, wide) + tenths(one.share)


def _row(cells: "tuple[str, ...] | list[str]", wide: tuple[int, ...]) -> str:
    return "".join(cell.ljust(width) for cell, width in zip(cells, wide, strict=False))


def _few(names: tuple[str, ...]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names) or "–"
    return f"{', '.join(names[: _NAMED - 1])} +{len(names) - _NAMED + 1}"


def _design(found: "Bargain", name: str) -> Iterator[str]:
    from foedus.signing.verdict import tried
    from foedus.signing.words import grouped

    one = found.signing[name]
    yield f"{name.upper()}: {found.scenario.designs[name].title or name}"
    if not one.parties:
        yield "nobody needs to sign"
        return
    if one.verdict == "keeps" and one.since:
        yield from _wrapped(
            f"In force since {one.since}: {', '.join(p.name for p in one.parties)} are taken to "
            "keep it. That is a rule (what stands needs no new consent), not a forecast; `foedus "
            "assess` says how long such promises stood."
        )
        return
    for told in grouped(one.parties):
        first, *rest = _wrapped(told)
        yield from (first, *_wrapped(" ".join(rest), "  "))
    weakest = sorted(one.parties, key=lambda party: party.share)
    if one.verdict != "untold":
        others = one.without[weakest[0].name]
        brought = f" without {weakest[0].name} the others are {tried(others)}"
        end = f";{brought}." if len(one.parties) > 1 else "."
        yield from _wrapped(f"All are better off at once {tried(one.share)}{end}")
    for zone in found.zones[name]:
        yield from _zone(zone, weakest[0])


def _zone(zone: "Zone", weak: "Party") -> Iterator[str]:
    span = zone.accepted[weak.name]
    told = (
        f"{weak.name} does not block from {span[0]:.0f} to {span[1]:.0f}"
        if span
        else f"{weak.name} blocks wherever this alone is put"
    )
    agreed = (
        f"nobody blocks from {zone.agreed[0]:.0f} to {zone.agreed[1]:.0f}"
        if zone.agreed
        else "somebody blocks wherever it is"
    )
    yield from _wrapped(f"{zone.issue}, now at {zone.at:.0f}: {told}; {agreed}.")


def _numbers(one: "Acceptance") -> Iterator[str]:
    yield "numbers that nothing scores: shares of the weights tried, gains in whole issues (median)"
    head = f"{'party':<8}{'class':<9}{'share':>7}{'gain':>8}{'90% interval':>18}"
    yield f"{head}   what moves it, mean"
    for party in sorted(one.parties, key=lambda each: each.share)[:_PARTIES]:
        gain = party.gain
        drivers = sorted(party.drivers.items(), key=lambda item: -abs(item[1]))
        told = ", ".join(f"{what} {by:+.2f}" for what, by in drivers if abs(by) >= 0.005)
        span = f"{gain.low:+.2f} to {gain.high:+.2f}"
        head = (
            f"{party.name:<8}{party.verdict:<9}{party.share:>7.0%}{gain.value:>+8.2f}{span:>18}   "
        )
        yield from textwrap.wrap(
            told or "nothing", WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
        )
    least = one.least
    span = f"{least.low:+.2f} to {least.high:+.2f}"
    row = f"{'all':<17}{one.share:>7.0%}{least.value:>+8.2f}{span:>18}"
    yield f"{row}   the least of their gains"


def _cheapest(found: "Bargain", numbers: bool) -> Iterator[str]:
    def priced(each: "Priced") -> str:
        from foedus.report.words import percent

        cost = f", cost {each.cost.value:.2f} of a whole issue" if numbers else ""
        return f"{each.change} (war {percent(each.war)}{cost})"

    new = [each for each in found.tried if each.signing.verdict != "keeps"]
    count = f"{len(new)} packages (the designs and small changes)"
    if all(each.signing.verdict == "untold" for each in new):
        yield from _wrapped(f"Of {count} nothing tells who would sign.")
        return
    if found.unblocked:
        yield from _wrapped(
            f"Of {count}, the cheapest that nobody blocks: {priced(found.unblocked)}."
        )
    else:
        yield from _wrapped(f"Each of {count} is blocked by somebody.")
    if found.agreed and found.agreed is not found.unblocked:
        yield from _wrapped(f"The cheapest that all are for: {priced(found.agreed)}.")
    elif not found.agreed:
        yield from _wrapped("None of them has all parties for it.")
    if found.widest:
        from foedus.signing.verdict import tried

        yield from _wrapped(
            f"All are better off at once under most weights with {priced(found.widest)}: "
            f"{tried(found.widest.signing.share)}."
        )
    yield from _wrapped("Cost is what guarantors bear together, without war. `foedus design` "
                        "searches all designs.")  # fmt: skip


def _limits(found: "Bargain") -> Iterator[str]:
    from foedus.signing.acceptance import SCOPE

    said = [SCOPE]
    if found.known.stances:
        said.append(
            "Most weights is no majority of anything: the ranges tried are wide guesses, and "
            "leaders, factions and moments are in none of them."
        )
    else:
        said.append(
            "No issue of the file has positions and points of designs, so what parties want is "
            "missing. By the weights alone most treaties that were signed would have been blocked "
            "(`foedus score accept`), so nothing is said; add `issues` with `positions` and "
            "`designs` (docs/scenario.md)."
        )
    if found.known.fighting:
        said.append(
            "What no issue of the file names (territory, sanctions, reconstruction) stands only in "
            "what the end of the fighting is worth, a wide guess."
        )
    for sentence in said:
        yield from textwrap.wrap(
            sentence, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )


def _wrapped(text: str, indent: str = "", width: int = WIDTH) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
