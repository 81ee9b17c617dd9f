"""What a design says and no model reads: found by changing it, and said beforehand."""

from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from tests.terminal import render

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.designs import COLUMNS, read
from foedus.assessment.durability import holding
from foedus.assessment.unseen import sections as unseen_sections
from foedus.assessment.unseen import unseen
from foedus.assessment.unseen.change import BESIDE, FIELDS, changed, made_up
from foedus.assessment.unseen.reading import compiled
from foedus.assessment.unseen.unseen import alike, same_words, table
from foedus.facts import assembly
from foedus.facts.known import Facts
from foedus.report.text import WIDTH, text
from foedus.scenario import Scenario
from foedus.terms.clause import Clause
from foedus.terms.guarantee import Guarantee, Military, Stationed

NAME = "article-5-like-stationed"


@pytest.fixture(scope="module")
def asked() -> Scenario:
    return scenario.load("ukraine-2025")


@pytest.fixture(scope="module")
def facts(asked: Scenario) -> Facts:
    return assembly.facts(asked, None)


def seen(asked: Scenario, facts: Facts, design: Guarantee) -> tuple[Any, ...]:
    """What ladder and lapse see of a design in its scenario."""
    one = asked.model_copy(update={"designs": {design.name: design}})
    reading = read(one, design.name, facts)
    held = holding(design, reading, asked.protege, facts, 2026)
    return tuple(reading.columns[what] for what in COLUMNS), held


def with_more(design: Guarantee, name: str, **changes: Any) -> Guarantee:
    return design.model_copy(update={"name": name, **changes})


def troops(design: Guarantee, number: int) -> Military:
    forces = tuple(each.model_copy(update={"number": number}) for each in design.military.stationed)
    return design.military.model_copy(update={"stationed": forces})


def test_no_field_is_forgotten() -> None:
    """A field added to the terms must be asked about, or said not to be."""
    named = {
        *Guarantee.model_fields,
        *(f"clauses.{name}" for name in Clause.model_fields),
        *(f"military.{name}" for name in Military.model_fields),
        *(f"military.stationed.{name}" for name in Stationed.model_fields),
    }
    assert {name for name in named if name.rsplit(".", 1)[-1] not in BESIDE} <= set(FIELDS)
    kinds = {name for name in FIELDS if name not in named}
    assert {FIELDS[name].removeprefix("a promise of ") for name in kinds} == {
        name.removeprefix("clauses.") for name in kinds
    }


def test_every_field_was_changed() -> None:
    """The made-up guarantees say something in every field, so none passes for unseen unasked."""
    asked_about = {field for base in made_up() for field, _ in changed(base)}
    assert asked_about == set(FIELDS)
    for base in made_up():
        assert all(other != base for _, other in changed(base))


def test_what_ships_is_what_the_models_read() -> None:
    """`python scripts/unseen.py` writes it."""
    shipped = files("foedus.assessment.unseen").joinpath("models.json").read_text("utf-8")
    assert shipped == compiled()


def test_the_table_knows_what_moves_a_forecast() -> None:
    assert "ladder" in table()["clauses.defense"] & table()["clauses.adversaries"]
    assert "ladder" in table()["military.contact"] & table()["military.stationed"]
    assert table()["adopted_by"] == table()["term"] == table()["renewal"] == {"lapse"}
    assert "ladder" in table()["guarantor.major"] & table()["guarantor.nuclear"]
    assert "lapse" in table()["guarantor.democracy"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("clauses.discretion", {"discretion": "automatic"}),
        ("clauses.area", {"area": ("KHA",)}),
        ("clauses.trigger", {"trigger": "threat"}),
        ("clauses.conditions", {"conditions": ("nuclear-weapons",)}),
    ],
)
def test_what_the_table_calls_unseen_moves_nothing_in_a_real_design(
    asked: Scenario, facts: Facts, field: str, changes: dict[str, Any]
) -> None:
    design = asked.designs[NAME]
    other = with_more(
        design, NAME, clauses=tuple(each.model_copy(update=changes) for each in design.clauses)
    )
    assert (not table()[field]) == (seen(asked, facts, design) == seen(asked, facts, other))


