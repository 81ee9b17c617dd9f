"""What a notebook shows of an assessment: the bottom line, a scorecard, war by year, caveats."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from foedus.assessment.result import Assessment
from foedus.errors import ExtraNeededError
from foedus.report.yardstick import ICD_203, Yardstick

if TYPE_CHECKING:
    import polars as pl

    from foedus.report.figure.figure import Figure

_SIGNS = {"better": "▼", "worse": "▲", "open": "○", "same": "–"}
_TOLD = {"better": "lower than without", "worse": "higher than without",
         "open": "not told apart", "same": "the same"}  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class NotebookAssessment(Assessment):
    """An assessment that shows itself: figures by name, a table, HTML in a notebook."""

    def chart(self, name: str, **options: Any) -> "Figure":
        """The figure of this name, which shows itself in a notebook: ``chart("war-risk")``.

        `foedus chart --list` names them. Raises UnknownNameError for another name.
        """
        from foedus.assessment.figures.registry import draw

        return draw(self, name, **options)

    def to_polars(self) -> "pl.DataFrame":
        """A row a design, event and year: value, low, high."""
        return frame(self)

    def to_pandas(self) -> Any:
        """The same rows as a pandas frame. Raises ExtraNeededError where pandas is not here."""
        try:
            from pandas import DataFrame
        except ImportError:
            raise ExtraNeededError("a pandas frame", "data") from None

        return DataFrame(frame(self).to_dict(as_series=False))

    def _repr_html_(self) -> str:
        return html(self)


def html(found: Assessment, yardstick: Yardstick = ICD_203) -> str:
    """The assessment as HTML for a notebook: no script, colors of the page around it."""
    from foedus.assessment.figures.registry import draw
    from foedus.assessment.sections.bottom_line import bottom_line
    from foedus.assessment.sections.limits.cautions import cautions
    from foedus.assessment.sections.voice import Voice

    v = Voice(found, yardstick)
    said, warned = (
        "".join(f"<li>{escape(each)}</li>" for each in some)
        for some in (bottom_line(v), cautions(v))
    )
    return (
        '<div style="--ink:currentColor;--muted:currentColor;max-width:46em">'
        f"<p><strong>{escape(found.scenario.title)}</strong><br>as of {found.scenario.as_of}, "
        f"{found.span(found.years)}, {found.draws:,} draws, seed {found.seed}</p>"
        f"<ul>{said}</ul>{table(found)}{draw(found, 'war-risk').svg()}"
        f"<p><strong>Beware</strong></p><ul>{warned}</ul></div>"
    )


def table(found: Assessment) -> str:
    """Designs by measures, with intervals; a sign says how each compares with the reference."""
    from foedus.assessment.figures.scorecard import measures, verdict
    from foedus.assessment.sections.voice import Voice

    columns = measures(found)
    heads = "".join(f'<th scope="col">{escape(each.heading)}</th>' for each in columns)
    body = ""
    for name, design in Voice(found).rows:
        cells = ""
        for column in columns:
            one, said = column.number(design), verdict(column.versus(design))
            ends = f"{column.tell(one.low)}–{column.tell(one.high)}"
            cells += (
                f'<td><span role="img" aria-label="{_TOLD[said]}">{_SIGNS[said]}</span> '
                f"<strong>{column.tell(one.value)}</strong> <small>({ends})</small></td>"
            )
        body += f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    return (
        f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{body}</tbody></table>"
        "<p><small>In brackets 90% intervals. Beside "
        f"{escape(found.reference_title)}: ▼ lower, ▲ higher, both with a 90% interval that "
        "excludes no change; ○ not told apart; – the same.</small></p>"
    )


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
