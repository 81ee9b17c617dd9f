"""An assessment as a table: a row a design, event and year."""

from typing import TYPE_CHECKING

from foedus.assessment.result import Assessment

if TYPE_CHECKING:
    import polars as pl


def frame(found: Assessment) -> "pl.DataFrame":
    """Chance of at least one event from the first year to the end of each, with its 90% interval.

    Columns: design, is_reference, event (dispute, force, war), year, value, low, high. Rows in the
    scenario's order of designs, then up the ladder, then by year.
    """
    import polars as pl

    rows = [
        (
            name,
            name == found.reference,
            event,
            found.setting.first + place,
            one.value,
            one.low,
            one.high,
        )
        for name, design in found.designs.items()
        for event, all_ in design.risk.by.items()
        for place, one in enumerate(all_)
    ]
    schema: dict[str, type[pl.DataType]] = {
        "design": pl.String, "is_reference": pl.Boolean, "event": pl.String, "year": pl.Int32,
        "value": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
