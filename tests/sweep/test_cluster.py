"""A Dask cluster as the pool, in this process; one that is killed is in tests/test_sweeps.py."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.sweep import tasks

from foedus.errors import DataError, InputError
from foedus.sweep import cluster
from foedus.sweep.cluster import Cluster
from foedus.sweep.pool import LostBatch, SerialPool
from foedus.sweep.run import run
from foedus.sweep.store import CellStore

needed = pytest.mark.skipif(
    find_spec("distributed") is None, reason="the extra `cluster` (Dask) is not installed"
)
GRID = [{"x": str(x)} for x in range(12)]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    import distributed

    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
    ) as made:
        yield made.scheduler_address


@pytest.mark.optional
@needed
def test_a_cluster_gives_the_bytes_of_one_process(address: str, tmp_path: Path) -> None:
    job = tasks.job("refusing")
    cells = job.cells(GRID)
    there, here = CellStore(tmp_path / "there"), CellStore(tmp_path / "here")
    for store, pool in ((there, Cluster(address)), (here, SerialPool())):
        store.open()
        tally = run(job, cells, store, pool)
        assert (tally.kept, [*tally.failures.values()]) == (11, ["no convergence at 3"])
    for cell in cells[:3]:
        assert there.path(cell).read_bytes() == here.path(cell).read_bytes()


@pytest.mark.optional
@needed
def test_batches_that_the_scheduler_drops_are_lost_and_not_failed(address: str) -> None:
    job, pool = tasks.job(), Cluster(address)
    pool.submit(job, job.cells(GRID[:2]))
    [future] = pool._out
    future.cancel()
    [found] = pool.collect()
    assert isinstance(found, LostBatch)
    assert not pool.busy
    pool.stop()


@pytest.mark.optional
@needed
def test_what_is_handed_out_as_the_scheduler_goes_away_is_lost_and_goes_out_again(
    address: str, tmp_path: Path
) -> None:
    job, pool = tasks.job(), Cluster(address)
    pool._client.close()
    pool.submit(job, job.cells(GRID[:2]))
    assert pool.busy
    assert not pool.room
    [found] = pool.collect()
    assert isinstance(found, LostBatch)
    assert not pool.busy
    store = CellStore(tmp_path)
    store.open()
    assert run(job, job.cells(GRID[:2]), store, pool).kept == 2  # it was reached anew


@pytest.mark.optional
@needed
@pytest.mark.parametrize(
    ("wrong", "kind", "told"),
    [
        ("tcp://127.0.0.1:1", DataError, "no scheduler answers there"),
        ("nowhere://127.0.0.1:1", InputError, "no scheduler's address"),
    ],
)
def test_an_address_where_nobody_is_is_one_message(
    wrong: str, kind: type[Exception], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.2)
    with pytest.raises(kind, match=told):
        Cluster(wrong)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(InputError, match="needs the extra `cluster`"):
        Cluster("tcp://127.0.0.1:8786")
