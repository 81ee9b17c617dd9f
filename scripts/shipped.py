"""Makes the readings that ship with the package again from the public data.

    FOEDUS_MIRROR=DIR python scripts/shipped.py

Writes the tables and ``about.json`` in ``src/foedus/facts/shipped/``: the same data give the same
bytes. Every value is what ``foedus.facts.reader`` reads of the data, at the seven digits that
files of facts keep, run together over the years in which it stays the same. docs/shipped.md says
what ships of which data set, and what does not.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import numpy as np
import polars as pl

from foedus.evidence.add.disputes import events, involvements
from foedus.evidence.bridge import SOURCES as DISPUTES
from foedus.evidence.card import card
from foedus.evidence.table import table
from foedus.facts import reader, sources
from foedus.facts.shipped.store import FIRST_YEAR, SYMMETRIC
from foedus.states import all_states
from foedus.terms.depth import ATOP_ITEMS

FOLDER = Path(__file__).parent.parent / "src/foedus/facts/shipped"
#: What ships of states and of directed pairs, by the reader's names.
STATES, PAIRS = (
    {
        name: each.ships
        for name, each in sources.SOURCES.items()
        if each.ships is not None and each.pair is pair
    }
    for pair in (False, True)
)
CODES = np.array([state.ccode for state in all_states()])
#: Data sets that readings are made of; of a set that forbids redistribution nothing ships.
READ = {
    **{sources.SOURCES[name].dataset: "" for name in (*STATES, *PAIRS)},
    **dict.fromkeys(DISPUTES, "disputes"), "atop-members": "pacts", "polity4": "",
}  # fmt: skip
ENTRY = ("yrent", "moent", "dayent", "yrexit", "moexit", "dayexit")


def runs(who: dict[str, np.ndarray], values: np.ndarray, otherwise: float) -> pl.DataFrame:
    """Runs of years with one value: ``who``'s columns, first, last, value; s rows.

    values: (s, T) of who, by year from FIRST_YEAR on. otherwise: the value that is left out.
    """
    kept = np.isnan(values) if np.isnan(otherwise) else values == otherwise
    same = (values[:, 1:] == values[:, :-1]) | (np.isnan(values[:, 1:]) & np.isnan(values[:, :-1]))
    begins = np.column_stack([np.ones(len(values), dtype=bool), ~same])
    line, first = np.nonzero(begins)
    following = np.append(line[1:], -1)
    last = np.where(following == line, np.append(first[1:], 0) - 1, values.shape[1] - 1)
    told = ~kept[line, first]
    line, first, last = line[told], first[told], last[told]
    return pl.DataFrame({
        **{name: codes[line].astype(np.int16) for name, codes in who.items()},
        "first": (first + FIRST_YEAR).astype(np.int16),
        "last": (last + FIRST_YEAR).astype(np.int16),
        "value": values[line, first],
    })  # fmt: skip


def rounded(values: np.ndarray) -> np.ndarray:
    """At seven digits, as files of facts keep them."""
    return np.array([np.nan if np.isnan(v) else float(f"{v:.7g}") for v in values.ravel()]).reshape(
        values.shape
    )


def years(name: str) -> np.ndarray:
    """The years of a fact that ship."""
    return np.arange(FIRST_YEAR, sources.SOURCES[name].last + 1)


def of_states() -> Iterator[pl.DataFrame]:
    """Every fact of states, as runs."""
    for name, otherwise in STATES.items():
        when = years(name)
        found = reader.states(CODES[:, None], when, [name])[name].values.reshape(len(CODES), -1)
        yield runs({"ccode1": CODES}, rounded(found), otherwise).insert_column(
            0, pl.lit(name).alias("fact")
        )


def of_pairs() -> Iterator[pl.DataFrame]:
    """Every fact of pairs, as runs."""
    every = np.array(list(permutations(CODES, 2)))
    for name, otherwise in PAIRS.items():
        asked = every[every[:, 0] < every[:, 1]] if name in SYMMETRIC else every
        columns = [
            reader.pairs(asked[:, 0], asked[:, 1], year, [name])[name].values
            for year in years(name)
        ]
        frame = runs(
            {"ccode1": asked[:, 0], "ccode2": asked[:, 1]}, rounded(np.column_stack(columns)),
            otherwise,
        )  # fmt: skip
        yield frame.insert_column(0, pl.lit(name).alias("fact"))


def pacts() -> pl.DataFrame:
    """Members bound since 1945 in alliances where somebody owes defense or nonaggression."""
    frame = table("atop-members").filter(
        pl.col("member").is_between(1, 999),
        (pl.col("yrexit").fill_null(0) == 0) | (pl.col("yrexit") >= FIRST_YEAR),
    )
    promises = (pl.col("defense") == 1) | (pl.col("nonagg") == 1)
    return (
        frame.filter(promises.any().over("atopid"))
        .select("atopid", "member", *ENTRY, "defense", "nonagg", *ATOP_ITEMS)
        .cast(pl.Int16, strict=True)
    )


def disputes() -> dict[str, pl.DataFrame]:
    """Who began what against whom since 1816, and who met whom in which years."""
    numbers = pl.col(pl.Int64).cast(pl.Int64)
    met = involvements().filter(pl.col("ccode1") < pl.col("ccode2"))
    return {
        "disputes": events().select(numbers, pl.col(pl.Boolean)),
        "met": met.sort("ccode1", "ccode2", "year").select(numbers, pl.col(pl.Boolean)),
    }


def about() -> str:
    """Every data set that was read, as JSON, with what ships of it."""
    entries = {}
    for name in sorted(READ):
        entry = card(name)
        ships = [f for f in (*STATES, *PAIRS) if sources.SOURCES[f].dataset == name]
        entries[name] = {
            "title": entry.title, "version": entry.version, "years": [entry.first, entry.last],
            "sha256": entry.sha256, "facts": ships or [READ[name]] if READ[name] or ships else [],
        }  # fmt: skip
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def build() -> dict[str, bytes]:
    """File name -> its bytes."""
    tables = {
        "states": stacked(list(of_states()), "ccode1"),
        "pairs": stacked(list(of_pairs()), "ccode1", "ccode2"),
        "pacts": pacts(),
        **disputes(),
    }
    made = {"about.json": about().encode("utf-8")}
    for name, frame in tables.items():
        buffer = io.BytesIO()
        frame.write_parquet(buffer, compression="zstd", compression_level=19, statistics=False)
        made[f"{name}.parquet"] = buffer.getvalue()
    return made


def stacked(frames: Sequence[pl.DataFrame], *who: str) -> pl.DataFrame:
    """One table of facts, sorted as the store looks them up."""
    return pl.concat([frame.sort(*who, "first") for frame in frames])


if __name__ == "__main__":
    for name, content in build().items():
        FOLDER.joinpath(name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content):,} bytes\n")
