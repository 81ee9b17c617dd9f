"""Rows of games from tables as people have them: the right rows, or the cell by name and line."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

from foedus import games
from foedus.errors import DataError, InputError
from foedus.games.tree.data import PreparedGame

THREAT = """
game: tree
title: Threat
players: [challenger, target]
tree:
  player: challenger
  actions:
    wait: status quo
    threaten:
      player: target
      actions: {yield: concession, fight: war}
utilities:
  challenger: {status quo: peace, concession: 0, war: constant}
  target: {concession: 0, war: polity + pact}
observed: {column: outcome}
"""
NATURE = """
game: tree
title: Lottery
players: [A]
tree:
  nature:
    weak: {probability: pw, then: {player: A, actions: {stay: s1, go: g1}}}
    strong: {probability: ps, then: {player: A, actions: {stay: s2, go: g2}}}
utilities:
  A: {s1: 0, g1: 5, s2: 0, g2: 2}
"""
OFFERS = "game: ultimatum\ntitle: U\noffer: offer\naccept: accept\nsmallest: 0\nlargest: 10\n"
OFFERS += "proposer: x\nresponder: z\n"


def rows(count: int = 40) -> pl.DataFrame:
    """Rows of the threat; every tenth has no polity."""
    rng = np.random.default_rng(1)
    polity = [None if i % 10 == 3 else int(v) for i, v in enumerate(rng.integers(-9, 10, count))]
    ends = ["status quo", "concession", "war"]
    return pl.DataFrame(
        {
            "peace": rng.normal(size=count).round(3),
            "polity": polity,
            "pact": rng.integers(0, 2, count),
            "outcome": [ends[i] for i in rng.integers(0, 3, count)],
        }
    )


def put(folder: Path, text: str) -> Path:
    path = folder / "rows.csv"
    path.write_text(text, encoding="utf-8")
    return path


def prepared(folder: Path, text: str, document: str = THREAT) -> PreparedGame:
    game = games.loads(document)
    return games.prepare(game, games.read_table(put(folder, text), game))


@pytest.mark.parametrize("mark", ["", "NA", ".", "NaN", "n/a", ".a"])
def test_what_is_missing_is_left_out_however_it_is_written(tmp_path: Path, mark: str) -> None:
    found = prepared(tmp_path, rows().write_csv(null_value=mark))
    assert found.names[-2:] == ("target(war):polity", "target(war):pact")
    assert (found.rows_given, len(found.used)) == (40, 36)


def test_a_word_among_numbers_is_named_and_a_factor_may_be_declared(tmp_path: Path) -> None:
    text = rows().write_csv(null_value="unknown")
    with pytest.raises(InputError, match=r"rows.csv:5: column 'polity' holds 'unknown'"):
        prepared(tmp_path, text)
    found = prepared(tmp_path, text, THREAT.replace("polity +", "C(polity) +"))
    assert any("unknown" in name for name in found.names)
    declared = THREAT + "levels: {polity: ['unknown', " + ", ".join(
        f"'{v}'" for v in range(-9, 10)
    ) + "]}\n"  # fmt: skip
    assert len(prepared(tmp_path, text, declared).used) == 40


def test_a_word_among_numbers_of_a_frame_is_named_by_row() -> None:
    frame = rows().with_columns(pl.col("polity").cast(pl.String).fill_null("unknown"))
    with pytest.raises(InputError, match="row 4 of those used: column 'polity' holds 'unknown'"):
        games.prepare(games.loads(THREAT), frame)


def test_weights_and_offers_name_their_cell(tmp_path: Path) -> None:
    weighted = rows().with_columns(w=pl.Series(["2", "1,5"] * 20))
    with pytest.raises(InputError, match=r"rows.csv:3: column 'w' holds '1,5'"):
        prepared(tmp_path, weighted.write_csv(), THREAT + "weights: w\n")
    with pytest.raises(InputError, match="row 2 of those used: column 'w' holds '1,5'"):
        games.prepare(games.loads(THREAT + "weights: w\n"), weighted)
    with pytest.raises(InputError, match=r"rows.csv:2: column 'offer' holds '3,31'"):
        prepared(tmp_path, 'offer,accept,x,z\n"3,31",1,2.04,-1.3\n', OFFERS)


def test_acceptance_may_be_yes_or_no(tmp_path: Path) -> None:
    said: list[str] = []
    game = games.loads(OFFERS)
    path = put(tmp_path, "offer,accept,x,z\n3.3,yes,2,1\n2.0,no,1,2\n")
    assert games.read_table(path, game, say=said.append)["accept"].to_list() == [1, 0]
    assert said == [f"{path}: read with yes as 1 and no as 0 in accept"]


def test_a_blank_probability_is_refused_by_row(tmp_path: Path) -> None:
    game = games.loads(NATURE)
    frame = games.read_table(put(tmp_path, "pw,ps\n0.3,0.7\n0.3,\n"), game)
    with pytest.raises(InputError, match=r"row 2 has weak 0.3, strong missing"):
        games.solve(game, frame, {})
    with pytest.raises(InputError, match="column 'ps' holds '0,6'"):
        games.solve(game, {"pw": [0.4], "ps": ["0,6"]}, {})


def test_a_column_named_constant_is_a_column() -> None:
    document = THREAT.replace("war: constant", "war: '`constant`'").replace("polity", "`constant`")
    frame = rows().rename({"polity": "constant"})
    document = document.replace("war: `constant` + pact", "war: '`constant` + pact'")
    names = games.prepare(games.loads(document), frame).names
    assert len(set(names)) == len(names) == 7
    assert {"challenger(war):constant", "challenger(war):`constant`"} <= set(names)


def test_ordered_categories_keep_their_order(tmp_path: Path) -> None:
    kinds = ["low", "middle", "high"]
    values = [kinds[i % 3] for i in range(40)]
    wanted = ["target(war):polity[T.middle]", "target(war):polity[T.high]"]
    ordered = rows().with_columns(polity=pl.Series(values, dtype=pl.Enum(kinds)))
    ordered.write_parquet(tmp_path / "rows.parquet")
    in_pandas = pd.DataFrame(
        rows().to_dict(as_series=False) | {"polity": pd.Categorical(values, kinds, ordered=True)}
    )
    in_pandas.to_stata(tmp_path / "rows.dta", write_index=False)
    for frame in (
        ordered,
        games.read_table(tmp_path / "rows.parquet", games.loads(THREAT)),
        games.read_table(tmp_path / "rows.dta", games.loads(THREAT)),
        in_pandas,
    ):
        names = games.prepare(games.loads(THREAT), frame).names
        assert [name for name in names if "polity" in name] == wanted


def test_a_pandas_column_that_stands_twice_is_refused() -> None:
    frame = pd.DataFrame([[1, 2]], columns=["x", "x"])
    with pytest.raises(InputError, match="column 'x' stands twice"):
        games.prepare(games.loads(THREAT), frame)


def test_no_warning_of_a_library_gets_out() -> None:
    document = THREAT.replace("polity + pact", "log(peace - 9) + pact")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DataError, match="is not a finite number in row 1"):
            games.prepare(games.loads(document), rows())
