"""The names that ``import foedus`` offers."""

import subprocess
import sys

import pytest

import foedus


@pytest.mark.parametrize("name", [name for name in dir(foedus) if name != "__version__"])
def test_every_public_name_is_found_and_stays_itself(name):
    first = getattr(foedus, name)
    assert getattr(foedus, name) is first
    assert first.__name__ in {name, foedus._NAMED.get(name)}


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
