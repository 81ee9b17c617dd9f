"""Who would sign as plain text, at most 100 columns wide."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.assess.bargain import Bargain
    from foedus.assess.signing import Acceptance, Party
    from foedus.assess.variants import Priced
    from foedus.assess.zone import Zone

WIDTH = 100
_PARTIES, _SWAYS = 12, 6  # shown of each
_ROLE = {"challenger": "challenger", "protege": "protégé", "guarantor": "guarantor"}


def render(found: "Bargain", shown: Iterable[str] = ()) -> str:
    """The whole text: every design, then those to be shown in full (the likeliest, if none)."""
    asked = found.scenario
    binding = [name for name in found.signing if asked.guarantors(name)] or list(found.signing)
    first = max(binding, key=lambda name: found.signing[name].joint.value)
    lines = [
        f"{asked.name}: {asked.title}",
        f"who would sign, as of {asked.as_of}; war within {found.years} years; "
        f"{found.known.draws:,} draws, seed {found.known.seed}",
        "",
        *_wrapped(_alternative(found)),
        "",
        *_table(found),
    ]
    for name in list(shown) or [first]:
        lines += ["", *_design(found, name)]
    lines += ["", "LEAST COST", *_cheapest(found), "", "WHAT THESE NUMBERS ARE", *_limits(found)]
    return "\n".join(line.rstrip() for line in lines)


def _alternative(found: "Bargain") -> str:
    if found.known.fighting:
        return (
            "The alternative is continued war: protégé, challenger and guarantors must all sign, "
            "the challenger because nothing begins before the fighting ends."
        )
    return "The alternative is no guarantee: protégé and guarantors must sign, the challenger not."


def _table(found: "Bargain") -> Iterator[str]:
    from foedus.assess.words import percent, span

    heads = (("all sign", 10), ("90% interval", 18), ("least willing", 20), ("rest sign", 12))
    yield f"{'design':<28}" + "".join(head.rjust(wide) for head, wide in heads)
    for name, one in found.signing.items():
        if not one.parties:
            yield f"{name[:27]:<28}  nobody needs to sign"
            continue
        weak = min(one.parties, key=lambda party: party.chance.value)
        told = f"{weak.name} {percent(weak.chance.value)}"
        ends = span(one.joint.low, one.joint.high)
        rest = percent(one.without[weak.name])
        yield f"{name[:27]:<28}{percent(one.joint.value):>10}{ends:>18}{told:>20}{rest:>12}"


def _design(found: "Bargain", name: str) -> Iterator[str]:
    one = found.signing[name]
    yield f"{name.upper()}: {found.scenario.designs[name].title or name}"
    if not one.parties:
        yield "nobody needs to sign"
        return
    heads = f"{'party':<7}{'role':<12}{'signs':>7}{'90% interval':>15}"
    yield f"{heads}   what moves it (1: a whole issue)"
    weakest = sorted(one.parties, key=lambda party: party.chance.value)
    for party in weakest[:_PARTIES]:
        yield from _party(party)
    if len(weakest) > _PARTIES:
        yield f"and {len(weakest) - _PARTIES} more willing (--json)"
    if any(not party.stated for party in one.parties):
        yield "* nobody says where it stands: taken to stand about where one of the others does"
    yield from _over(one, found.zones[name])
    yield "what the chance that all sign hangs on: in the input's lowest fifth, and in its highest"
    for sway in one.sways[:_SWAYS]:
        yield from _wrapped(f"{sway.lowest:6.1%} to {sway.highest:6.1%}  {sway.name}", "  ")


def _party(party: "Party") -> Iterator[str]:
    from foedus.assess.words import percent, span

    mark = "" if party.stated else "*"
    drivers = sorted(party.drivers.items(), key=lambda item: -abs(item[1]))
    told = ", ".join(f"{what} {by:+.2f}" for what, by in drivers if abs(by) >= 0.005)
    head = (
        f"{party.name + mark:<7}{_ROLE[party.role]:<12}{percent(party.chance.value):>7}"
        f"{span(party.chance.low, party.chance.high):>15}   "
    )
    yield from textwrap.wrap(
        told or "nothing", WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
    )


def _over(one: "Acceptance", zones: "tuple[Zone, ...]") -> Iterator[str]:
    """Who blocks, what would bring it over, where all agree."""
    from foedus.assess.words import percent

    weak = min(one.parties, key=lambda party: party.chance.value)
    said = (
        f"Least willing is {weak.name}; with it brought over, all sign with "
        f"{percent(one.without[weak.name])}."
    )
    if weak.gain.value < 0:
        said += (
            f" It lacks {-weak.gain.value:.2f} of a whole issue: concessions elsewhere (territory, "
            "sanctions, money) would have to be worth that to it."
        )
    yield from _wrapped(said)
    for zone in zones:
        span = zone.accepted[weak.name]
        told = (
            f"it is more likely than not to sign with {zone.issue} from {span[0]:.0f} to "
            f"{span[1]:.0f}"
            if span
            else f"no place of {zone.issue} alone would do for it"
        )
        agreed = (
            f"all are from {zone.agreed[0]:.0f} to {zone.agreed[1]:.0f}"
            if zone.agreed
            else "there is no place where all are"
        )
        yield from _wrapped(
            f"{zone.issue}, now at {zone.at:.0f}: {told}; {agreed}; all sign most likely at "
            f"{zone.best[0]:.0f} ({percent(zone.best[1])}).",
            "  ",
        )


def _cheapest(found: "Bargain") -> Iterator[str]:
    from foedus.assess.words import percent

    count = len(found.tried)
    if found.cheapest:
        yield from _wrapped(
            f"Of {count} packages (the designs and small changes), the cheapest that all sign with "
            f"{percent(found.chance)} or more: {_priced(found.cheapest)}."
        )
    else:
        yield from _wrapped(
            f"None of {count} packages (the designs and small changes) is signed by all with "
            f"{percent(found.chance)} or more."
        )
    if found.likeliest and found.likeliest is not found.cheapest:
        yield from _wrapped(f"Likeliest to be signed by all: {_priced(found.likeliest)}.")
    if found.likeliest:
        yield from _wrapped("Cost is what guarantors bear together, in whole issues; war is not in "
                            "it. `foedus design` searches all designs.")  # fmt: skip


def _priced(each: "Priced") -> str:
    from foedus.assess.words import percent

    return (
        f"{each.change} (all sign {percent(each.signing.joint.value)}, cost {each.cost.value:.2f}, "
        f"war {percent(each.war)})"
    )


def _limits(found: "Bargain") -> Iterator[str]:
    from foedus.assess.acceptance import SCOPE

    said = [
        SCOPE,
        "The intervals are of judgements, and are wide because these disagree; a chance near one "
        "half says that they cancel.",
        "What no issue of the file names (territory, sanctions, reconstruction) stands only in "
        "what the end of the fighting is worth, a wide guess.",
    ]
    if not found.known.fighting:
        said.pop()
    if not found.known.stances:
        said.append(
            "No issue of the file has positions and points of designs: what parties want is "
            "missing here, and only what designs do to war and cost is weighed."
        )
    for sentence in said:
        yield from textwrap.wrap(
            sentence, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
