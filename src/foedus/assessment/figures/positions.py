"""Where the parties stand on an issue, what claims moved, and what it would settle at."""

from typing import Any

from foedus.assessment.figures.effects import Z90
from foedus.assessment.result import Assessment
from foedus.report import words
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import BLUE, INK, MUTED, ORANGE, RULE, SMALL, TEXT, WIDTH
from foedus.report.figure.type import cut

MOST = 24
_SIDE, _ROW, _BINS = 92.0, 27.0, 50
_LEVELS = ("0.05", "0.50", "0.95")


def draw(found: Assessment, issue: str | None = None) -> Figure:
    """Draw the figure. issue: its name; the one that designs promise on if not given.

    Rows: kind (actor, forecast, design), name, before, low and high of 90%, after, likewise.
    Raises EmptyFigureError where no issue has positions, UnknownNameError for another issue.
    """
    from foedus.negotiation.forecast import unscored
    from foedus.negotiation.talks import talks

    asked = found.scenario
    known = [each for each in asked.issues if each.positions]
    if not known and issue is None:
        raise EmptyFigureError(
            "no issue of the scenario has positions",
            where=asked.name,
            hint="add `positions` to an issue: actor, position, salience, capability",
        )
    named = issue or next((each.name for each in known if each.measure), known[0].name)
    [talk] = talks(asked, named)
    answer = talk.to_dict()
    actors = [_actor(each) for each in answer["actors"]]
    actors.sort(key=lambda row: (row["value"], row["name"]))
    now, then = (
        dict(zip(("low", "value", "high"), (every["quantiles"][q] for q in _LEVELS), strict=True))
        for every in (answer, answer["before_claims"])
    )
    settled = {"kind": "forecast", "name": named, **now, "before": then["value"],
               "before_low": then["low"], "before_high": then["high"]}  # fmt: skip
    matter = next(each for each in asked.issues if each.name == named)
    designs = [
        {"kind": "design", "name": name, "value": fact.value, "low": fact.low, "high": fact.high}
        for name, fact in matter.designs.items()
    ]
    shown = sorted(actors, key=lambda row: -row["weight"])[:MOST]
    shown = [row for row in actors if row in shown]
    left = f"{len(actors) - MOST} lighter actors are in the data." if len(actors) > MOST else ""
    where = "; ".join(
        f"{row['name']} {row['value']:.0f} ({row['low']:.0f}–{row['high']:.0f})"
        + (f", before the claims {row['before']:.0f}" if _moved(row) else "")
        for row in shown
    )
    points = ", ".join(f"{at} {what}" for at, what in matter.scale.items())
    return Figure(
        name="positions",
        title=f"{matter.title}: where they stand, and where it would settle",
        alt=words.said(
            f"Dot plot of {len(shown)} actors on a line from 0 to 100"
            + (f" ({points})" if points else "")
            + f", with 90% intervals: {where}. The forecast's median is {now['value']:.0f}, its "
            f"90% interval {now['low']:.0f}–{now['high']:.0f}.", left,
        ),
        note=words.said(
            "Larger: more leverage and more at stake. Hollow: before the claims. Lines: 90% "
            "intervals. Below: the outcomes that a mixture gives, if they settle by consent. "
            f"Unscored: {unscored()}",
            f"Scale: {points}." if points else "", left,
        ),
        rows=(*actors, settled, *designs),
        spec=_spec(shown, designs, talk),
    )  # fmt: skip


