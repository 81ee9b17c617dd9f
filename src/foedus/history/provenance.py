"""What a file of estimates says of how it was made."""

from typing import Any

from foedus.version import __version__


def provenance(command: str) -> dict[str, Any]:
    """Who wrote a file, and the bytes of the ladder's data that went into it."""
    from foedus.evidence.card import card  # only who refits needs these
    from foedus.history.rows import SOURCES

    hashes = {source: card(source).sha256 for source in SOURCES}
    return {"version": __version__, "command": command, "hashes": hashes}
