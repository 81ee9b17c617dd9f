"""The command of the atlas: input that is refused, and a cluster whose workers die midway."""

import os
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from scripts.sweeps import Cluster, count
from typer.testing import CliRunner

from foedus.atlas import atlas
from foedus.cli.atlas import app
from foedus.errors import InputError

QUICK = ("--draws", "100", "--years", "2", "--no-pages")


def test_draws_that_cannot_be_are_refused_before_any_pair(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["--out", str(tmp_path), "--draws", "1"])
    assert isinstance(told.exception, InputError)
    assert told.exception.where == "--draws"
    assert not count(tmp_path)


def test_workers_and_a_scheduler_are_refused_together(tmp_path: Path) -> None:
    words = ("--out", str(tmp_path), "--workers", "2", "--scheduler", "tcp://127.0.0.1:1")
    told = CliRunner().invoke(app, [*words, *QUICK])
    assert isinstance(told.exception, InputError)
    assert told.exception.where == "--workers, --scheduler"


@pytest.mark.optional
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
@pytest.mark.skipif(
    find_spec("distributed") is None, reason="the extra `cluster` (Dask) is not installed"
)
def test_a_cluster_whose_workers_are_killed_gives_the_table_of_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers, processes of their own; each is killed once blocks of pairs have come back."""
    pairs = atlas.relevant(2025)[::120]
    monkeypatch.setattr(atlas, "relevant", lambda _: pairs)
    monkeypatch.setattr(atlas, "BLOCK", 2)
    alone, there = tmp_path / "alone", tmp_path / "there"
    chance, seen = np.random.default_rng(1), list[int]()

    def harm(cluster: Cluster) -> None:
        for kills in (1, 2):
            while count(there) < 3 * kills and over.is_set() is False:
                time.sleep(0.05)
            seen.append(count(there))
            cluster.hurt(chance, scheduler=False)

    with Cluster(2) as cluster:
        over = threading.Event()
        killer = threading.Thread(target=harm, args=(cluster,))
        killer.start()
        words = ("--out", str(there), "--scheduler", cluster.address, *QUICK)
        done = CliRunner().invoke(app, words, catch_exceptions=False)
        over.set()
        killer.join()
    assert done.exit_code == 0
    assert max(seen) < len(pairs) // 2, "all was done before the last worker died"
    whole = CliRunner().invoke(app, ["--out", str(alone), "--workers", "1", *QUICK])
    assert whole.exit_code == 0
    assert (there / "atlas.parquet").read_bytes() == (alone / "atlas.parquet").read_bytes()
