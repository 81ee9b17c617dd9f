"""``foedus watch timestamp``: when a record existed, by the word of an authority."""

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.give import Answer, check_out, form, give, save
from foedus.cli.options import Json

REQUEST = """\b
Examples:
  foedus watch checkpoint > head.txt
  foedus watch timestamp request head.txt --out head.tsq
  curl -H 'Content-Type: application/timestamp-query' --data-binary @head.tsq ADDRESS > head.tsr

Any authority of RFC 3161 will do. Nothing is sent by this command."""
VERIFY = """\b
Examples:
  foedus watch timestamp verify head.txt head.tsr --root authority.pem

Exit code 1 where the reply is not of this checkpoint or its signature does not hold."""
Head = Annotated[Path, typer.Argument(metavar="CHECKPOINT", help="What `checkpoint` printed.")]


def request(
    head: Head,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The request, to be sent.")],
) -> None:
    """Write a request for a timestamp of a checkpoint."""
    from foedus.ledger.keyfile import read_checkpoint
    from foedus.watch import timestamp

    check_out(out)
    save(timestamp.request(read_checkpoint(head)), out)


def verify(
    head: Head,
    reply: Annotated[Path, typer.Argument(metavar="REPLY", help="What the authority gave.")],
    root: Annotated[
        Path, typer.Option("--root", metavar="PEM", help="Certificates that you trust for it.")
    ],
    json: Json = False,
) -> None:
    """Say when a checkpoint existed, if the authority's reply proves it; offline."""
    from foedus.ledger.keyfile import read_checkpoint
    from foedus.report import words
    from foedus.report.blocks import Paragraph, Section
    from foedus.watch import timestamp

    found = timestamp.proved(
        read_checkpoint(head), timestamp.read(reply), timestamp.certificates(root), str(reply)
    )
    said = (
        f"{found.origin}, {words.counted(found.size, 'record')}: existed at "
        f"{found.time:%Y-%m-%d %H:%M:%SZ}, by the word of {found.authority or 'the authority'}."
    )
    section = Section("stamped", "", "", (Paragraph(said),))
    give(Answer(lambda: [section], lambda: found), form(json))
