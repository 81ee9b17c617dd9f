"""The option that picks one protégé of a scenario that names several."""

from foedus.cli.options import Protege

__all__ = ["Protege"]
