"""What a table of events bears on, in words: by text, clause and reading."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foedus.report import words
from foedus.report.blocks import Block, Paragraph, Section, Table

if TYPE_CHECKING:
    import polars as pl

#: Reasons of refusal that a screen shows.
MOST = 5


def summary(found: "pl.DataFrame") -> list[dict[str, Any]]:
    """By text, clause and reading: how many events meet it and may meet it, and the first of each.

    found: as ``foedus.watch.casus.match`` gives it.
    """
    import polars as pl

    met = pl.col("truth") == "met"
    return (
        found.group_by("text", "clause", "obligation", "reading", "counts", maintain_order=True)
        .agg(
            met=met.sum(), may=(~met).sum(), first_met=pl.col("start").filter(met).min(),
            first_may=pl.col("start").filter(~met).min(),
        )
        .sort("text", "clause", "reading")
        .to_dicts()
    )  # fmt: skip


def matches(
    file: str, read: int, found: "pl.DataFrame", refused: Sequence[tuple[str, str]]
) -> list[Section]:
    """read: events that were ruled."""
    import polars as pl

    bear = found.select(pl.col("id").n_unique()).item()
    said = [
        f"{words.counted(bear, 'event')} of {read:,} in {file} {'bears' if bear == 1 else 'bear'} "
        f"on a clause, or may."
        if read
        else f"No event in {file} can be ruled."
    ]
    if refused:
        said.append(f"{words.counted(len(refused), 'row')} left out; the first of them:")
        said += [f"{where}: {reason}" for where, reason in refused[:MOST]]
    summed = summary(found)
    rows = tuple(
        (
            each["text"], str(each["clause"]), each["obligation"], each["reading"],
            f"{each['met']:,}", str(each["first_met"] or "–"), f"{each['may']:,}",
        )
        for each in summed
    )  # fmt: skip
    heads = ("Text", "Clause", "Owes", "Reading", "Met", "First", "May be")
    together = sorted(
        {f"{e['reading']} of {e['text']} asks for {e['counts']}" for e in summed if e["counts"]}
    )
    note = words.said(
        "Met: so many events meet every condition, the first on that day. May be: a fact is open, "
        "which the column hangs_on of a table names (--out).",
        f"Events that count, not cases, where a reading asks for several together: "
        f"{'; '.join(together)}."
        if together
        else "",
    )
    table = Table("matches", "", heads, rows, note, ("l", "r", "l", "l", "r", "l", "r"))
    blocks: list[Block] = [Paragraph(each) for each in said]
    return [Section("matches", "", "", (*blocks, *([table] if rows else [])))]
