"""Documents: what reads, and what a wrong one is told."""

import pytest
from tests.games.two_moves import SMALL as TWO

from foedus import games
from foedus.errors import InputError
from foedus.games import Chance, Decision, Game, Ultimatum
from foedus.games.shipped import catalog_text


def told(text: str) -> str:
    with pytest.raises(InputError) as error:
        games.loads(text, "mine.yaml")
    return str(error.value)


def test_reads_a_game():
    game = games.loads(TWO)
    assert isinstance(game, Game)
    assert game.tree.outcomes == ("quiet", "gain", "war")
    assert game.columns == ("x", "z")
    assert list(game.observable) == ["quiet", "gain", "war"]


@pytest.mark.parametrize("name", sorted(games.catalog()))
def test_every_game_of_the_catalog_reads_and_cites(name):
    game = games.load(name)
    assert game.title
    assert game.cites
    assert games.loads(catalog_text(name)) == game


def test_catalog_has_the_fields_games():
    wanted = {"signorino-1999", "egame122", "egame123", "ultimatum", "extended-deterrence"}
    assert wanted | {"assurance"} <= set(games.catalog())
    again = games.load("extended-deterrence").tree.moves_again()
    assert list(again) == ["challenger"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("players: [", "playrs: [", 1, ["playrs", "players"]),
        ("  player: one\n", "  player: oen\n", 5, ["oen", "one"]),
        ("two: {gain: 0, war: z}", "two: {gain: 0}", 11, ["war", "no utility"]),
        ("two: {gain: 0, war: z}", "two: {quiet: 1, gain: 0, war: z}", 11, ["quiet", "reach"]),
        ("war: z}", "wra: z}", 11, ["wra", "war"]),
        ("war: z}", "war: z +}", 11, ["z +"]),
        ("war: z}", "war: I(x if x else z)}", 11, ["not allowed"]),
        ("war: z}", "war: 'y ~ z'}", 11, ["one linear index"]),
        ("{yield: gain, fight: war}", "{yield: gain}", 8, ["two or more"]),
        ("title: Two moves", "errors: agents\ntitle: x", 2, ["agents", "agent"]),
        ("observed: {column: outcome}", "observed: {labels: {a: [gain, war]}}", 12, ["quiet"]),
        ("observed: {column: outcome}", "scale: {three: x}", 12, ["three"]),
        ("observed: {column: outcome}", "errors: private\nlink: logit", 1, ["probit"]),
    ],
)
def test_a_wrong_document_is_told_where_and_what(old, new, line, words):
    assert old in TWO
    message = told(TWO.replace(old, new))
    assert "mine.yaml:" in message
    for word in words:
        assert word in message
    if line > 1:
        assert f"mine.yaml:{line}" in message


def test_nature_subtrees_and_merged_labels():
    text = """\
game: tree
title: With nature
players: [one, two]
tree:
  player: one
  actions:
    stay: quiet
    go:
      nature:
        calm: {probability: 0.25, then: reply}
        storm: {probability: q, then: wreck}
subtrees:
  reply: {player: two, actions: {a: won, b: lost, c: tied}}
utilities:
  one: {quiet: 0, won: x, lost: constant, tied: 0, wreck: 0}
  two: {won: 0, lost: z, tied: constant}
observed: {column: y, labels: {quiet: quiet, played: [won, lost, tied], wreck: wreck}}
"""
    game = games.loads(text)
    assert isinstance(game, Game)
    assert isinstance(game.tree.nodes[2], Chance)
    assert game.columns == ("x", "z", "q")
    reply = game.tree.nodes[3]
    assert isinstance(reply, Decision)
    assert [a for a, _ in reply.actions] == ["a", "b", "c"]
    assert game.observable["played"] == ("won", "lost", "tied")
    assert "sum to 1" in told(text.replace("probability: q", "probability: 0.5"))
    assert "itself" in told(
        text.replace("a: won", "a: reply").replace("one: {quiet", "one: {quiet")
    )


def test_a_number_is_a_known_payoff_and_a_word_is_a_constant():
    game = games.loads(TWO.replace("war: z}", "war: -1.5}").replace("quiet: x", "quiet: constant"))
    assert isinstance(game, Game)
    formula = game.utilities["two", "war"]
    assert formula is not None
    assert formula.fixed == -1.5
    assert game.utilities["one", "gain"] is None


def test_ultimatum_documents():
    game = games.load("ultimatum")
    assert isinstance(game, Ultimatum)
    text = catalog_text("ultimatum")
    assert "not below" in told(text.replace("largest: 100", "largest: 0"))
    assert "allowed: tree, ultimatum" in told(text.replace("game: ultimatum", "game: chess"))
    assert "not positive" in told(text + "scales: {responder: 0}\n")


def test_unknown_catalog_name_offers_the_nearest():
    with pytest.raises(InputError, match="signorino-1999"):
        games.load("signorino-1998")


@pytest.mark.parametrize("payoff", [".inf", "-.inf", ".nan", "1e7", "{fixed: 1e300}"])
def test_a_payoff_that_nothing_could_be_weighed_against_is_refused(payoff: str) -> None:
    said = told(TWO.replace("gain: 0, war: z", f"gain: {payoff}, war: z"))
    assert "mine.yaml:11: utilities.two.gain: found the payoff" in said
    assert "allowed: -1e+06 to 1e+06" in said
