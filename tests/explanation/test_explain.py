"""Every number of an answer is explained, and what is said of it is true."""

import re
from collections.abc import Iterator
from pkgutil import resolve_name
from typing import Any

import numpy as np
import pytest

from foedus.assessment import assess
from foedus.errors import InputError, UnknownNameError
from foedus.evidence.card import card
from foedus.explanation.derivation import Explanation
from foedus.explanation.explain import (
    RULES,
    explain,
    find,
    group,
    numbers,
    thinned,
    written,
)
from foedus.explanation.pattern import Key, matches
from foedus.explanation.sections import listing, number
from foedus.explanation.short import aliases, groups, subject, values
from foedus.explanation.trace import Trace
from foedus.history.covariates import RUNGS
from foedus.history.ladder import Ladder
from foedus.report.text import text

#: A pair at war, a pair at peace with what stands, and a question of the past.
NAMES = ("georgia-2008", "taiwan-2025", "ukraine-2025")
Told = Explanation | InputError
Explained = tuple[tuple[Key, ...], Any, Told]


@pytest.fixture(scope="module")
def cases() -> dict[str, Trace]:
    return {name: Trace(assess(name, draws=100)) for name in NAMES}


@pytest.fixture(scope="module")
def ukraine_case(cases: dict[str, Trace]) -> Trace:
    return cases["ukraine-2025"]


