"""Who would sign, said as blocks: every design and its parties, the cheapest that nobody blocks.

Classes are said in words; the shares behind them, which nothing scores, only where they are asked
for.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.assessment.sections.titles import headed
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table
from foedus.signing import tables
from foedus.signing.acceptance import SCOPE
from foedus.signing.bargain import Bargain
from foedus.signing.variants import PricedPackage
from foedus.signing.verdict import tried
from foedus.signing.words import grouped
from foedus.signing.zone import Zone

if TYPE_CHECKING:
    from foedus.signing.score import SignedScore


def sections(found: Bargain, *, numbers: bool = False) -> tuple[Section, ...]:
    """The whole answer. numbers: whether the shares and gains behind the classes are said too."""
    asked = found.scenario
    setting = (
        f"Who would sign, as of {asked.as_of}; war within {words.years(found.years)}; "
        f"{found.known.draws:,} weights tried, seed {found.known.seed}."
    )
    return (
        Section("question", "", f"{asked.name}: {asked.title}", (Paragraph(setting),)),
        Section(
            "designs", "Who blocks, who is open, who is for it", _alternative(found),
            (tables.designs(found),),
        ),
        *(_design(found, name, numbers) for name in found.signing),
        Section(
            "least-cost", "Least cost", "",
            tuple(Paragraph(each) for each in _cheapest(found, numbers)),
        ),
        Section("limits", "What this is, and is not", "", (Bullets(tuple(_limits(found))),)),
    )  # fmt: skip


def _alternative(found: Bargain) -> str:
    if found.known.fighting:
        return (
            "The alternative is continued war: protégé, challenger and guarantors must all sign, "
            "the challenger because nothing begins before the fighting ends."
        )
    if found.known.base:
        stands = found.titles[found.known.base.design.name]
        return (
            f"The alternative is what stands: {stands}, in force. "
            "Protégé and guarantors must sign anything else, the challenger not."
        )
    return "The alternative is no guarantee: protégé and guarantors must sign, the challenger not."


def _design(found: Bargain, name: str, numbers: bool) -> Section:
    return Section(
        f"design-{name}",
        headed(found.titles[name]),
        "" if found.titles[name] == name else f"In commands: {name}.",
        tuple(_parties(found, name, numbers)),
    )


def _parties(found: Bargain, name: str, numbers: bool) -> Iterator[Block]:
    one, year = found.signing[name], found.scenario.as_of.year
    if not one.parties:
        yield Paragraph("Nobody needs to sign.")
        return
    if one.verdict == "keeps" and one.since:
        names = words.listed(words.name_of(party.name, year) for party in one.parties)
        yield Paragraph(
            f"In force since {one.since}: {names} are taken to "
            "keep it. That is a rule (what stands needs no new consent), not a forecast; `foedus "
            "assess` says how long such promises stood."
        )
        return
    yield Bullets(tuple(grouped(one.parties, year)))
    weakest = min(one.parties, key=lambda party: party.share)
    weak = words.the(words.name_of(weakest.name, year))
    if one.verdict != "untold":
        others = f" without {weak} the others are {tried(one.without[weakest.name])}"
        end = f";{others}." if len(one.parties) > 1 else "."
        yield Paragraph(f"All are better off at once {tried(one.share)}{end}")
    if found.zones[name]:
        yield Bullets(tuple(_zone(zone, weakest.name, weak) for zone in found.zones[name]))
    if numbers and not one.since:
        yield tables.numbers(one, year)


def _zone(zone: Zone, weak: str, name: str) -> str:
    span = zone.accepted[weak]
    own = (
        f"{name} does not block {_stretch(*span)}"
        if span
        else f"{name} blocks wherever this alone is put"
    )
    every = (
        f"nobody blocks {_stretch(*zone.agreed)}"
        if zone.agreed
        else "somebody blocks wherever it is"
    )
    return f"{zone.issue}, now at {zone.at:.0f}: {own}; {every}."


def _stretch(low: float, high: float) -> str:
    return f"at {low:.0f}" if f"{low:.0f}" == f"{high:.0f}" else f"from {low:.0f} to {high:.0f}"


def _cheapest(found: Bargain, numbers: bool) -> Iterator[str]:
    def priced(each: PricedPackage) -> str:
        cost = f", cost {words.times(each.cost.value)} of a whole issue" if numbers else ""
        name = each.signing.design
        change = each.change.replace(name, found.titles.get(name, name), 1)
        said = words.spelled(change, found.scenario.as_of.year)
        return f"{said} (war {words.percent(each.war)}{cost})"

    new = [each for each in found.tried if each.signing.verdict != "keeps"]
    count = f"{len(new)} packages (the designs and small changes)"
    if all(each.signing.verdict == "untold" for each in new):
        yield f"Of {count} nothing tells who would sign."
        return
    if found.unblocked:
        yield f"Of {count}, the cheapest that nobody blocks: {priced(found.unblocked)}."
    else:
        yield f"Each of {count} is blocked by somebody."
    if found.agreed and found.agreed is not found.unblocked:
        yield f"The cheapest that all are for: {priced(found.agreed)}."
    elif not found.agreed:
        yield "None of them has all parties for it."
    if found.widest:
        share = found.widest.signing.share
        yield (
            f"All are better off at once most often with {priced(found.widest)}: {tried(share)}."
            if share
            else f"With none of them are all better off at once, {tried(share)}."
        )
    yield (
        "Cost is what guarantors bear together, without war. `foedus design` searches all designs."
    )


def _limits(found: Bargain) -> Iterator[str]:
    yield SCOPE
    if found.known.stances:
        yield (
            "Most weights is no majority of anything: the ranges tried are wide guesses, and "
            "leaders, factions and moments are in none of them."
        )
    else:
        yield (
            "No issue of the file has positions and points of designs, so what parties want is "
            "missing. By the weights alone most treaties that were signed would have been blocked "
            "(`foedus score accept`), so nothing is said; add `issues` with `positions` and "
            "`designs` (docs/scenario.md)."
        )
    if found.known.fighting:
        yield (
            "What no issue of the file names (territory, sanctions, reconstruction) stands only in "
            "what the end of the fighting is worth, a wide guess."
        )


def score(found: "SignedScore") -> tuple[Section, ...]:
    """What the weights make of treaties that were signed, and what that is no test of."""
    every = {
        "instruments signed, not refused": found.packages(),
        "signatures given: protégés": found.parties("protege"),
        "signatures given: guarantors": found.parties("guarantor"),
        "signatures refused: guarantors": found.parties("guarantor", refused=True),
    }
    rows = tuple(
        (name, *(str(counts[what]) for what in ("for", "open", "blocks", "untold")))
        for name, counts in every.items()
    )
    lead = (
        f"accept's weights over {words.counted(len(found.cases), 'instrument')} of the library, on "
        "the day before each was signed, without positions, which the library lacks; "
        f"{found.draws:,} weights tried, seed {found.seed}"
    )
    counted = Table(
        "signed", "", ("", "for it", "open", "blocks", "unmoved"), rows, "",
        ("l", "r", "r", "r", "r"),
    )  # fmt: skip
    return (Section("score", "", lead, (counted, Bullets(tuple(_tests(found))))),)


def _tests(found: "SignedScore") -> Iterator[str]:
    accepted, every = found.acceptable
    refused = [f"{who} in {case.name}" for case in found.cases for who in case.refused]
    if every:
        yield (
            f"Of {every} instruments that were signed and not refused the weights call {accepted} "
            f"acceptable ({words.percent(accepted / every)}): somebody is moved, and nobody "
            f"blocks. A rule that always says yes is right of all {every}."
        )
        yield (
            f"What the guarantors who signed lack by the weights alone is {found.lacking:.2f} of a "
            "whole issue (median): their wishes, which the library does not have, must have been "
            "worth more. So `foedus accept` says nothing where a scenario states no positions."
        )
    if refused:
        yield (
            f"Refused after signature: {', '.join(refused)}. One case cannot tell whether the "
            "weights know a refusal, and drafts that nobody signed are not in the library."
        )
    else:
        yield "None of these was refused, so nothing tells whether the weights know a refusal."
    yield (
        "With positions the weights are not tested at all. That parties keep what is in force is a "
        "rule, right of every instrument while it stood and wrong on the day that it was left."
    )
    yield "Tested in sample: the ladder behind the risk was fitted on these years too."
    for name, why in found.left_out.items():
        yield f"Left out: {name} ({why})."
