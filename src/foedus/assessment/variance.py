"""Which uncertain inputs an answer's spread comes from: shares of variance, on demand."""

from dataclasses import replace

from foedus.assessment.flips import TABLE, Variance
from foedus.assessment.inputs import Case
from foedus.assessment.result import Assessment
from foedus.errors import InputError
from foedus.estimate import Array
from foedus.history.paths import LapseHazard


def variance(found: Assessment) -> Variance:
    """Shares of variance for a design with the least war and the next that is told apart.

    Coefficients are the assessment's own draws. Raises InputError where no two designs differ.
    """
    order = found.order
    if len(order.groups) < 2:
        raise InputError(
            "no two designs differ, so nothing tells them apart",
            where=found.scenario.name,
            hint="add a design with guarantors and a defense clause",
        )
    first = next(iter(order.lowest(found.reference)), order.groups[0])[0]
    rest = [group[0] for group in order.groups if first not in group]
    second = next((name for name in rest if order.below(first, name)), rest[0])
    study = replace(found.flips.study, draws=found.run.first(TABLE, found.years).coefficients)
    columns, lapse = _case(found)
    study = replace(study, case=Case(study.case.setting, columns, lapse))
    return replace(found.flips, study=study).shares(first, second)


def _case(found: Assessment) -> tuple[dict[str, Array], LapseHazard]:
    run = found.run.first(TABLE, found.years)
    return run.designs([
        (design.reading, design.held)
        for design in found.designs.values()
    ])  # fmt: skip
