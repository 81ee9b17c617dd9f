"""Which program made a forecast: its version, and a hash over every file of the package."""

import platform
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.forecasts.seal import KeptFile, Maker
from foedus.ledger.moment import Moment
from foedus.version import __version__

if TYPE_CHECKING:
    from foedus.history.origins import Origin

#: The posteriors of an answer, as they ship.
MAIN = ("ladder", "horizon", "depth", "honor", "lapse", "extended-deterrence")
_LEFT_OUT = {".pyc", ".pyo"}


@cache
def maker() -> Maker:
    """This program."""
    import numpy as np

    root = Path(str(files("foedus")))
    whole = sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix not in _LEFT_OUT and not path.name.startswith("."):
            name = path.relative_to(root).as_posix()
            whole.update(f"{name}\n{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return Maker(
        version=__version__, sha256=whole.hexdigest(), python=platform.python_version(),
        numpy=np.__version__,
    )  # fmt: skip


def posteriors(origin: "Origin") -> tuple[str, ...]:
    """The shipped files that an origin was read from."""
    from foedus.history.origins import main  # a record is read and checked without it

    return MAIN if origin is main() else (f"origins/{origin.last}",)


def kept(names: tuple[str, ...], recorded: Moment) -> tuple[KeptFile, ...]:
    """Shipped posteriors whole, for the log."""
    folder = files("foedus.history").joinpath("posteriors")
    return tuple(
        KeptFile.of(name, folder.joinpath(f"{name}.json").read_bytes(), recorded) for name in names
    )
