"""Where the parties stand on an issue, what claims moved, and what it would settle at."""

from collections.abc import Mapping
from typing import Any

from foedus.negotiation.actors import Actor, Issue
from foedus.negotiation.figures.places import Places
from foedus.negotiation.forecast import Forecast, unscored
from foedus.negotiation.quantity import center, interval
from foedus.negotiation.talks import Talk
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import BLUE, INK, MUTED, ORANGE, PAPER, RULE, SMALL, TEXT, WIDTH
from foedus.report.figure.type import cut
from foedus.scenario import Scenario
from foedus.states import UnknownStateError

#: Actors that have a row, the heaviest; more are in the data.
MOST = 24
_SIDE, _ROW, _BINS = 92.0, 27.0, 50
_LEVELS = {"low": "0.05", "value": "0.50", "high": "0.95"}
_LETTER, _SHORT, _LONG = 7.8, 12, 26  # a letter of a name, names that fit _SIDE, the longest
Row = dict[str, Any]


def of_talk(scenario: Scenario, talk: Talk, *, compromise: bool = False) -> Figure:
    """The figure of one issue of a scenario, before its claims and after, with its designs."""
    matter = next(each for each in scenario.issues if each.name == talk.name)
    designs = tuple(
        {
            "kind": "design",
            "name": name,
            "title": scenario.designs[name].title or name,
            "value": fact.value,
            "low": fact.low,
            "high": fact.high,
        }
        for name, fact in matter.designs.items()
    )
    year = scenario.as_of.year
    names = {each.name: _called(each.name, year) for each in talk.stances.after.actors}
    return draw(
        talk.stances.after, talk.after, f"Unscored: {unscored()}", title=matter.title,
        before=(talk.stances.before, talk.before), designs=designs, points=matter.scale,
        compromise=compromise, names=names,
    )  # fmt: skip


def _called(actor: str, year: int) -> str:
    """A state's name; another actor as the scenario has it."""
    try:
        return words.name_of(actor, year)
    except UnknownStateError:
        return actor