def leaves(node: Any, keys: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], Any]]:
    """Every number and yes or no of an answer, with its keys; labels of a number are none."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*keys, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from leaves(value, (*keys, place))
    elif isinstance(node, int | float) and keys[-1] not in {"never_tested", "counted"}:
        yield keys, node


@pytest.fixture(scope="module")
def explained(cases: dict[str, Trace]) -> dict[str, list[Explained]]:
    """Every number of every case with its explanation, or the error in its stead."""

    def told(case: Trace, keys: tuple[Key, ...]) -> Told:
        try:
            return explain(case, written(keys))
        except InputError as error:
            return error

    return {
        name: [(keys, value, told(case, keys)) for keys, value in leaves(case.plain)]
        for name, case in cases.items()
    }


def place_of(case: Trace) -> int:
    """Where rivalry stands among the drivers of deadly force."""
    return [one.name for one in case.found.drivers["deadly"]].index("rivalry")


def flaws(found: Explanation, value: Any) -> Iterator[str]:
    """What is missing from an explanation."""
    told = found.derivation
    if found.value != value:
        yield f"says {found.value}, is {value}"
    if not (told.what and told.unit and told.span):
        yield "no definition, unit or span"
    if not told.bases:
        yield "rests on nothing"
    for basis in told.bases:
        if basis.kind not in {"posterior", "data", "scenario", "package"} or len(basis.says) < 15:
            yield f"no ground: {basis}"
        if basis.kind == "data" and basis.more["sha256"] != card(basis.name).sha256:
            yield f"other bytes: {basis.name}"
        if basis.kind == "posterior" and not basis.more["command"].startswith("foedus fit"):
            yield f"no command: {basis.name}"
    constant = all(basis.kind == "package" for basis in told.bases)
    if not told.steps and not constant and {b.kind for b in told.bases} == {"scenario"}:
        yield "" if "`" in told.bases[0].says else "neither computed nor quoted"


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_explained(explained: dict[str, list[Explained]], name: str) -> None:
    wrong = []
    for keys, value, found in explained[name]:
        path = written(keys)
        if isinstance(found, InputError):
            wrong.append(f"{path}: {found}")
            continue
        wrong += [f"{path}: {flaw}" for flaw in flaws(found, value) if flaw]
        if found.path != path:
            wrong.append(f"{path}: answered {found.path}")
    assert len(explained[name]) > 1000
    assert not wrong, "\n".join(wrong[:20])


def test_no_rule_is_dead_and_none_is_a_catch_all(cases: dict[str, Trace]) -> None:
    used: dict[tuple[str, ...], int] = {}
    for case in cases.values():
        for keys, _ in leaves(case.plain):
            short = keys[:-1] if keys[-1] in {"value", "low", "high"} and not find(keys) else keys
            fitting = [pattern for pattern, _ in RULES if matches(pattern, short) is not None]
            assert fitting, written(keys)
            for pattern in fitting:
                used[pattern] = used.get(pattern, 0) + 1
    dead = {pattern for pattern, _ in RULES} - used.keys() - {("facts", "*")}
    if not any(case.found.ladder.scores for case in cases.values()):  # no record to explain
        scored = {"scores", "record_at_this_level"}
        dead = {pattern for pattern in dead if not scored & {*pattern[:2]}}
    assert not dead - {("designs", "*", "reach", "*", "outside", "#", "value|lowest|highest")}
    for pattern, _ in RULES:
        fixed = [part for part in pattern if part not in {"*", "#"}]
        assert len(fixed) >= 1, f"{pattern} would explain anything"


def test_no_sentence_serves_two_kinds_of_number(
    explained: dict[str, list[Explained]],
) -> None:
    """Where two numbers share a definition, they differ in span or value, or are named alike."""
    for numbered in explained.values():
        said: dict[tuple[str, str, str], set[str]] = {}
        for keys, _, found in numbered:
            assert isinstance(found, Explanation)
            own = ("*" if i == 1 and keys[0] in {"designs", "credit"} else key
                   for i, key in enumerate(keys))  # fmt: skip
            kind = ".".join(str(key) for key in own if not isinstance(key, int))
            said.setdefault((found.derivation.what, found.derivation.span, found.end), set()).add(
                kind
            )
        shared = {key: kinds for key, kinds in said.items() if len(kinds) > 1}
        for (what, *_), kinds in shared.items():
            alike = {
                re.sub(
                    r"(\.before|\.guarantee_terms\.(onset|force|deadly|war)|^drivers\.(onset|force|deadly|war))\.",
                    ".columns.",
                    kind,
                ).replace("by_practice.depth", "depth")
                for kind in kinds
            }
            assert len(alike) == 1, (what, kinds)


def test_the_parts_of_a_rung_add_up_to_its_logit(ukraine_case: Trace) -> None:
    case = ukraine_case
    for name in case.found.designs:
        chance = case.found.ladder.probabilities(case.columns(name))
        reached = 1.0
        for rung in RUNGS:
            logit = sum(term.part for term in case.terms(rung, name))
            reached *= 1.0 / (1.0 + np.exp(-logit))
            assert reached == pytest.approx(float(chance[rung]), rel=1e-9)


def test_a_term_is_its_coefficient_times_its_value(ukraine_case: Trace) -> None:
    for rung in RUNGS:
        for term in ukraine_case.terms(rung, "nato"):
            there = term.coefficient * (term.value - term.typical) / term.scale
            assert term.part == pytest.approx(there, abs=1e-12)


def test_every_column_leads_to_facts_that_it_is_read_from(cases: dict[str, Trace]) -> None:
    for case in cases.values():
        setting = case.found.setting
        for column in (*setting.fixed, *setting.memory):
            assert case.facts_of(column), column
            assert set(case.facts_of(column)) <= case.found.facts.keys()


def test_a_chance_rests_on_its_models_and_on_the_design(ukraine_case: Trace) -> None:
    found = explain(ukraine_case, "designs.nato.by_year.war[19]")
    held = {(basis.kind, basis.name) for basis in found.derivation.bases}
    assert {("posterior", n) for n in ("ladder", "depth", "lapse")} <= held
    assert ("scenario", "designs.nato") in held
    assert ("data", "gml-directed-disputes") in held
    assert found.facts["RUS.cinc"] == ukraine_case.found.facts["RUS.cinc"]
    bare = {b.name for b in explain(ukraine_case, "designs.none.by_year.war[19]").derivation.bases}
    assert not bare & {"lapse", "depth"}


def test_the_posterior_tells_rows_events_and_how_it_is_fitted_again(ukraine_case: Trace) -> None:
    found = explain(ukraine_case, "designs.nato.first_year.dispute")
    basis = next(b for b in found.derivation.bases if b.name == "ladder")
    model = ukraine_case.found.ladder
    assert basis.more["rungs"] == {
        "onset": {"rows": model.rungs["onset"].rows, "events": model.rungs["onset"].events}
    }
    assert basis.more["file"].endswith("posteriors/ladder.json")
    assert basis.more["command"] == model.command


def test_a_posterior_of_ones_own_is_not_called_the_shipped_one(lively: Ladder) -> None:
    found = explain(assess("ukraine-2025", draws=100, years=3, ladder=lively), "war")
    basis = next(b for b in found.derivation.bases if b.name == "ladder")
    assert "not the shipped one" in basis.more["file"]
    told = next(
        term for step in found.derivation.steps for term in step.terms if term.name == "nuclear"
    )
    assert told.coefficient == pytest.approx(0.0)  # the first rung's, as this ladder has it


def test_an_end_of_an_interval_is_told_as_such(ukraine_case: Trace) -> None:
    whole = explain(ukraine_case, "designs.nato.ratio.war")
    low = explain(ukraine_case, "designs.nato.ratio.war.low")
    assert whole.interval is not None
    assert low.value == whole.interval[0]
    assert "5th percentile" in text(number.sections(low))


def test_short_names_stand_for_whole_paths(ukraine_case: Trace) -> None:
    for name, path in aliases(ukraine_case.found, "nato").items():
        asked = explain(ukraine_case, name, design="nato")
        assert asked.path.removesuffix(".value") == path
    assert (
        explain(ukraine_case, "war[9]", design="nato").path == "designs.nato.by_year.war[9].value"
    )
    named = explain(ukraine_case, "drivers.deadly.covariates.rivalry.effect")
    assert named.path == written(
        ("drivers", "deadly", "covariates", place_of(ukraine_case), "effect")
    )
    assert explain(ukraine_case, "RUS.cinc").path == "facts.RUS.cinc"
    assert explain(ukraine_case, "parts.nuclear", design="nato").path.startswith("credit.nato")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("designs.nato.by_yaer.war[19]", "by_year"),
        ("facts.RUS.cinx", "facts.RUS.cinc"),
        ("designs.nato.by_year.war[99]", "by_year.war"),
        ("", "one of"),
    ],
)
def test_an_unknown_path_brings_the_nearest(ukraine_case: Trace, path: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        explain(ukraine_case, path)
    assert told in str(caught.value)


def test_what_is_no_number_is_refused(ukraine_case: Trace) -> None:
    with pytest.raises(InputError, match="no number"):
        explain(ukraine_case, "scenario")
    with pytest.raises(InputError, match="no number"):
        explain(ukraine_case, "designs.nato")
    with pytest.raises(UnknownNameError):
        explain(ukraine_case, "war", design="nata")


def test_a_group_lists_its_numbers(ukraine_case: Trace) -> None:
    assert group(ukraine_case, "designs.nato.durability") == "designs.nato.durability"
    assert group(ukraine_case, "designs.nato.by_year.war[3]") == ""
    inside = numbers(ukraine_case, "designs.nato.durability")
    assert inside["designs.nato.durability.parties"] == 33
    assert all(path.startswith("designs.nato.durability.") for path in inside)


def test_the_screen_has_the_values_and_groups_of_the_whole(cases: dict[str, Trace]) -> None:
    for case in cases.values():
        every, design = numbers(case), subject(case.found)
        short = {n: path for n, path in aliases(case.found).items() if path in every}
        quick = values(case.found, design)
        assert list(quick) == list(short)
        assert quick == pytest.approx({name: every[path] for name, path in short.items()})
        heads = dict.fromkeys(re.split(r"[.\[]", path)[0] for path in every)
        named = [head for head in heads if isinstance(case.plain[head], dict | list)]
        assert list(groups(case.found)) == ["what was asked", *named]


def test_the_text_keeps_to_its_width(cases: dict[str, Trace]) -> None:
    for case in cases.values():
        every = numbers(case)
        shown = [listing.sections(thinned(every), aliases(case.found)), listing.sections(every, {})]
        for path in ("war", "honor", "standing", *list(every)[:: max(1, len(every) // 60)]):
            try:
                shown.append(number.sections(explain(case, path), every=True))
            except UnknownNameError:
                assert path in {"honor", "standing"}  # a scenario that binds nobody
        for columns in (80, 100):
            for each in shown:
                assert max(map(len, text(each, columns).splitlines())) <= columns, each[0]


@pytest.mark.parametrize(
    "path",
    ["order.sure", "what_would_change_it.draws", "what_would_change_it.errors_beyond",
     "credit.nato.years", "designs.nato.practice", "designs.nato.depth_count",
     "honor_published[0].share"],
)  # fmt: skip
def test_what_is_the_packages_own_can_be_found_there(ukraine_case: Trace, path: str) -> None:
    own = [each.name for each in explain(ukraine_case, path).derivation.bases]
    assert all(resolve_name(f"foedus.{name}") for name in own if name != "designs.nato")


def test_no_source_is_said_twice(ukraine_case: Trace) -> None:
    said = " ".join(text(number.sections(explain(ukraine_case, "war"))).split())
    assert said.count("stated in the scenario; its ground: judgement: two wars") == 1
    assert "judgement: two wars since 2014 and open aims against each other meet any listing's " \
        "criteria: stated" not in said  # fmt: skip
    assert "posterior ladder: fitted on" in said


def test_a_fact_that_is_a_list_is_told_by_name(ukraine_case: Trace) -> None:
    assert explain(ukraine_case, "all.majors").value == ukraine_case.found.facts["all.majors"].value
    assert "RUS, CHN" in text(number.sections(explain(ukraine_case, "all.majors")))


def test_it_survives_json(ukraine_case: Trace) -> None:
    import json

    found = explain(ukraine_case, "credit.nato.parts.nuclear")
    back = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert back["value"] == ukraine_case.plain["credit"]["nato"]["parts"]["nuclear"]["value"]
    assert {basis["kind"] for basis in back["rests_on"]} >= {"posterior", "data", "scenario"}
