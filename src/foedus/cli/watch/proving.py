"""``foedus watch checkpoint``, ``prove``, ``verify`` and ``witness``: a record that holds."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.give import JSON, Answer, check_out, form, give, note
from foedus.cli.options import Json, Log, Need, Witnesses
from foedus.cli.watch.options import WATCH, WatchFile

CHECKPOINT = """\b
Examples:
  foedus watch checkpoint
  foedus watch checkpoint --add cosigned.txt

--add keeps witnesses' cosignatures of a checkpoint that was made before."""
PROVE = """\b
Examples:
  foedus watch prove --out record.json
  foedus watch prove --record 17 --out one.json
  foedus watch prove --since 40 --out for-witness.json

Without --record or --since the file holds every record. Make a checkpoint first."""
VERIFY = """\b
Examples:
  foedus watch verify record.json --log watch.db.pub
  foedus watch verify record.json --log KEY --witness KEY --witness KEY --need 2 --head mine.txt

Needs no network and no watch. Exit code 1 where the record does not hold. It shows an edit, a
gap, a second history; it cannot show what was never filed."""
WITNESS_INIT = """\b
Examples:
  foedus watch witness init kyiv --state kyiv.json"""
WITNESS_COSIGN = """\b
Examples:
  foedus watch witness cosign proof.json --state kyiv.json --log watch.db.pub --out cosigned.txt

Signs only what continues the history that it signed before: exit code 1 for any other."""
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="File to write.")]
State = Annotated[Path, typer.Option("--state", metavar="FILE", help="The witness's own file.")]


def checkpoint(
    watch: WatchFile = WATCH,
    add: Annotated[
        Path | None, typer.Option("--add", metavar="FILE", help="A cosigned checkpoint.")
    ] = None,
    json: Json = False,
) -> None:
    """Sign the head of the log, for others to hold; print it."""
    from foedus.ledger.keyfile import read_checkpoint, read_key
    from foedus.ledger.note import merged
    from foedus.report.blocks import Preformatted, Section
    from foedus.watch.watch import Watch

    with Watch(watch) as opened:
        if add is None:
            made = opened.checkpoint(read_key(watch.with_name(f"{watch.name}.key")))
        else:
            made = merged(opened.store.checkpoints(), read_checkpoint(add), str(add))
            opened.store.keep(made)
    section = Section("checkpoint", "", "", (Preformatted(str(made)),))
    told = {"origin": made.origin, "size": made.size, "root": made.root.hex(), "note": str(made)}
    give(Answer(lambda: [section], lambda: told), form(json))


def prove(
    out: Out,
    watch: WatchFile = WATCH,
    record: Annotated[
        list[int] | None, typer.Option("--record", metavar="NUMBER", help="These records alone.")
    ] = None,
    since: Annotated[
        int | None,
        typer.Option("--since", metavar="SIZE", help="That the log continues so many records."),
    ] = None,
) -> None:
    """Write a proof that another party checks offline, from the one file."""
    from foedus.errors import InputError
    from foedus.ledger.note import Checkpoint
    from foedus.ledger.proof import encoded
    from foedus.ledger.proof import prove as proved
    from foedus.watch.watch import Watch

    check_out(out, (JSON,))
    with Watch(watch) as opened:
        kept = opened.store.checkpoints()
        if not kept:
            raise InputError("nothing is signed yet", hint="`foedus watch checkpoint` first")
        head, older = kept[-1], None
        if since is not None:
            if not 0 <= since <= head.size:
                raise InputError(f"the checkpoint has {head.size} records", where="--since")
            held = {each.size: each for each in kept}
            older = held.get(since) or Checkpoint(head.origin, since, opened.store.root(since))
        places = record or ([] if since is not None else None)
        made = proved(opened.store, head, places, older)
        size = opened.store.size
    give(Answer(list, lambda: encoded(made)), JSON, out)
    if size > head.size:
        note(f"{size - head.size} records were filed after the checkpoint and are not in it")


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A proof, or a watch.")],
    log: Log = None,
    witness: Witnesses = None,
    need: Need = 0,
    head: Annotated[
        list[Path] | None,
        typer.Option("--head", metavar="FILE", help="A checkpoint that you hold yourself."),
    ] = None,
    json: Json = False,
) -> None:
    """Check a record offline: nothing edited, dropped, reordered or forked since it was signed."""
    from foedus.ledger import proof as proofs
    from foedus.ledger import sections
    from foedus.ledger.keyfile import read_checkpoint
    from foedus.watch.members import audit

    policy = proofs.policy(log, witness or (), need)
    proof = proofs.found(file)
    found = proofs.verify(proof, policy, [read_checkpoint(each) for each in head or ()])
    found = replace(found, warnings=(*found.warnings, *proofs.beyond(file, proof)))
    faults = found.faults
    if proof.whole and not faults:
        faults = audit(found.leaves)
    said = Answer(lambda: sections.verified(found, faults), lambda: sections.data(found, faults))
    give(said, form(json))
    if faults:
        raise typer.Exit(1)


def witness_init(
    name: Annotated[str, typer.Argument(help="Whose witness, without blanks.")],
    state: State,
    json: Json = False,
) -> None:
    """Make a witness: a key, and a memory of what it cosigned."""
    from foedus.cli.give import save
    from foedus.ledger.witness import create
    from foedus.report.blocks import Paragraph, Section

    made = create(state, name)
    public = state.with_name(f"{state.name}.pub")
    save(str(made.key.public), public)
    said = f"{state} is the witness {name}. Who verifies needs its public key, in {public}:"
    section = Section("witness", "", "", (Paragraph(said), Paragraph(str(made.key.public))))
    told = {"public": str(made.key.public), "state": state}
    give(Answer(lambda: [section], lambda: told), form(json))


def witness_cosign(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `prove --since` wrote.")],
    state: State,
    out: Out,
    log: Log = None,
) -> None:
    """Cosign a checkpoint that continues what this witness cosigned before."""
    from foedus.cli.give import save
    from foedus.ledger.keyfile import public_key
    from foedus.ledger.proof import read
    from foedus.ledger.witness import cosign

    check_out(out)
    made = cosign(state, read(file), public_key(log, "--log") if log else None)
    save(str(made), out)
