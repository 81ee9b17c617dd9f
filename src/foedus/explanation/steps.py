"""Steps from a design's text to its chances: reading, rungs, years, lapse, honor."""

from math import isnan

import numpy as np

from foedus.assessment.designs import Reading
from foedus.assessment.drivers import Driver
from foedus.explanation.derivation import Step
from foedus.explanation.trace import Trace
from foedus.history.covariates import DEPTH_UNIT, RUNGS, logistic
from foedus.history.depth import ITEMS
from foedus.history.events import STEPS
from foedus.history.honor.features import era
from foedus.history.pair import EVENTS
from foedus.report import words
from foedus.terms.depth import ATOP_ITEMS

#: What a forecast of T years rests on beside the ladder.
YEARS_RULE = (
    "P(none by year T) = E[product of (1 - p_t)]: each draw runs paths year by year, in which "
    "disputes of both sides raise the counts and end the quiet and rivalry may end or begin, drawn "
    "given that the event has not come yet"
)


def path(trace: Trace, design: str, event: str, over: int) -> tuple[Step, ...]:
    """All steps to what the paths give of an event in so many years; their level comes after."""
    return (
        *reading(trace, design), *rungs(trace, design), first_year(trace, design),
        years(trace, design, event, over), *lapse(trace, design),
    )  # fmt: skip


def reading(trace: Trace, design: str) -> tuple[Step, ...]:
    """How the design's text sets the guarantee's columns."""
    return trace.once(("reading", design), lambda: _reading(trace, design))


def _reading(trace: Trace, design: str) -> tuple[Step, ...]:
    read = trace.found.designs[design].reading
    left = "; ".join(f"{words.code(state)}: {reason}" for state, reason in read.left_out.items())
    if not read.binds:
        kept = ", ".join(f"{k} {v:g}" for k, v in read.before.items() if v)
        return (
            Step(
                f"nobody is bound to defend{f' ({left})' if left else ''}, so the guarantee's "
                f"columns are those of what stands already: {kept or 'none'}"
            ),
        )
    written = trace.found.scenario.designs.get(design)
    owed = "; ".join(clause.summary() for clause in written.owed("defense")) if written else ""
    said = [
        f"bound by `{owed}`: {words.roster(read.guarantors)}"
        + (f" (left out {left})" if left else ""),
        f"major = {read.columns['major']:g}: {words.roster(read.majors) or 'no major power'}; "
        f"minor = {read.columns['minor']:g}; nuclear = {read.columns['nuclear']:g}: "
        f"{words.roster(read.nuclear) or 'none has nuclear weapons'}",
        depth(read),
    ]
    if read.replaces:
        said.append(f"it takes the place of {', '.join(read.replaces)}")
    return tuple(map(Step, said))


def rungs(trace: Trace, design: str) -> tuple[Step, ...]:
    """The rungs' logits in the first year, at the posterior's mean."""
    return tuple(rung(trace, each, design) for each in RUNGS)


def rung(trace: Trace, name: str, design: str) -> Step:
    """One rung's logit in the first year, covariate by covariate."""
    terms = trace.terms(name, design)
    logit = sum(term.part for term in terms)
    return Step(
        f"whether {STEPS[name]} in the twelve months to {trace.found.until(1)}: the parts below "
        f"add up to a logit of {logit:+.3f}, a chance of {words.percent(float(logistic(logit)))} "
        "at the posterior's mean",
        terms,
    )


def first_year(trace: Trace, design: str) -> Step:
    """From the rungs to the chance reported for the first year."""
    first = trace.paths(design).first
    chances = ", ".join(
        f"{event} {words.percent(float(first[event].mean()))}" for event in EVENTS.values()
    )
    return Step(
        "a dispute, then force, then deadly force, then war: the rungs' chances are "
        f"multiplied, draw by draw; the mean over {trace.found.draws:,} draws in the first year "
        f"forecast is {chances}"
    )


