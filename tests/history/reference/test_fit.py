"""The cases again from the data, and through the disk."""

from pathlib import Path

import pytest

from foedus.history.reference import posterior
from foedus.history.reference.fit import cases


def test_cases_survive_the_disk(tmp_path: Path) -> None:
    kept = posterior.shipped()
    posterior.save(kept, tmp_path / "reference.json")
    assert posterior.load(tmp_path / "reference.json") == kept


@pytest.mark.data
@pytest.mark.slow
def test_the_shipped_cases_are_what_the_data_say() -> None:
    from foedus.history.rows import load

    assert cases(load(1916)) == posterior.shipped()
