"""Changes as an address says them, what they do to a scenario, and into which text they go."""

import re

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
    ("article-5-like.clauses", "-1,-2,-3", "promise nothing"),
    ("nato.9.trigger", "any", "clause 9"),
    ("nato.2.trigger", "never", "unknown word"), ("nato.2.by", "JPN", "no guarantor"),
    ("nato.2.casus", "x", "unknown term"), ("nato.renewal", "ever", "unknown word"),
    ("designs", "none,none", "twice"), ("designs", "nope", "unknown design"),
    ("designs", "x:nope", "unknown design or instrument"),
    ("designs", "nato:none", "a name already"),
    ("designs", "us-korea-1953:", "a name already"), ("designs", "A b:", "a short name"),
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
    [("nato.2.trigger", "threat"), ("nato.3.by", "USA"), ("nato.renewal", "unsaid")],
    [
        ("article-5-like.clauses", "-1,aid:threat"),
        ("article-5-like.4.by", "USA,GBR"),
        ("article-5-like.2.conditions", "request,location"),
        ("article-5-like.2.area", "Kyiv"),
    ],
    [("article-5-like.1.adversaries", "Russia"), ("article-5-like.mutual", "yes")],
    [
        ("designs", "nato,x:article-5-like,y:,z:us-korea-1953,article-5-like-stationed,none"),
        ("x.term", "5"),
        ("x.title", "Mine"),
        ("y.guarantors", "Nordic states"),
        ("y.clauses", "defense:armed-attack"),
        ("z.2.trigger", "any"),
    ],
    [("designs", "none,nato,article-5-like-stationed"), ("article-5-like-stationed.term", "none")],
    [
        ("designs", "a:nato,b:article-5-like-stationed,nato,none"),
        ("a.guarantors", "-HUN"),
        ("nato.guarantors", "-TUR"),
    ],
]


@pytest.mark.parametrize("pairs", CHANGES)
def test_what_is_saved_reads_as_what_was_shown(pairs: list[tuple[str, str]]) -> None:
    edits = made(*pairs)
    shown = edited(load(NAME), edits)
    new = written(text(NAME), f"{NAME}.yaml", edits)
    saved = loads(new, f"{NAME}.yaml")
    assert list(saved.designs) == list(shown.designs)
    assert saved.issues == shown.issues
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


def test_a_design_s_lines_move_with_their_comments() -> None:
    edits = made(("designs", "nato,none,article-5-like,more:article-5-like"))
    new = written(text(NAME), f"{NAME}.yaml", edits)
    own = new[new.index("\ndesigns:") : new.index("\npledges:")]
    heads = [line.strip(" :{}") for line in own.splitlines() if line.startswith("  ")
             and not line.startswith("   ")]  # fmt: skip
    assert heads == ["nato", "none", "article-5-like", "more"]
    assert own.count("# as art. 5 of the North Atlantic Treaty leaves it") == 2
    assert "    extends: north-atlantic-1949            # its parties on the scenario's date" in own
    assert "budapest-style" not in new


def test_designs_in_braces_are_arranged_too() -> None:
    flow = re.sub(
        r"designs:\n(?:  .*\n|\n)+", "designs: {none: {}, a: {extends: us-korea-1953}}\n\n",
        text("korea-2025"), count=1,
    )  # fmt: skip
    flow = re.sub(r"\n    designs:\n(?:      .*\n)+", "\n", flow)
    asked = loads(flow, "q.yaml")
    edits = parsed([("designs", "b:a,none")], asked)
    assert list(loads(written(flow, "q.yaml", edits), "q.yaml").designs) == ["b", "none"]