def draw(
    issue: Issue,
    forecast: Forecast,
    scope: str,
    *,
    title: str = "",
    before: tuple[Issue, Forecast] | None = None,
    designs: tuple[Row, ...] = (),
    points: Mapping[Any, str] | None = None,
    compromise: bool = False,
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Draw one issue. scope: what the forecast was scored on. before: the same without claims.

    designs: rows with name, title and value. points: named points of the scale. compromise: marked
    too. names: actor -> what readers call it.

    Rows: kind (actor, forecast, design), name, low, value and high of 90%, and before likewise.
    """
    then = before[0].actors if before else (None,) * len(issue.actors)
    actors = [_actor(*pair, issue) for pair in zip(issue.actors, then, strict=True)]
    actors.sort(key=lambda row: (row["value"], row["name"]))
    settled: Row = {"kind": "forecast", "name": issue.name, **_quantiles(forecast)}
    if before:
        earlier = _quantiles(before[1])
        settled |= {"before": earlier["value"], "before_low": earlier["low"],
                    "before_high": earlier["high"]}  # fmt: skip
    if compromise:
        settled["compromise"] = forecast.compromise
    heavy = sorted(actors, key=lambda row: -row["weight"])[:MOST]
    shown = [
        row | {"title": (names or {}).get(row["name"], row["name"])}
        for row in actors
        if row in heavy
    ]
    left = f"{len(actors) - MOST} lighter actors are in the data." if len(actors) > MOST else ""
    at = Places(issue)
    where = "; ".join(
        f"{row['title']} {at(row['value'])} ({at(row['low'])}–{at(row['high'])})"
        + (f", before the claims {at(row['before'])}" if _moved(row, at) else "")
        for row in shown
    )
    scale = ", ".join(f"{place} {what}" for place, what in (points or {}).items())
    agreed = f"Diamond: the compromise, {at(forecast.compromise)}." if compromise else ""
    return Figure(
        name="positions",
        title=f"{title or issue.name}: where they stand, and where it would settle",
        alt=words.said(
            f"Dot plot of {words.counted(len(shown), 'actor')} on a line from {issue.low:g} to "
            f"{issue.high:g}" + (f" ({scale})" if scale else "")
            + f", with 90% intervals: {where}. The forecast's median is {at(settled['value'])}, "
            f"its 90% interval {at(settled['low'])}–{at(settled['high'])}.", agreed, left,
        ),
        note=words.said(
            "Larger: more leverage and more at stake."
            + (" Hollow: before the claims." if before else "") + " Lines: 90% intervals. Below: "
            f"the outcomes that a mixture gives, if they settle by consent. {scope}",
            agreed, f"Scale: {scale}." if scale else "", left,
        ),
        rows=(*actors, settled, *designs),
        spec=_spec(issue, forecast, shown, designs, compromise),
    )  # fmt: skip


def _moved(row: Row, at: Places) -> bool:
    """Whether a claim moved an actor by what can be seen."""
    return "before" in row and at.apart(row["value"], row["before"])


def _quantiles(forecast: Forecast) -> dict[str, float]:
    quantiles = forecast.to_dict()["quantiles"]
    return {name: quantiles[level] for name, level in _LEVELS.items()}


def _actor(now: Actor, then: Actor | None, issue: Issue) -> Row:
    row: Row = {"kind": "actor", "name": now.name}
    for actor, names in ((now, ("low", "value", "high")), (then, ("before_low", "before",
                                                                  "before_high"))):  # fmt: skip
        if actor is not None:
            row |= zip(names, interval(actor.position, issue.low, issue.high), strict=True)
    return row | {"weight": center(now.salience) * center(now.capability)}


def _letters(name: str) -> float:
    """How many letters of a common width a name is as wide as."""
    return sum(1.3 if letter.isupper() else 1.0 for letter in name)


def _downward(value: float, middle: float) -> tuple[bool, float]:
    """The order of flags that keeps each one's line off the names of the others."""
    return value > middle, value if value <= middle else -value


def _spec(
    issue: Issue, forecast: Forecast, shown: list[Row], designs: tuple[Row, ...], compromise: bool
) -> dict[str, Any]:
    heaviest = max(row["weight"] for row in shown) or 1.0
    head = 17.0 * len(designs) + 8.0 if len(designs) <= 8 else 0.0
    longest = max(_letters(row["title"]) for row in shown)
    side = _SIDE if longest <= _SHORT else _LETTER * min(longest, _LONG)
    places = Places(issue)
    actors = [
        {**{n: row[n] for n in ("value", "low", "high", "before", "weight") if n in row},
         "name": cut(row["title"], _LONG), "y": head + _ROW * (place + 0.5), "size": 30 + 190 *
         row["weight"] / heaviest}
        for place, row in enumerate(shown)
    ]  # fmt: skip
    ghosts = [row for row in actors if _moved(row, places)]
    base = head + _ROW * len(shown) + 84.0
    at, chance = forecast.distribution.density(_BINS)
    top = max(map(float, chance)) or 1.0
    shape = [{"x": float(x), "y": base - 70.0 * float(p) / top, "y2": base}
             for x, p in zip(at, chance, strict=True)]  # fmt: skip
    middle = (issue.low + issue.high) / 2
    flags = [
        {"value": each["value"], "y": 17.0 * place + 9.0, "y2": head + _ROW * len(shown),
         "text": cut(each.get("title") or each["name"], 36), "left": each["value"] <= middle}
        for place, each in enumerate(sorted(designs, key=lambda d: _downward(d["value"], middle)))
    ] if head else []  # fmt: skip
    pad = 0.03 * (issue.high - issue.low)  # so that a dot at an end is whole
    x: dict[str, Any] = {
        "type": "quantitative", "title": None,
        "scale": {"domain": [issue.low - pad, issue.high + pad], "nice": False},
        "axis": {"tickCount": 5},
    }  # fmt: skip
    y = {"field": "y", "type": "quantitative", "axis": None,
         "scale": {"domain": [base, 0], "nice": False}}  # fmt: skip
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    text = {"type": "text", "baseline": "middle", "fontSize": SMALL}

    def layer(rows: list[Row], mark: dict[str, Any], field: str, **more: Any) -> Any:
        return {"data": {"values": rows}, "mark": mark,
                "encoding": {"x": {"field": field, **x}, "y": y, **more}}  # fmt: skip

    point = float(forecast.point)
    median = [{"value": point, "y": base - 82.0, "y2": base, "text": f"median {places(point)}"}]
    late = point > issue.low + 0.8 * places.span  # a label to the right of it would be cut
    agreed = [{"value": forecast.compromise, "y": base}] if compromise else []
    halo = {"color": PAPER, "stroke": PAPER, "strokeWidth": 5}  # where a line would strike a name
    layers = [
        layer(flags, {"type": "rule", "color": RULE}, "value", y2={"field": "y2"}),
        *(
            layer([f for f in flags if f["left"] is left],
                  {**text, "align": "left" if left else "right", "dx": 4 if left else -4, **ink},
                  "value", text={"field": "text"})
            for ink in (halo, {"color": MUTED}) for left in (True, False)
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
        layer(median, {**text, "align": "right" if late else "left", "dx": -5 if late else 5,
                       "dy": 4, "color": INK}, "value",
              text={"field": "text"}),
        layer(agreed, {"type": "point", "shape": "diamond", "size": 90, "filled": True,
                       "color": INK, "opacity": 1}, "value"),
    ]  # fmt: skip
    plot = {"width": WIDTH - side - 14, "height": base,
            "layer": [each for each in layers if each["data"]["values"]]}  # fmt: skip
    rows = [{"y": row["y"], "text": row["name"], "weight": "bold"} for row in actors]
    rows.append({"y": base - 35.0, "text": "forecast", "weight": "bold"})
    names = {
        "width": side, "height": base, "data": {"values": rows},
        "mark": {**text, "align": "left", "color": INK, "fontWeight": "bold", "fontSize": TEXT - 1},
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "text"}},
    }  # fmt: skip
    return {"hconcat": [names, plot], "spacing": 0, "bounds": "flush",
            "resolve": {"scale": {"y": "independent"}}}  # fmt: skip
