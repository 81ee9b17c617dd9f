"""The record of forecasts of every pair in words."""

from foedus.history import sections as shared
from foedus.history.pairs.mean import weights
from foedus.history.pairs.record import PairRecord, PairScore
from foedus.history.span import LAST_YEAR
from foedus.report.blocks import Block, Section

TITLES = {
    "onset": "A dispute begun", "force": "With force", "deadly": "With deadly force",
    "war": "A war begun",
}  # fmt: skip
SHOWN = ("expected", "AUC", "AP", "log loss", "slope")


def fitted(found: PairRecord) -> tuple[Section, ...]:
    """The weights of the mean."""
    by = weights(found.windows, LAST_YEAR)
    said = ", ".join(f"{event} {weight:.2f}" for event, weight in by.items())
    lead = f"{len(found.windows)} windows; weight of the trees: {said}"
    return (Section("fit", "", lead, ()),)


def scored(record: PairRecord) -> tuple[Section, ...]:
    """The record as tables."""
    first = [each.origin for each in record.windows if each.origin >= record.scored]
    lead = (
        f"Every pair of states, five years from {', '.join(map(str, first))} on, each fitted on "
        "earlier years. Chances are of a year, unconditional. Over the ladder's: log loss left "
        "over the ladder's, summed, ± its standard error by pairs; less is better."
    )
    return (
        Section("pairs", "", lead, ()),
        *(_section(row) for row in record.rows),
        Section("later", "2011–2014, by other coders", _seen(record), _later(record)),
    )


def _section(row: PairScore) -> Section:
    pairs = "every pair" if row.pairs == "all" else "politically relevant pairs alone"
    one = next(iter(row.measures.values()))
    lead = f"{one.n:,} rows, {one.events:,} came."
    name = f"{row.event}-{row.pairs}"
    table = shared.measures(name, row.measures, row.gain, own="the ladder", shown=SHOWN)
    return Section(name, f"{TITLES[row.event]}: {pairs}", lead, (table,))


def _seen(record: PairRecord) -> str:
    ratios = [
        f"{counts['cow']} to {counts['gml']} {name} ({counts['cow'] / counts['gml']:.2f})"
        for name, counts in (
            ("begun", record.coders["disputes"]),
            ("with force", record.coders["force"]),
        )
    ]
    return (
        "Forecast from 2010 by models fitted through 2010, by the disputes of COW MID 5.0 as they "
        "are. A second look: the first, before changes, is in docs/ladder.md. Both coders' "
        f"disputes of 1993–2010 by the same rule, COW's to GML's: {', '.join(ratios)}."
    )


def _later(record: PairRecord) -> tuple[Block, ...]:
    return tuple(
        shared.measures(
            f"later-{event}",
            {each.model: each.events[event] for each in record.later},
            shown=SHOWN,
            caption=f"{TITLES[event]}: {one.n:,} rows, {one.events:,} came",
        )
        for event, one in record.later[0].events.items()
    )
