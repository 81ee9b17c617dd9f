"""Changes as an address says them, what they do to a scenario, and into which text they go."""

import pytest

from foedus.errors import InputError
from foedus.scenario import load, loads
from foedus.scenario.read import text
from foedus.web.board.edits import BoardEdit, edited, parsed
from foedus.web.board.saving import written

NAME = "ukraine-2025"


def made(*pairs: tuple[str, str], name: str = NAME) -> tuple[BoardEdit, ...]:
    return parsed(pairs, next(iter([load(name)])))


def test_keys_without_a_dot_are_no_changes_and_the_last_counts() -> None:
    edits = made(("years", "10"), ("nato.aid", "grants"), ("nato.aid", "training"))
    assert [(each.key, each.value) for each in edits] == [("nato.aid", "training")]


@pytest.mark.parametrize(("key", "value", "said"), [
    ("nata.term", "3", "unknown design"), ("nato.terms", "3", "unknown term"),
    ("nato.term", "1000", "from 0.1 to 100"), ("nato.term", "nan", "from 0.1 to 100"),
    ("nato.guarantors", "RUS", "party to the question"), ("nato.guarantors", "Xx", "state"),
    ("nato.clauses", "-9", "there are 4 clauses"), ("nato.clauses", "dance", "found 'dance'"),
    ("nato.bases", "many", "unknown word"), ("nato.companion", "maybe", "yes or no"),
    ("nato.stationed", "JPN:5", "no guarantor"), ("RUS.cinc", "2", "from 0 to 1"),
    ("RUS.height", "2", "unknown fact"),
    ("article-5-like.guarantors", "-USA,-GBR,-FRA,-DEU,-ITA,-POL", "nobody is left"),
])  # fmt: skip
def test_a_wrong_change_is_told_with_its_key(key: str, value: str, said: str) -> None:
    scenario = load(NAME)
    with pytest.raises(InputError, match=said) as refused:
        edited(scenario, parsed([(key, value)], scenario))
    assert refused.value.where == key


CHANGES = [
    [("article-5-like.term", "20")],
    [("article-5-like.term", "none"), ("article-5-like.adopted_by", "treaty")],
    [("article-5-like.guarantors", "-POL,EST")],
    [("article-5-like.clauses", "-1,sanctions:armed-attack")],
    [("article-5-like-stationed.bases", "none"), ("article-5-like-stationed.stationed", "none")],
    [("article-5-like-stationed.stationed", "GBR:10000,FRA:500")],
    [("nato.bases", "none"), ("nato.companion", "yes"), ("nato.guarantors", "-HUN,-SVK")],
    [("RUS.cinc", "0.03"), ("UKR.polyarchy", "0.6")],
]


@pytest.mark.parametrize("pairs", CHANGES)
def test_what_is_saved_reads_as_what_was_shown(pairs: list[tuple[str, str]]) -> None:
    edits = made(*pairs)
    shown = edited(load(NAME), edits)
    new = written(text(NAME), f"{NAME}.yaml", edits)
    saved = loads(new, f"{NAME}.yaml")
    assert saved.designs["none"] == shown.designs["none"]
    for name, design in shown.designs.items():
        assert saved.designs[name].model_dump() == design.model_dump()
    assert saved.situation.model_dump() == shown.situation.model_dump()
    assert "# Guarantees for Ukraine, as they stood on the day" in new


def test_a_tie_that_a_text_loses_is_lost_in_practice_too() -> None:
    changed = edited(load(NAME), made(("nato.bases", "none"))).designs["nato"]
    assert changed.military.bases == "none"
    assert changed.practice
    assert changed.practice.bases == "none"


def test_no_change_is_the_same_scenario() -> None:
    scenario = load(NAME)
    assert edited(scenario, ()) == scenario
    assert loads(written(text(NAME), f"{NAME}.yaml", ()), f"{NAME}.yaml").designs == (
        scenario.designs
    )
