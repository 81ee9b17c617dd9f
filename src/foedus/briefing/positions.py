"""Where the parties stand, before and after the claims, and who would sign."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.briefing.annex import interval
from foedus.briefing.material import Material
from foedus.negotiation.forecast import unscored
from foedus.negotiation.quantity import Quantity, center
from foedus.negotiation.stances import HIGH, LOW, Stances
from foedus.report import words
from foedus.report.blocks import Block, Judgement, Paragraph, Table
from foedus.signing.verdict import BLOCKS, FOR, OF_PACKAGE, tenths, tried
from foedus.signing.words import hanging

if TYPE_CHECKING:
    from foedus.signing.signing import Acceptance

#: Issues, and actors of each, that are told; parties named of a class.
ISSUES, ACTORS, NAMED = 3, 15, 4


def position(m: Material) -> Iterator[Block]:
    """Issue by issue, then who would sign which design."""
    if m.stances:
        yield Paragraph(f"Where talks would settle is told without a score. {unscored()}")
    yield from m.pictures("positions")
    for issue in list(m.stances)[:ISSUES]:
        yield _table(m, issue, m.stances[issue])
    if len(m.stances) > ISSUES:
        yield Paragraph(words.left_out(ISSUES, len(m.stances), "issue"))
    for issue, why in m.unplaceable.items():
        yield Paragraph(f"On {issue} no position can be told: {why}.")
    yield from _pledges(m)
    yield from _signers(m)


def _table(m: Material, issue: str, found: Stances) -> Table:
    given = {each.name: each for each in m.found.scenario.issues}[issue]
    stakes = {each.actor: each for each in given.positions}
    rows = []
    for before, after in list(zip(found.before.actors, found.after.actors, strict=True))[:ACTORS]:
        stake = stakes[before.name]
        ground = stake.source or ("judgement" if stake.judgement else "not said")
        moved = _stand(after.position) if before.name in found.updates else "not moved"
        rows.append((
            words.party(before.name, m.year), _stand(before.position), moved,
            f"{center(before.salience):.2f}", words.cut(ground, 120),
        ))  # fmt: skip
    scale = "; ".join(f"{point} {words.cut(what, 80)}" for point, what in given.scale.items())
    return Table(
        f"positions-{issue}",
        f"Where the parties stand: {words.cut(given.title, 160)}",
        ("Party", "Stated", "After the claims", "Salience", "Ground"),
        tuple(rows),
        words.said(
            f"A scale of {LOW:g} to {HIGH:g}" + (f": {scale}." if scale else "."),
            "Brackets hold 90% intervals.",
            words.left_out(len(rows), len(found.before.actors), "party", "parties"),
        ),
        ("l", "r", "r", "r", "l"),
    )


def _stand(value: Quantity) -> str:
    low, middle, high = interval(value)
    return f"{middle:.0f} ({low:.0f}–{high:.0f})" if low < high else f"{middle:.0f}"


def _pledges(m: Material) -> Iterator[Block]:
    given = m.found.scenario.pledges
    if not given:
        return
    yield Table(
        "pledges",
        "What parties that are no guarantors have pledged",
        ("By", "What", "Toward", "Form", "Status", "Date", "Source"),
        tuple(
            (
                words.party(each.by, m.year), each.what.replace("-", " "),
                words.parties(each.toward, m.year) if each.toward else "not said",
                each.form.replace("-", " "), each.status,
                each.on.isoformat() if each.on else "", words.cut(each.source or "", 120),
            )
            for each in given[:ACTORS]
        ),
        words.left_out(min(len(given), ACTORS), len(given), "pledge"),
    )  # fmt: skip


def _signers(m: Material) -> Iterator[Block]:
    rows = []
    for name in m.terms:
        if name not in m.signing:
            continue
        one = m.signing[name]
        classes = (words.parties(one.of(what), m.year, NAMED) if one.of(what) else "–"
                   for what in ("blocks", "open", "for"))  # fmt: skip
        at_once = f"since {one.since}" if one.since else tenths(one.share)
        rows.append((m.head(name), OF_PACKAGE[one.verdict], *classes, at_once))
    if rows:
        yield Table(
            "signatures",
            "Who blocks, who is open, who is for it",
            ("Design", "Verdict", "Blocks", "Open", "For it", "All at once"),
            tuple(rows),
            f"War is feared {m.span}. For it: better off than by the alternative in {tenths(FOR)} "
            f"or more of the weights tried; blocks: in {tenths(BLOCKS)} or fewer; open: between. "
            "What is in force its parties are taken to keep. The weights are judgements, and no "
            "public record scores who would sign: this is no chance of a signature.",
        )


def judgement(m: Material) -> Iterator[Judgement]:
    """Who stands in the way of the designs that bind a guarantor: a statement, since no record
    scores a chance.
    """
    told = {
        name: one
        for name, one in m.signing.items()
        if m.found.designs[name].reading.binds and one.verdict != "untold"
    }
    if not told:
        return
    kept, free = ([n for n, one in told.items() if one.verdict in classes]
                  for classes in (("keeps",), ("open", "for")))  # fmt: skip
    blocked = {
        name: f"{m.title(name)} by {words.parties(one.of('blocks'), m.year, 3)}"
        for name, one in told.items()
        if one.verdict == "blocks"
    }
    said = [f"{m.some(kept)} is in force, which its parties are taken to keep"] if kept else []
    said += [f"nobody blocks {m.some(free)}"] if free else []
    if blocked:
        head = "blocked are" if kept or free else "each is blocked by somebody:"
        said.append(f"{head} {words.some(list(blocked.values()), NAMED)}")
    yield Judgement(
        f"Of the designs that bind a guarantor, {'; '.join(said)}.",
        f"{_closest(m, [told[name] for name in (*free, *blocked)])}Nothing scores this: the "
        "weights are judgements, and it is no chance of a signature.",
    )


def _closest(m: Material, new: "list[Acceptance]") -> str:
    """The design that most weights speak for, and what the least willing hangs on."""
    if not new:
        return ""
    widest = max(new, key=lambda one: one.share)
    weak = min(widest.parties, key=lambda each: each.share)
    best = f"All are better off at once most often with {m.title(widest.design)}: "
    if not widest.share:
        best = "With no design are all better off at once: "
    return (
        f"{best}{tried(widest.share)}. Least willing: {words.party(weak.name, m.year)}. "
        f"{hanging(weak)} "
    )
