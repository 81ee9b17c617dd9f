"""Foedus: write a security guarantee down, and test it against two centuries of evidence.

Public names load on first use, so that ``import foedus`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# name -> module that defines it; every public name of the package stands here.
_HOME: dict[str, str] = {}

__all__ = ["__version__"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'foedus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *_HOME])


if TYPE_CHECKING:
    pass
