"""What stands: ATOP's members, what is known better, the baseline, and what a design replaces."""

from datetime import date

import pytest

from foedus import scenario
from foedus.assessment.designs import COLUMNS, read
from foedus.errors import InputError
from foedus.facts.assembly import gather
from foedus.facts.known import Known
from foedus.facts.pacts import atop
from foedus.facts.pacts.atop import Bond, Pact
from foedus.facts.pacts.baseline import standing
from foedus.facts.pacts.protection import measure_of, measured, protection, standing_pacts
from foedus.history import origins
from foedus.history.depth import shipped
from foedus.scenario import Scenario
from foedus.terms import get
from foedus.terms.depth import atop_codes
from foedus.terms.instruments import called
from foedus.terms.overruled import overruled

Facts = dict[str, Known]
BARE = (0, 0, 0, 0, 0, 0, 0, 0)
BASES = (0, 0, 1, 0, 0, 0, 0, 0)
NONE = dict.fromkeys(COLUMNS, 0.0)


def bond(*states: str, since: str = "1953-10-01", until: str | None = None,
         owes: tuple[str, ...] = ("defense",), ties: atop.Ties = BASES) -> Bond:  # fmt: skip
    over = date.fromisoformat(until) if until else None
    return Bond(states, date.fromisoformat(since), over, owes, ties)


KOREA = Pact(3240, (bond("USA", "KOR"),))
OTHER = Pact(9990, (bond("JPN", "KOR", since="2001-06-01", ties=BARE),))
PLEDGE = Pact(9995, (bond("PRK", "KOR", "JPN", since="1991-12-13", owes=("nonaggression",)),))


def asked(baseline: str = "[]", designs: str = "", as_of: str = "2025-08-18",
          more: str = "") -> Scenario:  # fmt: skip
    return scenario.loads(
        f"foedus: 1\ntitle: t\nas_of: {as_of}\nchallenger: PRK\nprotege: KOR\n"
        f"baseline: {baseline}\n{more}designs:\n  none: {{}}\n{designs}"
    )


def facts(question: Scenario, *mine: Pact, base: Facts | None = None) -> Facts:
    """Facts of the question with these pacts, and with any value for all else."""
    some = {
        name: Known(0.0, 2010, "s", "data")
        for name in (
            "pair.conttype", "pair.capdist", "pair.rivalry", "PRK.cinc", "KOR.cinc",
            "PRK.polyarchy", "KOR.polyarchy",
        )
    }  # fmt: skip
    from foedus.facts.known import HISTORY, LAST

    some |= {f"pair.{name}": Known(0.0, 2010, "s", "data") for name in (*HISTORY, *LAST)}
    names = tuple(f"atop-{each.atop}" for each in mine)
    some["all.majors"] = Known(("USA", "JPN"), 2016, "s", "data")
    some["all.pacts"] = Known(names, 2016, "atop-members", "data")
    some |= {f"pact.atop-{p.atop}": Known(p, 2016, "atop-members", "data") for p in mine}
    return gather(question, [], some | (base or {}))


def columns(question: Scenario, *mine: Pact) -> dict[str, float]:
    found = protection(question, facts(question, *mine)).columns
    return {name: found[name] for name in COLUMNS}


def test_a_pact_stands_by_its_name_and_gives_what_its_text_gives() -> None:
    question = asked()
    found = facts(question, KOREA)
    later, mine = sorted(standing_pacts(found), key=lambda each: each.name)
    assert later.name == "russia-north-korea-2024"  # later than ATOP, from the library
    assert (mine.name, mine.members, mine.owed("KOR")) == (
        "us-korea-1953",
        ("KOR", "USA"),
        ("USA",),
    )
    deep = measured(atop_codes(get("us-korea-1953").military), shipped())[0]
    assert columns(question, KOREA) == {**NONE, "major": 1, "nuclear": 1, "depth_major": deep}
    assert found["pair.major"].value == 1.0
    assert (
        read(question, "none", found).standing == f"{called('us-korea-1953')} (USA), depth 1 of 8"
    )


@pytest.mark.parametrize("name", ["us-korea-1953", "atop-3240", "[USA, KOR]", "{pact: [KOR, USA]}"])
def test_a_pact_that_ends_leaves_what_a_question_without_it_has(name: str) -> None:
    ended = asked(f"[{{ends: {name}, on: 2026-01-01}}]")
    assert columns(ended, KOREA) == columns(asked()) == NONE
    assert facts(ended, KOREA)["pair.major"].value == 0.0


