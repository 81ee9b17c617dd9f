"""The measure of depth, and what is known about it, in words."""

from typing import TYPE_CHECKING

from foedus.history import sections as shared
from foedus.history.depth.items import ITEMS
from foedus.history.depth.model import DepthModel
from foedus.history.depth.posterior import estimates
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table

if TYPE_CHECKING:
    from foedus.history.depth.agreement import Sources
    from foedus.history.depth.held_out import ItemScore
    from foedus.history.depth.score import DepthScore


def fitted(found: DepthModel) -> tuple[Section, ...]:
    """Slopes and thresholds of the items, and the spread of the clusters."""
    lead = (
        f"depth, fitted on {found.alliances} alliances with an active obligation, "
        f"{found.first}–{found.last} ({found.incomplete} with an item missing)"
    )
    estimated = estimates(found)
    rows = tuple(
        (item.words, f"{row['slope']:.2f}", f"{row['slope_se']:.2f}",
         *("  ".join(f"{each:.2f}" for each in row[name])
           for name in ("thresholds", "thresholds_se")))
        for item, row in zip(ITEMS, estimated["items"], strict=True)
    )  # fmt: skip
    spreads = (
        f"{row['cluster']} ({', '.join(row['items'])}): own spread {row['sigma']:.2f} "
        f"({row['sigma_se']:.2f})"
        for row in estimated["clusters"]
    )
    blocks = (
        shared.table("items", ("", "slope", "s.e.", "thresholds", "s.e."), rows, words=2),
        Bullets(tuple(spreads)),
        Paragraph(f"A promise without any tie has trait {found.bare:.2f}: depth 0."),
    )
    return (Section("fit", "", lead, blocks),)


def scored(found: "DepthScore") -> tuple[Section, ...]:
    """Prediction of unseen ties, reliability, agreement, other versions."""
    measured = (
        f"Reliability in the fitted alliances: {found.reliability:.2f}; the items' own uncertainty "
        f"is at most {found.item_share:.0%} of a score's variance."
    )
    return (
        Section("items", "A tie told from the other seven, in alliances not fitted on", "",
                _predicted(found.items)),
        Section("measured", "Reliability and information", measured, (_information(found),)),
        Section("agreement", "Rank agreement with other measures", "", (_agreement(found),)),
        Section("versions", "Versions", "", (_versions(found),)),
        Section("sources", "What Benson & Clinton's score is made of", "", _made(found.sources)),
    )  # fmt: skip


def _predicted(items: "tuple[ItemScore, ...]") -> tuple[Block, ...]:
    losses = (
        (row.item, f"{row.n:,}", *(f"{loss:.3f}" for loss in row.losses.values())) for row in items
    )
    gains = (
        (row.item, *(f"{gain:+.1f} ({se:.1f})" for gain, se in row.gains.values())) for row in items
    )
    return (
        shared.table("losses", ("", "n", *items[0].losses), losses, "Log loss."),
        shared.table(
            "gains", ("", *items[0].gains), gains, "Log loss over depth's, summed (s.e.)."
        ),
    )


def _information(found: "DepthScore") -> Table:
    from foedus.history.depth.score import AT

    rows = ((name, *(f"{v:.2f}" for v in values)) for name, values in found.information.items())
    caption = "Information of each tie alone, where the trait is so (the population's own is 1)."
    return shared.table("information", ("", *(f"{value:g}" for value in AT)), rows, caption)


def _agreement(found: "DepthScore") -> Table:
    rows = (
        (name, f"{row.n:,}", *(
            f"{value:.3f}\n{low:.3f}–{high:.3f}" for value, (low, high) in (
                (row.spearman, row.spearman_span), (row.kendall, row.kendall_span))))
        for name, row in found.agreements.items()
    )  # fmt: skip
    heads = ("", "n", "Spearman", "Kendall")
    return shared.table("agreement", heads, rows, "With the 90% interval beneath.")


def _versions(found: "DepthScore") -> Table:
    rows = (
        (one.name, shared.value(one.held_out, ".1f"), f"{one.spearman:.3f}",
         f"{one.spearman_active:.3f}")
        for one in found.versions
    )  # fmt: skip
    note = (
        "Held out: log likelihood of whole alliances not fitted on. Spearman: with Benson & "
        "Clinton's score, over all shared alliances and over those with an active obligation. What "
        "ships is a mean over posterior draws, what is fitted anew is measured at its mode."
    )
    return shared.table("versions", ("", "held out", "Spearman", "active"), rows, note=note)


def _made(found: "Sources") -> tuple[Block, ...]:
    weights = ", ".join(f"{name} {weight:+.2f}" for name, weight in found.weights.items())
    said = (
        f"Linear in nine columns, R² {found.r_squared:.4f}; weight per sd: {weights}.",
        f"{found.untied} shared alliances have none of its military columns; what orders them is "
        "economic aid, secrecy and noise.",
        f"Its agreement with its own military part: {found.ceiling:.3f}; depth's with that part: "
        f"{found.depth:.3f}.",
    )
    rows = (
        (name, f"{n:,}", f"{ours:.0f}", f"{theirs:.0f}")
        for name, (n, ours, theirs) in found.alone.items()
    )
    heads = ("", "alliances", "by depth", "by Benson & Clinton")
    caption = "Alliances with one tie alone: mean percentile."
    return Bullets(said), shared.table("alone", heads, rows, caption)
