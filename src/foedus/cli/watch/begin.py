"""``foedus watch init``, ``key`` and ``member``: begin a watch, and say who may file."""

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.give import Answer, form, give, save
from foedus.cli.options import Json
from foedus.cli.watch.options import WATCH, AreasFile, KeyFile, WatchFile, Who

INIT = """\b
Examples:
  foedus watch init ukraine-2026 --who duty-officer
  foedus watch init my-scenario.yaml --who kim --watch line.db --areas line.geojson

NAME is a watch or scenario that ships, or a scenario's file. The key that signs checkpoints is
written beside the watch, for its owner alone to read; the public one, in another file, is for
whoever will verify. --replay begins a watch of the past, which is told when things were known."""
KEY = """\b
Examples:
  foedus watch key kim --out kim.key"""
MEMBER = """\b
Examples:
  foedus watch member kim monitor --public kim+1a2b3c4d+AWx0... --who duty-officer

A reader files nothing, a monitor reports, attributions, acts and provisions, a steward also
decides which reports are one incident, and who is a member."""
Public = Annotated[
    str | None,
    typer.Option("--public", metavar="KEY", help="Their public key; records then bear signatures."),
]


def init(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="What is promised.")],
    who: Who,
    watch: Annotated[
        Path | None,
        typer.Option(
            "--watch",
            metavar="FILE",
            help="The watch's file; the one that the scenario names, else watch.db.",
        ),
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option("--origin", help="The log's name in its checkpoints, without blanks."),
    ] = None,
    areas: AreasFile = None,
    public: Public = None,
    replay: Annotated[bool, typer.Option("--replay", help="A watch of the past.")] = False,
    json: Json = False,
) -> None:
    """Begin a watch on a scenario's designs; who begins it is its steward."""
    from foedus.errors import InputError
    from foedus.ledger.keyfile import write_private
    from foedus.ledger.note import new_key, verifying_key
    from foedus.report.blocks import Paragraph, Section
    from foedus.watch import library
    from foedus.watch.members import WatchMember
    from foedus.watch.named import promised
    from foedus.watch.watch import create

    asked, log = promised(name)
    watch = watch or log or WATCH
    drawn = library.geojson(areas) if areas is not None else None
    key = new_key(origin or f"foedus-watch/{asked.name}")
    steward = WatchMember(who, "steward", verifying_key(public, "--public") if public else None)
    file = watch.with_name(f"{watch.name}.key")
    if file.exists():
        raise InputError("there is a key already", where=str(file), hint="another --watch")
    shared = watch.with_name(f"{watch.name}.pub")
    made = [each for each in (file, shared) if not each.exists()]
    try:
        write_private(file, f"{key.text()}\n")
        save(str(key.public), shared)
        create(watch, asked, key.name, [steward], replay=replay, areas=drawn).store.close()
    except BaseException:
        for each in made:  # keys to nothing
            each.unlink(missing_ok=True)
        raise
    said = (
        f"{watch} watches {len(asked.designs)} designs of {asked.name}; {who} is its steward. "
        f"{file} signs its checkpoints. Who verifies needs its public key, in {shared}:"
    )
    section = Section("begun", "", "", (Paragraph(said), Paragraph(str(key.public))))
    told = {"watch": watch, "name": key.name, "key": file, "public": str(key.public)}
    give(Answer(lambda: [section], lambda: told), form(json))


def key(
    name: Annotated[str, typer.Argument(help="Whose, without blanks.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="A new file for it.")],
    json: Json = False,
) -> None:
    """Make a member's key: the private half in a file, the public one printed."""
    from foedus.errors import InputError
    from foedus.ledger.keyfile import write_private
    from foedus.ledger.note import new_key
    from foedus.report.blocks import Paragraph, Section

    if out.exists():
        raise InputError("there is a file already", where=str(out), hint="another name")
    made = new_key(name)
    write_private(out, f"{made.text()}\n")
    section = Section("key", "", "", (Paragraph(str(made.public)),))
    give(Answer(lambda: [section], lambda: {"public": str(made.public), "file": out}), form(json))


def member(
    name: Annotated[str, typer.Argument(help="Who.")],
    role: Annotated[str, typer.Argument(metavar="reader|monitor|steward", help="As what.")],
    who: Who,
    watch: WatchFile = WATCH,
    public: Public = None,
    key: KeyFile = None,
    json: Json = False,
) -> None:
    """Let somebody file, or change their role or key; a steward alone may."""
    from foedus.ledger.keyfile import read_key
    from foedus.report.blocks import Paragraph, Section
    from foedus.watch.members import member as made
    from foedus.watch.members import told
    from foedus.watch.watch import Watch

    joining = made({"name": name, "role": role} | ({"key": public} if public else {}))
    with Watch(watch) as opened:
        opened.enroll(joining, who, read_key(key) if key else None)
    section = Section("member", "", "", (Paragraph(f"{name} is a {role} of {watch}."),))
    give(Answer(lambda: [section], lambda: told(joining)), form(json))
