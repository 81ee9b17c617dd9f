"""Key judgements, each with its number, and the confidence in them, told apart."""

from collections.abc import Iterator

from foedus.assessment.deterrence import DesignComparison
from foedus.assessment.durability import Durability
from foedus.assessment.reliability import Reliability
from foedus.assessment.sections import ranking
from foedus.assessment.sections.limits import confidence
from foedus.assessment.sections.voice import Voice
from foedus.report import words
from foedus.report.blocks import Block, Judgement, Paragraph, Section, Table
from foedus.report.figure.type import signed

#: Judgements about single answers, and of the lowest those whose fate is told.
MOST, LOWEST = 4, 2


def section(v: Voice, *more: Block) -> Section:
    """The judgements, ``more`` of them, then the confidence."""
    return Section(
        "judgements",
        "Key judgements",
        f"Words for likelihood are those of {v.yardstick.title}, each with its number. Brackets "
        "hold 90% intervals.",
        (*_judgements(v), *more, *_confidence(v)),
    )


def levels(v: Voice) -> list[confidence.Confidence]:
    """Confidence in the level of the risk, and in the comparison of the first of the lowest."""
    found = [confidence.of_level(v.found)]
    if v.best is not None:
        found.append(confidence.of_comparison(v.found, v.best.names[0]))
    return found


def three(v: Voice) -> Iterator[Judgement]:
    """What a page has room for, each with the confidence in it: the level, a design, its fate."""
    risk = v.bare.risk
    deadly = words.chance(risk.by["deadly"][-1], v.yardstick)
    either = (
        f"; begun by either side, {words.brackets(risk.either['deadly'][-1])}"
        if v.found.setting.back is not None else ""
    )  # fmt: skip
    yield Judgement(
        f"{v.reference}, deadly force begun by {v.challenger} {v.span} has a chance of "
        f"{deadly}{either}.",
        _held(confidence.of_level(v.found)),
    )
    if v.best is not None:
        name, versus = v.best.titles[0], v.best.result.versus
        inner = v.best.result.within["war"]
        yield Judgement(
            f"Under {name}, the chance of war is {words.ratio(versus.ratio['war'])} of that "
            f"without {v.none}; judged only by pairs whose guarantee changed over time, "
            f"{words.ratio(inner)}.",
            _held(confidence.of_comparison(v.found, v.best.names[0])),
        )
    bound = next((g for g in (*v.lowest, *v.others) if g.result.durability is not None), None)
    if bound is None or bound.result.durability is None or bound.result.reliability is None:
        return
    stands = words.chance(bound.result.durability.standing[-1], v.yardstick)
    kept = words.chance(bound.result.reliability.honored, v.yardstick)
    sure = confidence.of_honor(v.found, bound.names[0])
    yield Judgement(
        f"The chance that {bound.titles[0]} still stands in {v.found.until(v.found.years)} is "
        f"{stands}; that it is honored when a war calls on it, {kept}.",
        _held(sure) if sure else "",
    )


def _held(it: confidence.Confidence) -> str:
    """The level, and the grounds that hold it down, the lowest first."""
    held = [
        ground.name
        for level in ("low", "moderate")
        for ground in it.grounds
        if ground.level == level
    ]
    return f"Confidence: {it.level}" + (f" ({words.listed(held)})." if held else ".")


def _judgements(v: Voice) -> Iterator[Block]:
    bare = v.bare.risk
    deadly = words.chance(bare.by["deadly"][-1], v.yardstick)
    yield Judgement(
        f"Without {v.none}, the chance that {v.challenger} begins a war against {v.protege} "
        f"{v.span} is {words.chance(bare.by['war'][-1], v.yardstick)}.",
        f"The chance of deadly force begun by it is {deadly}. {_drivers(v)}",
    )
    for group in v.others[:MOST]:
        own = group.result.practice
        practice = f" By its practice it is {_beside(v, own.versus)}." if own else ""
        yield Judgement(
            f"Under {words.some(group.titles, 3)}, that chance is {v.war(group.result)}.",
            f"It is {_beside(v, group.result.versus)}.{practice} "
            f"{ranking.place(v.found, group.names)}",
        )
    left = len(v.others) - MOST
    if left > 0:
        yield Paragraph(
            f"{words.counted(left, 'more answer')} stand in the table of designs."
            if left > 1 else "One more answer stands in the table of designs."
        )  # fmt: skip
    for each in v.lowest[:LOWEST]:
        if each.result.durability is not None:
            yield _stands(v, each.titles[0], each.result.durability)
    for each in v.lowest[:LOWEST]:
        if each.result.reliability is not None:
            yield _kept(v, each.titles[0], each.result.reliability)


def _beside(v: Voice, versus: DesignComparison) -> str:
    return (
        f"{words.ratio(versus.ratio['war'])} of the chance without {v.none}, and below it in "
        f"{words.percent(versus.better)} of posterior draws"
    )


def _drivers(v: Voice) -> str:
    """What sets the pair apart from a typical one, for the first rung."""
    top = [each for each in v.found.drivers["onset"] if each.effect > 0][:2]
    if not top:
        return "Nothing measured raises it above that of a typical politically relevant pair."
    told = [f"{each.meaning} ({signed(each.effect)})" for each in top]
    return (
        "What sets the pair apart most, on the logit of whether a dispute begins: "
        f"{words.some(told)}."
    )


def _stands(v: Voice, name: str, own: Durability) -> Judgement:
    last = words.chance(own.standing[-1], v.yardstick)
    renewed = (
        f" Its term ends after {words.years(own.holding.term)}; such terms were renewed with a "
        f"chance of {words.bare(own.renewed)}."
        if own.renewed is not None and own.holding.term is not None else ""
    )  # fmt: skip
    return Judgement(
        f"The chance that {name} still stands in {v.found.until(v.found.years)} is {last}.",
        f"In any year that it stands, the chance that a guarantor breaks off its commitment is "
        f"{words.bare(own.broken)}.{renewed}",
    )


def _kept(v: Voice, name: str, sure: Reliability) -> Judgement:
    untested = "" if sure.tested else f", and {name} is of a family of those"
    return Judgement(
        f"The chance that a promise like that of {name} is honored when a war calls on "
        f"it is {words.chance(sure.honored, v.yardstick)}.",
        "The record is of promises that a war called on; those that were never tested are not in "
        f"it{untested}. The interval is that of a kind of guarantor not yet seen. "
        f"The chance of war under {name} has three parts: "
        f"{words.percent(sure.helped[-1].value)} with a guarantor that fights, "
        f"{words.percent(sure.abandoned[-1].value)} abandoned, "
        f"{words.percent(sure.lapsed[-1].value)} after lapse.",
    )


def _confidence(v: Voice) -> Iterator[Block]:
    for each in levels(v):
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


def grounds(v: Voice) -> Table:
    """The grounds of both levels of confidence, and the rule that they are rated by."""
    rated = levels(v)
    cap = " A comparison gets no more than moderate: the record is no experiment." * (
        len(rated) > 1
    )
    return Table(
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
