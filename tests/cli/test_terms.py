"""`foedus terms`: what is printed, the filters, and one clear message for what cannot be found."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foedus import terms
from foedus.cli.terms import app, find
from foedus.errors import FoedusError, InputError, UnknownNameError

PACT = """\
title: A pact
guarantors: [USA]
protege: UKR
clauses:
  - {obligation: defense, trigger: armed-attack, cites: art. 1}
"""


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def data(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_list_has_every_instrument_once_in_order_of_signature() -> None:
    found = data("list")
    assert sorted(each["name"] for each in found) == sorted(terms.names())
    years = [each["year"] for each in found]
    assert years == sorted(years)
    text = run("list")
    assert all(name in text for name in terms.names())
    assert f"{len(terms.names())} instruments" in text


def test_list_filters() -> None:
    found = data("list", "--obligation", "neutrality", "--signed-after", "1860", "--called")
    names = {each["name"] for each in found}
    assert "triple-alliance-1882" in names
    assert "belgium-1839" not in names  # too early
    assert all("neutrality" in each["obligations"] and each["called"] > 0 for each in found)
    early = {each["name"] for each in data("list", "--signed-before", "1839")}
    assert early == {"belgium-1839"}
    assert "no instrument" in run("list", "--signed-before", "1820")


def test_show_has_clauses_articles_and_fate() -> None:
    text = run("show", "locarno-1925")
    for words in (
        "defense on threat",
        "art. 4",
        "1936-03-07  refused against DEU",
        "end         violated",
        "0 OF 8",
        "NEAREST IN TERMS",
    ):
        assert words in text


def test_show_json_is_the_whole() -> None:
    found = data("show", "soviet-estonia-1939")
    instrument = terms.get("soviet-estonia-1939")
    assert len(found["clauses"]) == len(instrument.clauses)
    assert found["fate"]["end"] == "violated"
    assert found["as_atop"]["base"] == 1
    assert found["features"]["bases"] == 1
    assert found["overview"]["depth"] == terms.depth_count(instrument)


@pytest.mark.parametrize("name", terms.names())
def test_every_instrument_can_be_shown(name: str) -> None:
    assert name in run("show", name)


def test_compare_shows_differences_and_on_demand_all() -> None:
    pair = ("north-atlantic-1949", "us-korea-1953")
    text, whole = run("compare", *pair), run("compare", *pair, "--all")
    assert "clauses: defense on armed-attack" in text
    assert "adoption: secrecy" not in text
    assert "adoption: secrecy" in whole
    found = data("compare", *pair, "budapest-memorandum-1994")
    assert len(found["distances"]) == 3
    assert all(len(item["values"]) == 3 for item in found["items"])


def test_diff_of_two_designs_of_a_scenario() -> None:
    pair = ("ukraine-2025:budapest-style", "ukraine-2025:article-5-like")
    assert "+ clauses: defense on armed-attack" in " ".join(run("diff", *pair).split())
    found = data("diff", *pair)
    assert (found["before"], found["after"]) == ("budapest-style", "article-5-like")
    assert 0 < found["distance"] < 1
    assert {change["kind"] for change in found["changes"]} <= {"added", "removed", "changed"}
    same = run("diff", pair[0], pair[0])
    assert "the terms are the same" in same
    assert "distance 0.00" in same


def test_a_file_with_terms_needs_no_name(tmp_path: Path) -> None:
    path = tmp_path / "My Pact.yaml"
    path.write_text(PACT)
    assert find(str(path)).name == "my-pact"
    assert "my-pact" in run("show", str(path))
    assert data("diff", str(path), "us-korea-1953")["changes"]


def test_what_cannot_be_found_is_told_with_what_is_near(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean locarno-1925"):
        find("locarno-1926")
    with pytest.raises(InputError, match="one of britain-poland-1939, france-poland-1921"):
        find("poland")
    with pytest.raises(InputError, match="terms list"):
        find("zzz")
    with pytest.raises(UnknownNameError, match="article-5-like"):
        find("ukraine-2025:article-five-like")
    with pytest.raises(InputError, match="ukraine-2025"):
        find("ukraine-2027:nato")
    with pytest.raises(InputError, match="cannot be read"):
        find(str(tmp_path / "absent.yaml"))
    with pytest.raises(UnknownNameError, match="defense"):
        run("list", "--obligation", "defence")
    with pytest.raises(InputError, match="cannot be compared"):
        run("compare", "locarno-1925")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("guarantors: [USA]\nclauzes: []\n", "clauses"),
        ("clauses: [{obligation: defence}]\n", "did you mean defense"),
        ("- a\n- list\n", "expected keys and values"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text)
    with pytest.raises(FoedusError, match=said) as caught:
        find(str(path))
    assert "wrong.yaml:" in str(caught.value)
    assert caught.value.exit_code == 2


def test_an_answer_as_markdown(tmp_path: Path) -> None:
    path = tmp_path / "diff.md"
    assert run("diff", "us-korea-1953", "north-atlantic-1949", "--out", str(path)) == ""
    assert path.read_text("utf-8").startswith("from us-korea-1953 to ")
    with pytest.raises(InputError, match=r"ends in \.md or \.json or \.txt"):
        run("diff", "no-such-pact", "north-atlantic-1949", "--out", str(tmp_path / "a.docx"))
