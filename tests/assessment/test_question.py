"""Questions asked as a user would, each a file: what stands, what is taken away, what was known."""

from functools import cache
from pathlib import Path

import pytest
from tests.terminal import render

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.result import Assessment
from foedus.explanation.trace import Trace
from foedus.facts import assembly

FOLDER = Path(__file__).parents[1] / "scenarios"
pytestmark = pytest.mark.data


@cache
def answer(name: str) -> Assessment:
    return assess(FOLDER / f"{name}.yaml", draws=200)


def war(name: str, design: str) -> float:
    return answer(name).designs[design].risk.by["war"][-1].value


def paths(name: str, design: str) -> float:
    return float(Trace(answer(name)).paths(design).by["war"][:, -1].mean())


def force(name: str, design: str) -> float:
    return answer(name).designs[design].risk.by["force"][-1].value


def test_korea_without_the_treaty_is_korea_that_never_had_it() -> None:
    assert war("korea", "walks-away") > 1.5 * war("korea", "none")
    # The paths are the same; their level is that of the pair as things stand, with the treaty or
    # without, and so differs somewhat.
    assert paths("korea-alone", "none") == pytest.approx(paths("korea", "walks-away"), rel=1e-6)
    assert war("korea-alone", "none") == pytest.approx(war("korea", "walks-away"), rel=1 / 3)
    mine = scenario.load(FOLDER / "korea-alone.yaml")
    bare = dict.fromkeys(("minor", "major", "nuclear", "depth_minor", "depth_major"), 0.0)
    columns = ", ".join(f"{name}: 0" for name in (*bare, "ties_minor", "ties_major"))
    text = scenario.dumps(mine.model_copy(update={"baseline": ()}))
    never = scenario.loads(text + f"situation: {{history: {{dyad: {{{columns}}}}}}}\n")
    found = assess(never, draws=200, designs=["none"]).designs["none"]
    assert found.risk.by["war"][-1].value == pytest.approx(war("korea-alone", "none"), rel=1e-6)


def test_walking_away_is_never_the_reference() -> None:
    text = (FOLDER / "korea.yaml").read_text("utf-8")
    start, end = text.index("  none:"), text.index("  as-it-is:")
    found = assess(scenario.loads(text[:start] + text[end:]), draws=100)
    assert found.reference == "none"
    assert found.designs["none"].reading.promises


def test_the_same_treaty_gives_the_same_as_a_design_and_as_what_stands() -> None:
    near = {"rel": 1e-6}  # paths are simulated in single precision
    assert war("korea", "as-it-is") == pytest.approx(war("korea", "none"), **near)
    assert answer("korea").designs["as-it-is"].reading.replaces == ("us-korea-1953",)
    assert war("estonia", "nato") == pytest.approx(war("estonia", "none"), **near)


def test_withdrawing_forces_is_read_like_what_stands() -> None:
    found = answer("korea").designs
    shallow, stands = (found[name].reading.columns for name in ("without-bases", "none"))
    assert shallow["depth_major"] < stands["depth_major"]
    assert {**shallow, "depth_major": 0} == {**stands, "depth_major": 0}


def test_what_the_reference_means_is_said_in_a_line() -> None:
    assert answer("korea").meaning == (
        "what stands already goes on: the Mutual Defense Treaty between the United States and the "
        "Republic of Korea (United States), depth 1 of 8"
    )
    alone = answer("korea-alone")
    assert alone.meaning == (
        "without a guarantee (baseline: the Mutual Defense Treaty between the United States and "
        "the Republic of Korea ends on 2026-01-01)"
    )
    assert alone.meaning in " ".join(render(alone).split())
    assert "(to August 2045)" in render(alone).replace("\n  ", " ")


def test_nato_rewritten_without_the_united_states_leaves_them_out_of_account() -> None:
    found = answer("estonia").designs["nato-without-usa"].reading
    assert found.replaces == ("north-atlantic-1949",)
    assert "USA" not in found.guarantors
    assert [each.pact for each in found.promises] == ["eu-42-7-2007"]
    assert "USA" not in found.promises[0].guarantors
    # Britain and France are nuclear major powers too, and the ladder reads no more than that.
    assert found.columns == answer("estonia").designs["none"].reading.columns
    assert "In the place of north-atlantic-1949, the model cannot tell" in render(answer("estonia"))


def test_nato_without_its_major_powers_is_another_question() -> None:
    found = answer("estonia").designs["minor-allies"].reading
    before = answer("estonia").designs["none"].reading
    assert found.columns["depth_major"] < before.columns["depth_major"]  # the Union's alone
    assert war("estonia", "minor-allies") != war("estonia", "none")


def test_estonia_outside_has_the_unions_promise_and_without_that_none() -> None:
    outside = answer("estonia").designs["outside"].reading
    assert [each.pact for each in outside.promises] == ["eu-42-7-2007"]
    text = (FOLDER / "estonia.yaml").read_text("utf-8").replace(
        "designs:", "baseline: [{ends: north-atlantic-1949}, {ends: eu-42-7-2007}]\ndesigns:"
    )  # fmt: skip
    mine = assess(scenario.loads(text), draws=200, designs=["none"])
    assert not any(mine.designs["none"].reading.columns.values())
    assert mine.designs["none"].risk.by["war"][-1].value > war("estonia", "none")


def test_kuwait_in_june_1990_does_not_know_august() -> None:
    found = answer("kuwait-1990")
    last = found.facts["pair.last_war"]
    assert last.value is None or last.value < 1990
    assert last.year == 1989
    assert not found.setting.ongoing
    assert "once the fighting" not in render(found)
    assert (str(found.scenario.begins), str(found.scenario.ends(1))) == ("1990-07-01", "1991-06-30")


def test_georgia_in_january_2008_does_not_know_august() -> None:
    found = answer("georgia-2008")
    assert found.facts["pair.last_mid"].year == 2007
    assert all(
        fact.year is None or fact.year <= 2007 or name.startswith(("all.pacts", "pact."))
        for name, fact in found.facts.items()
        if fact.source != "atop-members"
    )
    assert str(found.scenario.ends(1)) == "2009-01-15"
    assert found.setting.memory["since_mid"] >= 1


def test_belgium_in_july_1914_has_the_guarantee_of_1839_if_it_is_said_to_stand() -> None:
    found = answer("belgium-1914")
    assert not found.setting.ongoing
    assert found.facts["pair.last_mid"].year == 1913
    [promise] = found.designs["none"].reading.promises
    assert promise.pact == "belgium-1839"
    assert promise.guarantors == ("FRA", "GBR", "RUS")  # Austria is bound to Germany
    assert not any(found.designs["nobody"].reading.columns.values())
    assert force("belgium-1914", "none") != force("belgium-1914", "nobody")


def test_armenia_has_the_collective_security_treaty_against_azerbaijan() -> None:
    """Azerbaijan left it in 1999; the Commonwealth's charter binds nobody to defend."""
    asked = scenario.loads(
        "foedus: 1\ntitle: t\nas_of: 2019-08-18\nchallenger: AZE\nprotege: ARM\n"
        "designs: {none: {}}\n"
    )
    found = assembly.facts(asked)
    assert found["pair.bound_to_challenger"].value == ("TUR",)
    assert found["pair.major"].value == 1.0


def test_every_file_here_reads_and_none_is_untold() -> None:
    told = {path.stem for path in FOLDER.glob("*.yaml")}
    assert told == {
        "baltic", "belgium-1914", "estonia", "georgia-2008", "korea", "korea-alone", "kuwait-1990",
    }  # fmt: skip
