"""A story of concessions: where the parties stand round by round in the challenge model."""

from typing import Any

from foedus.negotiation.actors import Issue
from foedus.negotiation.figures.places import Places
from foedus.negotiation.methods.challenge import ChallengePath
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import INK, MUTED, SMALL, VERMILION, WIDTH
from foedus.report.figure.type import apart, room, wrapped

#: Actors named in the text alternative, those that move farthest.
NAMED = 12
_HEIGHT, _SIDE, _LINE = 300.0, 150.0, 15.0
_NEAR = (0.015, 0.03, 0.06, 0.12, 0.25, 1.0)  # of the line: ends that share a label, if they must
_LINES = 4  # of a label
_MEDIAN = "weighted median"
Row = dict[str, Any]


def draw(issue: Issue, path: ChallengePath, title: str = "") -> Figure:
    """Draw the first negotiation of a path. Rows: kind (actor, median), name, round, position."""
    rounds, status = int(path.rounds[0]), path.status[0]
    median = [float(path.median[t, 0]) for t in range(rounds + 1)]
    lines = {
        name: [float(path.positions[t, 0, i]) for t in range(rounds + 1)]
        for i, name in enumerate(issue.names)
    }
    at = Places(issue)
    far = sorted(lines, key=lambda name: -abs(lines[name][-1] - lines[name][0]))
    moved = [
        f"{name} from {at(lines[name][0])} to {at(lines[name][-1])}"
        for name in far
        if at.apart(lines[name][0], lines[name][-1])
    ]
    ran = f"{status} after {words.counted(rounds, 'round')}"
    return Figure(
        name="concessions",
        title=f"{title or issue.name}: a story of concessions, not the forecast",
        alt=words.said(
            f"Line chart of the positions of {words.counted(len(lines), 'actor')} on a line from "
            f"{issue.low:g} to {issue.high:g}, round by round of the challenge model, {ran}. "
            f"The weighted median goes from {at(median[0])} to {at(median[-1])}.",
            f"Moved: {words.some(moved, NAMED)}." if moved else "Nobody moves.",
        ),
        note=(
            f"The challenge model of Scholz, Calbert & Smith (2011), {ran}, from the middles of "
            "what is known. Thick: the weighted median. On decisions of the European Union the "
            "plain compromise is nearer to what was decided."
        ),
        rows=tuple(
            {"kind": kind, "name": name, "round": t, "position": place}
            for kind, name, places in (
                *(("actor", name, places) for name, places in lines.items()),
                ("median", _MEDIAN, median),
            )
            for t, place in enumerate(places)
        ),
        spec=_spec(issue, lines, median),
    )


def _spec(issue: Issue, lines: dict[str, list[float]], median: list[float]) -> dict[str, Any]:
    rounds = len(median) - 1
    points = [
        {"line": i, "round": t, "position": place}
        for i, places in enumerate(lines.values())
        for t, place in enumerate(places)
    ]
    thick = [{"line": -1, "round": t, "position": place} for t, place in enumerate(median)]
    x: dict[str, Any] = {
        "field": "round", "type": "quantitative", "title": "round",
        "scale": {"domain": [0, max(rounds, 1)], "nice": False},
        "axis": {"format": "d", "tickCount": min(max(rounds, 1), 8), "tickMinStep": 1},
    }  # fmt: skip
    y: dict[str, Any] = {
        "field": "position", "type": "quantitative", "title": "position",
        "scale": {"domain": [issue.low, issue.high], "nice": False}, "axis": {"tickCount": 5},
    }  # fmt: skip
    detail = {"field": "line", "type": "nominal"}

    def layer(rows: list[Row], **mark: Any) -> dict[str, Any]:
        return {"data": {"values": rows}, "mark": mark,
                "encoding": {"x": x, "y": y, "detail": detail}}  # fmt: skip

    lasting = {"opacity": 1, "filled": True, "size": 26}
    curves = {
        "width": WIDTH - _SIDE - 60.0, "height": _HEIGHT,
        "layer": [
            layer(thick, type="line", stroke=VERMILION, strokeWidth=7, opacity=0.35),
            layer(points, type="line", stroke=INK, strokeWidth=1.3, opacity=0.65),
            layer([each for each in points if each["round"] == rounds], type="point", color=INK,
                  **lasting),
            layer(thick[-1:], type="point", color=VERMILION, **lasting),
        ],
    }  # fmt: skip
    return {
        "hconcat": [curves, _names(issue, lines, median)], "spacing": 0, "bounds": "flush",
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }  # fmt: skip


def _ends(lines: dict[str, list[float]], near: float) -> list[tuple[float, list[str]]]:
    """Where lines end, highest first, with the names of all that end so near to it."""
    ends: list[tuple[float, list[str]]] = []
    for name in sorted(lines, key=lambda name: -lines[name][-1]):
        last = lines[name][-1]
        if ends and ends[-1][0] - last <= near:
            ends[-1][1].append(name)
        else:
            ends.append((last, [name]))
    return ends


def _label(names: list[str]) -> list[str]:
    """Names in at most so many lines, and how many more there are."""
    letters = room(_SIDE - 20, SMALL)
    for most in range(len(names), 0, -1):
        said = wrapped(words.some(names, most), letters, most=_LINES + 1, hyphens=True)
        if len(said) <= _LINES:
            return said
    return wrapped(f"{names[0]} …", letters, most=_LINES, hyphens=True)


def _names(issue: Issue, lines: dict[str, list[float]], median: list[float]) -> dict[str, Any]:
    """Names beside the ends of the lines, those that end together in one label."""
    span = issue.high - issue.low
    labels: list[tuple[float, list[str], str]] = []
    for near in _NEAR:
        labels = [(at, _label(names), INK) for at, names in _ends(lines, near * span)]
        labels.append((median[-1], [_MEDIAN], VERMILION))
        if sum(_LINE * len(said) + 3 for _, said, _ in labels) <= _HEIGHT + 44:
            break
    wanted = [(issue.high - at) / span * _HEIGHT for at, _, _ in labels]
    sizes = [_LINE * len(said) + 3 for _, said, _ in labels]
    placed = apart(wanted, sizes, -14.0, _HEIGHT + 30.0)
    texts = [
        {"x": 20.0, "y": placed[i] - sizes[i] / 2 + _LINE * (n + 0.5) + 1.5, "text": line,
         "color": color}
        for i, (_, said, color) in enumerate(labels)
        for n, line in enumerate(said)
    ]  # fmt: skip
    leaders = [
        {"x": 5.0, "x2": 17.0, "y": wanted[i],
         "y2": placed[i] - sizes[i] / 2 + _LINE / 2 + 1.5}
        for i in range(len(labels))
    ]  # fmt: skip

    def place(field: str, domain: list[float]) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "axis": None,
                "scale": {"domain": domain, "nice": False}}  # fmt: skip

    both = {"x": place("x", [0, _SIDE]), "y": place("y", [_HEIGHT, 0])}
    return {
        "width": _SIDE, "height": _HEIGHT,
        "layer": [
            {"data": {"values": leaders}, "mark": {"type": "rule", "color": MUTED},
             "encoding": {**both, "x2": {"field": "x2"}, "y2": {"field": "y2"}}},
            {"data": {"values": texts},
             "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": SMALL},
             "encoding": {**both, "text": {"field": "text"},
                          "color": {"field": "color", "type": "nominal", "scale": None}}},
        ],
    }  # fmt: skip
