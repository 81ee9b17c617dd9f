"""Options that several commands of ``foedus watch`` share."""

from pathlib import Path
from typing import Annotated

import typer

WATCH = Path("watch.db")
WatchFile = Annotated[
    Path, typer.Option("--watch", metavar="FILE", help="The watch's file; watch.db if not given.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="MOMENT",
        help="By what was known then: 2026-11-27 (its end) or 2026-11-27T14:30Z; now if not given.",
    ),
]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="The member who files this.")]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="Their private key, where they have one."),
]
Known = Annotated[
    str | None,
    typer.Option(
        "--known", metavar="MOMENT", help="When it was known; in a watch begun with --replay alone."
    ),
]
AreasFile = Annotated[
    Path | None,
    typer.Option("--areas", metavar="FILE", help="GeoJSON with lines of contact and regions."),
]
