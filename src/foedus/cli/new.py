"""``foedus new``: start a scenario file, from flags or by asking at a terminal."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from foedus.cli.give import Answer, check_out, form, give
from foedus.cli.options import Out, Summary
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.facts.start.menu import MenuDesign
    from foedus.facts.start.text import NewScenario
    from foedus.report.blocks import Section
    from foedus.states import State

app = command()
T = TypeVar("T")

EPILOG = """\b
Examples:
  foedus new moldova
  foedus new kuwait-1990 --challenger Iraq --guarantors "USA, GCC"
  foedus new baltic --challenger Russia --protege Estonia --date 2025-06-01 \\
      --guarantors "USA, Nordic states" --designs none,consultation,article-5-like,nato
  foedus new mine --from ukraine-2025 --out mine.yaml

A name that is a state's says whom to protect; one that ends in a year is of its first day. At a
terminal it asks for what no flag says. --designs list prints the menu. No file is ever replaced
unless --force is given."""


@app.command(epilog=EPILOG)
def new(
    name: str = typer.Argument(
        "", help="Name of the scenario; NAME.yaml unless --out is given.", show_default=False
    ),
    out: Out = None,
    source: str | None = typer.Option(
        None, "--from", metavar="SCENARIO", help="Copy a shipped scenario or a file."
    ),
    challenger: str | None = typer.Option(
        None,
        metavar="STATE",
        help="State that threatens; if not given, the one that began most disputes against the "
        "protégé.",
    ),
    protege: str | None = typer.Option(
        None, metavar="STATE", help="State to protect; the one that NAME names if not given."
    ),
    day: str | None = typer.Option(
        None, "--date", metavar="YYYY-MM-DD", help="Day of the question; today if not given."
    ),
    guarantors: str | None = typer.Option(
        None, metavar="LIST", help="States and groups (NATO, Baltic states), with commas between."
    ),
    designs: str | None = typer.Option(
        None, metavar="LIST", help="Designs of the menu, with commas between; or `list`."
    ),
    force: bool = typer.Option(False, "--force", help="Replace an existing file."),
    json: Summary = False,
) -> None:
    """Write a commented scenario to start from; it answers as it stands."""
    from foedus.errors import InputError
    from foedus.scenario.write import save

    if designs == "list":
        give(Answer(_menu, _menu_plain), form(json))
        return
    if not name.strip():
        raise InputError("a new scenario needs a name", hint="foedus new moldova")
    path = out or _default(name)
    check_out(path)
    if path.exists() and not force:  # told before anything is asked
        raise InputError("the file exists", where=str(path), hint="another --out, or --force")
    if source is not None:
        from foedus.scenario.read import copy

        if any((challenger, protege, day, guarantors, designs)):
            raise InputError(
                "--from copies a scenario with its parties, date and designs",
                hint="leave out one or the other",
            )
        content, said = copy(source), tuple[str, ...]()
    else:
        from foedus.facts.start.text import text

        asked, said = _asked(name, challenger, protege, day, guarantors, designs)
        content = text(asked)
    save(content, path, force=force)
    give(Answer(lambda: _started(path, said), lambda: {"wrote": path}), form(json))


def _asked(
    name: str,
    challenger: str | None,
    protege: str | None,
    day: str | None,
    guarantors: str | None,
    designs: str | None,
) -> "tuple[NewScenario, tuple[str, ...]]":
    """What to write, from flags, the name, the past, or whoever sits at the terminal."""
    from foedus.errors import InputError
    from foedus.facts.start import parties
    from foedus.facts.start.menu import chosen
    from foedus.facts.start.text import NewScenario
    from foedus.report.words import the
    from foedus.states import State, find
    from foedus.terms.groups import named

    asks = _asks() and None in (challenger, protege, day, guarantors, designs)
    said: list[str] = []
    when = _day(day) if day else date.today()
    guess = None if protege else parties.protege_of(name, when)
    when = guess[1] if guess and not day else when
    if day is None and asks:
        when = _ask("Day of the question", str(when), _day)

    def state(told: str, where: str | None = None) -> State:
        return find(told, year=when.year, where=where)

    if protege is not None:
        two = state(protege, "--protege")
    elif asks:
        standard = guess[0].called(when.year) if guess else ""
        two = _ask("Protégé, the state to protect", standard, state)
    elif guess is not None:
        two = state(guess[0].label)
    else:
        raise InputError(
            f"{name!r} names no state, so whom to protect is not known", where="--protege",
            hint=f"foedus new {name} --challenger Russia --protege Moldova",
        )  # fmt: skip
    likely = None if challenger else parties.challenger_of(two, when)
    if challenger is not None:
        one = state(challenger, "--challenger")
    elif asks:
        standard = likely.called(when.year) if likely else ""
        one = _ask("Challenger, the state that threatens", standard, state)
    elif likely is not None:
        one = likely
        said.append(
            f"challenger {one.called(when.year)}: it began most disputes against "
            f"{two.called(when.year)}, the latest counting most; --challenger names another"
        )
    else:
        raise InputError(
            f"no state began a dispute against {two.called(when.year)} that is known, so who "
            "threatens it is not", where="--challenger",
            hint=f"foedus new {name} --challenger STATE",
        )  # fmt: skip
    who, which = _listed(guarantors or ""), _listed(designs or "")
    if guarantors is None and asks:

        def third(told: str) -> tuple[str, ...]:
            named(_listed(told), when)
            return _listed(told)

        who = _ask("Guarantors, with commas (states, or groups such as NATO)", "usual", third)
    if designs is None and asks:

        def menu(told: str) -> tuple[str, ...]:
            names = _by_number(told, one, when)
            chosen(names, one.label, when)
            return names

        which = _ask("Designs, by number or name", _offer(one, two, when), menu)
    title = f"Guarantees for {the(two.called(when.year))}"
    return NewScenario(title, one, two, when, which, who), tuple(said)


def _offered(one: "State", day: date) -> "list[MenuDesign]":
    from foedus.facts.start.menu import MENU

    return [each for each in MENU.values() if each.offered(one.label, day)]


def _offer(one: "State", two: "State", day: date) -> str:
    """Print the menu; the numbers that stand where none are given."""
    from foedus.facts.start.menu import usual

    numbered = list(enumerate(_offered(one, day), 1))
    for number, each in numbered:
        typer.echo(f"  {number} {each.name}: {each.title}")
    chosen = usual(one.label, two.label, day)
    return ",".join(str(number) for number, each in numbered if each.name in chosen)


def _by_number(told: str, one: "State", day: date) -> tuple[str, ...]:
    names = {str(number): each.name for number, each in enumerate(_offered(one, day), 1)}
    return tuple(names.get(word, word) for word in _listed(told))


def _asks() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(what: str, standard: str, read: "Callable[[str], T]") -> "T":
    """An answer that can be read; asked again where it cannot."""
    from foedus.errors import InputError

    while True:
        told: str = typer.prompt(what, default=standard or None)
        try:
            return read(told)
        except InputError as error:
            typer.echo(f"{error}")


def _listed(told: str) -> tuple[str, ...]:
    """Words between commas; none for the usual ones."""
    words = [word.strip() for word in told.split(",")]
    return () if words == ["usual"] else tuple(word for word in words if word)


def _day(told: str) -> date:
    from foedus.errors import InputError
    from foedus.record import FIRST_YEAR, LAST_YEAR

    try:
        found = date.fromisoformat(told)
    except ValueError:
        raise InputError(
            f"found {told!r}, expected a date", where="--date", hint="write it as 2025-08-18"
        ) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InputError(f"year {found.year} is out of range: {FIRST_YEAR} to {LAST_YEAR}",
                         where="--date")  # fmt: skip
    return found


def _menu() -> "tuple[Section, ...]":
    from foedus.facts.start.menu import MENU
    from foedus.report.blocks import Section, Table

    rows = tuple((each.name, each.title) for each in MENU.values())
    return (Section("menu", "Designs", "", (Table("menu", "", ("name", "what it is"), rows),)),)


def _menu_plain() -> list[dict[str, Any]]:
    from foedus.facts.start.menu import MENU

    return [{"name": each.name, "title": each.title} for each in MENU.values()]


def _started(path: Path, said: tuple[str, ...]) -> "tuple[Section, ...]":
    """What was written, what to run next, and what no model will see of it."""
    from foedus.assessment.unseen.sections import section
    from foedus.report.blocks import Bullets, Paragraph, Section
    from foedus.scenario.read import each

    page = path.with_suffix(".html")
    following = (
        f"foedus check {path}", f"foedus assess {path}", f"foedus brief {path} --out {page}",
        f"foedus negotiate {path}",
    )  # fmt: skip
    wrote = Section("wrote", "", f"wrote {path}", tuple(map(Paragraph, said)))
    first = next(iter(each(path).values()))
    return wrote, Section("next", "Next", "", (Bullets(following),)), section(first, None)


def _default(name: str) -> Path:
    from foedus.errors import InputError

    if name in {".", ".."} or "/" in name or "\\" in name or "\0" in name:
        raise InputError(f"{name!r} cannot name a file", hint="a plain name, or --out FILE")
    return Path(f"{name.removesuffix('.yaml')}.yaml")
