"""What every result carries: which method, with which settings, and how it ended."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Settings: TypeAlias = Mapping[str, Any]


class Status(StrEnum):
    """How a computation ended. Only ``converged`` may be read as an answer without a caveat."""

    CONVERGED = "converged"
    CYCLED = "cycled"  # positions recur: the range and mean of the cycle are the result
    LIMIT = "limit"  # stopped by the limit on rounds
    NO_AGREEMENT = "no agreement"  # some actor prefers disagreement to every point


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodResult:
    """Base of every result of a batch of ``b`` negotiations.

    status: one a row of the batch. rounds: (b,) rounds, turns or iterations used (0 for closed
    forms). input_hash: SHA-256 over inputs, method and settings, so that equal hashes mean equal
    questions.
    """

    method: str
    settings: Settings
    status: tuple[Status, ...]
    rounds: NDArray[np.int64]
    input_hash: str

    @property
    def converged(self) -> bool:
        """Whether every row converged."""
        return all(status is Status.CONVERGED for status in self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointResult(MethodResult):
    """A point on the line for each row. value: (b,), NaN where there is no agreement."""

    value: Array


def closed_form(b: int) -> dict[str, Any]:
    """Status and rounds of a method that needs no iteration."""
    return {"status": (Status.CONVERGED,) * b, "rounds": np.zeros(b, dtype=np.int64)}


def input_hash(method: str, settings: Settings, *arrays: NDArray[Any] | None) -> str:
    """SHA-256 of the method, its settings (sorted JSON), and the arrays' shapes and bytes."""
    digest = hashlib.sha256()
    digest.update(json.dumps([method, dict(settings)], sort_keys=True, default=str).encode())
    for array in arrays:
        if array is None:
            digest.update(b"none")
            continue
        whole = np.ascontiguousarray(array)
        digest.update(f"{whole.dtype.str}{whole.shape}".encode())
        digest.update(whole.tobytes())
    return digest.hexdigest()
