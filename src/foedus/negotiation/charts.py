"""Charts: positions with the forecast's density, and the story of concessions."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import InputError
from foedus.negotiation.actors import Issue
from foedus.negotiation.forecast import Forecast
from foedus.negotiation.methods.challenge import ChallengePath
from foedus.negotiation.quantity import Normal, Quantity, center, support
from foedus.negotiation.store import write_atomically

if TYPE_CHECKING:
    import altair as alt

Z_95 = 1.6448536269514722
_FORECAST, _ACTOR, _COMPROMISE = "#4c78a8", "#333333", "#c8502d"


def positions_chart(
    issue: Issue, forecast: Forecast, before: Issue | None = None
) -> "alt.TopLevelMixin":
    """Who stands where (size: capability × salience), above the forecast's density.

    before: the same actors before the claims; hollow where a claim moved one.
    """
    import altair as alt

    scale = alt.Scale(domain=[issue.low, issue.high], nice=False)
    actors = []
    for actor in issue.actors:
        low, high = _reach(actor.position, issue)
        middle = center(actor.position)
        actors.append(
            {
                "actor": actor.name,
                "position": middle,
                "low": low,
                "high": high,
                "weight": center(actor.salience) * center(actor.capability),
            }
        )
    order = alt.EncodingSortField("position", order="ascending")
    base = alt.Chart(_data(actors)).encode(y=alt.Y("actor:N", sort=order, title=None))
    reach = base.mark_rule(color=_ACTOR, opacity=0.5).encode(
        x=alt.X("low:Q", scale=scale, title=None), x2="high:Q"
    )
    points = base.mark_circle(color=_ACTOR, opacity=0.9).encode(
        x=alt.X("position:Q", scale=scale, title=None, axis=alt.Axis(labels=False)),
        size=alt.Size("weight:Q", legend=None),
        tooltip=["actor:N", "position:Q", "weight:Q"],
    )
    then = {} if before is None else {a.name: center(a.position) for a in before.actors}
    moved = [
        {"actor": row["actor"], "position": then[str(row["actor"])]}
        for row in actors
        if then.get(str(row["actor"]), row["position"]) != row["position"]
    ]
    hollow = (
        alt.Chart(_data(moved))
        .mark_point(color=_ACTOR, shape="diamond")
        .encode(y=alt.Y("actor:N", sort=order, title=None), x=alt.X("position:Q", scale=scale))
    )
    bins = 50
    at, chance = forecast.distribution.density(bins)
    half = 0.42 * (issue.high - issue.low) / bins
    bars = [
        {"from": float(x) - half, "to": float(x) + half, "chance": float(p), "none": 0.0}
        for x, p in zip(at, chance, strict=True)
    ]
    density = (
        alt.Chart(_data(bars))
        .mark_bar(color=_FORECAST, opacity=0.8)
        .encode(
            x=alt.X("from:Q", scale=scale, title="outcome"),
            x2="to:Q",
            y=alt.Y("chance:Q", title="chance", axis=alt.Axis(format="%")),
            y2="none:Q",
        )
    )
    mark = (
        alt.Chart(_data([{"compromise": forecast.compromise}]))
        .mark_rule(color=_COMPROMISE, strokeWidth=2)
        .encode(x=alt.X("compromise:Q", scale=scale))
    )
    height = max(80, 16 * len(actors))
    upper = (reach + points + hollow if moved else reach + points).properties(
        width=420, height=height
    )
    lower = (density + mark).properties(width=420, height=160)
    light: alt.TopLevelMixin = _light(
        alt.vconcat(upper, lower, spacing=6).properties(
            title={
                "text": f"{issue.name}: positions, and what they end in",
                "subtitle": "Blue: chance of each outcome. Red: the compromise."
                + (" Diamonds: before the claims." if moved else ""),
            }
        )
    )
    return light


def moves_chart(issue: Issue, path: ChallengePath) -> "alt.TopLevelMixin":
    """Positions by round in the challenge model; thick: the weighted median."""
    import altair as alt

    rounds = int(path.rounds[0])
    steps = [
        {"round": t, "actor": name, "position": float(path.positions[t, 0, i])}
        for t in range(rounds + 1)
        for i, name in enumerate(issue.names)
    ]
    middle = [{"round": t, "position": float(path.median[t, 0])} for t in range(rounds + 1)]
    x = alt.X("round:Q", title="round", axis=alt.Axis(tickMinStep=1))
    y = alt.Y(
        "position:Q", title="position", scale=alt.Scale(domain=[issue.low, issue.high], nice=False)
    )
    lines = (
        alt.Chart(_data(steps))
        .mark_line(color=_ACTOR, opacity=0.35)
        .encode(x=x, y=y, detail="actor:N", tooltip=["actor:N", "round:Q", "position:Q"])
    )
    median = alt.Chart(_data(middle)).mark_line(color=_COMPROMISE, strokeWidth=3)
    chart = alt.layer(lines, median.encode(x=x, y=y)).properties(
        width=420,
        height=260,
        title={
            "text": f"{issue.name}: a story of concessions, not the forecast",
            "subtitle": f"Challenge model, {path.status[0]} after {rounds} rounds. "
            "Red: weighted median.",
        },
    )
    light: alt.TopLevelMixin = _light(chart)
    return light


def save_chart(chart: "alt.TopLevelMixin", path: Path) -> None:
    """Save as SVG, PNG (twice the resolution) or Vega-Lite JSON, by the name's ending.

    Raises InputError for another ending or a folder that cannot be written.
    """
    spec = chart.to_json()
    kind = path.suffix.lower()
    if kind not in (".svg", ".png", ".json"):
        raise InputError(
            f"cannot save a chart as {kind!r}", where=str(path), hint=".svg .png .json"
        )
    content: str | bytes = spec
    if kind != ".json":
        import vl_convert

        content = (
            vl_convert.vegalite_to_svg(spec)
            if kind == ".svg"
            else vl_convert.vegalite_to_png(spec, scale=2)
        )
    try:
        write_atomically(content, path)
    except OSError as error:
        raise InputError(f"cannot write the chart: {error.strerror}", where=str(path)) from None


def _data(rows: list[dict[str, Any]]) -> "alt.InlineData":
    import altair as alt

    return alt.InlineData(values=rows)


def _reach(position: Quantity, issue: Issue) -> tuple[float, float]:
    """A range as it is; of a normal 90%, cut to the scale."""
    if not isinstance(position, Normal):
        return support(position)
    half = Z_95 * position.sd
    return max(issue.low, position.mean - half), min(issue.high, position.mean + half)


def _light(chart: Any) -> Any:
    """The house's light style."""
    return (
        chart.configure(background="white", font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(grid=False, labelColor="#555", titleColor="#333", domainColor="#999")
        .configure_title(anchor="start", fontSize=14, subtitleColor="#555")
    )