def _actor(one: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": "actor", "name": one["actor"]}
    for moment, (middle, low, high) in (
        ("after", ("value", "low", "high")),
        ("before", ("before", "before_low", "before_high")),
    ):
        mean, half = one[moment]["mean"], Z90 * one[moment]["sd"]
        found |= {middle: mean, low: max(0.0, mean - half), high: min(100.0, mean + half)}
    return found | {"weight": one["salience"] * one["capability"]}


def _moved(row: dict[str, Any]) -> bool:
    return bool(abs(row["value"] - row["before"]) >= 0.5)


def _spec(shown: list[dict[str, Any]], designs: list[dict[str, Any]], talk: Any) -> dict[str, Any]:
    heaviest = max(row["weight"] for row in shown) or 1.0
    head = 17.0 * len(designs) + 8.0 if len(designs) <= 8 else 0.0
    actors = [
        {**{n: row[n] for n in ("value", "low", "high", "before", "weight")},
         "name": cut(row["name"], 13), "y": head + _ROW * (place + 0.5), "size": 30 + 190 *
         row["weight"] / heaviest}
        for place, row in enumerate(shown)
    ]  # fmt: skip
    ghosts = [row for row in actors if _moved(row)]
    base = head + _ROW * len(shown) + 84.0
    at, chance = talk.after.distribution.density(_BINS)
    top = max(map(float, chance)) or 1.0
    shape = [{"x": float(x), "y": base - 70.0 * float(p) / top, "y2": base}
             for x, p in zip(at, chance, strict=True)]  # fmt: skip
    flags = [
        {"value": each["value"], "y": 17.0 * place + 9.0, "y2": head + _ROW * len(shown),
         "text": cut(each["name"], 34), "left": each["value"] <= 50}
        for place, each in enumerate(sorted(designs, key=lambda d: d["value"]))
    ] if head else []  # fmt: skip
    x: dict[str, Any] = {
        "type": "quantitative", "title": None, "scale": {"domain": [0, 100], "nice": False},
        "axis": {"tickCount": 5},
    }  # fmt: skip
    y = {"field": "y", "type": "quantitative", "axis": None,
         "scale": {"domain": [base, 0], "nice": False}}  # fmt: skip
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    text = {"type": "text", "baseline": "middle", "fontSize": SMALL}

    def layer(rows: list[dict[str, Any]], mark: dict[str, Any], field: str, **more: Any) -> Any:
        return {"data": {"values": rows}, "mark": mark,
                "encoding": {"x": {"field": field, **x}, "y": y, **more}}  # fmt: skip

    median = [{"value": float(talk.after.point), "y": base - 82.0, "y2": base,
               "text": f"median {talk.after.point:.0f}"}]  # fmt: skip
    layers = [
        layer(flags, {"type": "rule", "color": RULE}, "value", y2={"field": "y2"}),
        *(
            layer([f for f in flags if f["left"] is left],
                  {**text, "align": "left" if left else "right", "dx": 4 if left else -4,
                   "color": MUTED}, "value", text={"field": "text"})
            for left in (True, False)
        ),
        layer(actors, {"type": "rule", "color": BLUE, "opacity": 0.45, "strokeWidth": 2}, "low",
              x2={"field": "high"}),
        layer(ghosts, {"type": "point", "filled": False, "stroke": BLUE, "strokeWidth": 1.5,
                       "opacity": 1}, "before", size=size),
        layer(actors, {"type": "point", "filled": True, "color": BLUE, "opacity": 1}, "value",
              size=size),
        layer(shape, {"type": "area", "color": ORANGE, "opacity": 0.35, "interpolate": "monotone"},
              "x", y2={"field": "y2"}),
        layer(median, {"type": "rule", "color": ORANGE, "strokeWidth": 2}, "value",
              y2={"field": "y2"}),
        layer(median, {**text, "align": "left", "dx": 5, "dy": 4, "color": INK}, "value",
              text={"field": "text"}),
    ]  # fmt: skip
    plot = {"width": WIDTH - _SIDE - 14, "height": base,
            "layer": [each for each in layers if each["data"]["values"]]}  # fmt: skip
    side = [{"y": row["y"], "text": row["name"], "weight": "bold"} for row in actors]
    side.append({"y": base - 35.0, "text": "forecast", "weight": "bold"})
    names = {
        "width": _SIDE, "height": base, "data": {"values": side},
        "mark": {**text, "align": "left", "color": INK, "fontWeight": "bold", "fontSize": TEXT - 1},
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "text"}},
    }  # fmt: skip
    return {"hconcat": [names, plot], "spacing": 0, "bounds": "flush",
            "resolve": {"scale": {"y": "independent"}}}  # fmt: skip
