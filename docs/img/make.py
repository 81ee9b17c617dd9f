"""Draw ukraine-2025.svg: the chance of war by the end of each year, under each design.

    python docs/img/make.py

Takes the shipped scenario's answer, joins designs that the model cannot tell apart, and needs no
network. Colors and a clear background read on light pages and on dark ones.
"""

from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from foedus.assessment import assess
from foedus.report.words import percent

PICTURE = Path(__file__).with_name("ukraine-2025.svg")
COLORS = ("#d1603d", "#3b82c4", "#3f9d6b", "#9b6fc0", "#b08a2e", "#7a8791")
INK = "#7a8791"  # as far from white as from black
APART = 0.055  # labels, as a share of the height


def groups(answer: dict[str, Any]) -> list[tuple[str, list[dict[str, float]]]]:
    """Names of designs with one risk, joined, and that risk by year; the riskiest first."""
    found: dict[str, tuple[list[str], list[dict[str, float]]]] = {}
    for name, design in answer["designs"].items():
        risk = design["by_year"]["war"]
        found.setdefault(repr(risk), ([], risk))[0].append(name)
    joined = [(", ".join(names), risk) for names, risk in found.values()]
    return sorted(joined, key=lambda group: -group[1][-1]["value"])


def rows(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """One row a group and year: chance and interval; 0 before the first year."""
    start = answer["first_year"] - 1
    return [
        {"designs": name, "year": start + place, **point}
        for name, risk in groups(answer)
        for place, point in enumerate([{"value": 0.0, "low": 0.0, "high": 0.0}, *risk])
    ]


def labels(answer: dict[str, Any], top: float) -> list[dict[str, Any]]:
    """A label beside each line's end, moved up where it would lie upon the one below."""
    placed: list[dict[str, Any]] = []
    floor = -1.0
    for name, risk in reversed(groups(answer)):
        at = max(risk[-1]["value"], floor)
        floor = at + APART * top
        text = f"{name}: {percent(risk[-1]['value'])}"
        placed.append({"designs": name, "year": answer["last_year"], "at": at, "text": text})
    return placed


def chart(answer: dict[str, Any]) -> alt.LayerChart:
    """Lines with 90% bands, and a label at each line's end instead of a legend."""
    order = [name for name, _ in groups(answer)]
    top = max(risk[-1]["high"] for _, risk in groups(answer))
    color = alt.Color("designs:N", sort=order, legend=None).scale(
        domain=order, range=list(COLORS[: len(order)])
    )
    years = alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickCount=5)).scale(nice=False)
    chances = alt.Y("value:Q", title=None, axis=alt.Axis(format=".0%", tickCount=5)).scale(
        domain=[0, top]
    )
    base = alt.Chart(alt.Data(values=rows(answer)))
    bands = base.mark_area(opacity=0.16).encode(x=years, y=alt.Y("low:Q"), y2="high:Q", color=color)
    lines = base.mark_line(strokeWidth=2.5).encode(x=years, y=chances, color=color)
    ends = (
        alt.Chart(alt.Data(values=labels(answer, top)))
        .mark_text(align="left", dx=7, fontSize=13, fontWeight="bold")
        .encode(x="year:Q", y="at:Q", text="text:N", color=color)
    )
    title = alt.TitleParams(
        "Chance that Russia begins a war against Ukraine, by the end of each year",
        subtitle=[
            f"Given that the fighting has stopped before {answer['first_year']}; bands hold 90% of "
            "posterior draws.",
            f"From the record of {answer['posterior']['first']}–{answer['posterior']['last']}; "
            "associations, not proof of cause.",
        ],
        anchor="start", color=INK, subtitleColor=INK, fontSize=15, subtitleFontSize=12, offset=14,
    )  # fmt: skip
    whole: alt.LayerChart = (
        alt.layer(bands, lines, ends)
        .properties(width=520, height=300, title=title, padding=8)
        .configure(background="transparent", font="system-ui, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, domainColor=INK, tickColor=INK, gridColor=INK, gridOpacity=0.25,
            labelFontSize=12,
        )
        .configure_axisX(grid=False)
    )  # fmt: skip
    return whole


def main() -> None:
    """Write the picture."""
    answer = assess("ukraine-2025").to_dict()
    PICTURE.write_text(vl_convert.vegalite_to_svg(chart(answer).to_json()), "utf-8")


if __name__ == "__main__":
    main()
