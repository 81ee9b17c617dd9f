"""A region: a neighbor's risk is the ladder's own, and a design changes what it says, no more."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.ladders import ladder_of

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.designs import nothing
from foedus.assessment.deterrence import risk
from foedus.assessment.result import Assessment
from foedus.assessment.run import Run
from foedus.assessment.support import Extrapolation, Reach
from foedus.errors import DataError, InputError
from foedus.facts.assembly import gather
from foedus.facts.region import region as neighbor_facts
from foedus.facts.region.lookup import region
from foedus.facts.region.region import Promiser, Region, loads
from foedus.facts.setting import setting
from foedus.history import honor, origins
from foedus.history.setting import Setting
from foedus.region import neighbors
from foedus.region import promises as neighbor_promises
from foedus.region.marks import RULES, Mark, grouped, marks
from foedus.region.neighbors import Neighbors
from foedus.region.sections import sections
from foedus.report.text import text as printed
from foedus.scenario.situation import History

DRAWS = 200


@pytest.fixture(scope="module")
def ukraine() -> Assessment:
    return assess("ukraine-2025", draws=DRAWS, years=10)


@pytest.fixture(scope="module")
def europe(ukraine: Assessment) -> Neighbors:
    return neighbors.neighbors(ukraine)


@pytest.fixture(scope="module")
def asia() -> Neighbors:
    return neighbors.neighbors(assess("taiwan-2025", draws=DRAWS, years=10))


def test_a_neighbor_alone_has_the_chance_that_it_has_among_all(
    ukraine: Assessment, europe: Neighbors
) -> None:
    """Poland run by itself, as an assessment would run it: its own paths at its own level."""
    asked = ukraine.scenario.model_copy(update={"protege": "POL", "designs": {}, "baseline": ()})
    facts = gather(asked, [region(ukraine.scenario).facts("POL")], None)
    bare = nothing(asked, "none", facts)
    run = Run.of(origins.main(), setting(asked, facts), bare, DRAWS, 10, 0)
    alone = risk(run.chances([(bare, None)]), 0)
    for event, chance in europe.row("POL").before.items():
        assert chance.value == pytest.approx(alone.by[event][-1].value, rel=1e-5), event


def test_a_neighbor_has_its_own_level(europe: Neighbors) -> None:
    """Deadly force is set for each by its own columns, and war is part of it."""
    deadly = {row.before["deadly"].value for row in europe.rows}
    assert len(deadly) > len(europe.rows) / 2
    for row in europe.rows:
        assert row.before["war"].value < row.before["deadly"].value
        for after in row.after.values():
            assert after.attacked.value < after.deadly.value


def test_the_region_is_that_of_the_map(europe: Neighbors, asia: Neighbors) -> None:
    near = {row.state for row in europe.rows}
    assert {"POL", "EST", "FIN", "GEO", "MDA", "KAZ", "BLR", "NOR", "TUR", "CHN", "JPN"} <= near
    assert not near & {"RUS", "UKR", "PRT", "BRA"}
    far_east = {row.state for row in asia.rows}
    assert {"JPN", "PHL", "VNM", "IND", "KOR", "PRK", "RUS"} <= far_east
    assert not far_east & {"CHN", "TWN", "AUS", "DEU"}


def test_riskiest_first_and_the_rungs_in_order(europe: Neighbors) -> None:
    risks = [row.before["war"].value for row in europe.rows if not row.withheld]
    assert risks == sorted(risks, reverse=True)
    kept = [row.name for row in europe.rows[len(risks) :]]
    assert all(row.withheld for row in europe.rows[len(risks) :])
    assert kept == sorted(kept)  # not by what is withheld
    for row in europe.rows:
        assert row.before["war"].value < row.before["force"].value < row.before["dispute"].value


@pytest.mark.parametrize("name", ["none", "budapest-style"])
def test_a_design_that_binds_nobody_changes_nothing(europe: Neighbors, name: str) -> None:
    assert europe.bound[name] == ()
    for row in europe.rows:
        after = row.after[name]
        assert after.at_war == row.at_war
        assert after.ratio.low == after.ratio.high == 1.0
        assert after.divided is None


def test_only_those_bound_are_drawn_in(europe: Neighbors) -> None:
    assert set(europe.bound["article-5-like"]) == {"USA", "DEU", "POL"}
    for row in europe.rows:
        for name, after in row.after.items():
            assert after.bound == (row.state in europe.bound[name])
            assert (after.drawn_in.value > 0) == after.bound
            assert (after.at_war.value > row.at_war.value) == after.bound
            assert after.attacked.value <= after.at_war.value + 1e-12
    called, drawn = europe.called["nato"], europe.row("EST").after["nato"].drawn_in
    assert 0 < drawn.value < called.value


def test_drawn_in_as_the_assessment_has_it(ukraine: Assessment, europe: Neighbors) -> None:
    """The protégé's wars here are those of the assessment: the same draws and paths."""
    for name in ("article-5-like", "article-5-like-stationed", "nato"):
        kept = ukraine.designs[name].reliability
        assert kept is not None
        drawn = europe.row("DEU").after[name].drawn_in
        assert drawn.value == pytest.approx(kept.helped[-1].value, rel=1e-5)
        assert drawn.high == pytest.approx(kept.helped[-1].high, rel=1e-5)


