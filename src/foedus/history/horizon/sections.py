"""The pools and their record in words."""

from itertools import groupby

from foedus.history import sections as shared
from foedus.history.horizon.record import HorizonScore, HorizonStudy
from foedus.report import words
from foedus.report.blocks import Section

_HEADS = (
    "", "came", "pool", "paths", "came/expected", "log loss", "paths", "base", "Brier", "base",
)  # fmt: skip


def fitted(study: HorizonStudy) -> tuple[Section, ...]:
    """What was pooled."""
    lead = f"pools of {', '.join(study.pools)}, scored {study.first}–{study.last}"
    return (Section("fit", "", lead, ()),)


def scored(study: HorizonStudy) -> tuple[Section, ...]:
    """The record as a table for each event and horizon."""
    lead = (
        f"Chances over years, origins {study.first}–{study.last}, each fitted on what was over by "
        "then. Came: how many pairs. Came over expected, with its 90% interval by pairs. Log loss "
        "and Brier score are sums; paths: the ladder's paths as they are; base: the share that "
        "came before."
    )
    groups = groupby(study.rows, key=lambda row: (row.event, row.years))
    tables = (
        Section(
            f"{event}-{years}", f"{event} within {words.years(years)}", "",
            (shared.table(f"{event}-{years}", _HEADS, map(_cells, rows)),),
        )
        for (event, years), rows in groups
    )  # fmt: skip
    return (Section("horizon", "", lead, ()), *tables)


def _cells(row: HorizonScore) -> tuple[str, ...]:
    middle, low, high = row.ratio
    loss, brier = row.log_loss, row.brier
    return (
        row.pairs, f"{row.came:,}", f"{row.expected['pool']:.0f}", f"{row.expected['paths']:.0f}",
        f"{middle:.2f}\n{low:.2f}–{high:.2f}", f"{loss['pool']:.1f}", f"{loss['paths']:.0f}",
        f"{loss['base rate']:.0f}", f"{brier['pool']:.1f}", f"{brier['base rate']:.1f}",
    )  # fmt: skip
