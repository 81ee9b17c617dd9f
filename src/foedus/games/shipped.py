"""The games that come with the package, by name."""

from importlib import resources

from foedus.document import Document, parse
from foedus.errors import UnknownNameError

_FOLDER = resources.files("foedus.games") / "catalog"


def names() -> list[str]:
    """The names, in order."""
    return sorted(
        file.name.removesuffix(".yaml") for file in _FOLDER.iterdir() if file.name.endswith(".yaml")
    )


def catalog() -> dict[str, str]:
    """Name -> title of the games that come with the package."""
    return {name: str(shipped(name).data["title"]) for name in names()}


def catalog_text(name: str) -> str:
    """The document of a game in the catalog, to copy and change. Raises UnknownNameError."""
    if name not in names():
        raise UnknownNameError("game", name, names())
    return (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def shipped(name: str) -> Document:
    """The same document, read."""
    return parse(catalog_text(name), f"catalog/{name}.yaml")
