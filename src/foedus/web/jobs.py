"""Long work beside the pages: with progress, to be broken off and taken up.

What takes a process of its own waits in a line of its own, so that a brief does not wait for a fit.

A job is all in its name: what is worked out, of which scenario, with which changes. It is noted in
the folder until it is done, so that what a stopped server left is begun again by the next.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeAlias

from foedus.errors import FoedusError, UnknownNameError
from foedus.report import words
from foedus.scenario.versions import FOLDER
from foedus.storage import replacing
from foedus.web.process import unforeseen
from foedus.web.refusals import BusyError

Told: TypeAlias = Callable[[str], None]
State = Literal["waiting", "working", "done", "failed", "stopped"]
#: Results that are kept, and seconds that a page waits for one before it shows progress.
_KEPT, PATIENCE = 24, 0.8
#: Jobs that may wait at once.
MOST = 40


class StoppedError(FoedusError):
    """Somebody broke the work off."""


@dataclass(slots=True)
class PageJob:
    """One piece of work. said: what it is at; steps: how many times that changed. result: what was
    found, once it is done; forms: files that were made of it.
    """

    kind: str
    name: str
    query: str
    state: State = "waiting"
    said: str = "waiting for its turn"
    steps: int = 0
    result: Any = None
    error: FoedusError | None = None
    forms: dict[str, str | bytes] = field(default_factory=dict)
    _reported: bool = False  # whether a failure was said to somebody
    _stop: threading.Event = field(default_factory=threading.Event)
    _future: "Future[None] | None" = None

    @property
    def id(self) -> str:
        """The same for the same work."""
        return sha256(json.dumps([self.kind, self.name, self.query]).encode()).hexdigest()[:16]

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {"done", "failed", "stopped"}

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "id": self.id, "kind": self.kind, "name": self.name, "query": self.query,
            "state": self.state, "said": self.said, "error": str(self.error or ""),
        }  # fmt: skip

    def tell(self, said: str) -> None:
        """Say what it is at. Raises StoppedError where somebody broke it off."""
        if self._stop.is_set():
            raise StoppedError("broken off")
        if said != self.said:
            self.said = said
            self.steps += 1


class Jobs:
    """The work of one server. works: kind -> what does it, given a scenario's name and a query.
    apart: kinds that compute in a process of their own.
    """

    def __init__(
        self, folder: Path, works: dict[str, Callable[[str, str, Told], Any]],
        apart: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.folder, self.works = folder / FOLDER / "jobs", works
        self._jobs: OrderedDict[str, PageJob] = OrderedDict()
        self._lock = threading.Lock()
        here, beside = (ThreadPoolExecutor(1, f"foedus-{name}") for name in ("job", "process"))
        self._lines = {kind: beside if kind in apart else here for kind in works}
        self._closing = False

    def asked(self, kind: str, name: str, query: str, patience: float = PATIENCE) -> PageJob:
        """The job of this name, begun where it is new; waits a little for its result.

        Raises what the work raised, and BusyError where too much waits. A job that was broken off,
        or whose failure somebody was told, begins again.
        """
        job = PageJob(kind, name, query)
        with self._lock:
            kept = self._jobs.get(job.id)
            if kept is None or kept.state == "stopped" or kept._reported:
                if sum(not each.ended for each in self._jobs.values()) >= MOST:
                    raise BusyError(f"{MOST} pieces of work wait already", hint="a while later")
                self._jobs[job.id] = kept = job
                self._note(job)
                kept._future = self._lines[kind].submit(self._run, kept)
            self._jobs.move_to_end(kept.id)
            self._forget()
        if kept._future:
            with suppress(TimeoutError):
                kept._future.result(patience)
        if kept.error and kept.state == "failed":
            kept._reported = True
            raise kept.error
        return kept

    def job(self, ident: str) -> PageJob:
        """A job by its id. Raises UnknownNameError for one that this server does not know."""
        if ident not in self._jobs:
            raise UnknownNameError("job", ident, self._jobs)
        return self._jobs[ident]

    def known(self, kind: str, name: str, query: str) -> PageJob | None:
        """The job of this name, if there is one; begins none."""
        return self._jobs.get(PageJob(kind, name, query).id)

    def forget(self, kind: str, name: str, query: str) -> None:
        """Drop the result of a job that has ended, so that it is asked for anew."""
        job = self.known(kind, name, query)
        if job is not None and job.ended:
            self._jobs.pop(job.id, None)

    def all(self) -> list[PageJob]:
        """Every job that is known, the newest last."""
        return list(self._jobs.values())

    def stop(self, ident: str) -> PageJob:
        """Break a job off at its next step."""
        job = self.job(ident)
        job._stop.set()
        if job._future and job._future.cancel():
            self._end(job, "stopped", "broken off")
        return job

    def resume(self) -> int:
        """Begin what a stopped server left; how many jobs."""
        left = sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []
        found = 0
        for path in left:
            try:
                told = json.loads(path.read_text("utf-8"))
                kind, name, query = (str(told[key]) for key in ("kind", "name", "query"))
            except (OSError, ValueError, KeyError, TypeError):
                kind = ""
            if kind not in self.works:
                path.unlink(missing_ok=True)
                continue
            with suppress(FoedusError):
                self.asked(kind, name, query, patience=0.0)
                found += 1
        return found

    def close(self) -> None:
        """Leave what runs to the next server, which finds its notes."""
        self._closing = True
        for job in self._jobs.values():
            job._stop.set()
        for line in self._lines.values():
            line.shutdown(wait=False, cancel_futures=True)

    def _run(self, job: PageJob) -> None:
        job.state, job.said = "working", "at work"
        try:
            job.result = self.works[job.kind](job.name, job.query, job.tell)
            self._end(job, "done", "done")
        except StoppedError:
            self._end(job, "stopped", "broken off")
        except FoedusError as error:
            job.error = error
            self._end(job, "failed", words.cut(str(error), 200))
        except Exception as error:  # whatever it was, the page must say so, and others go on
            job.error = unforeseen(error, f"the work {job.kind} of {job.name}")
            self._end(job, "failed", job.error.what)

    def _note(self, job: PageJob) -> None:
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with replacing(self.folder / f"{job.id}.json") as part:
                part.write_text(json.dumps(job.to_dict()) + "\n", "utf-8")

    def _end(self, job: PageJob, state: State, said: str) -> None:
        """Say what became of a job, last of all: whoever sees that it ended finds no note of it."""
        if not (state == "stopped" and self._closing):
            with suppress(OSError):
                (self.folder / f"{job.id}.json").unlink(missing_ok=True)
        job.said, job.state = said, state

    def _forget(self) -> None:
        over = [ident for ident, job in self._jobs.items() if job.ended]
        for ident in over[: max(len(self._jobs) - _KEPT, 0)]:
            del self._jobs[ident]
