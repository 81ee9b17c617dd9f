"""Key judgements, each with its number, and the confidence in them, told apart."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.assessment import confidence
from foedus.assessment.durability import Durability
from foedus.assessment.reliability import Reliability
from foedus.assessment.sections import ranking, voice
from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Block, Judgement, Paragraph, Section, Table
from foedus.report.figure.type import signed
from foedus.signing.verdict import tried
from foedus.signing.words import hanging

if TYPE_CHECKING:
    from foedus.signing.signing import Acceptance

#: Judgements about single answers, and of the lowest those whose fate is told.
MOST, LOWEST = 4, 2


def section(m: Material) -> Section:
    """The judgements, then the confidence and its grounds."""
    return Section(
        "judgements",
        "Key judgements",
        f"Words for likelihood are those of {m.yardstick.title}, each with its number. Brackets "
        "hold 90% intervals.",
        (*_judgements(m), *_confidence(levels(m))),
    )


def levels(m: Material) -> list[confidence.Confidence]:
    """Confidence in the level of the risk, and in the comparison of the first of the lowest."""
    found = [confidence.of_level(m.found)]
    if m.best is not None:
        found.append(confidence.of_comparison(m.found, m.best.names[0]))
    return found


def _judgements(m: Material) -> Iterator[Block]:
    bare = m.bare.risk
    deadly = words.chance(bare.by["deadly"][-1], m.yardstick)
    yield Judgement(
        f"Without {m.none}, the chance that {m.one} begins a war against {m.two} {m.span} is "
        f"{words.chance(bare.by['war'][-1], m.yardstick)}.",
        f"The chance of deadly force begun by it is {deadly}. {_drivers(m)}",
    )
    for group in m.others[:MOST]:
        design = group.result
        yield Judgement(
            f"Under {words.some(group.names, 3)} that chance is {voice.war(design, m.yardstick)}.",
            f"It is {words.ratio(design.versus.ratio['war'])} of the chance without {m.none}, and "
            f"below it in {words.percent(design.versus.better)} of posterior draws. "
            f"{ranking.place(m.found, group.names)}",
        )
    left = len(m.others) - MOST
    if left > 0:
        yield Paragraph(
            f"{words.counted(left, 'more answer')} stand in the table of designs."
            if left > 1 else "One more answer stands in the table of designs."
        )  # fmt: skip
    yield from _standing(m)
    yield from _honored(m)
    yield from _signing(m)


def _drivers(m: Material) -> str:
    """What sets the pair apart from a typical one, for the first rung."""
    top = [each for each in m.found.drivers["onset"] if each.effect > 0][:2]
    if not top:
        return "Nothing measured raises it above that of a typical politically relevant pair."
    told = [f"{each.meaning} ({signed(each.effect)})" for each in top]
    return (
        "What sets the pair apart most, on the logit of whether a dispute begins: "
        f"{words.some(told)}."
    )


def _standing(m: Material) -> Iterator[Block]:
    """How long the lowest designs stand."""
    for group in m.lowest[:LOWEST]:
        if group.result.durability is not None:
            yield _stands(m, group.names[0], group.result.durability)


def _stands(m: Material, name: str, own: Durability) -> Judgement:
    last = words.chance(own.standing[-1], m.yardstick)
    renewed = (
        f" Its term ends after {words.years(own.holding.term)}; such terms were renewed with a "
        f"chance of {words.bare(own.renewed)}."
        if own.renewed is not None and own.holding.term is not None else ""
    )  # fmt: skip
    return Judgement(
        f"The chance that {name} still stands in {m.found.until(m.found.years)} is {last}.",
        f"In any year that it stands, the chance that a guarantor breaks off its commitment is "
        f"{words.bare(own.broken)}.{renewed}",
    )


def _honored(m: Material) -> Iterator[Block]:
    """Whether the lowest designs' promises would be kept, were they called on."""
    for group in m.lowest[:LOWEST]:
        if group.result.reliability is not None:
            yield _kept(m, group.names[0], group.result.reliability)


def _kept(m: Material, name: str, sure: Reliability) -> Judgement:
    return Judgement(
        f"The chance that a promise like that of {name} is honored when a war calls on "
        f"it is {words.chance(sure.honored, m.yardstick)}.",
        "The record is of promises that a war called on; those that were never tested are not in "
        f"it{_untested(m, sure.tested)}. The interval is that of a kind of guarantor not yet seen. "
        f"The chance of war under {name} has three parts: "
        f"{words.percent(sure.helped[-1].value)} with a guarantor that fights, "
        f"{words.percent(sure.abandoned[-1].value)} abandoned, "
        f"{words.percent(sure.lapsed[-1].value)} after lapse.",
    )


def _untested(m: Material, tested: bool) -> str:
    return "" if tested or m.best is None else f", and {m.best.names[0]} is of a family of those"


def _signing(m: Material) -> Iterator[Block]:
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
        name: f"{name} by {words.parties(one.of('blocks'), m.year, 3)}"
        for name, one in told.items()
        if one.verdict == "blocks"
    }
    said = [f"{words.some(kept)} is in force, which its parties are taken to keep"] if kept else []
    said += [f"nobody blocks {words.some(free)}"] if free else []
    if blocked:
        head = "blocked are" if kept or free else "each is blocked by somebody:"
        said.append(f"{head} {words.some(list(blocked.values()), MOST)}")
    yield Judgement(
        f"Of the designs that bind a guarantor, {'; '.join(said)}.",
        f"{_closest([told[name] for name in (*free, *blocked)], m.year)}Nothing scores this: the "
        "weights are judgements, and it is no chance of a signature.",
    )


def _closest(new: "list[Acceptance]", year: int) -> str:
    """The design that most weights speak for, and what the least willing hangs on."""
    if not new:
        return ""
    widest = max(new, key=lambda one: one.share)
    weak = min(widest.parties, key=lambda each: each.share)
    return (
        f"All are better off at once under most weights with {widest.design}: "
        f"{tried(widest.share)}. Least willing: {words.party(weak.name, year)}. {hanging(weak)} "
    )


def _confidence(rated: list[confidence.Confidence]) -> Iterator[Block]:
    for each in rated:
        held = [
            f"{ground.name} ({level})"
            for level in ("low", "moderate")
            for ground in each.grounds
            if ground.level == level
        ]
        yield Paragraph(
            f"Confidence in {each.about} is {each.level}."
            + (f" What holds it down: {words.some(held)}." if held else "")
        )
    cap = " A comparison gets no more than moderate: the record is no experiment." * (
        len(rated) > 1
    )
    yield Table(
        "confidence",
        "Confidence and its grounds",
        ("Confidence in", "Ground", "Rated", "Why"),
        tuple(
            (each.about, ground.name, ground.level, words.sentence(ground.why))
            for each in rated
            for ground in each.grounds
        ),
        "Low where two grounds or more are low; high where none is low and at most one is moderate;"
        f" else moderate.{cap}",
    )