def test_a_pact_is_rewritten_tie_by_tie_and_member_by_member() -> None:
    bare = columns(asked("[{rewrites: us-korea-1953, military: {bases: none}}]"), KOREA)
    assert 0 <= bare["depth_major"] < columns(asked(), KOREA)["depth_major"] / 2
    more = asked("[{rewrites: us-korea-1953, military: {contact: regular, aid: yes}}]")
    codes = (3, 0, 1, 0, 0, 0, 1, 0)
    assert columns(more, KOREA)["depth_major"] == measured(codes, shipped())[0]
    assert columns(asked("[{rewrites: us-korea-1953, guarantors: [KOR]}]"), KOREA) == NONE
    assert columns(asked("[{rewrites: us-korea-1953, without: [USA]}]"), KOREA) == NONE
    consult = "[{rewrites: us-korea-1953, clauses: [{obligation: consultation}]}]"
    assert columns(asked(consult), KOREA) == NONE


def test_wrong_names_are_told_with_what_stands() -> None:
    with pytest.raises(InputError, match="what stands: us-korea-1953") as error:
        facts(asked("[{ends: north-atlantic-1949}]"), KOREA)
    assert "baseline[0].ends" in str(error.value)
    with pytest.raises(InputError, match=r"could be any of us-korea-1953 .* atop-3242"):
        facts(asked("[{ends: [USA, KOR]}]"), KOREA, Pact(3242, KOREA.bonds))
    with pytest.raises(InputError, match="JPN is no member of us-korea-1953: KOR, USA"):
        facts(asked("[{rewrites: us-korea-1953, without: [JPN]}]"), KOREA)
    with pytest.raises(InputError, match="stands already"):
        facts(asked("[{stands: us-korea-1953}]"), KOREA)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("ends: us-korea-1953", "ends: atop-3240"),
        ("ends: us-korea-1953", "lapsed: [USA, KOR]"),
        ("rewrites: atop-3240, military: {contact: none}", "ends: us-korea-1953"),
        ("rewrites: us-korea-1953, guarantors: [USA]", "rewrites: atop-3240, guarantors: [KOR]"),
    ],
)
def test_one_pact_changed_under_two_names_is_refused(first: str, again: str) -> None:
    with pytest.raises(InputError, match="entry 1 changes us-korea-1953 already") as error:
        facts(asked(f"[{{{first}}}, {{{again}}}]"), KOREA)
    assert "baseline[1]" in str(error.value)


def test_facts_without_names_cannot_be_changed_by_name() -> None:
    question = asked("[{ends: us-korea-1953}]")
    old = {f"pair.{what}": Known(1.0, 2016, "atop-members", "frozen") for what in COLUMNS}
    with pytest.raises(InputError, match="do not know what stands by the name"):
        gather(question, [old], None)


def test_an_instrument_may_be_said_to_stand() -> None:
    found = columns(asked("[{stands: us-korea-1953}]"))
    assert found["major"] == 1.0


def test_a_design_takes_the_place_of_what_it_extends() -> None:
    designs = (
        "  same: {extends: us-korea-1953}\n"
        "  bare: {extends: us-korea-1953, military: {bases: none}}\n"
        "  gone: {replaces: us-korea-1953}\n"
        "  beside: {guarantors: [USA], clauses: [{obligation: defense}]}\n"
    )
    question = asked(designs=designs)
    state = {f"USA.{w}": Known(1.0, 2016, "s", "data") for w in ("major", "nuclear", "cinc")}
    mine = facts(question, KOREA, base=state)
    none, same, bare, gone, beside = (
        read(question, name, mine) for name in ("none", "same", "bare", "gone", "beside")
    )
    assert same.columns == none.columns
    assert same.replaces == bare.replaces == gone.replaces == ("us-korea-1953",)
    assert (same.renews, bare.renews, beside.renews) == (True, True, False)
    assert (
        bare.columns["depth_major"] < none.columns["depth_major"] == beside.columns["depth_major"]
    )
    assert gone.columns == NONE
    assert {name: bare.before[name] for name in COLUMNS} == NONE
    assert beside.before == none.before


def test_a_pact_stands_from_its_day_to_its_end() -> None:
    late = Pact(9990, (bond("JPN", "KOR", since="2001-06-01", until="2010-03-01", ties=BARE),))
    days = {"2001-05-31": 0, "2001-06-01": 1, "2010-02-28": 1, "2010-03-01": 0}
    for day, stands in days.items():
        assert len(standing(asked(as_of=day), [late])) == stands, day


def test_a_pact_of_the_challengers_own_gives_nothing_against_it() -> None:
    inside = Pact(9991, (bond("PRK", "KOR", "USA"),))
    found = facts(asked(), inside)
    assert protection(asked(), found).columns["major"] == 0.0
    assert found["pair.atop_defense"].value == 1.0
    assert found["pair.bound_to_challenger"].value == ("KOR", "RUS", "USA")


def test_a_pledge_lapses_by_name() -> None:
    assert facts(asked(), PLEDGE)["pair.atop_nonagg"].value == 1.0
    lapsed = asked("[{lapsed: {pact: [PRK, KOR]}, judgement: it fights}]")
    assert facts(lapsed, PLEDGE)["pair.atop_nonagg"].value == 0.0


