"""A table of many events as columns: one that its user made, or a source's file read by its reader.

Only what a clause may ask of an event is kept. A row that cannot be taken is left out with its
reason, and the rest is taken.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from foedus import sheet
from foedus.errors import InputError
from foedus.record import FIRST_YEAR, LAST_YEAR
from foedus.terms.compliance import Conduct, Objective, Weapon
from foedus.watch.entries.report import IncidentReport
from foedus.watch.intake.cells import by_name

if TYPE_CHECKING:
    import polars as pl

#: Other names under which a table may have a column.
ALSO: dict[str, tuple[str, ...]] = {
    "start": ("date_start", "date", "event_date"), "end": ("date_end",),
    "coded_actor": ("actor",), "coded_target": ("target",),
}  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "conduct": get_args(Conduct), "objective": get_args(Objective), "weapon": get_args(Weapon),
    "attributed": ("asserted", "denied", "admitted", "adjudicated"),
}  # fmt: skip
_STATES = ("country", "coded_actor", "coded_target")
_NUMBERS = {"where_prec": (1, 7), "hostility": (1, 5), "low": (0, None), "best": (0, None),
            "high": (0, None), "latitude": (-90, 90), "longitude": (-180, 180)}  # fmt: skip
MAX_ID = 200  # characters, as of an entry
#: Columns of a table of events. attributed: that the actor did it is asserted, denied, admitted or
#: adjudicated; without it the actor is but coded. where_prec: UCDP's; without it a place is exact.
COLUMNS = ("id", "start", "end", *_NUMBERS, *_STATES, "region", *_WORDS)


@dataclass(frozen=True)
class EventTable:
    """Events that can be ruled, and why the others cannot. frame: COLUMNS, and ``lethal``.

    note: what of a table was read otherwise than with commas and decimal points.
    """

    frame: "pl.DataFrame"
    refused: tuple[tuple[str, str], ...]
    note: str = ""


def read(path: Path) -> EventTable:
    """A table with ``id``, ``start`` and others of COLUMNS. Raises InputError."""
    import polars as pl

    table = sheet.loose(path, numbers=_NUMBERS)
    raw = table.frame
    named = {}
    for name in COLUMNS:
        found = next((each for each in (name, *ALSO.get(name, ())) if each in raw.columns), None)
        if found is not None:
            named[name] = raw[found]
        elif name in {"id", "start"}:
            hint = ", ".join(COLUMNS)
            raise InputError(f"no column {name!r}", where=str(path), hint=f"a table has {hint}")
    frame = pl.DataFrame({
        name: named.get(name, pl.Series(name, [None] * raw.height, dtype=pl.String))
        for name in COLUMNS
    })  # fmt: skip
    return replace(_checked(frame, table.where), note=table.note)


def of_reports(reports: Sequence[IncidentReport], refused: Sequence[tuple[str, str]]) -> EventTable:
    """Reports of a reader as events; their sides are coded, which attributes nothing."""
    import polars as pl

    plain = ("conduct", "objective", "weapon", "hostility", "coded_actor", "coded_target")
    rows = [
        {
            "id": each.id, "start": each.start, "end": each.end,
            "latitude": each.spot.latitude, "longitude": each.spot.longitude,
            "where_prec": each.spot.precision, "country": each.spot.country,
            "region": each.spot.region, "attributed": None,
            "low": each.deaths and each.deaths.low, "best": each.deaths and each.deaths.best,
            "high": each.deaths and each.deaths.high,
        } | {name: getattr(each, name) for name in plain}
        for each in reports
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=_kinds())
    return EventTable(_lethal(frame), tuple(refused))


def _kinds() -> dict[str, "pl.DataType"]:
    """The kind of each column."""
    import polars as pl

    numbers = {name: pl.Float64() if name.endswith("tude") else pl.Int64() for name in _NUMBERS}
    text = {name: pl.String() for name in COLUMNS}
    return {**text, **numbers, "start": pl.Date(), "end": pl.Date()}


def _checked(frame: "pl.DataFrame", where: Callable[[int], str]) -> EventTable:
    """Events of the right kinds; others with their reasons."""
    import polars as pl

    made = frame.select(_typed(frame, each) for each in COLUMNS)
    made = made.with_columns(pl.coalesce("end", "start").alias("end"))
    made = made.with_columns(_codes(frame[each]).alias(each) for each in _STATES)
    reasons: list[pl.Expr] = [
        pl.when(pl.col("id").is_null()).then(pl.lit("id: blank")),
        pl.when(pl.col("id").str.len_chars() > MAX_ID).then(
            pl.lit(f"id: longer than {MAX_ID} characters")
        ),
        pl.when(~pl.col("id").is_first_distinct()).then(pl.lit("id stands twice in the file")),
    ]
    for each in COLUMNS:
        given = frame[each]
        if given.dtype == pl.String:
            given = given.str.strip_chars().replace("", None)
        lost = given.is_not_null() & made[each].is_null()
        said = pl.format(f"{each}: found '{{}}'" + _allowed(each), given.cast(pl.String))
        reasons.append(pl.when(lost).then(said))
    reasons += [
        pl.when(pl.col("start").is_null()).then(pl.lit("start: blank")),
        pl.when(pl.col("end") < pl.col("start")).then(pl.lit("ends before it starts")),
        pl.when(pl.col("latitude").is_null() != pl.col("longitude").is_null())
        .then(pl.lit("latitude without longitude, or the other way round")),
        pl.when((pl.col("low") > pl.col("best")) | (pl.col("best") > pl.col("high"))
                | (pl.col("low") > pl.col("high")))
        .then(pl.lit("deaths: low, best and high in disorder")),
        pl.when(pl.col("attributed").is_not_null() & pl.col("coded_actor").is_null())
        .then(pl.lit("attributed, to no actor")),
    ]  # fmt: skip
    made = made.with_row_index("row").with_columns(reason=pl.coalesce(reasons))
    bad = made.filter(pl.col("reason").is_not_null()).select("row", "reason")
    good = made.filter(pl.col("reason").is_null()).select(COLUMNS)
    return EventTable(_lethal(good), tuple((where(row), reason) for row, reason in bad.iter_rows()))


def _typed(frame: "pl.DataFrame", name: str) -> "pl.Expr":
    """A column as its kind; null where a value cannot be one."""
    import polars as pl

    kind, column = frame.schema[name], pl.col(name)
    if kind == pl.String:
        column = column.str.strip_chars().replace("", None)
    if name in {"start", "end"}:
        day = column.str.to_date("%Y-%m-%d", strict=False) if kind == pl.String else column.cast(
            pl.Date, strict=False
        )  # fmt: skip
        return pl.when(day.is_between(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))).then(day)
    if name in _NUMBERS:
        low, high = _NUMBERS[name]
        number = column.cast(_kinds()[name], strict=False)
        fits = (number >= low) & (number.is_not_nan() if name.endswith("tude") else True)
        return pl.when(fits if high is None else fits & (number <= high)).then(number).alias(name)
    text = column.cast(pl.String)
    return pl.when(text.is_in(_WORDS[name])).then(text) if name in _WORDS else text


def _allowed(name: str) -> str:
    """What a column may hold, for a refusal."""
    if name in _WORDS:
        return f", allowed: {', '.join(_WORDS[name])}"
    if name in _NUMBERS:
        low, high = _NUMBERS[name]
        return f", allowed: {low} to {high}" if high is not None else ", allowed: 0 and more"
    if name in _STATES:
        return ", which is no state"
    return f", expected a day from {FIRST_YEAR} to {LAST_YEAR}, as 2014-04-12"


def _codes(column: "pl.Series") -> "pl.Series":
    """Codes of states that a column names in any way; each way is looked up once."""
    import polars as pl

    text = column.cast(pl.String).str.strip_chars()
    codes = {each: by_name(each) for each in text.unique().drop_nulls().to_list()}
    return text.replace_strict(codes, return_dtype=pl.String, default=None)


def _lethal(frame: "pl.DataFrame") -> "pl.DataFrame":
    """With whether it cost a life, by the best toll or else the low one."""
    import polars as pl

    return frame.with_columns(
        lethal=(pl.col("best").fill_null(0) > 0) | (pl.col("low").fill_null(0) > 0)
    )
