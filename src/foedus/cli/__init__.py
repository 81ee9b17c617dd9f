"""The command line. ``main`` is the entry point; one module a command, loaded when called."""

from foedus.cli.app import main

__all__ = ["main"]
