"""The chance of a broken commitment, and its scores, in words."""

from math import exp
from typing import TYPE_CHECKING

from foedus.estimate import Z90
from foedus.history import sections as shared
from foedus.history.lapse.model import Lapse
from foedus.report.blocks import Paragraph, Section, Table

if TYPE_CHECKING:
    from foedus.history.lapse.score import LapseScore

OWN = "lapse"


def fitted(found: Lapse) -> tuple[Section, ...]:
    """What was learned from, what was broken, the odds by covariate, and renewals."""
    record = found.record
    lead = (
        f"lapse, fitted on {found.first}–{found.last}; {record['member_years']:,} member-years of "
        f"{record['memberships']:,} commitments to defense in {record['alliances']} alliances; "
        f"learned from {record['learned_from']['member_years']:,}, of every obligation"
    )
    ends = (
        (kind, f"{each['memberships']:,}", f"{each['alliances']:,}")
        for kind, each in record["ends"].items()
    )
    eras = (
        (era, f"{each['broken']:,}", f"{each['fitted']:.0f}", f"{each['member_years']:,}",
         f"{each['alliances']:,}")
        for era, each in record["eras"].items()
    )  # fmt: skip
    odds = (
        (term["name"], f"{exp(term['mean']):.2f}", "–".join(_span(term["mean"], term["sd"])),
         "" if term["kept"] else "not kept")
        for term in found.terms
    )  # fmt: skip
    renewals = (
        (name, f"{each.renewed:,}", f"{each.n:,}") for name, each in found.renewal.by.items()
    )
    prior = " to ".join(_span(0.0, float(found.prior_sd[1])))
    eras_heads = ("", "broken", "fitted", "member-years", "alliances")
    return (
        Section("fit", "", lead, ()),
        Section("ends", "How commitments to defense ended", "",
                (shared.table("ends", ("", "commitments", "alliances"), ends),)),
        Section("eras", "Broken, by era, beside what is fitted", "",
                (shared.table("eras", eras_heads, eras),)),
        Section("odds", "Odds of a break for one sd more", f"Prior: 1, from {prior}.",
                (shared.table("odds", ("", "odds", "90% interval", ""), odds, words=1),)),
        Section("renewal", "Terms that ran out, and after which the members were still bound", "",
                (shared.table("renewal", ("renewal", "bound", "of"), renewals),)),
    )  # fmt: skip


def _span(mean: float, sd: float) -> tuple[str, str]:
    return f"{exp(mean - Z90 * sd):.2f}", f"{exp(mean + Z90 * sd):.2f}"


def scored(found: "LapseScore") -> tuple[Section, ...]:
    """Both horizons by every model, and each covariate's trial."""
    one, ten = found.year[OWN], found.decade[OWN]
    years = (
        f"Fitted before {', '.join(map(str, found.origins))}; {one.n:,} member-years of defense to "
        f"{found.last}, {one.events:,} broken ({shared.rate(one.events, one.n)})."
    )
    decade = (
        f"{ten.n:,} commitments that stood at an origin, {ten.events:,} broken: "
        f"{ten.observed:.1%}, weighted for those that ended otherwise."
    )
    trials = (
        (trial.name, shared.pm((trial.gain, trial.se)), "kept" if trial.kept else "not kept")
        for trial in found.trials
    )
    pooled = f"Learning from every obligation, not defense alone: {shared.pm(found.pooled)}."
    return (
        Section("year", "Broken within the year?", years, (
            shared.measures("year", found.year, found.year_gain, own=OWN, digits=5),
            shared.summed(OWN, "alliance"), shared.bins("year-bins", found.year_bins, 2))),
        Section("decade", "Broken within ten years?", decade, (
            _decade(found), shared.bins("decade-bins", found.decade_bins, 2))),
        Section("trials", "Log loss of one-year forecasts that each covariate takes away", "",
                (shared.table("trials", ("", "± se", ""), trials, words=1), Paragraph(pooled))),
    )  # fmt: skip


def _decade(found: "LapseScore") -> Table:
    rows = (
        (name, shared.value(each.concordance, ".3f"), f"{each.brier:.5f}", f"{each.log_loss:.5f}",
         f"{each.mean:.1%}", shared.over(found.decade_gain.get(name), OWN))
        for name, each in found.decade.items()
    )  # fmt: skip
    return shared.table(
        "decade", ("", "C", "Brier", "log loss", "mean", f"log loss over {OWN}'s"), rows
    )
