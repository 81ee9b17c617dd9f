"""Designs resolved: what `extends` brings along, and what is refused."""

import pytest

from foedus import scenario, terms
from foedus.record import DocumentError

HEAD = """\
foedus: 1
title: t
as_of: {as_of}
challenger: RUS
protege: {protege}
designs:
"""


def loads(designs: str, *, protege: str = "UKR", as_of: str = "2025-08-18") -> scenario.Scenario:
    return scenario.loads(HEAD.format(as_of=as_of, protege=protege) + designs, "d.yaml")


def told(designs: str) -> str:
    with pytest.raises(DocumentError) as caught:
        loads(designs)
    return str(caught.value)


PLEDGE = """\
  pledge:
    guarantors: [USA]
    clauses: [{obligation: defense}]
    military: {contact: regular, aid: yes}
    adopted_by: executive
    term: 10
"""


def test_an_instrument_brings_its_clauses_and_its_parties_of_the_day() -> None:
    nato = loads("  nato: {extends: north-atlantic-1949}\n").designs["nato"]
    assert nato.clauses == terms.get("north-atlantic-1949").clauses
    assert len(nato.guarantors) == 32
    assert (nato.name, nato.protege) == ("nato", "UKR")
    assert nato.signed is None  # the new guarantee was not signed in 1949
    before = loads("  nato: {extends: north-atlantic-1949}\n", as_of="2022-06-01").designs["nato"]
    assert set(nato.guarantors) - set(before.guarantors) == {"FIN", "SWE"}


def test_the_protege_does_not_guarantee_itself() -> None:
    finland = loads("  nato: {extends: north-atlantic-1949}\n", protege="FIN").designs["nato"]
    assert len(finland.guarantors) == 31
    assert "FIN" not in finland.guarantors


def test_named_guarantors_replace_those_of_the_instrument() -> None:
    designs = loads("  few: {extends: north-atlantic-1949, guarantors: [USA, POL]}\n").designs
    assert designs["few"].guarantors == ("USA", "POL")


def test_a_design_is_laid_over_another_and_military_ties_item_by_item() -> None:
    text = "  deep: {extends: pledge, military: {bases: permanent}, adopted_by: legislature}\n"
    designs = loads(text + PLEDGE).designs  # order in the file does not matter
    deep, pledge = designs["deep"], designs["pledge"]
    assert deep.clauses == pledge.clauses
    assert (deep.military.contact, deep.military.bases) == ("regular", "permanent")
    assert (deep.adopted_by, deep.term) == ("legislature", 10)
    assert terms.depth_count(deep) == terms.depth_count(pledge) + 1
    undone = loads(PLEDGE + "  no-aid: {extends: pledge, military: {aid: no}}\n").designs["no-aid"]
    assert terms.depth_count(undone) == 1


def test_chains_of_three_are_followed() -> None:
    text = PLEDGE + "  b: {extends: pledge, term: 5}\n  c: {extends: b, adopted_by: treaty}\n"
    design = loads(text).designs["c"]
    assert (design.guarantors, design.term, design.adopted_by) == (("USA",), 5, "treaty")


def test_circles_are_refused_once_for_each_member() -> None:
    text = (
        "  none: {}\n  a: {extends: b}\n  b: {extends: a}\n  c: {extends: a}\n  d: {extends: d}\n"
    )
    lines = told(text).splitlines()
    assert lines == [
        "d.yaml:8: designs.a.extends: extends itself: a → b → a",
        "d.yaml:9: designs.b.extends: extends itself: b → a → b",
        "d.yaml:10: designs.c.extends: extends 'a', which extends itself",
        "d.yaml:11: designs.d.extends: extends itself: d → d",
    ]


def test_towers_of_designs_are_refused_before_they_cost_time() -> None:
    text = PLEDGE + "".join(
        f"  d{i}: {{extends: {f'd{i - 1}' if i else 'pledge'}}}\n" for i in range(3000)
    )
    assert "stands on more than 12 others" in told(text)
    assert loads(text[: text.index("  d11:")]).designs["d10"].guarantors == ("USA",)


def test_unknown_names_offer_the_nearest() -> None:
    text = told("  a: {extends: north-atlantic-1948}\n  b: {extends: a}\n")
    assert "d.yaml:7: designs.a.extends: no instrument or design is called" in text
    assert "did you mean north-atlantic-1949?" in text
    assert "d.yaml:8: designs.b.extends: extends 'a', which cannot be resolved" in text


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ("{clauses: [{obligation: defense}]}", "a design without guarantors has clauses (1)"),
        ("{guarantors: [USA]}", "guarantors (USA) promise nothing"),
        ("{extends: us-korea-1953, guarantors: []}", "a design without guarantors has clauses (4)"),
        ("{extends: us-korea-1953, protege: KOR}", "the scenario's protégé is UKR"),
        ("{military: {aid: yes}}", "designs.x.military: military ties of a design without"),
        ("{guarantors: [RUS], clauses: [{obligation: aid}]}", "RUS would be the only guarantor"),
        (
            "{extends: belgium-1839}",
            "designs.x.extends: a guarantor of it is gone: '300' is Austria-Hungary",
        ),
        (
            "{extends: us-korea-1953, military: {stationed: [{state: FRA}]}}",
            "designs.x.military.stationed[0].state: FRA stations forces but is no guarantor",
        ),
        (
            "{guarantors: [USA], clauses: [{obligation: aid, by: FRA}]}",
            "designs.x.clauses[0].by: FRA owes it but is no guarantor",
        ),
    ],
)
def test_contradictions_are_refused(design: str, said: str) -> None:
    assert said in told(f"  none: {{}}\n  x: {design}\n")


def test_a_design_may_not_take_an_instruments_name() -> None:
    assert "is an instrument" in told("  north-atlantic-1949: {}\n")


def test_no_design_at_all_is_refused() -> None:
    assert "designs: nothing is in it" in told("  {}\n")


def test_a_challenger_among_the_signatories_is_kept_but_guards_nobody() -> None:
    read = loads("  b: {extends: budapest-memorandum-1994}\n")
    assert read.designs["b"].guarantors == ("RUS", "GBR", "USA")
    assert read.guarantors("b") == ("GBR", "USA")
