"""How long each design stands, how a war would go, which clause does the work.

Lines of plain text, at most 100 columns wide, for :mod:`foedus.assess.text`.
"""

import textwrap
from collections.abc import Iterator

from foedus.assess import words
from foedus.assess.credit import PARTS
from foedus.assess.deterrence import Estimate
from foedus.assess.result import Assessment, DesignResult
from foedus.history import pledge, presence

WIDTH = 100
_NAME, _CELL = 28, 14
_RENEWAL = {
    "none": "whose text says nothing of renewal",
    "by-agreement": "renewed by agreement",
    "automatic": "renewed automatically",
}


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _binding(found: Assessment) -> dict[str, DesignResult]:
    return {name: design for name, design in found.designs.items() if design.durability}


def standing(found: Assessment) -> Iterator[str]:
    """A table: how long each guarantee stands, and how a war would go."""
    binding = _binding(found)
    if not binding:
        return
    mid = min(10, found.years)
    spans = (mid, found.years) if mid < found.years else (found.years,)
    groups = [("still standing after", len(spans)), (f"war within {words.years(found.years)}", 3)]
    yield " " * _NAME + "".join(name.rjust(_CELL * size) for name, size in groups)
    heads = [*(words.years(span) for span in spans), "with help", "abandoned", "after lapse"]
    yield " " * _NAME + "".join(head.rjust(_CELL) for head in heads)
    for name, design in binding.items():
        held, kept = design.durability, design.reliability
        if held is None or kept is None:
            continue
        cells = [held.standing[span - 1] for span in spans]
        cells += [kept.helped[-1], kept.abandoned[-1], kept.lapsed[-1]]
        yield _row(name, cells)
        yield _ends(cells)
    yield from _wrapped(
        "With help: the guarantee stands and is honored, so a guarantor is drawn in. Abandoned: it "
        "stands and is not. After lapse: it had been broken, or let go at its term's end. The "
        "three add up to war."
    )
    yield from _terms(found)


def _row(name: str, cells: list[Estimate]) -> str:
    short = name if len(name) < _NAME else name[: _NAME - 2] + "…"
    return short.ljust(_NAME) + "".join(words.percent(cell.value).rjust(_CELL) for cell in cells)


def _ends(cells: list[Estimate]) -> str:
    ends = (f"({words.span(cell.low, cell.high).removesuffix('%')})" for cell in cells)
    return " " * _NAME + "".join(end.rjust(_CELL) for end in ends)


def _terms(found: Assessment) -> Iterator[str]:
    for name, design in _binding(found).items():
        held = design.durability
        if held is None:
            continue
        told = f"{name}: broken {words.percent(held.broken.value)} a year"
        told += f" ({words.span(held.broken.low, held.broken.high)})"
        if held.renewed:
            chance = f"{words.percent(held.renewed.value)} ("
            chance += f"{words.span(held.renewed.low, held.renewed.high)})"
            told += (
                f"; its term ends after {words.years(held.holding.term or 0)} and is renewed with "
                f"{chance}, as terms {_RENEWAL[held.holding.renewal]} were"
            )
        told += f"; farther from the data than {words.share(held.percentile)} of commitments"
        if held.holding.renews:
            told += "; it rewrites what stands, whose lapse is in no chance of war here"
        yield from _wrapped(told + ".")
    era, counts = list(found.run.lapsing.model.record["eras"].items())[-1]
    when = f"since {era[:-1]}" if era.endswith("–") else f"of {era}"
    yield from _wrapped(
        f"In the record {when}, {counts['broken']:,} commitments to defense were broken in "
        f"{counts['member_years']:,} member-years, where the model has {counts['fitted']:.0f}: its "
        "chances of breaking may be low (docs/lapse.md)."
    )


