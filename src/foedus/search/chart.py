"""The front of a design search drawn: war against cost, colored by who would sign."""

from typing import TYPE_CHECKING, Any

from foedus.search.result import Point, Search
from foedus.search.words import package_words
from foedus.signing.verdict import CLASSES, OF_PACKAGE

if TYPE_CHECKING:
    import altair as alt

_KNEE, _OWN = "#c8502d", "#777777"
_CLASS = ("#1b9e77", "#d9a400", "#7570b3")  # for, open, blocked


def front_chart(found: Search) -> "alt.TopLevelMixin":
    """Packages of the front, numbered as in the text; the knee ringed; the scenario's designs.

    Up: the cost, colored by the class of who would sign; where that is no objective, the chance
    that a guarantor is drawn in, colored by the cost.
    """
    import altair as alt

    years = found.assessment.years
    other = "entrapment" if found.unsigned else "cost"
    front = [
        {
            **_row(point, other),
            "number": str(at + 1),
            "package": package_words(point.package, found.space),
            "knee": at == found.knee,
        }
        for at, point in enumerate(found.front)
    ]
    places: dict[tuple[float, float], dict[str, Any]] = {}
    for row in (_row(point, other) for point in found.own):  # one label for designs at one place
        place = (round(row["war"], 4), round(row["other"], 3))
        seen = places.setdefault(place, row)
        if seen is not row:
            seen["name"] += f", {row['name']}"
    own = list(places.values())
    x = alt.X("war:Q", title=f"chance of war within {years} years", axis=alt.Axis(format=".1%"))
    if found.unsigned:
        y = alt.Y("other:Q", title="chance that a guarantor is drawn in",
                  axis=alt.Axis(format=".1%"))  # fmt: skip
        color = alt.Color(
            "cost:Q",
            title="cost",
            scale=alt.Scale(scheme="viridis"),
            legend=alt.Legend(orient="bottom", tickMinStep=1),
        )
    else:
        y = alt.Y("other:Q", title="cost: military ties and states that station forces",
                  axis=alt.Axis(tickMinStep=1, format="d"))  # fmt: skip
        classes = [OF_PACKAGE[each] for each in reversed(CLASSES)]
        color = alt.Color(
            "signing:N",
            title="who would sign, unscored",
            scale=alt.Scale(domain=classes, range=list(_CLASS)),
            legend=alt.Legend(orient="bottom"),
        )
    base = alt.Chart(alt.InlineData(values=front)).encode(x=x, y=y)
    line = base.mark_line(color="#bbbbbb", strokeWidth=1).encode(order="war:Q")
    points = base.mark_circle(size=110, opacity=1).encode(
        color=color,
        tooltip=["package:N", "war:Q", "other:Q", "cost:Q", "signing:N"],
    )
    ring = base.transform_filter("datum.knee").mark_point(size=320, color=_KNEE, strokeWidth=2)
    numbers = base.mark_text(dy=-12, fontSize=10).encode(text="number:N")
    theirs = alt.Chart(alt.InlineData(values=own)).encode(x=x, y=y)
    crosses = theirs.mark_point(shape="cross", size=70, color=_OWN, filled=True)
    names = [  # neighbors' names on two lines
        alt.Chart(alt.InlineData(values=own[start::2]))
        .encode(x=x, y=y)
        .mark_text(dx=8, dy=dy, align="left", fontSize=10, color=_OWN)
        .encode(text="name:N")
        for start, dy in ((0, 0), (1, 12))
        if own[start::2]
    ]
    lines = [line] if found.unsigned else []  # of several classes the front is no one line
    chart: Any = alt.layer(*lines, points, ring, numbers, crosses, *names).properties(
        width=520,
        height=340,
        title={
            "text": f"{found.assessment.scenario.name}: what nothing beats",
            "subtitle": "Numbered: the front; red ring: its knee. Crosses: the scenario's designs.",
        },
    )
    styled: alt.TopLevelMixin = (
        chart.configure(background="white", font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(grid=False, labelColor="#555", titleColor="#333", domainColor="#999")
        .configure_title(anchor="start", fontSize=14, subtitleColor="#555")
    )
    return styled


def _row(point: Point, other: str) -> dict[str, Any]:
    values = point.values
    told = OF_PACKAGE[point.signing] if point.signing else None
    return {"name": point.name, "war": values["war"], "other": values[other], "cost": point.cost,
            "signing": told}  # fmt: skip
