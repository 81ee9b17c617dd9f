"""Tasks of a few lines, for tests of what computes cells."""

import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from foedus.errors import FitError
from foedus.sweep.cell import Job, Settings
from foedus.sweep.stamp import stamp


def job(task: str = "square", **inputs: Any) -> Job:
    return Job(f"{__name__}:{task}", inputs, stamp())


def square(_: Mapping[str, Any], settings: Settings, seed: int) -> pl.DataFrame:
    return pl.DataFrame({"square": [float(settings["x"]) ** 2], "seed": [seed]})


def refusing(inputs: Mapping[str, Any], settings: Settings, seed: int) -> pl.DataFrame:
    """Every cell but that of 3, which has no answer."""
    if settings["x"] == "3":
        raise FitError("no convergence at 3")
    return square(inputs, settings, seed)


def dying(inputs: Mapping[str, Any], settings: Settings, seed: int) -> pl.DataFrame:
    """The first process that meets 3 dies of it; ``always``: every one does."""
    mark = Path(inputs["folder"], "died")
    if settings["x"] == "3" and (inputs.get("always") or not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return square(inputs, settings, seed)
