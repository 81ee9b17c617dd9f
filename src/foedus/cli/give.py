"""How every command ends: its answer as text, as Markdown, as JSON, or in a file."""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    import polars as pl

    from foedus.report.blocks import Section
    from foedus.report.figure.figure import Figure
    from foedus.scenario import Scenario

#: What a form may be called: as a file of it ends.
JSON, LATEX, CSV, MARKDOWN = ".json", ".tex", ".csv", ".md"
TABLES = (".parquet", ".csv")
#: Forms of every answer in words, by the end of a file -> the function of sections that writes it.
WORDS = {MARKDOWN: "foedus.report.markdown:markdown"}
ANSWERS = (*WORDS, JSON, ".txt")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found; a form of it is made when it is asked for.

    sections: in words. data: as values that ``foedus.report.plain.plain`` makes plain. files:
    forms of its own, by the end of a file's name (``.svg``).
    """

    sections: Callable[[], Iterable["Section"]]
    data: Callable[[], Any]
    files: Mapping[str, Callable[[], str | bytes]] = field(default_factory=dict)

    def content(self, form: str, columns: int) -> str | bytes:
        """The answer in one form; text of so many columns where the form is no other."""
        if form in self.files:
            return self.files[form]()
        if form == JSON:
            return dumped(self.data())
        if form in WORDS:
            module, _, name = WORDS[form].partition(":")
            written: str = getattr(import_module(module), name)(self.sections())
            return written
        from foedus.report.text import text

        return text(self.sections(), columns)


def in_turn(answers: Mapping[str, Answer]) -> Answer:
    """One answer made of several, each under its name: of one scenario's protégés, by code."""
    from foedus.report.blocks import Section
    from foedus.states import find

    def sections() -> Iterable["Section"]:
        for code, each in answers.items():
            name = find(code).name
            yield Section(f"of-{code.lower()}", name, f"For {name} alone:", ())
            yield from each.sections()

    return Answer(
        sections, lambda: {"proteges": {code: each.data() for code, each in answers.items()}}
    )


def for_each(scenario: str, protege: str | None, answer: Callable[["Scenario"], Answer]) -> Answer:
    """What is found of the one protégé that is asked about; of several, in turn for each."""
    from foedus.scenario import each, load

    asked = each(scenario) if protege is None else {protege: load(scenario, protege)}
    answers = {state: answer(one) for state, one in asked.items()}
    return next(iter(answers.values())) if len(answers) == 1 else in_turn(answers)


def of_one(scenario: str, protege: str | None, option: str) -> None:
    """Refuse an option whose file is of one protégé, where several are asked about."""
    from foedus.errors import InputError
    from foedus.report.words import roster
    from foedus.scenario import each

    asked = each(scenario) if protege is None else {}
    if len(asked) > 1:
        raise InputError(
            f"the file is of one protégé, and {scenario} asks about {roster(asked)}",
            where=option,
            hint=f"add --protege {next(iter(asked))}",
        )


def shown(sections: Iterable["Section"]) -> str:
    """Sections as this terminal shows them, for what is asked step by step."""
    from foedus.report.text import text, width

    return text(sections, width())


def say(line: str) -> None:
    """Print a line, broken between words however narrow the terminal."""
    from foedus.report.text import width, wrapped

    typer.echo("\n".join(wrapped(line, width())))


def give(answer: Answer, form: str = "", out: Path | None = None) -> None:
    """Print an answer, or write it to a file whole or not at all, and print nothing.

    form: an ending such as ``.json``; the file's own where it is empty, text where that is none of
    the answer's. Raises
    InputError for a file in no folder, DataError where it cannot be stored.
    """
    from foedus.report.text import WIDTH, width

    if out is None:
        show(answer.content(form, width()), form)
        return
    check_out(out)
    save(answer.content(form or out.suffix.lower(), WIDTH), out)


def show(content: str | bytes, form: str = "") -> None:
    """Print something whole; JSON with escapes where the console's encoding lacks a letter."""
    if isinstance(content, str) and form == JSON:
        content = escaped(content, sys.stdout.encoding or "utf-8")
    typer.echo(content, nl=isinstance(content, str) and not content.endswith("\n"))


def escaped(json: str, encoding: str) -> str:
    """JSON's text, all ASCII where ``encoding`` cannot hold it; it says the same."""
    try:
        json.encode(encoding, "strict")
    except UnicodeEncodeError:
        return re.sub(r"[^\x00-\x7f]", lambda found: _units(found.group()), json)
    return json


def _units(letter: str) -> str:
    """A letter as JSON's escapes: two where it has no place in the first plane."""
    code = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{code[i]:02x}{code[i + 1]:02x}" for i in range(0, len(code), 2))


def form(json: bool) -> str:
    """The form that ``--json`` asks for."""
    return JSON if json else ""


def dumped(data: Any) -> str:
    """Data as JSON, numbers that are not finite as null."""
    from json import dumps

    from foedus.report.plain import plain

    return dumps(plain(data), indent=1, ensure_ascii=False, allow_nan=False)


def save(content: str | bytes, out: Path) -> None:
    """Write a file whole or not at all, text with a line break at its end. Raises DataError."""
    from foedus.storage import replacing, storing

    if isinstance(content, str):
        content = f"{content}\n".encode() if not content.endswith("\n") else content.encode()
    with storing(out, "another file"), replacing(out) as part:
        part.write_bytes(content)


def save_table(frame: "pl.DataFrame", out: Path) -> None:
    """Write a table as .csv or, whatever else its name ends in, Parquet. Raises DataError."""
    from foedus.storage import replacing, storing

    with storing(out, "another file"), replacing(out) as part:
        if out.suffix.lower() == CSV:
            frame.write_csv(part)
        else:
            frame.write_parquet(part, compression="zstd", compression_level=1, statistics=False)


def save_figure(drawn: "Figure", out: Path, size: str = "") -> None:
    """Write a figure as its name ends; say what characters of a picture no font here has.

    size: of a picture, one of ``foedus.report.figure.sizes.SIZES``.
    """
    from foedus.report.fonts import advice

    drawn.save(out, size)
    if out.suffix.lower() in {".png", ".pdf"}:
        for line in advice(drawn.unset(), str(out)):
            note(line)


def table_bytes(frame: "pl.DataFrame", form: str) -> bytes:
    """A table small enough to hold twice, as .csv or Parquet."""
    from io import BytesIO

    file = BytesIO()
    frame.write_csv(file) if form == CSV else frame.write_parquet(file)
    return file.getvalue()


def note(line: str) -> None:
    """Say something beside the answer, on stderr."""
    typer.echo(line, err=True)


def check_out(out: Path, kinds: Collection[str] = (), option: str = "--out") -> None:
    """Refuse a file that cannot be written, before any work is done. Raises InputError."""
    from foedus.storage import check_place

    check_place(out, kinds, f"{option} {out}")
