"""Which kind of game a document declares: a tree, the ultimatum game, or crisis signaling."""

from pathlib import Path

from foedus.errors import InputError


def is_signaling(source: str) -> bool:
    """Whether a document, or a name in the signaling catalog, declares the signaling game."""
    from foedus.games import catalog

    path = Path(source)
    if path.suffix in {".yaml", ".yml", ".json"} or path.exists():
        from foedus.document import read as read_document

        data = read_document(path).data
        return isinstance(data, dict) and data.get("game") == "signaling"
    if source in catalog():
        return False
    from foedus.games.signaling import catalog as signaling

    return source in signaling()


def not_for_signaling(given: list[str]) -> None:
    """Refuse options that the signaling game's fit takes from its document, or has not."""
    if given:
        raise InputError(
            "the signaling game's fit has no such option",
            where=", ".join(given),
            hint="see `foedus game signaling fit --help`; the document holds the rest",
        )
