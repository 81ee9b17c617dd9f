"""The compiled kernel, where this machine has one.

It is built with the package, where a C compiler is at hand (``hatch_build.py``); where none was, or
with ``FOEDUS_KERNEL=0``, the same is done with arrays: paths six times slower, samples three.
"""

import ctypes
import hashlib
import os
from functools import cache
from pathlib import Path

#: Source and library, side by side; ctypes asks for no suffix of its own.
SOURCE = Path(__file__).with_name("kernel.c")
LIBRARY = SOURCE.with_suffix(".so")


@cache
def library() -> ctypes.CDLL | None:
    """The kernel's library; None where it was not built from this source, or cannot be loaded."""
    if os.environ.get("FOEDUS_KERNEL", "1") == "0" or not LIBRARY.exists():
        return None
    try:
        found = ctypes.CDLL(str(LIBRARY))
        found.foedus_source.restype = ctypes.c_char_p
        sources = sorted(SOURCE.parent.glob("*.[ch]"))
        stamp = hashlib.sha256(b"".join(map(Path.read_bytes, sources))).hexdigest()
        if found.foedus_source().decode() != stamp:
            return None
    except (OSError, AttributeError):  # of another kind of machine, or another version's
        return None
    number, place = ctypes.c_int, ctypes.c_void_p
    found.foedus_paths.argtypes = [ctypes.c_int64, *[number] * 8, *[place] * 10]
    found.foedus_paths.restype = number
    found.foedus_turn.argtypes = [ctypes.c_int64, *[number] * 6, *[place] * 18]
    found.foedus_turn.restype = number
    return found
