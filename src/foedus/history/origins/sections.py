"""What several origins know in words."""

from collections.abc import Iterable

from foedus.history import sections as shared
from foedus.history.origins import Origin, store
from foedus.report.blocks import Section


def fitted(found: Iterable[Origin]) -> tuple[Section, ...]:
    """The files in words."""
    rows = (
        (
            f"{origin.last}.json",
            f"{origin.ladder.first}–{origin.last}",
            shared.value(store.apart(origin), ".2g"),
            f"{origin.depth.alliances:,}",
            f"{origin.honor.record.defense.called:,}",
            f"{origin.lapse.record['ends']['broken']['memberships']:,}",
            _gaps(origin),
        )
        for origin in found
    )
    heads = ("file", "years", "sd from the shipped", "alliances", "calls", "broken", "")
    table = shared.table("origins", heads, rows, words=1)
    return (Section("fit", "", "every model by what was known", (table,)),)


def _gaps(origin: Origin) -> str:
    """What was known of too little."""
    gaps = [] if origin.ladder.pools else ["no pool: too few windows of years were over"]
    if origin.game is None:
        gaps.append("no game: none was scored on years after its own")
    return "; ".join(gaps)
