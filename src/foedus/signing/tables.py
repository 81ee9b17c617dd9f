"""Tables of who would sign: the verdict on every design, and the numbers that nothing scores."""

from collections.abc import Sequence

from foedus.assessment.sections.titles import headed
from foedus.report import words
from foedus.report.blocks import Table
from foedus.report.figure.type import signed
from foedus.signing.bargain import Bargain
from foedus.signing.signing import Acceptance
from foedus.signing.verdict import BLOCKS, FOR, OF_PACKAGE, tenths

#: Parties in a table of numbers, and named in a cell of the table of designs.
PARTIES, NAMED = 12, 2
#: Characters of a title in the table of designs.
LONGEST = 40
_SMALL = 0.005  # of an issue: what is not worth a number


def designs(found: Bargain) -> Table:
    """A row a design: its verdict, and who is in which class."""
    year = found.scenario.as_of.year
    untold = [
        f"Nothing tells what {_some(one.of('untold'), year)} would do with {found.titles[name]}."
        for name, one in found.signing.items()
        if one.parties and one.verdict == "untold"
    ]
    return Table(
        "signatures",
        "",
        ("design", "verdict", "blocks", "open", "for it", "all at once"),
        tuple(
            (headed(words.cut(found.titles[name], LONGEST)), *_row(one, year))
            for name, one in found.signing.items()
        ),
        words.said(
            f"For it: better off in {tenths(FOR)} or more of the weights tried. Blocks: in "
            f"{tenths(BLOCKS)} or fewer. Open: between. What is in force its parties keep. Nothing "
            "scores this; it is no chance of a signature.",
            *untold,
        ),
    )


def _some(parties: Sequence[str], year: int) -> str:
    return words.some([words.name_of(party, year) for party in parties], NAMED)


def _row(one: Acceptance, year: int) -> tuple[str, ...]:
    if not one.parties:
        return "–", "–", "–", "–", "nobody needs to sign"
    if one.verdict == "keeps" and one.since:
        return OF_PACKAGE[one.verdict], "–", "–", "–", f"since {one.since}"
    if one.verdict == "untold":
        return OF_PACKAGE[one.verdict], "–", "–", "–", "–"
    classes = (_some(one.of(what), year) if one.of(what) else "–"
               for what in ("blocks", "open", "for"))  # fmt: skip
    return OF_PACKAGE[one.verdict], *classes, tenths(one.share)


def numbers(one: Acceptance, year: int) -> Table:
    """A row a party, the least willing first: share, gain, what moves it. year: of the names."""
    parties = sorted(one.parties, key=lambda each: each.share)
    rows: list[tuple[str, ...]] = []
    for party in parties[:PARTIES]:
        drivers = sorted(party.drivers.items(), key=lambda item: -abs(item[1]))
        moved = [f"{what} {signed(by)}" for what, by in drivers if abs(by) >= _SMALL]
        gain = party.gain
        rows.append((
            words.name_of(party.name, year), party.verdict,
            words.percent(party.share), signed(gain.value),
            f"{signed(gain.low)} to {signed(gain.high)}", ", ".join(moved) or "nothing",
        ))  # fmt: skip
    least = one.least
    rows.append((
        "all", "", words.percent(one.share), signed(least.value),
        f"{signed(least.low)} to {signed(least.high)}", "the least of their gains",
    ))  # fmt: skip
    return Table(
        f"numbers-{one.design}",
        "Numbers that nothing scores: shares of the weights tried, gains in whole issues (median)",
        ("party", "class", "share", "gain", "90% interval", "what moves it, mean"),
        tuple(rows),
        words.left_out(min(len(parties), PARTIES), len(parties), "party", "parties"),
        ("l", "l", "r", "r", "r", "l"),
    )
