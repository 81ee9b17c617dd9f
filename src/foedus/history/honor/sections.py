"""Honor and its scores in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.history import sections as shared
from foedus.history.honor.features import CANDIDATES
from foedus.history.honor.model import SDS, Count, Honor
from foedus.report.blocks import Paragraph, Section

if TYPE_CHECKING:
    from foedus.history.honor.score import HonorScore, HonorTrial
    from foedus.history.honor.sensitivity import Variant

TITLES = {
    "one call": "Defense calls, one call left out (its war's other calls are known)",
    "one war": "Defense calls, one war left out: the honest trial",
    "one family": "Defense calls, one family left out: the trial of a new kind of guarantor",
    "decade": "Defense calls, each decade forecast from the years before it",
}
SECOND = "Leeds & Anac's members called on, one war left out"
SHOWN = ("log loss", "Brier", "AUC", "mean")
OWN = "honor"


@dataclass(frozen=True, slots=True)
class HonorScorecard:
    """schemes: by name. second: on the data of Leeds and Anac. trials, variants: where they were
    asked for. document: all of it as plain values, those kept from before among them.
    """

    schemes: "Mapping[str, HonorScore]"
    second: "HonorScore"
    trials: "Sequence[HonorTrial]"
    variants: "Sequence[Variant]"
    document: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return self.document


def fitted(found: Honor) -> tuple[Section, ...]:
    """The record of calls, the coefficients of both data sets, and the caveat."""
    record, second = found.record, found.leeds_anac
    counts = (
        ("defense", record.defense),
        *((f"signed {era}", one) for era, one in record.by_era.items()),
        *((f"attacked from outside the pact, {era}", one) for era, one in record.outside.items()),
        *((f"before the year of the call, {era}", one) for era, one in record.standing.items()),
        *((name, one) for name, one in record.by_obligation.items() if name != "defense"),
    )
    lead = f"honor, fitted on {record.defense.called} calls of {record.wars} wars"
    own = (
        _coefficient(c.meaning, c.prior, c.prior_sd, c.mean, c.sd, c.low, c.high)
        for c in found.coefficients
    )
    theirs = (
        _coefficient(one["meaning"], "half-normal" if name in SDS else "normal",
                     *(one[key] for key in ("prior_sd", "mean", "sd", "low", "high")))
        for name, one in second["coefficients"].items()
    )  # fmt: skip
    good = f"{found.effective:,.0f} effective draws, R-hat {found.rhat:.3f} (good below 1.05)."
    raw = second["record"]
    said = f"{raw['honored']} of {raw['called']} honored, {second['wars']} wars. On the logit:"
    heads = ("", "honored", "of", "share", "90% interval")
    logit = ("", "prior sd", "mean", "sd", "90% interval")
    return (
        Section("fit", "", lead, ()),
        Section("record", "Promises called on in war", "",
                (shared.table("counts", heads, map(_count, counts)),)),
        Section("coefficients", "On the logit", "",
                (shared.table("coefficients", logit, own), Paragraph(good))),
        Section("leeds-anac", "Alliances called on, 1816–1944 (Leeds & Anac 2005)", said,
                (shared.table("leeds-anac", logit, theirs),)),
        Section("beware", "Beware", found.caveat, ()),
    )  # fmt: skip


def _count(row: tuple[str, Count]) -> tuple[str, ...]:
    name, one = row
    span = f"{one.low:.0%}–{one.high:.0%}"
    return name, f"{one.honored:,}", f"{one.called:,}", f"{one.share:.0%}", span


def _coefficient(
    meaning: str, prior: str, prior_sd: float, mean: float, sd: float, low: float, high: float
) -> tuple[str, ...]:
    span = f"{low:.2f} to {high:.2f}"
    return meaning, f"{prior} {prior_sd:g}", f"{mean:.2f}", f"{sd:.2f}", span


def scored(found: HonorScorecard) -> tuple[Section, ...]:
    """Each scheme by every model, then what was tried beside."""
    tried = (_tried(found.trials), _other(found.variants)) if found.trials else ()
    return (
        *(scheme(name, TITLES[name], one) for name, one in found.schemes.items()),
        scheme("leeds-anac", SECOND, found.second),
        *tried,
    )


def scheme(name: str, title: str, one: "HonorScore") -> Section:
    """One scheme by every model."""
    some = one.measures[OWN]
    groups = "families" if one.scheme == "one family" else "wars"
    lead = (
        f"{some.n} calls of {one.wars} {groups}, {some.events} honored "
        f"({some.events / some.n:.0%})."
    )
    table = shared.measures(name, one.measures, one.gain, own=OWN, shown=SHOWN, digits=3)
    return Section(name, title, lead, (table,))


def _tried(tried: "Sequence[HonorTrial]") -> Section:
    from foedus.history.honor.fit import KEPT

    rows = (
        (CANDIDATES[one.name], f"{one.known}", shared.pm(one.gain, 2), shared.pm(one.standing, 2),
         "kept" if one.name in KEPT else "dropped")
        for one in tried
    )  # fmt: skip
    lead = (
        "One war left out: log loss saved (± se by war), over all calls and over those on promises "
        "made before the war."
    )
    heads = ("", "known", "all calls", "made before", "")
    table = shared.table("trials", heads, rows, words=1)
    return Section("trials", "Each feature beside era and attacker", lead, (table,))


def _other(variants: "Sequence[Variant]") -> Section:
    rows = (
        (one.name, f"{one.honored} of {one.called}", f"{one.mean:.0%}",
         f"{one.low:.0%}–{one.high:.0%}", f"{one.rate_low:.0%}–{one.rate_high:.0%}")
        for one in variants
    )  # fmt: skip
    lead = (
        "The chance of a new family's promise signed since 1945, attacked from outside the pact, "
        "fitted in other ways."
    )
    heads = ("", "calls", "chance", "90%", "the average rate alone")
    table = shared.table("variants", heads, rows)
    return Section("variants", "Other ways", lead, (table,))
