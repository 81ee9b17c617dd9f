"""The slice sampler's turns compiled, where this machine has the kernel: arrays in, arrays out."""

import ctypes
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.kernel.library import library


@dataclass(frozen=True, slots=True)
class BlockRows:
    """What the logits of a block's rows are made of, as ``kernel/slice.h`` reads them.

    Rows are by group, and signed by what happened: start (g + 1,), sign (n,). Of coefficients and
    sds: X (k, n) by prior sd; scales, first (ways,) and place (ways, n) of the ways that rows go
    together. Of effects, where there is no X: rest (B, n) of the logits and sigma (B,).
    """

    start: NDArray[np.int32]
    sign: Array
    X: Array | None = None
    scales: Array | None = None
    first: NDArray[np.int32] | None = None
    place: NDArray[np.int32] | None = None
    rest: Array | None = None
    sigma: Array | None = None


def turned(
    rows: BlockRows, point: Array, own: Array, other: Array, floor: Array, angle: Array,
    rng: np.random.Generator,
) -> Array | None:  # fmt: skip
    """(B g, w) coordinates of a block turned until above their floors; None without the kernel.

    point: (B, p). own, other: (B g, w) two points of each ellipse. floor, angle: (B g,).
    Raises MemoryError where there is no room for the brackets.
    """
    kernel = library()
    if kernel is None:
        return None
    k = 0 if rows.X is None else len(rows.X)
    ways = 0 if rows.scales is None else len(rows.scales)
    out = np.empty(own.shape)
    given = [None if each is None else np.ascontiguousarray(each) for each in (
        rows.start, rows.first, rows.place, rows.sign, rows.X, rows.scales, point, rows.rest,
        rows.sigma, own, other, floor, angle.copy(), out,
    )]  # fmt: skip
    uniform: Any = rng.bit_generator.ctypes
    full = kernel.foedus_turn(
        len(point), len(rows.start) - 1, own.shape[1], len(rows.sign), k, ways, point.shape[1],
        *(_at(each) for each in given), *_normal(),
        ctypes.cast(uniform.next_double, ctypes.c_void_p), uniform.state,
    )  # fmt: skip
    if full:
        raise MemoryError(f"no room for {len(floor)} brackets")
    return out


def _at(array: Any) -> ctypes.c_void_p:
    return ctypes.c_void_p(None if array is None else array.ctypes.data)


@cache
def _normal() -> tuple[ctypes.c_void_p, ctypes.c_void_p]:
    """Where SciPy's normal distribution and its quantiles stand, for C."""
    from scipy.special import cython_special

    python = ctypes.pythonapi
    python.PyCapsule_GetName.argtypes = [ctypes.py_object]
    python.PyCapsule_GetName.restype = ctypes.c_char_p
    python.PyCapsule_GetPointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
    python.PyCapsule_GetPointer.restype = ctypes.c_void_p
    exported = cython_special.__pyx_capi__
    found = []
    for name in ("__pyx_fuse_1ndtr", "ndtri"):
        capsule = exported[name]
        found.append(python.PyCapsule_GetPointer(capsule, python.PyCapsule_GetName(capsule)))
    return ctypes.c_void_p(found[0]), ctypes.c_void_p(found[1])
