"""The whole record on a screen or a page: whether it holds, misses first, what is owed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.forecasts.report import SealedRecord, loss, misses_first
from foedus.forecasts.sections import scores, seals
from foedus.forecasts.sections.pairs import WHY
from foedus.forecasts.sections.pairs import sections as sections_of
from foedus.forecasts.standing import ForecastCase
from foedus.report import words
from foedus.report.blocks import Block, Brief, Bullets, Paragraph, Section, Table

if TYPE_CHECKING:
    pass

#: Rows of a table on a screen.
SHOWN = 10
REPLAY = (
    "This is a replay: it was told its times, so it shows how the record works and proves no "
    "foresight."
)


def sections(found: SealedRecord, *, full: bool = True) -> list[Section]:
    """Everything; on a screen the dearest misses and the first of each list."""
    most = 10_000 if full else SHOWN
    stands = found.standing
    some = [summary(found)]
    if found.cards or not found.pairs:
        some.append(misses(stands.cases, most))
        some.append(scores.section(found.cards, "Scores", "scores", drawn=full))
    if stands.years:
        some += sections_of(found, most, drawn=full)
    some += [each for each in (
        waiting(stands.of("overdue"), "overdue", "Overdue: who says what came?", most),
        waiting(stands.of("open"), "open", "Not settled yet", most),
        unscored(stands.of("void", "known", "hindsight"), most),
        outside(stands.cases, most),
    ) if each is not None]  # fmt: skip
    some.append(listed(found))
    if full and stands.seals:
        some.append(seals.definitions(stands.seals))
    return some


def lines(found: SealedRecord) -> list[str]:
    """The bottom line, a sentence each."""
    stands = found.standing
    settled = [each for each in stands.cases if each.scored]
    came = sum(bool(each.came) for each in settled)
    expected = sum(each.question.chance for each in settled)
    seals_ = words.counted(len(stands.seals), "seal")
    said = []
    if stands.cases or not stands.years:
        said.append(
            f"{seals_} with {words.counted(len(stands.cases), 'question')}: {len(settled)} settled "
            f"and scored, {len(stands.of('open'))} open, {len(stands.of('overdue'))} overdue, "
            f"{len(stands.of('void', 'known', 'hindsight'))} not scored."
        )
    if settled:
        said.append(f"{came} came where {words.times(expected)} were expected.")
    done = [each for each in stands.years if each.state == "settled"]
    if stands.years:
        said.append(f"Years of all pairs: {len(done)} settled of {len(stands.years)} sealed.")
    for card in found.cards:
        better = [e.rival for e in card.rivals if e.skill is not None and e.skill < 0]
        if better:
            said.append(f"On {card.what}, better than the seals so far: {words.listed(better)}.")
    return said


def summary(found: SealedRecord) -> Section:
    """Whether the record holds, and how much there is."""
    head = found.head
    holds = (
        "it holds; nothing was edited, dropped or put in"
        if not found.faults
        else "it DOES NOT HOLD"
    )
    blocks: list[Block] = []
    if found.faults:
        blocks.append(Bullets(tuple(words.sentence(each) for each in found.faults)))
    blocks.append(Paragraph(" ".join(lines(found))))
    if found.replay:
        blocks.append(Paragraph(REPLAY))
    lead = f"{found.name}, {words.counted(head.size, 'record')} on {found.standing.day}: {holds}."
    return Section("record", "", lead, tuple(blocks))


def misses(cases: tuple[ForecastCase, ...], most: int) -> Section:
    """Settled forecasts, the dearest first."""
    scored = [each for each in misses_first(cases) if each.scored]
    title = "Settled, misses first"
    if not scored:
        return Section("misses", title, "None is settled yet.", ())
    rows = tuple(
        (
            f"{each.seal.id}\n{each.question.id}", f"{each.seal.day}",
            seals.interval(each.question).replace(" (", "\n("), _outcome(each),
            _chance(each.question.base), _chance(each.question.logit),
            "none" if each.previous is None else words.percent(each.previous),
            f"{loss(each) or 0.0:.2f}",
        )
        for each in scored[:most]
    )  # fmt: skip
    heads = ("Seal and question", "Sealed", "Chance", "Outcome", "Base", "Logit", "Last", "Loss")
    note = words.said(
        "Loss: the log score, 0 for certainty that was right. Base, Logit, Last: the base rate, a "
        "plain logit, the version sealed before.",
        words.left_out(most, len(scored), "settled question"),
    )
    table = Table("misses", "", heads, rows, note, ("l", "l", "r", "l", "r", "r", "r", "r"))
    return Section("misses", title, "", (table,))


def _chance(given: object) -> str:
    chance = getattr(given, "chance", None)
    return "none" if chance is None else words.percent(chance)


def _outcome(case: ForecastCase) -> str:
    if case.settlement is None:
        return ""
    said: str = case.settlement.outcome
    if case.settlement.on is not None and said == "yes":
        said += f"\n{case.settlement.on}"
    return said + (f"\nrevised {case.revised}×" if case.revised else "")


def waiting(
    cases: Sequence[ForecastCase], name: str, title: str, most: int
) -> Section | None:  # fmt: skip
    """Questions without an outcome, those that close first at the top."""
    if not cases:
        return None
    ordered = sorted(cases, key=lambda each: (each.question.closes, each.seal.id))
    rows = tuple(
        (each.seal.id, each.question.id, f"{each.question.closes}",
         seals.interval(each.question), _chance(each.question.base))
        for each in ordered[:most]
    )  # fmt: skip
    heads = ("Seal", "Question", "Closes", "Chance", "Base rate")
    note = words.left_out(most, len(cases), "question")
    lead = f"{words.counted(len(cases), 'question')}."
    table = Table(name, "", heads, rows, note, ("l", "l", "l", "r", "r"))
    return Section(name, title, lead, (table,))


def unscored(cases: Sequence[ForecastCase], most: int) -> Section | None:
    """What has an outcome, or had one, that says nothing of foresight."""
    if not cases:
        return None
    rows = tuple(
        (each.seal.id, each.question.id, words.percent(each.question.chance), WHY[each.state],
         words.cut(each.settlement.why if each.settlement else "", 60))
        for each in cases[:most]
    )  # fmt: skip
    heads = ("Seal", "Question", "Chance", "Why", "Reason given")
    note = words.left_out(most, len(cases), "question")
    return Section(
        "unscored", "On the record, not scored", "", (Table("unscored", "", heads, rows, note),)
    )


def outside(cases: Sequence[ForecastCase], most: int) -> Section | None:
    """What others thought, beside the seal; only those of the same criteria are scored."""
    told = [(case, by, each) for case in cases for by, each in case.outside.items()]
    if not told:
        return None
    rows = tuple(
        (case.question.id, words.cut(by, 40), f"{each.on}", words.percent(each.chance),
         words.percent(case.question.chance), each.criteria, each.grade)
        for case, by, each in told[:most]
    )  # fmt: skip
    heads = ("Question", "By", "On", "Theirs", "Sealed", "Criteria", "Grade")
    note = words.said(
        "Scored beside the seal only where criteria are the same.",
        words.left_out(most, len(told), "outside forecast"),
    )
    table = Table("outside", "", heads, rows, note, ("l", "l", "l", "r", "r", "l", "l"))
    return Section("outside", "What others thought", "", (table,))


def listed(found: SealedRecord) -> Section:
    """The seals, and how to check the record."""
    rows = tuple(
        (each.id, f"{each.day}", each.what, f"{each.table.rows if each.table else 0:,}"
         if each.table else f"{len(each.questions)}", each.maker.version,
         each.maker.sha256[:12], each.by)
        for each in found.standing.seals
    )  # fmt: skip
    heads = ("Seal", "Sealed", "What", "Forecasts", "Version", "Program", "By")
    table = Table("seals", "", heads, rows, "Program: how the hash over its files begins.",
                  ("l", "l", "l", "r", "l", "l", "l"))  # fmt: skip
    said = (
        "Whoever has the file and the public key checks it offline with `foedus forecast verify`. "
        "What was never sealed is on no record, and a keeper who shows others another history is "
        "found by a head that somebody holds, or a witness."
    )
    return Section("seals", "Seals", "", (table, Paragraph(said)))


def page(found: SealedRecord) -> Brief:
    """The record as a page."""
    first, *rest = sections(found)
    replay = (REPLAY,) if found.replay else ()
    return Brief(
        title="Sealed forecasts, and what came of them",
        subtitle=first.lead,
        as_of=str(found.standing.day),
        abstract=(*map(words.sentence, found.faults), *lines(found), *replay),
        sections=tuple(rest),
        meta={
            "Record": found.name, "Records": str(found.head.size),
            "Root": found.head.root.hex(),
        },
        data=found.to_dict(),
        kind="record",
        ground="Generated from a log of sealed forecasts; no sentence is written by hand for one "
        "forecast. This page holds every question and score as data.",
    )  # fmt: skip
