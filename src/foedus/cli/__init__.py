"""The command line. ``main`` is the entry point; one module a command, loaded when called."""

import gc
import sys

__all__ = ["main"]

#: New objects before Python looks for cycles among them. Loading libraries makes hundreds of
#: thousands, none of which can go; looking at them again and again took a tenth of a command.
_LATER = 1_000_000


def main() -> None:
    """Run the command line; Raises SystemExit with the exit code, 130 after Ctrl-C."""
    gc.set_threshold(_LATER)
    try:
        from foedus.cli.app import main as run  # imports take long enough to break off in

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        raise SystemExit(130) from None
