"""What an open page is told: that a watch has grown, and how far a job is."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import StreamingResponse

from foedus.errors import InputError
from foedus.ledger.moment import now, spelled
from foedus.watch.folder import watches
from foedus.web.desk import AtDesk, Desk, Visitor
from foedus.web.jobs import PageJob
from foedus.web.pages.watch import chosen
from foedus.web.refusals import ForbiddenError
from foedus.web.streams import StreamEvent, StreamSource

router = APIRouter()
_Name = Annotated[str, Query(max_length=80)]


@router.get(
    "/api/events", summary="Server-sent events: of a job, or of a watch.",
    response_class=StreamingResponse,
)  # fmt: skip
async def events(
    desk: AtDesk, visitor: Visitor, job: _Name = "", watch: _Name = "", file: _Name = "",
    last_event_id: Annotated[str, Header(max_length=200)] = "",
) -> StreamingResponse:  # fmt: skip
    """``job``: its state, until it has ended. ``watch``: how many records it has, and the time."""
    if bool(job) == bool(watch):
        raise InputError("found neither job nor watch, or both", where="/api/events",
                         hint="?job=ID, or ?watch=SCENARIO")  # fmt: skip
    if watch and visitor.invited:
        raise ForbiddenError("your invitation is to a review")
    source = _of_job(desk.jobs.job(job)) if job else _of_watch(desk, watch, file)
    return desk.streams.response(source, last_event_id)


def _of_job(job: PageJob) -> StreamSource:
    def look() -> StreamEvent:
        told = job.to_dict()
        return StreamEvent(f"{job.state}-{job.steps}", told, job.ended)

    return StreamSource("job", lambda: (job.state, job.steps), look)


def _of_watch(desk: Desk, name: str, file: str) -> StreamSource:
    folder = desk.settings.folder
    named = desk.shelf.watch(name)
    found = chosen(watches(folder, named), name, file, named)
    if found is None:
        raise InputError("no watch of this scenario lies in the folder", where="watch",
                         hint=f"foedus watch init {name} --who NAME")  # fmt: skip
    place = folder / found.file

    def look() -> StreamEvent | None:
        mine = [
            each for each in watches(folder, named) if each.file == found.file and not each.fault
        ]
        if not mine:
            return None
        told = {"file": found.file, "records": mine[0].records, "now": spelled(now())}
        return StreamEvent(f"{found.file}-{mine[0].records}", told)

    return StreamSource("watch", lambda: _stamp(place), look)


def _stamp(place: Path) -> tuple[tuple[int, int], ...]:
    """When the log and what SQLite keeps beside it were written, and how long they are."""
    found = []
    for path in (place, place.with_name(f"{place.name}-wal")):
        try:
            told = path.stat()
        except OSError:
            found.append((0, -1))
        else:
            found.append((told.st_mtime_ns, told.st_size))
    return tuple(found)