def test_membership_binds_the_members_of_today(europe: Neighbors) -> None:
    assert {"FIN", "SWE", "EST", "TUR"} <= set(europe.bound["nato"])
    assert not {"GEO", "MDA", "AUT", "SRB"} & set(europe.bound["nato"])
    assert "UKR" in europe.row("POL").after["nato"].allies
    assert europe.row("GEO").after["nato"].allies == ()
    assert europe.row("POL").after["article-5-like"].allies == ()  # its text is not mutual


def test_beside_major_guarantors_a_minor_ally_moves_nothing(europe: Neighbors) -> None:
    poland = europe.row("POL")
    assert poland.after["nato"].attacked == poland.before["war"]


def test_a_deeper_promise_to_a_neighbor_counts_for_it(asia: Neighbors) -> None:
    japan = asia.row("JPN")
    assert set(japan.after["treaty-regional"].allies) == {"USA", "AUS", "TWN"}
    assert japan.after["treaty-regional"].attacked.value < japan.before["war"].value
    assert japan.after["treaty-1954"].attacked == japan.before["war"]


def test_risks_add_up() -> None:
    """With nothing uncertain but the guarantee's end: attacked, drawn in for others, or for it."""
    kept = honor.shipped()
    means = kept.theta.mean(axis=0)
    means[-1] = 0.0  # and families do not differ
    sure = replace(kept, theta=np.tile(means, (len(kept.theta), 1)))
    ladder = replace(ladder_of(onset_constant=-3.0), pools={})  # no level: the same chance for all
    mine = assess("ukraine-2025", draws=DRAWS, years=5, ladder=ladder, honor=sure)
    found = neighbors.neighbors(mine)
    own = found.rows[0].before["war"].value  # the same for all: a constant alone
    owed = {
        row.state: sum(row.state in other.guarantors for other in found.rows) for row in found.rows
    }
    assert owed["DEU"] > 10
    assert owed["GEO"] == 0
    for row in found.rows:
        peace = (1 - own) * (1 - own * found.honored.value) ** owed[row.state]
        assert row.at_war.value == pytest.approx(1 - peace, abs=1e-6)
        after = row.after["article-5-like"]
        called = found.called["article-5-like"].value if after.bound else 0.0
        peace *= 1 - called * found.honored.value
        assert after.at_war.value == pytest.approx(1 - peace, abs=1e-6)


