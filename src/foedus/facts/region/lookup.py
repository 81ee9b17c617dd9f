"""The region of a scenario, wherever it is known from."""

from pathlib import Path

from foedus.errors import InputError
from foedus.facts.region.region import Region, read, shipped
from foedus.scenario import Scenario


def region(scenario: Scenario, path: Path | None = None) -> Region:
    """The region of a scenario: from ``path``, else a shipped one, else the public data.

    Data are never downloaded. Raises InputError where the file in ``path`` is about another pair
    or year, DataError naming the data sets that are not on this machine.
    """
    if path is not None:
        mine = read(path)
        if not mine.answers(scenario):
            raise InputError(
                f"this region is that of {mine.challenger} and {mine.protege} as of {mine.as_of}; "
                f"the scenario asks about {scenario.challenger} and {scenario.protege} as of "
                f"{scenario.as_of.year}",
                where=str(path),
                hint="write it again with `foedus neighbors SCENARIO --freeze FILE`",
            )
        return mine
    for each in shipped():
        if each.answers(scenario):
            return each
    from foedus.facts.region.public import from_data

    return from_data(scenario)