def years(trace: Trace, design: str, event: str, over: int) -> Step:
    """From yearly chances to that of at least one in so many years."""
    raw = trace.paths(design)
    one, by = (
        float(np.mean(each, dtype=np.float64))
        for each in (raw.first[event], raw.by[event][:, over - 1])
    )
    return Step(
        f"years add up: {YEARS_RULE}. {words.percent(one)} in the first year, kept for "
        f"{words.years(over)}, would make {words.percent(1 - (1 - one) ** over)}; with what each "
        "year leaves to the next, what either side's disputes do, and what draws differ by, the "
        f"paths come to {words.percent(by)} by {trace.found.until(over)}"
    )


def depth(read: Reading) -> str:
    """The ties that count, and the depth that they make."""
    counted = [
        f"{item.words} ({name} {code})"
        for item, name, code in zip(ITEMS, ATOP_ITEMS, read.ties, strict=True)
        if code
    ]
    return (
        f"depth {read.depth:.2f} (sd {read.depth_sd:.2f}), drawn anew in every draw, from "
        f"{', '.join(counted) or 'no military tie'}; the ladder's covariate is depth over "
        f"{DEPTH_UNIT:g}"
    )


def ties(trace: Trace, design: str) -> Step:
    """The ties of a design's text, and of its practice where that differs."""
    result = trace.found.designs[design]
    said = f"from the text: {depth(result.reading)}"
    if result.practice:
        said += f". As it works (`practice`): {depth(result.practice.reading)}"
    return Step(said)


def lapse(trace: Trace, design: str) -> tuple[Step, ...]:
    """How the guarantee may end; empty where it binds nobody."""
    stands = trace.found.designs[design].durability
    if stands is None:
        return ()
    held = stands.holding
    if isnan(held.ratified):
        adopted = "the text does not say by whom it is adopted"
    else:
        adopted = "ratified" if held.ratified else "adopted by the executive alone"
    said = [
        f"lapse: {held.parties} parties, {adopted}: broken in a year with a chance of "
        f"{words.percent(stands.broken.value)}, the mean over {len(held.democracy)} guarantors"
    ]
    if held.term is None:
        said.append("no end is set" if held.span is None else "its term has run out already")
    elif stands.renewed is None:
        said.append(f"its term of {held.term} years ends after the forecast")
    else:
        said.append(
            f"its term ends after {held.term} years, then every {held.span}, renewed with a "
            f"chance of {words.percent(stands.renewed.value)} (text: {held.renewal})"
        )
    end = words.percent(stands.standing[-1].value)
    said.append(f"it still stands after {words.years(len(stands.standing))} with {end}")
    return (Step("; ".join(said)),)


def hazard(trace: Trace) -> Step:
    """The coefficients of the yearly hazard of lapse."""
    model = trace.found.run.lapsing.model
    fitted = "; ".join(
        f"{name} {mean:+.2f} (sd {sd:.2f}, prior sd {prior:.2f})"
        for name, mean, sd, prior in zip(
            model.names, model.mean, model.sd, model.prior_sd, strict=True
        )
    )
    return Step(f"the yearly hazard is a logit on standardized covariates: {fitted}")


def honor(trace: Trace, design: str) -> tuple[Step, ...]:
    """How the chance comes about that the promise is honored; empty where there is none."""
    trust = trace.found.designs[design].reliability
    if trust is None:
        return ()
    year = trace.found.scenario.as_of.year
    seen = trace.found.honor.record.outside.get(era(year))
    fitted = "; ".join(
        f"{one.name} {one.mean:+.2f} (sd {one.sd:.2f}, prior sd {one.prior_sd:g})"
        for one in trace.found.honor.coefficients
    )
    return (
        Step(
            f"honor: a promise signed in {year}, on the logit "
            f"{fitted}, averaged over wars, for a family of guarantors not yet seen: "
            f"{words.percent(trust.honored.value)}. The record of promises signed {era(year)}, "
            "against attackers from outside: "
            + (f"{seen.honored} of {seen.called}" if seen else "none was called on")
            + ". No feature of a text forecast it "
            "out of sample, so every promise signed today against an outsider has the same "
            "chance"
        ),
    )


def driver(one: Driver) -> Step:
    """A driver's arithmetic."""
    return Step(
        f"{one.meaning}: {one.value:.4g} here, {one.typical:.4g} in a typical row of the rung; "
        f"its part in the logit is {one.effect:+.3f} (sd {one.sd:.3f})"
    )
