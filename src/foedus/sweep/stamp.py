"""What every number of a cell hangs on besides its inputs: the code and the data."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from foedus.version import __version__

#: Libraries whose versions may move a last digit.
_LIBRARIES = ("numpy", "scipy", "polars")
#: Files of the package that are no part of a computation.
_ASIDE = ("__pycache__", "templates")
_BUILT = (".pyc", ".so", ".pyd")


def stamp() -> dict[str, str]:
    """Name -> version or SHA-256: the package's files, its libraries, each data set that is here.

    A worker whose stamp is another must not answer for this process. Raises DataError where the
    folder of the data cannot be read.
    """
    from foedus.evidence.card import cards
    from foedus.facts.shipped.here import here
    from foedus.history.kernel.call import ready

    return {
        "foedus": __version__,
        "code": code(),
        "paths": "compiled" if ready() else "arrays",  # they differ in the last digits
        **_versions(),
        **{f"data {card.id}": card.sha256 for card in cards() if here(card.id)},
    }


@cache
def _versions() -> dict[str, str]:
    return {name: version(name) for name in _LIBRARIES}


@cache
def code() -> str:
    """SHA-256 of the package's files, names and bytes, in the order of their names."""
    digest = hashlib.sha256()
    _add(digest, files("foedus"), "")
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", folder: Traversable, place: str) -> None:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.name in _ASIDE or each.name.startswith(".") or each.name.endswith(_BUILT):
            continue
        name = f"{place}/{each.name}"
        if each.is_dir():
            _add(digest, each, name)
        else:
            content = each.read_bytes()
            digest.update(f"{name} {len(content)}\n".encode())
            digest.update(content)
