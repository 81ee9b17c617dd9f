"""Every figure: its numbers are the answer's, its words have them, its drawing is safe, small."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.figures import FIGURES, draw, drawable, names, war_risk
from foedus.assessment.figures.groups import groups, picked
from foedus.assessment.result import Assessment
from foedus.errors import UnknownNameError
from foedus.history.honor import shipped
from foedus.negotiation.talks import talks
from foedus.report import words
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import VARIABLES
from foedus.report.figure.type import signed

SVG = "{http://www.w3.org/2000/svg}"


#: The map is drawn apart, and has tests of its own (tests/report/map).
CHARTS = tuple(name for name in names() if name != "map")


@pytest.fixture(scope="module", params=CHARTS)
def figure(request: pytest.FixtureRequest, found: Assessment) -> Figure:
    return draw(found, request.param)


@pytest.fixture(scope="module")
def answer(found: Assessment) -> dict[str, Any]:
    """The assessment as its JSON has it."""
    read: dict[str, Any] = json.loads(json.dumps(found.to_dict()))
    return read


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 (drawn here)


def ends(one: dict[str, float]) -> tuple[float, float, float]:
    return one["value"], one["low"], one["high"]


# numbers


def test_war_risk_rows_are_the_answers(found: Assessment, answer: dict[str, Any]) -> None:
    rows = draw(found, "war-risk").rows
    shown = {name for row in rows for name in row["designs"].split(", ")}
    assert shown == set(answer["designs"])
    for row in rows:
        for name in row["designs"].split(", "):
            place = row["year"] - answer["first_year"]
            assert ends(row) == ends(answer["designs"][name]["by_year"]["war"][place])
    assert len(rows) == answer["years"] * len({row["designs"] for row in rows})


def test_ladder_rows_are_the_answers_and_nest(found: Assessment, answer: dict[str, Any]) -> None:
    rows = draw(found, "ladder").rows
    for row in rows:
        for name in row["designs"].split(", "):
            design, stage = answer["designs"][name], row["stage"]
            told = (
                design["by_year"].get(stage)
                or design["reliability"][f"{stage.replace(' ', '_')}_by_year"]
            )
            assert ends(row) == ends(told[-1])
    for one, two in pairwise(
        row for row in rows if row["stage"] in answer["designs"]["none"]["by_year"]
    ):
        if one["designs"] == two["designs"]:
            assert one["value"] >= two["value"]


def reading(answer: dict[str, Any], row: str) -> dict[str, Any]:
    """What the answer says of a row: of a design, or of one of its two readings."""
    name, _, by = row.partition(", by its ")
    design: dict[str, Any] = answer["designs"][name]
    return design["by_practice"] if by == "practice" else design


def test_scorecard_rows_are_the_answers(found: Assessment, answer: dict[str, Any]) -> None:
    rows = draw(found, "scorecard").rows
    for row in rows:
        design = reading(answer, row["design"])
        expected = {
            **{event: found_[-1] for event, found_ in design["by_year"].items()},
            "ratio": design["ratio"]["war"],
            "within": design["ratio_within_pairs"]["war"],
        }
        assert ends(row) == ends(expected[row["measure"]])
    assert {row["design"] for row in rows} == set(found.rows)


def test_scorecard_verdicts_follow_the_interval(found: Assessment, answer: dict[str, Any]) -> None:
    seen = set()
    for row in draw(found, "scorecard").rows:
        design = reading(answer, row["design"])
        at = row["measure"] if row["measure"] in design["ratio"] else "war"
        ratio = design["ratio_within_pairs" if row["measure"] == "within" else "ratio"][at]
        seen.add(row["verdict"])
        match row["verdict"]:
            case "better":
                assert ratio["high"] < 1
            case "worse":
                assert ratio["low"] > 1
            case "same":
                assert ratio["low"] == ratio["high"] == 1
            case _:
                assert ratio["low"] <= 1 <= ratio["high"]
    assert seen >= {"better", "open", "same"}


def test_ratio_rows_are_the_answers(found: Assessment, answer: dict[str, Any]) -> None:
    key = {"all comparisons": "ratio", "within pairs": "ratio_within_pairs"}
    rows = draw(found, "ratios").rows
    assert {row["comparison"] for row in rows} == set(key)
    for row in rows:
        for name in row["designs"].split(", "):
            assert ends(row) == ends(answer["designs"][name][key[row["comparison"]]]["war"])


def test_effects_are_those_of_the_posterior_file(found: Assessment) -> None:
    place = files("foedus.history").joinpath("posteriors/ladder.json")
    rungs = json.loads(place.read_text("utf-8"))["rungs"]
    rows = draw(found, "effects").rows
    told = {(r["rung"], r["term"], r["era"]): (r["mean"], r["sd"], r["prior_sd"]) for r in rows}
    assert told == {
        (rung, term["name"], term["era"]): (term["mean"], term["sd"], term["prior_sd"])
        for rung, fitted in rungs.items()
        for term in fitted["terms"]
    }
    for row in rows:  # 90% of a normal
        assert row["high"] - row["low"] == pytest.approx(3.28970725 * row["sd"])
        assert row["prior_high"] == -row["prior_low"] == pytest.approx(1.64485363 * row["prior_sd"])


def test_honor_rows_are_those_of_the_posterior_file(found: Assessment) -> None:
    place = files("foedus.history").joinpath("posteriors/honor.json")
    record = json.loads(place.read_text("utf-8"))["record"]
    rows = draw(found, "honor").rows
    told = {row["name"]: (row["called"], row["honored"]) for row in rows if row["called"]}
    assert told["defense, all"] == (record["defense"]["called"], record["defense"]["honored"])
    for era, one in record["by_era"].items():
        assert told[f"defense, signed {era}"] == (one["called"], one["honored"])
    for row in rows:
        assert row["low"] < row["value"] < row["high"]
        if row["called"]:
            assert row["value"] == row["honored"] / row["called"]
    assert sum(row["prior_sd"] is not None for row in rows) == len(shipped().coefficients)


def test_lapse_rows_are_those_of_the_posterior_file(found: Assessment) -> None:
    place = files("foedus.history").joinpath("posteriors/lapse.json")
    terms = json.loads(place.read_text("utf-8"))["terms"]
    rows = draw(found, "lapse").rows
    keys = ("name", "kept", "mean", "sd", "prior_sd")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        tuple(term[key] for key in keys) for term in terms
    ]


def test_driver_rows_are_the_answers(found: Assessment, answer: dict[str, Any]) -> None:
    rows = draw(found, "drivers").rows
    for rung, told in answer["drivers"].items():
        mine = [row for row in rows if row["rung"] == rung]
        single = [{k: row[k] for k in told["covariates"][0]} for row in mine[:-1]]
        assert single == told["covariates"]
        past = told["past_disputes_together"]
        assert {key: mine[-1][key] for key in ("effect", "sd")} == past


def test_timeline_rows_are_the_scenarios(found: Assessment) -> None:
    events = [row for row in draw(found, "timeline").rows if row["kind"] == "event"]
    asked = sorted(found.scenario.events, key=lambda event: event.on)
    assert [(row["on"], row["what"]) for row in events] == [
        (event.on.isoformat(), event.what) for event in asked
    ]


@pytest.mark.parametrize("issue", ["guarantee", "western-troops"])
def test_position_rows_are_those_of_the_talks(found: Assessment, issue: str) -> None:
    [talk] = talks(found.scenario, issue)
    told = talk.to_dict()
    rows = {(row["kind"], row["name"]): row for row in draw(found, "positions", issue=issue).rows}
    for actor in told["actors"]:
        row = rows["actor", actor["actor"]]
        assert (row["value"], row["before"]) == (actor["after"]["mean"], actor["before"]["mean"])
    forecast = rows["forecast", issue]
    assert forecast["value"] == told["quantiles"]["0.50"]
    assert (forecast["low"], forecast["high"]) == (
        told["quantiles"]["0.05"], told["quantiles"]["0.95"],
    )  # fmt: skip


def test_calibration_rows_are_the_answers(found: Assessment, answer: dict[str, Any]) -> None:
    rows = draw(found, "calibration").rows
    for rung, score in answer["posterior"]["scores"].items():
        mine = [{k: v for k, v in r.items() if k not in {"rung", "here"}}
                for r in rows if r["rung"] == rung]  # fmt: skip
        assert mine == [{key: one[key] for key in mine[0]} for one in score["calibration"]]
    here = {row["rung"]: row["forecast"] for row in rows if row["here"]}
    assert here == {one["rung"]: one["forecast"] for one in answer["record_at_this_level"]}


def spellings(value: Any) -> Iterator[str]:
    """How a number of the data may stand in a text."""
    if isinstance(value, str):
        yield from re.findall(r"\d+(?:[.,]\d+)*", value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        told = (
            words.percent(value),
            words.times(value),
            signed(value),
            f"{value:.0f}",
            f"{value:,}",
        )
        for each in told:
            yield from re.findall(r"\d+(?:[.,]\d+)*", each)
        yield words.span(value, value).split("–")[0]
        yield from re.findall(r"\d+(?:[.,]\d+)*", f"{value:.3g}")


def test_alt_text_says_what_is_drawn_in_numbers_of_the_data(
    figure: Figure, found: Assessment
) -> None:
    numbers = re.findall(r"\d+(?:[.,]\d+)*", figure.alt)
    assert len(figure.alt) > 80
    assert len(numbers) >= 8
    known = {s for row in figure.rows for value in row.values() for s in spellings(value)}
    known |= {s for one in found.record for s in spellings(one.asked)}
    known |= {str(one.years) for one in found.credit.values()}
    known |= {str(found.scenario.begins.year)}
    known |= {"90", str(found.years), str(found.setting.first), str(found.last), "1", "0", "100"}
    known |= set(re.findall(r"\d+", " ".join(found.titles.values())))  # Article 5-like
    counts = {len(figure.rows), len(found.designs), len(found.rows), len(groups(found)), 5}
    counts |= {sum(row.get("kind") == kind for row in figure.rows) for kind in ("event", "actor")}
    counts.add(sum(row.get("kept") is False for row in figure.rows))
    known |= {str(count) for count in counts}
    known |= {point for issue in found.scenario.issues for point in issue.scale}
    known |= {s for issue in found.scenario.issues for text in issue.scale.values()
              for s in spellings(text)}  # fmt: skip
    known |= {str(year) for score in found.ladder.scores.values() for year in
              (*score["origins"], score["last"])}  # fmt: skip
    assert [number for number in numbers if number not in known] == []


# the drawing


def test_svg_describes_itself_and_is_light(figure: Figure) -> None:
    text = figure.svg()
    root = parsed(text)
    assert len(text.encode()) < 70_000
    assert root.get("role") == "img"
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    title, desc = (ids[each] for each in root.get("aria-labelledby", "").split())
    assert (title.tag, title.text) == (f"{SVG}title", figure.title)
    assert (desc.tag, desc.text) == (f"{SVG}desc", figure.alt)
    assert root.get("viewBox", "").startswith("0 0 ")
    assert root.get("width") is root.get("height") is None
    assert (
        float(root.get("viewBox", "").split()[2]) < 530
    )  # text is legible where a phone shrinks it


def test_inline_every_color_of_the_house_is_a_variable(figure: Figure) -> None:
    text = figure.svg()
    style = parsed(text).find(f"{SVG}style")
    assert style is not None
    rules = dict(re.findall(r"\.(c\d+)\{(\w+:var\(--[\w-]+,#\w{6}\))\}", style.text or ""))
    for element in parsed(text).iter():
        told = {rules[name] for name in element.get("class", "").split()}
        for key in ("fill", "stroke"):
            color = element.get(key, "none")
            if color.startswith("#"):
                assert f"{key}:var({VARIABLES[color][0]},{color})" in told


def test_a_file_has_a_size_paper_and_plain_colors(figure: Figure) -> None:
    root = parsed(figure.file())
    paper = root.find(f"{SVG}rect")
    assert paper is not None
    assert (root.get("width"), paper.get("fill")) == (paper.get("width"), "#ffffff")
    assert "var(" not in figure.file()


def test_figures_share_a_page_without_sharing_an_id(found: Assessment) -> None:
    made = drawable(found)
    page = "".join(figure.html(level=2) for figure in made)
    page += "".join(figure.svg(ident=f"again-{figure.name}") for figure in made)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(made) == len(FIGURES)
    assert len(ids) == len(set(ids)) >= 2 * 3 * len(made) - len(made)
    used = re.findall(r"url\(#([^)]+)\)", page)
    assert set(used) <= set(ids)


# crowds, harm, nothing


@pytest.mark.parametrize("name", CHARTS)
def test_forty_designs_are_still_a_chart(forty: Assessment, name: str) -> None:
    figure = draw(forty, name)
    box = parsed(figure.svg()).get("viewBox", "").split()
    assert float(box[2]) < 530
    assert float(box[3]) < 1500
    assert len(figure.svg().encode()) < 70_000
    if name in {"war-risk", "ladder", "scorecard", "ratios"}:
        rows = [row.get("designs") or row["design"] for row in figure.rows]
        told = {each for row in rows for each in row.split(", ")} | {"none"}
        assert told == set(forty.designs), "left out of the drawing is not left out of the data"


def test_a_crowd_says_who_is_left_out(forty: Assessment) -> None:
    kept, left = picked(forty, 3)
    drawn = {name for group in kept for name in group.names}
    assert len(kept) == 3
    assert forty.reference in drawn
    assert f"; {len(forty.designs) - len(drawn)} designs are left out" in left
    out = [d.risk.by["war"][-1].value for n, d in forty.designs.items() if n not in drawn]
    inside = [g.result.risk.by["war"][-1].value for g in kept if not g.reference]
    assert max(inside) <= min(out)
    assert "left out" in draw(forty, "scorecard").alt


@pytest.mark.parametrize("name", CHARTS)
def test_hostile_text_is_harmless(hostile: Assessment, name: str) -> None:
    figure = draw(hostile, name)
    for text in (figure.svg(), figure.file(), figure.page()):
        body = re.sub(r"<style>.*?</style>", "", text, flags=re.S)
        assert "<script" not in body
        assert "<img" not in body
        assert not re.search(r"<[^>]*\son\w+\s*=", body)
        assert "href" not in re.sub(r">[^<]*<", "><", body)
        assert "foreignObject" not in body
    for line in figure.csv().splitlines():
        assert not line.startswith(("=", "+", "-", "@"))
    json.dumps(figure.to_dict(), allow_nan=False)


def test_a_long_past_is_cut_and_said(hostile: Assessment) -> None:
    figure = draw(hostile, "timeline")
    assert "The first 176 are in the data." in figure.note
    assert sum(row["kind"] == "event" for row in figure.rows) == 200


def test_what_a_scenario_lacks_is_said_and_skipped() -> None:
    asked = scenario.load("ukraine-2025")
    bare = asked.model_copy(
        update={"events": (), "issues": (), "designs": {"none": asked.designs["none"]}}
    )
    found = assess(bare, draws=100, years=1)
    lacking = {"timeline", "positions", "ratios", "clauses"}
    for name in lacking:
        with pytest.raises(EmptyFigureError) as caught:
            draw(found, name)
        assert caught.value.hint
    drawn = [figure.name for figure in drawable(found)]
    assert drawn == [name for name in names() if name not in lacking]
    assert all(figure.svg() for figure in drawable(found))


def test_an_unknown_name_gets_the_nearest(found: Assessment) -> None:
    with pytest.raises(UnknownNameError, match="war-risk"):
        draw(found, "war_risk")
    with pytest.raises(UnknownNameError, match="guarantee"):
        draw(found, "positions", issue="garantee")


def test_the_page_names_every_figure() -> None:
    page = Path(__file__).resolve().parents[3].joinpath("docs", "charts.md").read_text("utf-8")
    assert [name for name in names() if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize(
    ("step", "told"), [(0.05, ".0%"), (0.01, ".0%"), (0.005, ".1%"), (0.0003, ".2%")]
)
def test_an_axis_of_chances_has_digits_that_tell_its_ticks_apart(step: float, told: str) -> None:
    assert war_risk.percents(step) == told
