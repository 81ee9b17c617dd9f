"""The command line. ``main`` is the entry point; one module a command, loaded when called."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; Raises SystemExit with the exit code, 130 after Ctrl-C."""
    try:
        from foedus.cli.app import main as run  # imports take long enough to break off in

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        raise SystemExit(130) from None