def honored(found: Assessment) -> Iterator[str]:
    """Whether a promise is honored when called on: the chance, the record, how far it speaks."""
    kept = [d.reliability for d in _binding(found).values() if d.reliability]
    if kept:
        one, record = kept[0], found.honor.record
        eras = ", ".join(
            f"{count.honored} of {count.called} signed {era}"
            for era, count in record.by_era.items()
        )
        yield from _wrapped(
            f"Called on in war, a promise of defense signed today is honored with "
            f"{words.percent(one.honored.value)} (90% interval "
            f"{words.span(one.honored.low, one.honored.high)}). The record, 1816–2003: "
            f"{record.defense.honored} of {record.defense.called} honored, {eras}."
        )
        yield from _wrapped(
            "Only the era of signature forecast this out of sample: power, depth, regime and law "
            "did not, so that every design has the same chance. A promise such as these lies "
            f"farther from the data than {words.share(max(each.percentile for each in kept))} of "
            "the calls (docs/honor.md)."
        )
        yield from _wrapped(found.honor.caveat)
    yield from _pledges(found)


def _pledges(found: Assessment) -> Iterator[str]:
    """The challenger's own word, and what became of such words."""
    yield from _told(found)
    owed = [name for name, design in found.designs.items() if design.reading.pledge.owed]
    if not owed:
        return
    record = pledge.shipped()
    rate, after = record.rate("war"), record.after("force", 10)
    one = words.name_of(found.scenario.challenger, found.scenario.as_of.year)
    new = [name for name in owed if found.designs[name].reading.pledge.by_design]
    said = f"{one} owes nonaggression"
    pacts = found.designs[owed[0]].reading.pledge.pacts
    by = f", by {words.listed(pacts)}" if pacts else ""
    said += f" by the text of {words.listed(new)}" if new else f" already{by}"
    yield from _wrapped(
        f"{said}. Pairs with such a pledge of the challenger's had {rate.ratio:.2f} times the wars "
        "that the ladder expects of pairs like them without one "
        f"({rate.low:.2f}–{rate.high:.2f}); within 10 years of a bilateral one, "
        f"{words.percent(after.share)} saw force (expected "
        f"{words.percent(after.expected_share)}). On trial it did not help forecasts, so it moves "
        "no number here."
    )


def _told(found: Assessment) -> Iterator[str]:
    """Pledges of the scenario, which move no number."""
    asked = found.scenario
    over = [change.summary() for change in asked.baseline if change.verb == "lapsed"]
    if over:
        yield from _wrapped(f"Taken to hold no more: {'; '.join(over)}.")
    if not asked.pledges:
        return
    told = (
        f"{each.by} {each.what}{' toward ' + ', '.join(each.toward) if each.toward else ''} by "
        f"{each.form.replace('-', ' ')} ({each.status})"
        for each in asked.pledges
    )
    yield from _wrapped(
        f"Pledges that the scenario tells, none of which moves a number: {'; '.join(told)}. What "
        "is offered or reported binds nobody until it is made."
    )


def credited(found: Assessment) -> Iterator[str]:
    """Which clause does the work: each design's effect shared out."""
    if not found.credit:
        return
    span = next(iter(found.credit.values())).years
    yield from _wrapped(
        f"Shares of each design's effect on the logit of war within {words.years(span)} (Shapley "
        "values; negative: less war), medians and 90% intervals over draws."
    )
    width = 22
    names = list(found.credit)
    for start in range(0, len(names), 3):
        here = names[start : start + 3]
        yield " " * 34 + "".join(_cut(name, width - 2).rjust(width) for name in here)
        for part, meaning in PARTS.items():
            if any(part in found.credit[name].parts for name in here):
                cells = (found.credit[name].parts.get(part) for name in here)
                told = (_effect(cell) if cell else "–" for cell in cells)
                yield _cut(meaning.split(";")[0], 33).ljust(34) + "".join(
                    each.rjust(width) for each in told
                )
        totals = (_effect(found.credit[name].total) for name in here)
        yield "all together".ljust(34) + "".join(each.rjust(width) for each in totals)
    yield from _wrapped(
        "No credit goes to whose attack, where, how freely a guarantor judges, conditions, "
        "consultation or aid: the record either lacks them or forecast worse with them."
    )
    yield from _wrapped(forces())


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


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _effect(one: Estimate) -> str:
    """``−0.84 (−1.50, −0.13)``, with true minus signs."""
    return f"{one.value:+.2f} ({one.low:+.2f}, {one.high:+.2f})".replace("-", "−")