def test_who_guards_the_protege_already_is_drawn_in_before(
    ukraine: Assessment, europe: Neighbors, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = region(ukraine.scenario)
    assert real.guarantors["UKR"] == ()
    held = replace(real, guarantors={**real.guarantors, "UKR": ("GEO",)}, promisers={
        **real.promisers, "GEO": Promiser(0.0003, 26.0, 1)
    })  # fmt: skip
    monkeypatch.setattr(neighbors, "region", lambda *_: held)
    found = neighbors.neighbors(ukraine)
    assert found.row("GEO").at_war.value > found.row("GEO").before["war"].value * 1.01
    assert found.row("GEO").after["none"].drawn_in.value > 0
    assert found.row("MDA") == europe.row("MDA")


def small() -> Region:
    real = region(scenario.load("ukraine-2025"))
    promisers = {"USA": Promiser(0.12, 1000.0, 3), "GBR": Promiser(0.03, 200.0, 1)}
    return replace(real, guarantors={"POL": ("USA", "GBR")}, promisers=promisers)


def reading(ukraine: Assessment, name: str) -> Any:
    return ukraine.designs[name].reading


def test_capability_is_shared_among_those_it_is_promised_to(ukraine: Assessment) -> None:
    shared = neighbor_promises.shared(small(), reading(ukraine, "article-5-like"), "POL")
    assert shared == pytest.approx((0.12 / 3 + 0.03 / 1, 0.12 / 4 + 0.03 / 2))
    assert neighbor_promises.shared(small(), reading(ukraine, "nato"), "GEO") is None
    already = replace(small(), guarantors={"POL": ("USA", "GBR"), "UKR": ("USA",)})
    shared = neighbor_promises.shared(already, reading(ukraine, "article-5-like"), "POL")
    assert shared == pytest.approx((0.12 / 3 + 0.03 / 1, 0.12 / 3 + 0.03 / 2))


def test_ties_are_divided_by_promises_and_by_forces_away(ukraine: Assessment) -> None:
    asked, here = ukraine.scenario, small()

    def left(name: str) -> float:
        return neighbor_promises.factor(asked, here, reading(ukraine, name), name, "POL")

    assert left("none") == 1.0
    assert left("article-5-like") == pytest.approx((0.12 * 3 / 4 + 0.03 / 2) / 0.15)
    away = 1 - 10_000 / 200_000  # of Britain's forces, in Ukraine
    assert left("article-5-like-stationed") == pytest.approx(
        (0.12 * 3 / 4 + 0.03 / 2 * away) / 0.15
    )


def test_dividing_ties_is_shown_beside_and_does_not_enter(europe: Neighbors) -> None:
    poland = europe.row("POL").after["article-5-like"]
    assert poland.divided is not None
    assert poland.divided.value != 1.0
    assert poland.attacked == europe.row("POL").before["war"]


def test_frozen_and_read_again() -> None:
    for each in neighbor_facts.shipped():
        assert loads(each.dumps(), "it") == each


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"foedus_neighbors": 1', '"foedus_neighbors": 99'),
        ('"POL"', '"XYZ"'),
        ('"values": [', '"values": [1.0, '),
        ('"values": [0', '"values": ["x'),
        ("{", "["),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "it.neighbors.json"
    text = neighbor_facts.shipped()[0].dumps()
    text = text if old in text else neighbor_facts.shipped()[1].dumps()
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError, match="frozen facts") as raised:
        neighbor_facts.read(path)
    assert str(path) in str(raised.value)


def test_a_file_about_another_question_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "it.neighbors.json"
    path.write_text(region(scenario.load("taiwan-2025")).dumps(), "utf-8")
    with pytest.raises(InputError, match="CHN and TWN"):
        region(scenario.load("ukraine-2025"), path)


