"""The designs compared: scores, risk over the years, the ladder, the parts that matter, flips."""

from collections.abc import Iterator

from foedus.assessment.credit import PARTS
from foedus.assessment.figures import clauses, flips
from foedus.assessment.order import SURE
from foedus.assessment.result import DesignResult
from foedus.assessment.sections import flips as flip_words
from foedus.assessment.sections import keeping
from foedus.assessment.sections.text import horizons
from foedus.briefing.material import Material
from foedus.estimate import Estimate
from foedus.history.covariates import RUNGS
from foedus.history.events import EVENTS, STEPS
from foedus.report import words
from foedus.report.blocks import Align, Block, Bullets, Paragraph, Picture, Section, Table
from foedus.report.figure.type import signed

#: Designs in a table; inputs told one by one; designs whose effect is shared out.
MOST, INPUTS, SHARED = 40, 8, 5
_MARKS = (1, 5, 10, 20, 30, 50, 100)


def section(m: Material) -> Section:
    """Everything that sets the designs apart."""
    answers = len(m.groups)
    told = (
        "each with an answer of its own" if answers == len(m.found.designs)
        else "which all give the same answer" if answers == 1
        else f"which give {answers} different answers"
    )  # fmt: skip
    asked = m.found.scenario
    reach = f" The forecast runs from {asked.begins} to {asked.ends(m.found.years)}."
    reach += f" What the reference means: {m.found.meaning}."
    return Section(
        "designs",
        "The designs compared",
        f"{words.counted(len(m.found.designs), 'design')}, {told}.{reach}",
        (
            *m.pictures("scorecard"),
            _scores(m),
            Bullets(tuple(meanings())),
            *m.pictures("war-risk"),
            _growth(m),
            *m.pictures("ladder"),
            *_ends(m),
        ),
    )


def _shown(m: Material) -> list[str]:
    """Designs in the scenario's order; of a crowd the reference and those with the least war."""
    names = list(m.found.designs)
    if len(names) <= MOST:
        return names
    risk = {name: m.found.designs[name].risk.by["war"][-1].value for name in names}
    kept = set(sorted(names, key=risk.__getitem__)[: MOST - 1]) | {m.found.reference}
    return [name for name in names if name in kept]


def _rows(m: Material, shown: list[str]) -> list[tuple[str, DesignResult]]:
    """The rows of the designs shown: one that has a practice has two."""
    return [row for row in m.found.rows.items() if row[1].reading.name in shown]


def _note(m: Material, shown: list[str], *sentences: str) -> str:
    return words.said(*sentences, words.left_out(len(shown), len(m.found.designs), "design"))


def _right(count: int) -> tuple[Align, ...]:
    return tuple("r" for _ in range(count))


def _scores(m: Material) -> Table:
    shown, spans = _shown(m), horizons(m.found.years)
    rows = []
    for label, design in _rows(m, shown):
        read, given = design.reading, m.found.scenario.designs.get(design.reading.name)
        same = read.name == m.found.reference
        rows.append((
            label,
            words.cut((given.title if given else None) or "", 120),
            f"{len(read.guarantors)}" if read.binds else "nobody",
            f"{read.depth_count} of 8",
            *(words.brackets(design.risk.within(event, span))
              for event in ("deadly", "war") for span in spans),
            m.yardstick.word(design.risk.by["war"][-1].value),
            "reference" if same else _ratio(design.versus.ratio["war"]),
        ))  # fmt: skip
    heads = [
        f"{EVENTS[event].title.capitalize()} within {words.years(span)}"
        for event in ("deadly", "war")
        for span in spans
    ]
    align: tuple[Align, ...] = ("l", "l", "r", "r", *_right(len(heads)), "l", "r")
    return Table(
        "designs",
        "What each design comes to",
        ("Design", "Title", "Bound to defend", "Military ties", *heads,
         f"The last in words of {m.yardstick.title}", f"War, ratio to {m.found.reference}"),
        tuple(rows),
        _note(m, shown, "Chances are means and ratios medians over posterior draws; brackets hold "
              "90% intervals. Ties are those of the text; by its practice, those in force."),
        align,
    )  # fmt: skip


def meanings() -> Iterator[str]:
    """What deadly force and war are, with what counts and what does not."""
    for event in (EVENTS["deadly"], EVENTS["war"]):
        yield (
            f"{event.title.capitalize()}: {event.meaning}. It counts: {event.counts}. It does not: "
            f"{event.not_}."
        )


def _ratio(found: Estimate) -> str:
    return "the same" if found.low == found.high == 1.0 else words.ratio(found)


def _growth(m: Material) -> Table:
    marks = [mark for mark in _MARKS if mark < m.found.years] + [m.found.years]
    shown = _shown(m)
    return Table(
        "war-by-year",
        "Chance of at least one war by the end of each twelve months",
        ("Design", *(m.found.until(mark) for mark in marks)),
        tuple(
            (label, *(words.brackets(design.risk.by["war"][mark - 1]) for mark in marks))
            for label, design in _rows(m, shown)
        ),
        _note(m, shown, "Brackets hold 90% intervals."),
        ("l", *_right(len(marks))),
    )  # fmt: skip


