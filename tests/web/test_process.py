"""Work in a process of its own: said, broken off, killed, ended with the server, taken up again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foedus.errors import InputError, UnknownNameError
from foedus.storage import replacing
from foedus.web import work
from foedus.web.desk import Desk
from foedus.web.jobs import Jobs, StoppedError
from foedus.web.process import WorkerLostError, computed

Tell = Callable[[str], None]


def doubled(number: int, tell: Tell) -> int:
    """A short piece of work."""
    tell("doubling")
    return 2 * number


def failing(kind: str, _: Tell) -> None:
    """Work that fails, as somebody thought of or not."""
    if kind == "name":
        raise UnknownNameError("design", "nto", ["nato"], where="designs")
    raise ZeroDivisionError


def writing(place: str, tell: Tell) -> None:
    """Begin a file, say so with the process's number, and go on for ever."""
    with replacing(Path(place)) as part:
        part.write_text("half", "utf-8")
        while True:
            tell(str(os.getpid()))
            time.sleep(0.01)


def ended(process: int) -> bool:
    """Whether a process is gone, waiting a little for it."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_it_says_how_far_it_is_and_what_came_of_it() -> None:
    said: list[str] = []
    assert computed(f"{__name__}:doubled", (21,), said.append) == 42
    assert said[0] == "starting a process for it"


def test_what_it_raises_is_raised_here_with_its_place_and_remedy() -> None:
    with pytest.raises(UnknownNameError) as caught:
        computed(f"{__name__}:failing", ("name",), lambda _: None)
    assert (caught.value.where, caught.value.known) == ("designs", ["nato"])
    assert caught.value.hint
    assert "did you mean nato" in caught.value.hint


def test_what_nobody_thought_of_is_said_without_its_traceback(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(Exception, match="nobody thought of: ZeroDivisionError"):
        computed(f"{__name__}:failing", ("zero",), lambda _: None)
    assert "Traceback" in capfd.readouterr().err  # for whoever keeps the server


def test_broken_off_it_is_gone_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    at_work: list[int] = []

    def stopping(said: str) -> None:
        if said.isdecimal():
            at_work.append(int(said))
            assert list(tmp_path.iterdir())  # it writes
            raise StoppedError("broken off")

    with pytest.raises(StoppedError):
        computed(f"{__name__}:writing", (str(tmp_path / "fit.json"),), stopping)
    assert ended(at_work[0])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_killed_by_somebody_else_it_says_so(tmp_path: Path) -> None:
    def killing(said: str) -> None:
        if said.isdecimal():
            os.kill(int(said), signal.SIGKILL)

    place = tmp_path / "fit.json"
    with pytest.raises(WorkerLostError, match="by signal 9, before it was done"):
        computed(f"{__name__}:writing", (str(place),), killing)
    assert not place.exists()
    with replacing(place) as part:
        part.write_text("whole", "utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["fit.json"]  # what was left is swept


LEADER = """
import sys
from pathlib import Path
from foedus.web.process import computed
if __name__ == "__main__":
    computed("tests.web.test_process:writing", (sys.argv[1],), lambda said: print(said, flush=True))
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_the_server(tmp_path: Path, how: signal.Signals) -> None:
    leader = tmp_path / "leader.py"
    leader.write_text(LEADER, "utf-8")
    (tmp_path / "out").mkdir()
    root = Path(__file__).parents[2]
    run = subprocess.Popen(
        [sys.executable, str(leader), str(tmp_path / "out" / "x")], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
    )  # fmt: skip
    assert run.stdout
    numbers = (int(line) for line in run.stdout if line.strip().isdecimal())
    process = next(numbers)
    run.send_signal(how)
    run.communicate()
    assert ended(process)
    assert not (tmp_path / "out" / "x").exists()


def test_a_sweep_has_such_a_process_and_goes_on_where_it_was(tmp_path: Path) -> None:
    """Broken off after its first cells, and asked for again: they are not computed twice."""
    from foedus.scenario.versions import Versions
    from foedus.web.board.board import Boards
    from foedus.web.shelf import Shelf

    works = work.works(Boards(Shelf(Versions(tmp_path)), 100), tmp_path)
    jobs = Jobs(tmp_path, {"sweep": works["sweep"]}, work.APART)
    asked = ("sweep", "korea-2025", "vary=term%3D5%2C10%2C15")
    job = jobs.asked(*asked, patience=0.0)
    kept: list[Path] = []
    while not kept and not job.ended:
        time.sleep(0.01)
        kept = list(tmp_path.glob(".foedus/sweeps/*/cells/*.parquet"))
    jobs.stop(job.id)
    assert job._future
    job._future.result(10)
    assert job.state in {"stopped", "done"}
    before = {each: each.stat().st_mtime_ns for each in kept}
    assert before
    again = jobs.asked(*asked, patience=60.0)
    assert again.state == "done", again.said
    assert again.result.data["vary"] == {"term": ["5", "10", "15"]}
    assert {each: each.stat().st_mtime_ns for each in kept} == before
    jobs.close()


def test_the_desk_gives_long_work_a_process(folder: Path, asking: Any) -> None:
    desk = asking().app.state.desk
    assert isinstance(desk, Desk)
    lines = desk.jobs._lines
    assert lines["sweep"] is lines["refit"]
    assert lines["sweep"] is not lines["brief"]
    with pytest.raises(InputError):
        desk.jobs.asked("sweep", "no-such", "vary=term%3D5", 30.0)