@pytest.mark.parametrize(("who", "said", "left"), [("USA", "no", 0.0), ("USA", "yes", 1.0)])
def test_the_scenarios_word_on_a_guarantor_is_heeded(who: str, said: str, left: float) -> None:
    word = f"situation: {{dyads: [{{dyad: [{who}, KOR], defense_pact: {said}, source: s s}}]}}\n"
    assert columns(asked(more=word), KOREA)["major"] == left


def test_the_library_overrules_what_atop_carries_forward() -> None:
    """Britain left the Union; Finland came into NATO; the treaty of 1997 was not renewed."""
    text = "foedus: 1\ntitle: t\nas_of: {}\nchallenger: RUS\nprotege: {}\ndesigns: {{none: {{}}}}\n"
    union = Pact(4175, (bond("EST", "GBR", "FRA", since="2007-11-13"),))
    before_, after = (
        {s.name: s for s in standing(scenario.loads(text.format(day, "EST")), [union])}
        for day in ("2019-06-01", "2021-06-01")
    )
    assert "GBR" in before_["eu-42-7-2007"].members
    assert after["eu-42-7-2007"].members == ("EST", "FRA")
    nato = Pact(3180, (bond("USA", "EST", since="2003-03-26"),))
    stood = standing(scenario.loads(text.format("2024-06-01", "EST")), [nato])
    [stands] = [each for each in stood if "EST" in each.members]
    assert {"FIN", "SWE", "MNE"} <= {*stands.defense}
    owed = Pact(4875, (bond("RUS", "UKR", since="1997-05-31", owes=("nonaggression",)),))
    for day, count in (("2019-03-31", 1), ("2019-04-01", 0)):
        assert len(standing(scenario.loads(text.format(day, "UKR")), [owed])) == count


def test_what_overrules_names_its_source_and_says_something() -> None:
    for each in overruled().values():
        assert each.ended or each.owes or each.library
        assert len(each.why) > 40
    assert atop.instrument(4175) == get("eu-42-7-2007")


def test_a_pact_is_written_and_read_again_as_the_same() -> None:
    one = Pact(3240, (bond("USA", "KOR"), bond("JPN", since="1990-01-01", until="1999-12-31",
                                               ties=(None, *BARE[1:]))))  # fmt: skip
    assert atop.loads(one.to_dict()) == one
    assert "us-korea-1953 (1953), 3 members" in str(one)


@pytest.mark.data
def test_pacts_by_name_give_the_columns_that_the_ladder_was_fitted_to() -> None:
    """At the end of 1989, of sixty relevant pairs; elsewhere the library departs on purpose."""
    import polars as pl

    from foedus.evidence.panel import panel
    from foedus.history.guarantors import guarantors
    from foedus.states import find

    now = panel("directed-dyad-year", 1989, 1989, ("majors", "contiguity"), carry=True)
    great = now.filter(pl.col("cowmaj1") == 1).select(pl.col("ccode1").alias("ccode"), "year")
    measure = origins.before(1989).depth
    keys = now.select("ccode1", "ccode2", "year")
    columns_ = guarantors(keys, great.unique(), measure=measure)
    rows = pl.concat([now, columns_], how="horizontal").filter(
        (pl.col("conttype") > 0) | (pl.col("cowmaj1") == 1)
    )
    majors = tuple(find(code).label for code in great["ccode"].unique())
    held = 0
    for row in rows.sample(60, seed=1).iter_rows(named=True):
        one, two = row["ccode1"], row["ccode2"]
        text = f"foedus: 1\ntitle: t\nas_of: 1989-12-31\nchallenger: '{one}'\nprotege: '{two}'\n"
        question = scenario.loads(text + "designs: {none: {}}\n")
        stands = standing(question, atop.from_data(one, two, 1989))
        allies = {state for each in stands for state in each.allies(question.challenger)}
        mine = {
            "all.majors": Known(majors, 2016, "s", "data"),
            "all.pacts": Known((), 2016, "s", "data"),
            "pair.bound_to_challenger": Known(tuple(sorted(allies)), 2016, "s", "data"),
            **{f"pact.{each.name}": Known(each, 2016, "s", "data") for each in stands},
        }
        found = protection(question, mine).columns
        assert {name: found[name] for name in COLUMNS} == pytest.approx(
            {name: row[name] for name in COLUMNS}, abs=0.05
        )
        held += bool(found["major"] or found["minor"])
    assert held > 15


def test_the_depth_of_what_stands_is_measured_as_it_was_known_then() -> None:
    """Of 1960: by the alliances signed to 1959."""
    codes = atop_codes(get("us-korea-1953").military)
    then = measured(codes, origins.before(1960).depth)[0]
    assert then != measured(codes, shipped())[0]
    question = scenario.loads(
        "foedus: 1\ntitle: t\nas_of: 1960-06-30\nchallenger: PRK\nprotege: KOR\n"
        "designs: {none: {}}\n"
    )
    assert measure_of(question) is origins.before(1960).depth
    assert protection(question, facts(question, KOREA)).columns["depth_major"] == then
