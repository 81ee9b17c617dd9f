"""How far to trust a number: its distance from the data, and the models' scores out of sample."""

from collections.abc import Iterable

from foedus.assessment.result import Assessment
from foedus.assessment.sections import beside
from foedus.history.covariates import RUNGS


def limits(found: Assessment, design: str, rungs: Iterable[str] = tuple(RUNGS)) -> tuple[str, ...]:
    """How far a design's case is from the data, and whether the ladder beats the base rate."""
    named = tuple(rungs)
    return (*(_reach(found, design, rung) for rung in named), *scores(found, named))


def _reach(found: Assessment, design: str, rung: str) -> str:
    reach = found.designs[design].reach[rung]
    beyond = ", ".join(each.name for each in reach.outside)
    return (
        f"{rung}: farther from the middle of the politically relevant rows than "
        f"{reach.percentile:.0f}% of them" + (f"; out of range: {beyond}" if beyond else "")
    )


def scores(found: Assessment, rungs: Iterable[str] = tuple(RUNGS)) -> tuple[str, ...]:
    """Whether the ladder beats the base rate out of sample."""
    out = []
    for rung in rungs:
        kept = found.ladder.scores.get(rung)
        if kept:
            gain, n = kept["log_loss_over_ladder"]["base rate"], kept["models"]["ladder"]["n"]
            out.append(
                f"{rung}, out of sample {kept['origins'][0]}–{kept['last']}, {n:,} cases: "
                f"{_versus(gain)} the base rate in log loss"
            )
    return tuple(out)


def lapse_scores(found: Assessment) -> tuple[str, ...]:
    """Whether the model of lapse beats the base rate out of sample."""
    kept = found.run.lapsing.model.scores
    if not kept:
        return ()
    gain = kept["year"]["log_loss_over_lapse"]["base rate"]
    n = kept["year"]["models"]["lapse"]["n"]
    since = f"{kept['origins'][0]}–{kept['last']}, {n:,} member-years"
    return (f"lapse, out of sample {since}: {_versus(gain)} the base rate in log loss",)


#: The base rates that honor is held against.
RATES = ("base rate", "base rate by era, attacker")


def honor_scores(found: Assessment) -> tuple[str, ...]:
    """Whether the model of honor beats the base rate, wars left out one by one."""
    kept = found.honor.scores.get("schemes", {}).get("one war")
    if not kept:
        return ()
    gain, era = (kept["log_loss_over_honor"][name] for name in RATES)
    return (
        f"honor, each war left out in turn ({kept['wars']} wars), in log loss: {_versus(gain)} the "
        f"base rate; {_versus(era)} the rate by era and attacker",
        found.honor.caveat,
    )


def over_years(found: Assessment, event: str) -> tuple[str, ...]:
    """How such chances over years came out where the pools were not fitted."""
    return tuple(
        f"over years: {beside.record_words(row)}"
        for row in beside.over_years(found)
        if row.event == event
    )


def lapse_reach(found: Assessment, design: str) -> str:
    """How far a design is from the commitments that lapse was fitted on."""
    stands = found.designs[design].durability
    place = f"{stands.percentile:.0f}%" if stands else "none"
    return f"lapse: farther from the middle of defense commitments than {place} of them"


def honor_reach(found: Assessment, design: str) -> str:
    """How far a design is from the calls that honor was fitted on."""
    trust = found.designs[design].reliability
    place = f"{trust.percentile:.0f}%" if trust else "none"
    return f"honor: farther from the middle of the calls on which it was fitted than {place}"


def _versus(gain: dict[str, float]) -> str:
    """``beats (by +35.6 ± 4.8)``; within one standard error neither is better."""
    told = f"(by {gain['sum']:+.1f} ± {gain['se']:.1f})"
    if abs(gain["sum"]) <= gain["se"]:
        return f"does as well as {told}"
    return f"{'beats' if gain['sum'] > 0 else 'loses to'} {told}"
