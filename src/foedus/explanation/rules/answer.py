"""Rules for the rest of the answer: what was asked, facts, columns, records."""

from foedus.explanation import basis
from foedus.explanation.derivation import Basis, Derivation, Step
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace
from foedus.facts.glossary import meaning
from foedus.history.covariates import RUNGS

RULES = Rules()

_ASKED = {
    "foedus_assessment": ("the version of this form of answer", "a version"),
    "first_year": ("the calendar year in which the first twelve months forecast end", "a year"),
    "last_year": ("the calendar year in which the last twelve months forecast end", "a year"),
    "years": ("how many years are forecast: the scenario's horizon, unless asked for", "years"),
    "draws": ("how many draws of the posteriors the answer is computed from", "draws"),
    "seed": ("the seed of the random numbers; the same seed gives the same answer", "a number"),
    "interval": ("how much of the draws an interval holds: from the 5th to the 95th percentile",
                 "a share, 0 to 1"),
}  # fmt: skip


@RULES.at("foedus_assessment|first_year|last_year|years|draws|seed|interval")
def asked(trace: Trace, name: str) -> Derivation:
    """What was asked for, and the form of the answer."""
    what, unit = _ASKED[name]
    if name in {"first_year", "last_year", "years"}:
        day, horizon = trace.found.scenario.as_of, trace.found.scenario.horizon
        says = f"`as_of: {day}` and `horizon: {horizon}`, or the years asked for"
        bases: tuple[Basis, ...] = (
            Basis("scenario", "as_of", says, {"scenario": trace.found.scenario.name}),
        )
    else:
        bases = basis.own(name, {
            "foedus_assessment": "so that a reader of the JSON knows its form",
            "draws": "an option; the default keeps the simulation's noise far below the interval",
            "seed": "an option; any seed serves",
            "interval": "90% is what the ladder's record is kept for too",
        }[name])  # fmt: skip
    return Derivation(what, unit, trace.span, (), bases)


@RULES.at("honor_record.*.called|honored|low|high")
def honor_record(trace: Trace, group: str, part: str) -> Derivation:
    """The raw record of honor."""
    what = {
        "called": "promises of defense on which a war called",
        "honored": "of them, those that were honored",
        "low": "the 5th percentile of the share honored",
        "high": "the 95th percentile of the share honored",
    }[part]
    which = {"all": "of all years"}.get(group, f"signed {group}")
    which = which.replace("from outside", "called on against an attacker that was no member")
    return Derivation(
        f"{what}: promises {which}", "promises" if part in {"called", "honored"} else "a share",
        basis.years_of_calls(trace.found), (Step("counted; the interval is Jeffreys'"),),
        basis.honor(trace.found), limits=(trace.found.honor.caveat,),
    )  # fmt: skip


@RULES.at("honor_published.#.share|honored|called")
def published(trace: Trace, place: int, part: str) -> Derivation:
    """A record of honor that others counted."""
    one = trace.found.published[place]
    what = {
        "share": "the share honored", "honored": "those honored", "called": "those called on"
    }[part]  # fmt: skip
    how = "counted again from the public file" if one.counted else "as published"
    unit = "a share" if part == "share" else "alliances"
    return Derivation(
        f"{what} of {one.counts}",
        unit,
        one.years,
        (Step(how),),
        basis.own("history.honor.literature", f"{one.source}: {one.note}"),
        limits=(trace.found.honor.caveat,),
    )


@RULES.at("carried_forward.#.year|years")
def carried(trace: Trace, place: int, part: str) -> Derivation:
    """Facts carried forward."""
    one = trace.found.carried[place]
    what = {
        "year": f"the last year known of {len(one.names)} facts from {one.source}",
        "years": f"how many years those facts from {one.source} are carried forward",
    }[part]
    day = trace.found.scenario.as_of
    return Derivation(
        what, "a year" if part == "year" else "years", f"{one.year}–{day.year}",
        (Step(f"the day of the question is {day}; the data end in {one.year}"),),
        basis.facts(trace.found, one.names), one.names,
    )  # fmt: skip


_ORIGIN = {
    "scenario": "stated in the scenario",
    "frozen": "read off the public data and frozen beside the scenario",
    "data": "read off the public data on this machine",
    "shipped": "read off what ships of the public data",
    "package": "from a list in the package",
}


@RULES.at("facts.*", "facts.*.value|year")
def fact(trace: Trace, name: str, part: str = "value") -> Derivation:
    """A fact."""
    one = trace.found.facts[name]
    said, unit = meaning(name)
    year = f"{one.year}" if one.year is not None else "no year is stated"
    read = [c for c in trace.columns(trace.found.reference) if name in trace.facts_of(c)]
    used = (
        f"columns read from it: {', '.join(read)}"
        if read
        else "the same columns of the protégé's side are read from it"
        if name in trace.back_facts()
        else ("it says what kind of guarantor a state is, or is told beside the forecast")
    )
    what = said if part == "value" else f"the year that {name} is of"
    return Derivation(
        what, unit if part == "value" else "a year", year,
        (Step(f"{_ORIGIN[one.origin]}: {one.source}; {used}"),), basis.fact_basis(trace.found, one),
        (name,),
    )  # fmt: skip


@RULES.at("columns.*")
def column(trace: Trace, name: str) -> Derivation:
    """A column of the setting."""
    wanted = trace.facts_of(name)
    counted = name in trace.found.setting.memory
    how = (
        "counts of the data, decayed to the first year forecast, with the disputes that the "
        "scenario lists and the chronology has after the data's end; what either side does with "
        "others stays at its level, or at what is known since where that is more"
        if counted
        else "taken from the facts, and kept over the whole forecast"
    )
    read = ", ".join(
        dict.fromkeys(
            each.name
            for rung, covariates in RUNGS.items()
            for each in covariates
            if name in trace.read_by(rung, each.name)
        )
    )
    return Derivation(
        f"the column {name}, from which the ladder computes {read or 'nothing'}",
        "disputes or years" if counted else "the fact's own", trace.found.span(1),
        (Step(how),),
        basis.once(basis.facts(trace.found, wanted),
                   basis.disputes(trace.found) if counted else ()),
        wanted,
    )  # fmt: skip


@RULES.at("posterior.first|last")
def posterior_years(trace: Trace, part: str) -> Derivation:
    """The years that the ladder was fitted on."""
    model = trace.found.ladder
    return Derivation(f"the {part} year of the data that the ladder was fitted on", "a year",
                f"{model.first}–{model.last}", (), basis.ladder(trace.found))  # fmt: skip
