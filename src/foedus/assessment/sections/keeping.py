"""How long each design stands, how a war would go, which clause does the work.

Lines of plain text, at most 100 columns wide, for :mod:`foedus.assessment.sections.text`.
"""

import textwrap
from collections.abc import Iterator

from foedus.assessment.credit import PARTS
from foedus.assessment.reliability import Reliability
from foedus.assessment.result import Assessment, DesignResult
from foedus.estimate import Estimate
from foedus.history import pledge, presence
from foedus.history.honor import RECORDS, Family
from foedus.report import words

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
    for lines in _chances(found):
        yield from _wrapped(lines)
    if _kept(found):
        for lines in (*_tested(found), *_counted(found)):
            yield from _wrapped(lines)
        yield from _wrapped(found.honor.caveat)
    yield from _pledges(found)


def _kept(found: Assessment) -> dict[str, Reliability]:
    return {name: d.reliability for name, d in _binding(found).items() if d.reliability}


def _chances(found: Assessment) -> Iterator[str]:
    """The chance under each design; those with the same one together."""
    groups: dict[Estimate, list[str]] = {}
    for name, one in _kept(found).items():
        groups.setdefault(one.honored, []).append(name)
    for each, names in groups.items():
        rate = _kept(found)[names[0]].rate
        which = "" if len(groups) == 1 else f" ({words.listed(names)})"
        yield (
            f"Called on in war, a promise of defense signed today{which} is honored with "
            f"{words.percent(each.value)} (90% interval {words.span(each.low, each.high)}). The "
            "interval is that of one kind of guarantor, not yet seen; the average over all kinds "
            f"is {words.span(rate.low, rate.high)}."
        )
    if groups:
        far = max(one.percentile for one in _kept(found).values())
        yield (
            "Only the era of signature and whether the attacker is itself a member forecast honor "
            "out of sample; power, depth, regime and law did not, so that no clause changes it. "
            f"A promise such as these lies farther from the data than {words.share(far)} of the "
            "calls (docs/honor.md)."
        )


def _tested(found: Assessment) -> Iterator[str]:
    """Which families a war called on, and which were never tested."""
    never = {name: one for name, one in _kept(found).items() if not one.tested}
    if never:
        within = [name for name, one in never.items() if one.family]
        said = f"Never tested: {words.listed(list(never))}. In the record no war waged from "
        said += f"outside called on a promise of {'its' if len(never) == 1 else 'their'} family"
        if within:
            said += f" ({words.listed(within)}: by a member against a member alone)"
        yield said + ": such a promise may deter, or nobody tried it; the record cannot tell."
    groups: dict[Family, list[str]] = {}
    for name, one in _kept(found).items():
        if one.family and one.tested:
            groups.setdefault(one.family, []).append(name)
    for each, names in groups.items():
        yield (
            f"{words.listed(names)}: {'its' if len(names) == 1 else 'their'} family ({each.name}) "
            f"was called on {_times(each.outside)} by wars from outside, the last in {each.last}; "
            f"{each.kept} of these calls {'was' if each.kept == 1 else 'were'} honored. That is in "
            "the fit and does not set the chance apart: a family's own record did not clearly help "
            "out of sample."
        )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _counted(found: Assessment) -> Iterator[str]:
    """The record, and those that others counted."""
    record = found.honor.record
    eras = ", ".join(f"{c.honored} of {c.called} signed {era}" for era, c in record.by_era.items())
    outside = record.outside["since 1945"]
    other = {one.key: one.said for one in RECORDS}
    yield (
        f"The record, 1816–2003: {record.defense.honored} of {record.defense.called} promises of "
        f"defense honored, {eras}; of the latter, {outside.honored} of {outside.called} against an "
        "attacker from outside. Others count other things: of any obligation "
        f"{other['all-before']} in wars to 1944 and {other['all-after']} since (Berkemeier & "
        "Fuhrmann 2018), "
        f"{other['leeds-anac']} to 1944 (Leeds & Anac 2005), {other['leeds-long-mitchell']} to "
        "1944 by what each text asked for (Leeds, Long & Mitchell 2000), "
        f"{other['chiba']} over "
        "200 years (Chiba and others 2026)."
    )


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
