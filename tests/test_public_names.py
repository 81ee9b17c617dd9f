"""The names that ``import foedus`` offers."""

import subprocess
import sys

import pytest

import foedus


@pytest.mark.parametrize("name", [name for name in dir(foedus) if name != "__version__"])
def test_every_public_name_is_found_and_stays_itself(name):
    first = getattr(foedus, name)
    assert getattr(foedus, name) is first
    assert first.__name__ in {name, foedus._HOME[name].partition(":")[2]}


def test_an_unknown_name_is_no_attribute():
    with pytest.raises(AttributeError, match="nothing_of_the_sort"):
        _ = foedus.nothing_of_the_sort


def test_importing_foedus_loads_no_library():
    code = "import foedus, sys; print({'numpy', 'polars', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_it_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "foedus", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"foedus {foedus.__version__}"


@pytest.mark.parametrize(
    ("ask", "names"),
    [
        (lambda: foedus.accept("ukraine-2025", draws=100).signing, "article-5-like"),
        (lambda: foedus.neighbors("taiwan-2025", draws=100).rows, None),
        (lambda: [each.name for each in foedus.negotiate("ukraine-2025", draws=100)], None),
        (lambda: foedus.analogues("ukraine-2025", "nato", atop=False).nearest, None),
    ],
    ids=["accept", "neighbors", "negotiate", "analogues"],
)
def test_commands_are_functions_of_a_scenario_or_its_name(ask, names):
    found = ask()
    assert len(found) > 1
    assert names is None or names in found


def test_what_is_not_in_an_answer_is_told_with_its_neighbor():
    found = foedus.assess("ukraine-2025", draws=100, years=10)
    assert foedus.explain(found, "designs.nato.by_year.war[9]").value == pytest.approx(
        found.designs["nato"].risk.within("war", 10).value
    )
    rows, frame = found.to_polars(), found.to_pandas()
    assert frame.to_dict("list") == rows.to_dict(as_series=False)
    with pytest.raises(foedus.FoedusError, match=r"unknown design 'natoo'[^$]*nato"):
        found.designs["natoo"]
    with pytest.raises(foedus.FoedusError, match="30 years, allowed: 1 to 10"):
        found.designs["nato"].risk.within("war", 30)
    with pytest.raises(foedus.FoedusError, match="unknown event 'wra'"):
        found.designs["nato"].risk.within("wra", 5)