def _ends(m: Material) -> Iterator[Block]:
    """How long each design stands, and what a war would find."""
    rows = []
    shown = [name for name in _shown(m) if m.found.designs[name].durability is not None]
    for name in shown:
        design = m.found.designs[name]
        held, sure = design.durability, design.reliability
        if held is None or sure is None:
            continue
        rows.append((
            name,
            words.brackets(held.standing[-1]),
            words.brackets(held.broken),
            words.brackets(held.renewed) if held.renewed else "no term ends",
            words.brackets(sure.honored),
            words.brackets(sure.helped[-1]),
            words.brackets(sure.abandoned[-1]),
            words.brackets(sure.lapsed[-1]),
        ))  # fmt: skip
    if rows:
        yield Table(
            "ends",
            "How long each design stands, and what a war would find",
            ("Design", f"Stands in {m.found.until(m.found.years)}", "Broken off in a year",
             "Renewed at its term", "Honored if called on", "War, guarantor fights",
             "War, abandoned", "War after lapse"),
            tuple(rows),
            f"The last three are parts of the chance of war {m.span} and add up to it. Whether a "
            "promise is honored is the record of promises that wars called on; it is the same "
            "for every promise signed today against an outsider, because only the era of signature "
            "and an attacker from within forecast it.",
            ("l", *_right(7)),
        )  # fmt: skip


def parts(m: Material) -> Section | None:
    """Which clause does the work; None where no design binds anyone."""
    binding = [name for name in _shown(m) if any(m.found.designs[name].terms.values())]
    if not binding:
        return None
    lead = (
        "The model knows who promises, whether a major or a nuclear power does, and how deep the "
        "military ties are. It gives other clauses no credit; in the data they made no better "
        "forecasts."
    )
    return Section(
        "clauses",
        "Which clause does the work",
        lead,
        (
            *_credit(m),
            _terms(m, binding),
            *(Paragraph(each) for each in [keeping.forces()] if each),
        ),
    )


def _credit(m: Material) -> Iterator[Block]:
    credits = m.found.credit
    if not credits:
        return
    years = next(iter(credits.values())).years
    yield Picture(clauses.of(m.found, credits, PARTS, years))
    least = sorted(credits, key=lambda name: credits[name].total.value)[:SHARED]
    for name in (each for each in credits if each in least):
        each = credits[name]
        part = min(each.parts, key=lambda part: each.parts[part].value)
        share = each.parts[part]
        yield Paragraph(
            f"{name}: on the logit of war within {words.years(each.years)}, all parts together "
            f"come to {_effect(each.total.value, each.total.low, each.total.high)}; the largest "
            f"share goes with {PARTS[part]}: {_effect(share.value, share.low, share.high)}."
        )


def _effect(value: float, low: float, high: float) -> str:
    return f"{signed(value)} (90% interval {signed(low)} to {signed(high)})"


def _terms(m: Material, binding: list[str]) -> Table:
    rows = []
    for name in binding:
        design = m.found.designs[name]
        cells = []
        for rung in RUNGS:
            effect, sd = design.total[rung]
            cells.append(f"{signed(effect)} ({sd:.2f})")
        rows.append((name, *cells))
    return Table(
        "guarantee-terms",
        "The guarantee's part in each rung, on the logit",
        ("Design", *(f"Whether {STEPS[rung]}" for rung in RUNGS)),
        tuple(rows),
        _note(m, _shown(m), "Standard deviations in brackets. Below 0: less of it in the record."),
        ("l", *_right(len(RUNGS))),
    )  # fmt: skip


def flipping(m: Material) -> Section | None:
    """What would flip the ranking; None where nothing was tried."""
    study, order = m.found.flips, m.found.order
    if len(order.groups) < 2:
        return None
    names = list(dict.fromkeys(swing.name for swing in study.swings))
    turning = list(dict.fromkeys(swing.name for swing in study.flipping))
    lead = (
        f"Of {words.counted(len(names), 'input')} moved to the ends of their ranges or chosen "
        f"otherwise, {len(turning) or 'none'} would make two designs that are told apart change "
        "places."
    )
    blocks: list[Block] = [Paragraph(_ranks(m))]
    blocks.append(Picture(flips.of(m.found, study), wide=True))
    if turning:
        blocks.append(Bullets(tuple(
            words.sentence(f"{flip_words.said(swing)}: {flip_words.turned(swing)}")
            for swing in study.flipping[:INPUTS]
        )))  # fmt: skip
        if len(study.flipping) > INPUTS:
            blocks.append(Paragraph(words.left_out(INPUTS, len(study.flipping), "such change")))
    return Section("flips", "What would flip the ranking", lead, tuple(blocks))


def _ranks(m: Material) -> str:
    """The order as things are, and the pairs that nothing ranks."""
    order = m.found.order
    apart = [f"{pair.low} and {pair.high}" for pair in order.pairs.values() if not pair.told]
    ranked = words.cut(flip_words.ranked(order))
    return words.said(
        f"From least war to most by the text, as things are: {ranked}.",
        f"Not told apart, so that nothing ranks them: {'; '.join(apart[:INPUTS])}."
        if apart
        else "",
        "One design is below another where its chance is lower in "
        f"{words.percent(SURE)} of draws by the text, and by practice and change within pairs "
        "stays lower.",
    )
