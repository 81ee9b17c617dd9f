"""Which clause does the work: each design's effect shared out, and the terms behind it."""

from collections.abc import Iterator

from foedus.assessment.credit import PARTS
from foedus.assessment.sections.voice import Voice, right
from foedus.estimate import Estimate
from foedus.history import presence
from foedus.history.covariates import RUNGS
from foedus.history.events import STEPS
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table
from foedus.report.figure.type import signed

#: Designs side by side in one table, and in all of them.
_WIDE, _SHARED = 3, 9


def section(v: Voice) -> Section | None:
    """Shares of the effect, then the terms of each rung; None where no design binds anyone."""
    if not v.binding:
        return None
    unseen = "" if v.found.past else forces()  # on trial with years later than a past question
    return Section(
        "clauses",
        "Which clause does the work",
        "The model knows who promises, whether a major or a nuclear power does, and how deep the "
        "military ties are. It gives no credit to whose attack, where, how freely a guarantor "
        "judges, conditions, consultation or aid: the record either lacks them or forecast worse "
        "with them.",
        (
            *_credit(v),
            terms(v),
            Bullets(tuple(_each_term(v))),
            *([Paragraph(unseen)] if unseen else []),
        ),
    )


def _credit(v: Voice) -> Iterator[Block]:
    credit = v.found.credit
    least = set(sorted(credit, key=lambda name: credit[name].total.value)[:_SHARED])
    names = [name for name in credit if name in least]
    for start in range(0, len(names), _WIDE):
        some = names[start : start + _WIDE]
        span = words.years(credit[some[0]].years)
        rows = [
            (meaning.split(";")[0], *(_effect(credit[name].parts.get(part)) for name in some))
            for part, meaning in PARTS.items()
            if any(part in credit[name].parts for name in some)
        ]
        last = start + _WIDE >= len(names)
        yield Table(
            f"credit-{start // _WIDE + 1}",
            f"Shares of each design's effect on the logit of war within {span}",
            ("Part", *map(v.head, some)),
            (*rows, ("all together", *(_effect(credit[name].total) for name in some))),
            words.said(
                "Shapley values; negative: less war. Medians over draws; brackets hold 90% "
                "intervals.",
                words.left_out(len(names), len(credit), "design"),
            ) if last else "",
            right(len(some)),
        )  # fmt: skip


def _effect(one: Estimate | None) -> str:
    if one is None:
        return "–"
    return f"{signed(one.value)}\n({signed(one.low)}, {signed(one.high)})"


def terms(v: Voice) -> Table:
    """The guarantee's part in each rung, all of its terms together."""
    return Table(
        "guarantee-terms",
        "The guarantee's part in each rung, on the logit",
        ("Design", *(f"Whether {STEPS[rung]}" for rung in RUNGS)),
        tuple(
            (v.head(name), *(f"{signed(effect)} ({sd:.2f})" for effect, sd in
                     (each.total[rung] for rung in RUNGS)))
            for name, each in v.binding.items()
        ),
        v.note("Standard deviations in brackets. Below 0: less of it in the record."),
        right(len(RUNGS)),
    )  # fmt: skip


def _each_term(v: Voice) -> Iterator[str]:
    for name, design in v.binding.items():
        rungs = (
            f"{rung} " + ", ".join(f"{one.name.replace('_', ' ')} {signed(one.effect)}"
                                   for one in parts)
            for rung, parts in design.terms.items()
        )  # fmt: skip
        yield f"Term by term, {v.title(name)}: {'; '.join(rungs)}."


def forces() -> str:
    """Why forces as such move no number; empty where on trial they helped."""
    record = presence.shipped()
    if record.helps:
        return ""
    told = ", ".join(
        f"{rung} {total:+.1f} ± {se:.1f}".replace("-", "−")
        for rung in record.trials["level"]
        for total, se in [record.change("level", rung)]
    )
    return (
        "Nor are forces as such seen, only the ties of a text or practice, so that 100 and 10,000 "
        "stationed are the same: US personnel in the target the year before, the one presence "
        f"counted for long ({record.first}–{record.last}), did not help on trial (log loss {told}; "
        "below 0 would help; docs/ladder.md)."
    )
