"""Whether a promise would be honored: the chance, the record, and the challenger's own word."""

from collections.abc import Iterator, Sequence

from foedus.assessment.origin import years_of_calls
from foedus.assessment.reliability import Reliability
from foedus.assessment.sections.titles import headed
from foedus.assessment.sections.voice import Voice
from foedus.estimate import Estimate
from foedus.history import pledge
from foedus.history.honor import AllianceFamily
from foedus.history.honor.features import era
from foedus.report import words
from foedus.report.blocks import Bullets, Section
from foedus.terms.instruments import called


def section(v: Voice) -> Section | None:
    """The chance, what it rests on, and pledges; None where there is nothing to say."""
    kept = {name: each.reliability for name, each in v.binding.items() if each.reliability}
    said = [*_chances(v, kept)]
    if kept:
        said += [*_tested(v, kept), _counted(v), v.found.honor.caveat]
    said += [*_pledges(v), *_owed(v)]
    return Section("honor", "Would it be honored", "", (Bullets(tuple(said)),)) if said else None


def _chances(v: Voice, kept: dict[str, Reliability]) -> Iterator[str]:
    """The chance under each design; those with the same one together."""
    groups: dict[Estimate, list[str]] = {}
    for name, one in kept.items():
        groups.setdefault(one.honored, []).append(name)
    for each, names in groups.items():
        rate = kept[names[0]].rate
        which = "" if len(groups) == 1 else f" ({v.some(names)})"
        yield (
            f"Called on in war, a promise of defense signed today{which} is honored with a chance "
            f"of {words.chance(each, v.yardstick)}. The "
            "interval is that of one kind of guarantor, not yet seen; the average over all kinds "
            f"is {words.span(rate.low, rate.high)}."
        )
    if groups:
        far = max(one.percentile for one in kept.values())
        yield (
            ("As all years have it since: only the era" if v.found.past else "Only the era")
            + " of signature and whether the attacker is itself a member forecast honor "
            "out of sample; power, depth, regime and law did not, so that no clause changes it. "
            f"A promise such as these lies farther from the data than {words.share(far)} of the "
            "calls (docs/honor.md)."
        )


def _tested(v: Voice, kept: dict[str, Reliability]) -> Iterator[str]:
    """Which families a war called on, and which were never tested."""
    never = {name: one for name, one in kept.items() if not one.tested}
    if never:
        within = [name for name, one in never.items() if one.family]
        said = f"Never tested: {v.some(list(never))}. In the record no war waged from "
        said += f"outside called on a promise of {'its' if len(never) == 1 else 'their'} family"
        if within:
            said += f" ({v.some(within)}: by a member against a member alone)"
        yield said + ": such a promise may deter, or nobody tried it; the record cannot tell."
    groups: dict[AllianceFamily, list[str]] = {}
    for name, one in kept.items():
        if one.family and one.tested:
            groups.setdefault(one.family, []).append(name)
    for each, names in groups.items():
        yield (
            f"{headed(v.some(names))}: {'its' if len(names) == 1 else 'their'} family "
            f"({each.name}) was called on {_times(each.outside)} by wars from outside, the last in "
            f"{each.last}; {each.kept} of these calls {'was' if each.kept == 1 else 'were'} "
            "honored. That is in the fit and does not set the chance apart: a family's own record "
            "did not clearly help out of sample."
        )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _counted(v: Voice) -> str:
    """The record, and those that others counted."""
    record, (first, last) = v.found.honor.record, years_of_calls(v.found.origin)
    eras = ", ".join(f"{c.honored} of {c.called} signed {era}" for era, c in record.by_era.items())
    mine = era(v.year)
    outside = record.outside.get(mine)
    which = "the latter" if mine == list(record.by_era)[-1] else f"those signed {mine}"
    against = (
        f"; of {which}, {outside.honored} of {outside.called} against an attacker from outside"
        if outside and outside.called else f"; of promises signed {mine} none had been called on"
    )  # fmt: skip
    return words.said(
        f"The record, {first}–{last}: {record.defense.honored} of {record.defense.called} promises "
        f"of defense honored, {eras}{against}.",
        _others(v),
    )


#: Records that others counted -> how a sentence tells them, where all are told.
_TOLD = (
    "of any obligation {all-before} in wars to 1944 and {all-after} since (Berkemeier & Fuhrmann "
    "2018), {leeds-anac} to 1944 (Leeds & Anac 2005), {leeds-long-mitchell} to 1944 by what each "
    "text asked for (Leeds, Long & Mitchell 2000), {chiba} over 200 years (Chiba and others 2026)"
)


def _others(v: Voice) -> str:
    """What others counted; of a question of the past those whose years were over. Empty if none."""
    other = {one.key: one for one in v.found.published}
    if not v.found.past:
        said = {key: one.said for key, one in other.items()}
        return f"Others count other things: {_TOLD.format(**said)}."
    told = [
        f"{each.said} of {each.counts}, {each.years} ({each.authors})"
        for key, each in other.items()
        if f"{{{key}}}" in _TOLD
    ]
    return f"Others count other things: {'; '.join(told)}." if told else ""


def _owed(v: Voice) -> Iterator[str]:
    """The challenger's own word, and what became of such words."""
    owed = [name for name, each in v.found.designs.items() if each.reading.pledge.owed]
    if not owed:
        return
    new = [name for name in owed if v.found.designs[name].reading.pledge.by_design]
    pacts = v.found.designs[owed[0]].reading.pledge.pacts
    by = f", by {words.listed(map(called, pacts))}" if pacts else ""
    how = f" by the text of {v.some(new)}" if new else f" already{by}"
    if v.found.past:
        yield (
            f"{v.one} owes nonaggression{how}. What became of such pledges is counted here with "
            "years later than the question, and so is left out; it moves no number."
        )
        return
    record = pledge.shipped()
    rate, after = record.rate("war"), record.after("force", 10)
    yield (
        f"{v.one} owes nonaggression{how}. Pairs with such a pledge of the challenger's had "
        f"{rate.ratio:.2f} times the wars that the ladder expects of pairs like them without one "
        f"({rate.low:.2f}–{rate.high:.2f}); within 10 years of a bilateral one, "
        f"{words.percent(after.share)} saw force (expected "
        f"{words.percent(after.expected_share)}). On trial it did not help forecasts, so it moves "
        "no number here."
    )


def _pledges(v: Voice) -> Iterator[str]:
    """Pledges of the scenario, which move no number."""
    asked = v.found.scenario
    year = asked.as_of.year
    over = [change.summary(titled=True) for change in asked.baseline if change.verb == "lapsed"]
    if over:
        yield f"Taken to hold no more: {'; '.join(over)}."
    told = (
        f"{words.name_of(each.by, year)} {each.what}{_toward(each.toward, year)} by "
        f"{each.form.replace('-', ' ')} ({each.status})"
        for each in asked.pledges
    )
    if asked.pledges:
        yield (
            f"Pledges that the scenario tells, none of which moves a number: {'; '.join(told)}. "
            "What is offered or reported binds nobody until it is made."
        )


def _toward(states: Sequence[str], year: int) -> str:
    named = words.listed([words.name_of(state, year) for state in states]) if states else ""
    return f" toward {named}" if named else ""
