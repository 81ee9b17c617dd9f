"""Solutions, drawings and exports."""

import re
from xml.etree import ElementTree

import numpy as np
import polars as pl
import pytest

from foedus import games
from foedus.errors import InputError

NATURE = """\
game: tree
title: A <game> & nature
players: [one, two]
tree:
  player: one
  actions:
    stay: quiet
    go:
      nature:
        calm: {probability: 0.1, then: {player: two, actions: {a: won, b: lost, c: tied}}}
        storm: {probability: q, then: wreck}
utilities:
  one: {quiet: 0, won: x, lost: constant, tied: 0, wreck: -1}
  two: {won: 0, lost: z, tied: constant}
link: logit
"""
COEF = {"one(won):constant": 0.5, "one(won):x": 1.0, "one(lost):constant": -1.0,
        "two(lost):constant": 0.2, "two(lost):z": 0.7, "two(tied):constant": -0.3}  # fmt: skip
ROWS = pl.DataFrame({"x": [0.3, -1.0], "z": [1.0, 0.5], "q": [0.9, 0.9]})


@pytest.fixture
def solved():
    return games.solve(games.loads(NATURE), ROWS, COEF)


def test_solution_is_backward_induction_by_hand(solved):
    x, z = 0.3, 1.0
    y = np.exp([0.0, 0.2 + 0.7 * z, -0.3])
    p = y / y.sum()
    calm = p[0] * (0.5 + x) - p[1]
    go = 0.1 * calm + 0.9 * -1.0
    chance = 1 / (1 + np.exp(-go))
    assert solved.labels[0] == pytest.approx(
        [1 - chance, chance * 0.1 * p[0], chance * 0.1 * p[1], chance * 0.1 * p[2], chance * 0.9]
    )
    assert solved.value[2]["one"][0] == pytest.approx(go)
    assert solved.best_responses()[0].tolist() == [0, 0]
    assert solved.best_responses()[3].tolist() == [1, 1]
    assert solved.frame().height == 2


def test_perfect_play_is_what_vanishing_errors_tend_to():
    game = games.load("egame123")
    rng = np.random.default_rng(8)
    frame = pl.DataFrame({c: rng.normal(size=50) for c in game.columns})
    names = {
        game.coefficient(m, regressor): 300.0 * rng.normal()
        for m, (_, _, formula) in enumerate(game.equations)
        for regressor in ("Intercept", formula.text)
    }
    solved = games.solve(game, frame, names)
    likely = [list(game.observable)[i] for i in solved.labels.argmax(axis=1)]
    sure = solved.labels.max(axis=1) > 0.999
    assert sure.sum() > 30
    played = games.perfect_play(solved)
    assert [p for p, s in zip(played, sure, strict=True) if s] == [
        p for p, s in zip(likely, sure, strict=True) if s
    ]


def test_perfect_play_refuses_lotteries(solved):
    with pytest.raises(InputError, match="lottery"):
        games.perfect_play(solved)


def test_wrong_coefficients_and_columns_are_told(solved):
    game = games.loads(NATURE)
    with pytest.raises(InputError, match="missing"):
        games.solve(game, ROWS, {})
    with pytest.raises(InputError, match="unknown coefficient"):
        games.solve(game, ROWS, COEF | {"one(won):y": 1.0})
    with pytest.raises(InputError, match="unknown column"):
        games.solve(game, ROWS.drop("z"), COEF)
    with pytest.raises(InputError, match="sum to 1"):
        games.solve(game, ROWS.with_columns(q=pl.lit(0.5)), COEF)


def test_text_tree_shows_moves_and_probabilities(solved):
    tree = games.loads(NATURE).tree
    plain = games.tree_text(tree)
    assert plain.splitlines()[0] == "one"
    assert "calm 0.1 : two" in plain
    assert "└─ storm q = wreck" in plain
    assert f"Pr {solved.labels[:, 0].mean():.3f}" in games.tree_text(tree, solved)


def test_svg_is_well_formed_and_says_all(solved):
    tree = games.loads(NATURE).tree
    root = ElementTree.fromstring(games.tree_svg(tree, solved, "A <game> & nature"))  # noqa: S314
    words = " ".join(t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}text"))
    for word in ("quiet", "won", "lost", "tied", "wreck", "nature", "two", "stay", "storm"):
        assert word in words
    assert root.find("{http://www.w3.org/2000/svg}title").text == "A <game> & nature"


def test_gambit_file_has_the_payoffs_and_exact_odds(solved):
    text = games.efg(solved, row=1, title='A "game"')
    lines = text.splitlines()
    assert lines[0] == 'EFG 2 R "A \\"game\\"" { "one" "two" }'
    assert [line[0] for line in lines[2:]] == ["p", "t", "c", "p", "t", "t", "t", "t"]
    odds = re.search(r'"calm" (\S+) "storm" (\S+)', text)
    assert odds.groups() == ("0.1", "0.9")
    assert "{ -0.5, 0.0 }" in text  # won: 0.5 - 1.0
    with pytest.raises(InputError, match="row 3 of 2"):
        games.efg(solved, row=2)
