"""The scenario's dated events, each led from its place in time to its words."""

from datetime import date
from typing import Any

from foedus.assessment.result import Assessment
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure
from foedus.report.figure.plane import marks, plane, texts
from foedus.report.figure.theme import BLUE, INK, MUTED, RULE, SMALL, VERMILION, WIDTH
from foedus.report.figure.type import apart, wrapped

MOST = 24
_LINE, _GAP = 16.0, 9.0
_AXIS, _TEXT = 46.0, 92.0  # places of the axis and of the words
_DAYS = 365.2425
#: Hostility from here on: the word, and how dark its bar is.
_HOSTILITY = ((5, "war", 0.9), (4, "force", 0.5), (1, "threat or display of force", 0.3))


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: on, what, place, planned, source; disputes with until and hostility.

    Raises EmptyFigureError where the scenario has no events.
    """
    asked = found.scenario
    if not asked.events:
        raise EmptyFigureError(
            "the scenario has no dated events", where=asked.name, hint="add `events`: on, what"
        )
    events = sorted(asked.events, key=lambda event: event.on)
    shown = events[-MOST:]
    rows: list[dict[str, Any]] = [
        {
            "kind": "event", "on": event.on.isoformat(), "until": None, "what": event.what,
            "place": event.place, "planned": event.planned, "source": event.source,
        }
        for event in events
    ]  # fmt: skip
    spans = [each for each in asked.situation.disputes if each.start <= shown[-1].on]
    rows += [
        {
            "kind": "dispute", "on": each.start.isoformat(),
            "until": each.end.isoformat() if each.end else None,
            "what": f"{each.initiator} against {each.target}: {_level(each.hostility)[0]}",
            "place": None, "planned": False, "source": each.source,
        }
        for each in asked.situation.disputes
    ]  # fmt: skip
    left = f" The first {len(events) - MOST} are in the data." if len(events) > MOST else ""
    each = "; ".join(
        f"{event.on.isoformat()}{' (planned)' if event.planned else ''}: {event.what}"
        for event in shown
    )
    first, last = shown[0].on.year, shown[-1].on.year
    return Figure(
        name="timeline",
        title=f"What happened, {first}–{last}" if first < last else f"What happened in {first}",
        alt=f"Timeline of {len(shown)} dated events. {each}.{left}",
        note=(
            "Hollow: announced, not yet happened on "
            f"{asked.as_of.isoformat()}."
            + (" Orange bars: disputes between states, darkest where war." if spans else "")
            + left
        ),
        rows=tuple(rows),
        spec=_spec(found, shown),
    )


def _level(hostility: int) -> tuple[str, float]:
    return next((word, dark) for least, word, dark in _HOSTILITY if hostility >= least)


def _when(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS


def _spec(found: Assessment, shown: list[Any]) -> dict[str, Any]:
    lines = [wrapped(event.what, 58, most=3) for event in shown]
    sizes = [_LINE * (len(each) + 1) + _GAP for each in lines]
    high = max(sum(sizes), 120.0)
    first, last = _when(shown[0].on), _when(shown[-1].on)
    span = max(last - first, 0.05)

    def place(day: date) -> float:
        return 8.0 + (_when(day) - first) / span * (high - 16.0)

    points = [place(event.on) for event in shown]
    placed = apart(points, sizes, 0.0, high)
    tops = [at - size / 2 + _LINE / 2 + _GAP / 2 for at, size in zip(placed, sizes, strict=True)]
    dates = [{"x": _TEXT, "y": top, "text": _day(event.on)}
             for top, event in zip(tops, shown, strict=True)]  # fmt: skip
    said = [
        {"x": _TEXT, "y": top + _LINE * (number + 1), "text": line}
        for top, each in zip(tops, lines, strict=True)
        for number, line in enumerate(each)
    ]
    leaders = [
        {"x": x, "y": y, "part": part}
        for part, (point, top) in enumerate(zip(points, tops, strict=True))
        for x, y in ((_AXIS, point), (_AXIS + 9, point), (_TEXT - 14, top), (_TEXT - 5, top))
    ]
    done = [{"x": _AXIS, "y": point} for point, event in zip(points, shown, strict=True)
            if not event.planned]  # fmt: skip
    ahead = [{"x": _AXIS, "y": point} for point, event in zip(points, shown, strict=True)
             if event.planned]  # fmt: skip
    fights = [
        {
            "x": _AXIS - 7.0, "x2": _AXIS - 2.0, "y": place(max(each.start, shown[0].on)),
            "y2": max(place(min(each.end or shown[-1].on, shown[-1].on)),
                      place(max(each.start, shown[0].on)) + 2.0),
            "opacity": _level(each.hostility)[1],
        }
        for each in found.scenario.situation.disputes
        if (each.end or found.scenario.as_of) >= shown[0].on and each.start <= shown[-1].on
    ]  # fmt: skip
    return plane(WIDTH, high, [
        marks("rule", [{"x": _AXIS, "y": 8.0, "y2": high - 8.0}], stroke=RULE, strokeWidth=2),
        marks("rect", fights, color=VERMILION),
        texts(_years(first, last, high, span), align="right", color=MUTED),
        marks("line", leaders, stroke=RULE, strokeWidth=1, interpolate="linear"),
        marks("point", done, filled=True, size=52, fill=BLUE, opacity=1),
        marks("point", ahead, filled=False, size=52, stroke=BLUE, strokeWidth=2, opacity=1),
        texts(dates, fontWeight="bold", color=INK),
        texts(said, fontSize=SMALL),
    ])  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _years(first: float, last: float, high: float, span: float) -> list[dict[str, Any]]:
    """Years to print beside the axis, some 30 units apart or more."""
    step = next(
        (each for each in (1, 2, 5, 10, 20, 25, 50, 100) if each * (high - 16.0) / span >= 30.0),
        200,
    )
    start = int(-(-first // step) * step)
    return [
        {"x": _AXIS - 12.0, "y": 8.0 + (year - first) / span * (high - 16.0), "text": str(year)}
        for year in range(start, int(last) + 1, step)
    ]