def test_numbers_of_troops_move_nothing_and_troops_do(asked: Scenario, facts: Facts) -> None:
    design = asked.designs[NAME]
    bare = design.military.model_copy(update={"bases": "none"})
    base = with_more(design, NAME, military=bare)
    many = with_more(base, NAME, military=troops(base, 28_500))
    none = with_more(base, NAME, military=bare.model_copy(update={"stationed": ()}))
    same = seen(asked, facts, base) == seen(asked, facts, many)
    assert same == (not table()["military.stationed.number"])
    assert seen(asked, facts, base) != seen(asked, facts, none)


def test_designs_that_are_read_the_same_are_together(asked: Scenario, facts: Facts) -> None:
    design = asked.designs[NAME]
    more = with_more(design, "more", military=troops(design, 28_500))
    longer = with_more(design, "longer", term=5.0)
    designs = dict(asked.designs) | {"more": more, "longer": longer}
    groups = alike(asked.model_copy(update={"designs": designs}), facts)
    assert ("none", "budapest-style") in groups
    assert (NAME, "more") in groups
    assert not any("longer" in group for group in groups)


def test_like_guarantors_are_read_the_same(asked: Scenario, facts: Facts) -> None:
    """Two major powers with nuclear weapons, as democratic as each other."""
    base = asked.designs["article-5-like"]
    designs = {who: with_more(base, who, guarantors=(who.upper(),)) for who in ("usa", "fra")}
    level = dict(facts) | {
        f"{who}.democracy": replace(facts["USA.democracy"], value=0.8) for who in ("USA", "FRA")
    }
    two = asked.model_copy(update={"designs": designs})
    assert (alike(two, level) == (("usa", "fra"),)) == (not table()["guarantor.name"])
    far = level | {"FRA.nuclear": replace(facts["FRA.nuclear"], value=0.0)}
    assert alike(two, far) == ()


def test_words_that_are_read_as_one() -> None:
    assert ("access", "permanent") in same_words()["military.bases"]
    assert ("general", "grants") in same_words()["military.aid"]
    assert "military.organization" not in same_words()


def test_only_what_is_said_is_listed(asked: Scenario) -> None:
    found = unseen.unseen(asked)
    assert found.alike is None
    assert found.fields["military.stationed.number"] == (NAME,)
    assert "military.subordination" not in {**found.fields, **found.lasting}
    assert not any(table()[field] for field in found.fields)
    told = found.to_dict()
    assert told["read_by_no_model"]["military.stationed.number"] == [NAME]
    assert told["read_the_same"] is None
    bare = asked.model_copy(update={"designs": {"none": asked.designs["none"]}})
    assert unseen.unseen(bare).fields == {}


def test_in_words(asked: Scenario, facts: Facts) -> None:
    printed = text([unseen_sections.section(asked, facts)])
    assert max(map(len, printed.splitlines())) <= WIDTH
    said = " ".join(printed.split())
    assert "get the same numbers: none and budapest-style" in said
    assert "numbers of troops" in said
    assert "read only for how long it stands: who adopts it, its term and renewal" in said
    assert "not known before the facts are" not in said
    assert "not known before the facts are" in " ".join(
        text([unseen_sections.section(asked, None)]).split()
    )


def test_facts_as_an_assessment_would_have_them(asked: Scenario, facts: Facts) -> None:
    assert unseen.facts_of(asked, "ukraine-2025") == facts


def test_without_facts_nothing_is_guessed(
    asked: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path))
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    since = asked.model_copy(update={"protege": "MDA"})
    assert unseen.facts_of(since, "mine.yaml") is not None  # what ships is enough since 1946
    early = scenario.loads(
        "foedus: 1\ntitle: t\nas_of: 1938-01-01\nchallenger: DEU\nprotege: POL\n"
        "designs: {none: {}}\n"
    )
    assert unseen.facts_of(early, "mine.yaml") is None


def test_an_assessment_says_so_once_beside_its_designs() -> None:
    found = assess("ukraine-2025", draws=100, years=2)
    told = unseen_sections.beside(found)
    assert "such as numbers of troops" in told
    assert len(told) < 3 * WIDTH
    said = " ".join(render(found).split())
    assert said.count(told) == 1
    assert said.index("THE DESIGNS") < said.index(told) < said.index("HOW THE RISK GROWS")
    part = replace(found, designs={"none": found.designs["none"]})
    assert unseen_sections.beside(part) == ""