def test_without_file_and_data_it_says_what_to_pull(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path))
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    asked = scenario.load("ukraine-2025").model_copy(update={"protege": "MDA"})
    assert {"ROU", "UKR"} <= set(region(asked).states)  # since 1946 what ships is enough
    early = scenario.loads(
        "foedus: 1\ntitle: t\nas_of: 1938-01-01\nchallenger: DEU\nprotege: POL\n"
        "designs: {none: {}}\n"
    )
    with pytest.raises(DataError, match="cow-contiguity") as raised:
        region(early)
    assert "foedus data pull" in str(raised.value)


def pair(**changes: float) -> Setting:
    """Of no ally, with a dispute in 2005."""
    known = {"atop_defense": 0.0, "since_mid": 21.0} | changes
    return Setting(2026, {"atop_defense": known["atop_defense"]},
                   {"since_mid": known["since_mid"]}, {}, ongoing=False)  # fmt: skip


def far(percentile: float, *outside: Extrapolation) -> dict[str, Reach]:
    return {"onset": Reach(1.0, percentile, outside), "war": Reach(1.0, 10.0, ())}


@pytest.mark.parametrize(
    ("own", "reach", "told", "expected"),
    [
        ({}, far(94.9), {}, []),
        ({}, far(95.0), {}, ["outside"]),
        ({}, far(10.0, Extrapolation("cinc", "capabilities", 9.0, 0.0, 1.0)), {}, ["outside"]),
        ({}, far(10.0), {"ally": True}, ["ally"]),
        ({}, far(10.0), {"armed": True}, ["nuclear"]),
        ({"since_mid": 2026.0 - 1986.0}, far(10.0), {}, []),
        ({"since_mid": 2026.0 - 1985.0}, far(10.0), {}, ["quiet"]),
        ({"since_mid": float("nan")}, far(10.0), {}, ["quiet"]),
        ({"since_mid": float("nan")}, far(99.0), {"ally": True, "armed": True},
         ["outside", "ally", "nuclear", "quiet"]),
    ],
)  # fmt: skip
def test_the_rules(
    own: dict[str, float], reach: dict[str, Reach], told: dict[str, bool], expected: list[str]
) -> None:
    found = marks(pair(**own), reach, 2010, **({"ally": False, "armed": False} | told))
    assert [mark.rule for mark in found] == expected
    assert all(mark.why.startswith(RULES[mark.rule].words) for mark in found)
    assert [mark.withholds for mark in found] == [rule != "quiet" for rule in expected]


def test_a_name_stands_under_its_first_rule() -> None:
    found = grouped({"A": (Mark("ally"), Mark("quiet", "never")), "B": (), "C": (Mark("ally"),),
                     "D": (Mark("quiet", "last 1971"),)})  # fmt: skip
    assert len(found) == 2
    assert found[0] == "Withheld, the challenger owes it defense: A and C."
    assert found[1].startswith("Marked *, no dispute")
    assert found[1].endswith(": D (last 1971).")


def test_who_is_withheld(europe: Neighbors, asia: Neighbors) -> None:
    rules = {row.state: {mark.rule for mark in row.marks} for row in europe.rows}
    assert "ally" in rules["BLR"] & rules["KAZ"] & rules["ARM"]
    assert "ally" in rules["PRK"]  # by the treaty of 2024, which the library knows
    assert "nuclear" in rules["CHN"] & rules["USA"]
    assert rules["GEO"] == rules["EST"] == set()
    assert rules["CZE"] == {"quiet"}
    assert {"IND", "PAK", "RUS"} <= {row.state for row in asia.rows if row.withheld}


