"""The review of drafts in a terminal: one key a decision, any of them undone."""

from typing import TYPE_CHECKING

import typer

from foedus.cli.give import say
from foedus.errors import InputError
from foedus.report import words

if TYPE_CHECKING:
    from foedus.clip.review import Item, Review
    from foedus.clip.several import Bundle

KEYS = "a accept, e edit, r reject, s later, u undo, 1-3 take that name, q write and leave, x leave"
#: Keys that leave without writing: x, the ends of the input, interrupt, escape.
LEAVE = ("", "x", "\x03", "\x04", "\x1b")


def walk(review: "Review", found: "Bundle") -> bool:
    """Ask for each draft; False where the analyst leaves without writing, or the input ends."""
    say(f"{words.counted(len(review.items), 'draft')}. {KEYS}")
    at = 0
    while review.items:
        if at < len(review.items):
            _show(review, found, at)
        else:
            typer.echo("\nAll seen: q write and leave, u undo, x leave\n> ", nl=False)
        key = _key()
        typer.echo(key if key.isprintable() else "")
        if key == "q":
            return True
        if key in LEAVE:
            return False
        if key == "u":
            last = review.undo()
            at = at if last is None else last
        elif at < len(review.items):
            at += _decided(review, at, key)
    return True


def _key() -> str:
    """One key, from the terminal. Raises InputError where there is none."""
    try:
        return typer.getchar()
    except OSError:
        raise InputError(
            "the review asks at a terminal, and there is none", where="--into",
            hint="print the drafts with --json, set each `status`, and add --decisions FILE",
        ) from None  # fmt: skip


def _decided(review: "Review", at: int, key: str) -> int:
    """What a key does to a draft; by how many drafts the review goes on."""
    match key:
        case "a":
            if not _holds(review, at, review.entries[at]):
                return 0
            review.decide(at, "confirmed")
        case "r":
            review.decide(at, "rejected")
        case "e":
            edited = _edited(review, at)
            if edited is None:
                return 0
            review.decide(at, "confirmed", edited)
        case "1" | "2" | "3" if int(key) <= len(review.items[at].candidates):
            name = review.items[at].candidates[int(key) - 1]
            review.decide(at, review.fates[at], review.entries[at] | {"by": name})
            return 0
        case "s":
            pass
        case _:
            say(KEYS)
            return 0
    return 1


def _show(review: "Review", found: "Bundle", at: int) -> None:
    from foedus.cli.give import shown
    from foedus.report.blocks import Bullets, Paragraph, Section

    item, entry = review.items[at], review.entries[at]
    original = found.clips[item.source - 1].original.text
    low, high = item.span
    around = (
        f"…{original[max(0, low - 90) : low]}[{original[low:high]}]{original[high : high + 60]}…"
    )
    facts = [
        f"{name}: {', '.join(value) if isinstance(value, list) else value}"
        for name, value in entry.items()
        if value not in (None, "", [])
    ]
    people = [f"{number} {name}" for number, name in enumerate(item.candidates, 1)]
    title = f"{at + 1} of {len(review.items)}: {item.kind} {item.name}"
    blocks = (Paragraph(" ".join(around.split())), Bullets((*facts, *item.beside, *people)))
    typer.echo(f"\n{shown([Section(item.name, title, '', blocks)])}")
    typer.echo("> ", nl=False)


def _edited(review: "Review", at: int) -> "dict[str, object] | None":
    """The entry as the analyst has it; asked again while it is wrong, None where broken off."""
    from foedus.clip.review import EDITABLE

    item: Item = review.items[at]
    entry = dict(review.entries[at])
    say("Return keeps a value; - empties it; Ctrl-C goes back to the draft.")
    while True:
        for name in EDITABLE[item.kind]:
            old = "" if entry.get(name) is None else str(entry[name])
            try:
                new = typer.prompt(name, default=old, show_default=bool(old))
            except (typer.Abort, KeyboardInterrupt):
                typer.echo("")
                return None
            entry[name] = None if new in {"-", ""} else _typed(entry.get(name), new)
        if _holds(review, at, entry):
            return entry


def _holds(review: "Review", at: int, entry: "dict[str, object]") -> bool:
    """Whether a scenario could hold an entry; what is wrong is told."""
    from foedus.clip.review import check

    try:
        check(review.items[at].kind, entry)
    except InputError as error:
        typer.echo(str(error))
        return False
    return True


def _typed(old: object, new: str) -> object:
    """An answer in the type of the value that it takes the place of."""
    if isinstance(old, bool):
        return new.lower() in {"true", "yes", "y"}
    if isinstance(old, int):
        return int(new) if new.isdigit() else new
    return new


def analyst(name: str | None) -> str:
    """Who confirms: the option, else the name of the account. Raises InputError without either."""
    if name:
        return name
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        raise InputError(
            "nobody to record as the one who confirms", where="--by", hint="--by 'Your Name'"
        ) from None
