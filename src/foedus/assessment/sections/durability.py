"""How long each design stands, and how a war would go."""

from collections.abc import Iterator

from foedus.assessment.sections.designs import horizons
from foedus.assessment.sections.voice import Voice, right, stacked
from foedus.report import words
from foedus.report.blocks import Bullets, Section, Table

_RENEWAL = {
    "none": "whose text says nothing of renewal",
    "by-agreement": "renewed by agreement",
    "automatic": "renewed automatically",
}


def section(v: Voice) -> Section | None:
    """A table of standing and of the parts of war, then each design's end; None if none binds."""
    spans, rows = horizons(v.found.years), []
    for name, design in v.binding.items():
        held, kept = design.durability, design.reliability
        if held is not None and kept is not None:
            cells = [*(held.standing[span - 1] for span in spans),
                     kept.helped[-1], kept.abandoned[-1], kept.lapsed[-1]]  # fmt: skip
            rows.append((v.head(name), *map(stacked, cells)))
    if not rows:
        return None
    table = Table(
        "ends",
        "How long each design stands, and what a war would find",
        ("Design", *(f"Stands in\n{v.found.until(span)}" for span in spans),
         "War, guarantor\nfights", "War,\nabandoned", "War after\nlapse"),
        tuple(rows),
        f"The last three are parts of the chance of war {v.span} and add up to it. A guarantor "
        "fights: the guarantee stands and is honored. Abandoned: it stands and is not. After "
        "lapse: it had been broken, or let go at its term's end. Brackets hold 90% intervals.",
        right(len(spans) + 3),
    )  # fmt: skip
    return Section(
        "standing", "How long it stands, and how a war would go", "",
        (table, Bullets((*_ends(v), _record(v)))),
    )  # fmt: skip


def _ends(v: Voice) -> Iterator[str]:
    for name, design in v.binding.items():
        held = design.durability
        if held is None:
            continue
        told = f"{v.head(name)}: broken off with a chance of {words.brackets(held.broken)} a year"
        if held.renewed:
            told += (
                f"; its term ends after {words.years(held.holding.term or 0)} and is renewed with "
                f"a chance of {words.brackets(held.renewed)}, as terms "
                f"{_RENEWAL[held.holding.renewal]} were"
            )
        told += f"; farther from the data than {words.share(held.percentile)} of commitments"
        if held.holding.renews:
            told += "; it rewrites what stands, whose lapse is in no chance of war here"
        yield f"{told}."


def _record(v: Voice) -> str:
    era, counts = list(v.found.run.lapsing.model.record["eras"].items())[-1]
    when = f"since {era[:-1]}" if era.endswith("–") else f"of {era}"
    low = counts["broken"] > counts["fitted"]
    return (
        f"In the record {when}, {counts['broken']:,} commitments to defense were broken in "
        f"{counts['member_years']:,} member-years, where the model has {counts['fitted']:.0f}"
        + (": its chances of breaking may be low (docs/lapse.md)." if low else " (docs/lapse.md).")
    )