def test_what_is_withheld_is_nowhere(europe: Neighbors) -> None:
    belarus, told = europe.row("BLR"), europe.to_dict()
    entry = next(each for each in told["neighbors"] if each["state"] == "BLR")
    assert entry["withheld"] is True
    assert entry["marks"][0] == {"rule": "ally", "why": RULES["ally"].words, "withholds": True}
    assert set(entry["before"].values()) == {None}
    assert entry["at_war"] is entry["after"]["nato"]["attacked"] is entry["after"]["nato"]["ratio"]
    assert entry["at_war"] is None
    assert entry["after"]["nato"]["drawn_in"]["value"] == 0.0
    assert f"{belarus.before['war'].value:.6f}"[:8] not in str(told)
    lines = printed(sections(europe)).splitlines()
    assert ["Belarus", "withheld"] in [line.split() for line in lines]
    assert any(line.startswith("Czechia * ") for line in lines)
    georgia = next(each for each in told["neighbors"] if each["state"] == "GEO")
    assert georgia["marks"] == []
    assert georgia["at_war"]["value"] > 0
    assert set(told["rules"]) == set(RULES)


def test_in_words(europe: Neighbors, asia: Neighbors) -> None:
    for answer in (europe, asia):
        for columns in (80, 100):
            assert max(map(len, printed(sections(answer), columns).splitlines())) <= columns
        text = " ".join(printed(sections(answer)).split())
        assert all(name in text for name in answer.found.designs if name != "none")
        assert "a judgement, not a fitted effect" in text
        assert "neither shown nor ruled out" in text
        for row in answer.rows:
            assert row.name.split(" (")[0] in text


def test_where_all_is_withheld_no_table_is_empty(asia: Neighbors) -> None:
    rows = tuple(replace(row, marks=(Mark("ally"),)) for row in asia.rows)
    said = printed(sections(replace(asia, rows=rows)), 80)
    assert "The chances of every neighbor are withheld." in said
    assert "attacked: the challenger begins a war" not in said


def test_in_data(europe: Neighbors) -> None:
    told = europe.to_dict()
    assert told["neighbors"][0]["after"].keys() == europe.found.designs.keys()
    assert told["bound"]["article-5-like"] == ["USA", "DEU", "POL"]


@pytest.mark.data
@pytest.mark.parametrize("name", ["taiwan-2025", "ukraine-2025"])
def test_the_frozen_regions_are_what_the_data_say(name: str) -> None:
    from foedus.facts.region.public import from_data

    mine = from_data(scenario.load(name))
    [frozen] = [each for each in neighbor_facts.shipped() if each.challenger == mine.challenger]
    assert replace(mine, version=frozen.version).dumps() == frozen.dumps()


@pytest.mark.data
def test_accessions_count_from_their_day() -> None:
    from foedus.facts.region.public import from_data

    asked = scenario.load("ukraine-2025")
    before = from_data(asked.model_copy(update={"as_of": date(2023, 4, 3)}))
    after = from_data(asked.model_copy(update={"as_of": date(2023, 4, 4)}))
    assert "USA" not in before.guarantors["FIN"]
    assert "USA" in after.guarantors["FIN"]
    assert "USA" not in after.guarantors["SWE"]
    assert "FIN" in after.guarantors["EST"]
    assert after.facts("FIN")["pair.depth_major"] == after.facts("EST")["pair.depth_major"]


def test_the_page_shows_what_is_printed() -> None:
    page = Path(__file__).parents[2] / "docs" / "neighbors.md"
    shown = page.read_text("utf-8").split("```")[1].strip("\n").splitlines()
    answer = neighbors.neighbors(assess("ukraine-2025", draws=neighbors.DRAWS))
    assert len(shown) > 5
    assert set(shown) <= set(printed(sections(answer)).splitlines())


def test_the_record_told_of_the_protege_is_not_its_neighbors(
    ukraine: Assessment, europe: Neighbors
) -> None:
    many = {"value": 9.0, "year": 2010, "judgement": "more than there were"}
    told = History.model_validate({"dyad": {"mid_past12_h8": many, "mid_past12_h25": many}})
    situation = ukraine.scenario.situation.model_copy(update={"history": told})
    asked = ukraine.scenario.model_copy(update={"situation": situation})
    found = neighbors.neighbors(replace(ukraine, scenario=asked))
    assert found.rows == europe.rows
