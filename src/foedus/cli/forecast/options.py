"""Options that several commands of ``foedus forecast`` share."""

from pathlib import Path
from typing import Annotated

import typer

BOOK = Path("forecasts.db")
BookFile = Annotated[
    Path,
    typer.Option("--record", metavar="FILE", help="The record's file; forecasts.db if not given."),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="MOMENT", help="The time of this; in a record begun with --replay alone."
    ),
]
