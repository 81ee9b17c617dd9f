"""Progress of long work: one line on stderr, kept up to date, where someone watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def watched() -> Iterator[Callable[[str], None]]:
    """A function to report steps with; silent unless stderr is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("starting") as status:
        yield status.update
