"""The watch: what changed, what is due, each clause by its readings, incidents, what was brought.

Nothing is filed here: that is for `foedus watch add`, with the member's key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from foedus.errors import InputError, UnknownNameError
from foedus.ledger.moment import moment, now, spelled
from foedus.report import words
from foedus.report.blocks import Section
from foedus.report.page import fragment
from foedus.watch.casus.selection import IncidentFilter, bearings, choices
from foedus.watch.changes import changes
from foedus.watch.folder import WatchListing, watches
from foedus.watch.looked import BACK, last
from foedus.watch.news import news
from foedus.watch.sections import owed, screen
from foedus.watch.sections.clauses import clauses, states
from foedus.watch.sections.clocks import clocks
from foedus.watch.sections.incident_map import incident_map
from foedus.watch.sections.incidents import incidents
from foedus.watch.watch import Watch
from foedus.web.desk import AtDesk, Visitor
from foedus.web.page import PageContent

router = APIRouter()
#: Sections of the status that stand before the clocks.
_FIRST = ("watch", "changed", "due")
_Moment = Annotated[str, Query(max_length=40)]
_Name = Annotated[str, Query(max_length=80)]


@dataclass(frozen=True, slots=True)
class WatchQuestion:
    """What the address asks of a watch: which file, at which moment, since when, what of it.

    as_of, since: moments as they were given; empty for now, and for the last look at it.
    """

    file: str
    as_of: str
    since: str
    sought: IncidentFilter

    def address(self, name: str, as_of: str, since: str = "") -> str:
        """The same at another moment. since: in place of the one given."""
        asked = self.sought
        given = {
            "file": self.file, "as-of": as_of, "since": since or self.since, "actor": asked.actor,
            "act": asked.act, "area": asked.area, "from": asked.first or "",
            "until": asked.last or "", "reading": asked.reading,
        }  # fmt: skip
        told = urlencode({key: str(value) for key, value in given.items() if value})
        return f"/watch/{name}" + (f"?{told}" if told else "")


def _day(text: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"found {text[:40]!r}, expected a day", where=where,
                         hint="write it as 2026-11-27") from None  # fmt: skip


def _question(
    file: _Name = "", as_of: Annotated[_Moment, Query(alias="as-of")] = "", since: _Moment = "",
    actor: _Name = "", act: _Name = "", area: _Name = "",
    first: Annotated[_Moment, Query(alias="from")] = "",
    until: _Moment = "", reading: Annotated[str, Query(max_length=200)] = "",
) -> WatchQuestion:  # fmt: skip
    sought = IncidentFilter(
        actor, act, area, _day(first, "from"), _day(until, "until"), reading.strip()
    )
    return WatchQuestion(file, as_of.strip(), since.strip(), sought)


Asked = Annotated[WatchQuestion, Depends(_question)]


def watch(request: Request, desk: AtDesk, asked: Asked, name: str) -> PageContent:  # noqa: ARG001
    """A watch on a scenario: changes, deadlines, clauses by reading, incidents, contributions."""
    desk.shelf.text(name)
    named = desk.shelf.watch(name)
    known = watches(desk.settings.folder, named)
    told = {"name": name, "own": desk.shelf.own(name), "asked": asked,
            "mine": [each for each in known if each.scenario == name or each.file == named],
            "others": [each for each in known if each.scenario != name and each.file != named],
            "names": desk.shelf.names(), "counted": words.counted}  # fmt: skip
    listed = chosen(known, name, asked.file, named)
    if listed is None:
        return PageContent("watch.html", "The watch", lambda: {"watches": known, "watch": None},
                           name, {**told, "watch": None})  # fmt: skip
    path = desk.settings.folder / listed.file
    with Watch(path) as opened:
        at = moment(asked.as_of, where="as-of") if asked.as_of else opened.latest()
        start = _since(asked, at, last(path, at) if not asked.as_of else at - BACK)
        watched, found = opened.undertakings(at), changes(
            opened.undertakings(), opened.entries(), start, at
        )  # fmt: skip
    board = found.after
    bears = bearings(board.rulings)
    picked = [each for each in board.incidents if asked.sought.holds(each, bears)]
    truths = bears.get(asked.sought.reading, {}) if asked.sought.reading else None
    status = screen.status(board, watched, found.changes, start)
    parts, styles = _parts({
        "first": [each for each in status if each.id in _FIRST],
        "status": [each for each in status if each.id not in _FIRST],
        "clauses": [clauses(board, watched), *owed.duties(board)],
        "incidents": [
            incident_map(picked, watched, truths), incidents(picked, len(board.incidents), truths),
        ],
    })  # fmt: skip
    ticking = clocks(board)
    running = not asked.as_of and not opened.replay

    def twin() -> dict[str, Any]:
        return {
            "watches": known, "watch": listed, "as_of": at, "since": start, "live": running,
            "board": board, "changes": found.changes, "news": news(found.before, board),
            "clauses": states(board, watched), "clocks": ticking, "incidents": picked,
        }  # fmt: skip

    return PageContent(
        "watch.html", "The watch", twin, name,
        {
            **told, "watch": listed, "parts": parts, "clocks": ticking, "running": running,
            "at": at, "since": start, "choices": choices(board.incidents),
            "readings": sorted(bears), "away": screen.away,
            "shown": screen.shown, "links": _links(asked, name, at, start),
        },
        styles,
    )  # fmt: skip


@router.get("/api/watch/{name}/size", summary="How many records a watch has, and the time.")
def size(name: str, desk: AtDesk, visitor: Visitor, file: _Name = "") -> JSONResponse:  # noqa: ARG001 (who may read)
    """What a page looks at to know whether it is still the newest."""
    named = desk.shelf.watch(name)
    found = chosen(watches(desk.settings.folder, named), name, file, named)
    if found is None:
        raise InputError("no watch of this scenario lies in the folder", where=name,
                         hint=f"foedus watch init {name} --who NAME")  # fmt: skip
    return JSONResponse({"file": found.file, "records": found.records, "now": spelled(now())})


def chosen(
    known: tuple[WatchListing, ...], name: str, file: str, named: str | None
) -> WatchListing | None:
    """The watch that is asked for, else the one that the scenario names, else the first on it.

    None where there is none.

    Raises UnknownNameError, and InputError for one that is broken or of another scenario.
    """
    mine = {e.file: e for e in known if e.scenario == name or (e.file == named and not e.fault)}
    if not file:
        return mine.get(named or "") or next(iter(mine.values()), None)
    other = next((each for each in known if each.file == file), None)
    if other is None:
        raise UnknownNameError("watch", file, mine, where="file")
    if other.fault:
        raise InputError(f"{file} cannot be opened: {other.fault}", where="file")
    if file not in mine:
        raise InputError(f"{file} watches {other.scenario}, not {name}", where="file",
                         hint=f"open /watch/{other.scenario}")  # fmt: skip
    return mine[file]


def _parts(
    groups: Mapping[str, Sequence[Section]],
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Sections as HTML by group: made at once, so that no two tables have one name; and styles."""
    kept = [
        (name, each) for name, group in groups.items() for each in group if each.lead or each.blocks
    ]
    parts: dict[str, list[str]] = {}
    made = fragment([each for _, each in kept])
    for (name, _), part in zip(kept, made.parts, strict=True):
        parts.setdefault(name, []).append(part)
    return parts, made.styles


def _since(asked: WatchQuestion, at: datetime, otherwise: datetime) -> datetime:
    if not asked.since:
        return otherwise
    found = moment(asked.since, where="since", end=False)
    if found > at:
        raise InputError(f"found {screen.shown(found)}, which is after {screen.shown(at)}",
                         where="since", hint="a moment before as-of")  # fmt: skip
    return found


def _links(asked: WatchQuestion, name: str, at: datetime, start: datetime) -> dict[str, str]:
    """The same view at this moment for good, a day before, a day after, and now."""
    day = timedelta(days=1)
    return {
        "Link to this moment": asked.address(name, spelled(at), spelled(start)),
        "A day earlier": asked.address(name, spelled(at - day)),
        **(
            {"A day later": asked.address(name, spelled(at + day)), "Now": asked.address(name, "")}
            if asked.as_of
            else {}
        ),
    }
