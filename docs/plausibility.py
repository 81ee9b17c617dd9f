"""Score the ladder by kinds of pairs and write the tables into plausibility.md.

Run on request, with the public data at hand: `python docs/plausibility.py`. It takes a minute or
two, and no other command needs what it writes.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from foedus.history.ladder.plausibility import EVENTS, KINDS, Forecasts, Gap, Tally, ahead, rolling
from foedus.states import find

PAGE = Path(__file__).with_suffix(".md")
START, STOP = "<!-- tables: written by plausibility.py -->", "<!-- end of tables -->"
#: Last years known of the forecasts of twenty years, which do not overlap.
EVES, YEARS = (1949, 1969, 1989), 20
SHOWN = 6  # pairs at either end
WIDTH = 104
WORDS = {"onset": "disputes", "war": "wars"}


def page(text: str, tables: str) -> str:
    """The page's text with these tables in their place."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(STOP)
    return f"{before}{START}\n\n{tables}\n\n{STOP}{after}"


def written(title: str, about: str, found: Forecasts) -> str:
    """One section: a table a kind and event, what it says, and the pairs farthest off."""
    return "\n".join([f"## {title}", "", *_wrapped(about), "", *_section(found)])


def _section(found: Forecasts) -> Iterator[str]:
    tallies = found.tallies()
    yield "| kind of pair | forecasts | pairs | event | expected | came | came / expected (90%) | |"
    yield "|---|--:|--:|---|--:|--:|---|---|"
    for kind in KINDS:
        for each in tallies:
            if each.kind == kind:
                yield _row(each)
    yield ""
    for verdict in ("too high", "too low"):
        off = {
            event: [t.kind for t in tallies if (t.event, t.verdict) == (event, verdict)]
            for event in EVENTS
        }
        told = "; ".join(f"{WORDS[event]} of {_listed(kinds)}" for event, kinds in off.items())
        said = f"{verdict.capitalize()}, by an interval that leaves out 1: {told}."
        yield from _wrapped(said, "- ")
    for event in EVENTS:
        gaps, what = found.gaps(event), WORDS[event]
        yield from _wrapped(f"Most {what} expected that did not come: {_pairs(gaps)}.", "- ")
        yield from _wrapped(f"Most {what} that came unexpected: {_pairs(gaps[::-1])}.", "- ")


def _wrapped(text: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet),
        break_on_hyphens=False,
    )  # fmt: skip


def _row(one: Tally) -> str:
    span = "–" if one.ratio is None else f"{one.ratio:.2f} ({one.low:.2f}–{one.high:.2f})"
    return (
        f"| {one.kind} | {one.rows:,} | {one.pairs:,} | {WORDS[one.event]} | {one.expected:.1f} "
        f"| {one.observed:,} | {span} | {one.verdict} |"
    )


def _pairs(gaps: list[Gap]) -> str:
    return "; ".join(
        f"{find(each.ccode1).name} against {find(each.ccode2).name} ({each.expected:.1f} expected, "
        f"{each.observed} came)"
        for each in gaps[:SHOWN]
    )


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


def tables() -> str:
    """All tables, from the public data."""
    import polars as pl

    from foedus.history.pairs.forecast import forecast_dyads
    from foedus.history.rows import load

    data = load()
    eves = {}
    for eve in EVES:
        frame = forecast_dyads(eve, eve + 1, eve + YEARS, model="ladder", paths=20, report=print)
        sums = frame.group_by("ccode1", "ccode2").agg(
            pl.col(f"p_{event}").sum() for event in EVENTS
        )
        eves[eve] = {(one, two): tuple(told) for one, two, *told in sums.iter_rows()}
    near = rolling(data, report=print)
    far = ahead(data, eves, YEARS)
    kinds = "\n".join(f"- **{kind}**: {words}" for kind, (words, _) in KINDS.items())
    first = written(
        "A year ahead",
        "The ladder fitted on the years before 1950, 1960 and so on to 2000, each forecasting the "
        "years up to the next one, with the history of the pair known to the year before. A "
        "forecast is a directed pair in a year.",
        near,
    )
    second = written(
        f"{YEARS} years ahead",
        "The ladder fitted on the years to "
        + ", ".join(map(str, EVES))
        + f", forecasting the {YEARS} years after each with nothing later looked at. A forecast is "
        "a directed pair over those years; its kind is that of the first.",
        far,
    )
    return "\n\n".join(["## The kinds", kinds, first, second])


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8"), tables()), "utf-8")
