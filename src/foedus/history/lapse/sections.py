"""The chance of a broken commitment, and its scores, in words."""

from collections.abc import Mapping
from math import exp
from typing import TYPE_CHECKING

from foedus.estimate import Z90
from foedus.history import sections as shared
from foedus.history.lapse.model import Lapse
from foedus.report.blocks import Paragraph, Section, Table

if TYPE_CHECKING:
    from foedus.history.lapse.decade import Ahead
    from foedus.history.lapse.score import Score

OWN = "lapse"


def fitted(found: Lapse) -> tuple[Section, ...]:
    """What was learned from, what was broken, the odds by covariate, and renewals."""
    record = found.record
    lead = (
        f"lapse, fitted on {found.first}–{found.last}; {record['member_years']:,} member-years of "
        f"{record['memberships']:,} commitments to defense in {record['alliances']} alliances; "
        f"learned from {record['learned_from']['member_years']:,}, of every obligation"
    )
    ends = tuple(
        (kind, f"{each['memberships']:,}", f"{each['alliances']:,}")
        for kind, each in record["ends"].items()
    )
    eras = tuple(
        (era, f"{each['broken']:,}", f"{each['fitted']:.0f}", f"{each['member_years']:,}",
         f"{each['alliances']:,}")
        for era, each in record["eras"].items()
    )  # fmt: skip
    odds = tuple(
        (term["name"], f"{exp(term['mean']):.2f}", _span(term["mean"], term["sd"]),
         "" if term["kept"] else "not kept")
        for term in found.terms
    )  # fmt: skip
    renewals = tuple(
        (clause, f"{each.renewed:,}", f"{each.n:,}") for clause, each in found.renewal.by.items()
    )
    heads = ("", "broken", "fitted", "member-years", "alliances")
    prior = _span(0.0, float(found.prior_sd[1])).replace("–", " to ")
    return (
        Section("fit", "", lead, ()),
        Section("ends", "How commitments to defense ended", "", (
            Table("ends", "", ("", "commitments", "alliances"), ends, align=shared.right(3)),)),
        Section("eras", "Broken, by era, beside what is fitted", "", (
            Table("eras", "", heads, eras, align=shared.right(5)),)),
        Section("odds", "Odds of a break for one sd more", f"Prior: 1, from {prior}.", (
            Table("odds", "", ("", "odds", "90% interval", ""), odds,
                  align=("l", "r", "r", "l")),)),
        Section("renewal", "Terms that ran out, and after which the members were still bound", "", (
            Table("renewal", "", ("renewal", "bound", "of"), renewals, align=shared.right(3)),)),
    )  # fmt: skip


def _span(mean: float, sd: float) -> str:
    return f"{exp(mean - Z90 * sd):.2f}–{exp(mean + Z90 * sd):.2f}"


def scored(found: "Score") -> tuple[Section, ...]:
    """Both horizons by every model, and each covariate's trial."""
    one, ten = found.year[OWN], found.decade[OWN]
    lead = (
        f"{ten.n:,} commitments that stood at an origin, {ten.events:,} broken: "
        f"{ten.observed:.1%}, weighted for those that ended otherwise."
    )
    trials = tuple(
        (trial.name, shared.pm((trial.gain, trial.se)), "kept" if trial.kept else "not kept")
        for trial in found.trials
    )
    pooled = f"Learning from every obligation, not defense alone: {shared.pm(found.pooled)}."
    return (
        Section("year", "Broken within the year?", (
            f"Fitted before {', '.join(map(str, found.origins))}; {one.n:,} member-years of "
            f"defense to {found.last}, {one.events:,} broken ({shared.rate(one.events, one.n)})."
        ), (
            shared.measures("year", found.year, found.year_gain, own=OWN, digits=5),
            shared.summed(OWN, "alliance"),
            shared.bins("year-bins", found.year_bins, 2),
        )),
        Section("decade", "Broken within ten years?", lead, (
            _decade(found.decade, found.decade_gain),
            shared.bins("decade-bins", found.decade_bins, 2),
        )),
        Section("trials", "Log loss of one-year forecasts that each covariate takes away (± se)",
                "", (Table("trials", "", ("", "", ""), trials, align=("l", "r", "l")),
                     Paragraph(pooled))),
    )  # fmt: skip


def _decade(found: "Mapping[str, Ahead]", gain: Mapping[str, shared.Gain]) -> Table:
    rows = tuple(
        (name, shared.value(each.concordance, ".3f"), f"{each.brier:.5f}", f"{each.log_loss:.5f}",
         f"{each.mean:.1%}", shared.over(gain.get(name), OWN))
        for name, each in found.items()
    )  # fmt: skip
    heads = ("", "C", "Brier", "log loss", "mean", f"log loss over {OWN}'s")
    return Table("decade", "", heads, rows, align=shared.right(6))
