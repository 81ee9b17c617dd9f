"""The option that picks one protégé of a scenario that names several."""

from typing import Annotated

import typer

#: Of every command that answers for one pair of states.
Protege = Annotated[
    str | None,
    typer.Option(
        "--protege", metavar="STATE", help="Of a scenario with several protégés, this one."
    ),
]
