"""The numbers of an answer that can be asked for, in groups, each with its present value."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from foedus.assessment.result import Assessment
from foedus.explanation.short import groups, values
from foedus.report import words
from foedus.report.blocks import Paragraph, Preformatted, Section, Table


def sections(numbers: Mapping[str, Any], short: Mapping[str, str]) -> tuple[Section, ...]:
    """Short names first, then the numbers by path, a group each."""
    return tuple(_sections(numbers, short))


def _sections(numbers: Mapping[str, Any], short: Mapping[str, str]) -> Iterator[Section]:
    if short:
        yield _table("short names", short.items())
    for head, paths in groupby(numbers, _group):
        yield _table(head, ((path, words.value(numbers[path])) for path in paths), right=True)


def _table(title: str, rows: Iterable[tuple[str, str]], *, right: bool = False) -> Section:
    table = Table(title, "", ("", ""), tuple(rows), "", ("l", "r") if right else ())
    return Section(title, title, "", (table,))


def _group(path: str) -> str:
    """The group of numbers that a path belongs to."""
    parts = path.split(".")
    if len(parts) == 1:
        return "what was asked"
    return ".".join(parts[:2]) if parts[0] in {"designs", "drivers", "posterior"} else parts[0]


#: Short name -> what its number is.
_MEANINGS = {
    "dispute": "chance of a dispute by the last year",
    "force": "chance of force by the last year",
    "deadly": "chance of deadly force by the last year",
    "war": "chance of war by the last year",
    "depth": "how deep the promise is, in standard deviations",
    "share": "the guarantors' share of the world's capabilities",
    "ratio": "chance of war over that without it",
    "standing": "chance that it still stands in the last year",
    "lapse": "chance a year that a guarantor breaks it off",
    "honor": "chance that it is honored when war calls on it",
    "renewal": "chance that it is renewed at its term",
}


def _now(name: str, number: Any) -> str:
    """A number as an answer prints it."""
    if name == "ratio":
        return words.times(number)
    return words.value(round(number, 2)) if name == "depth" else words.percent(number)


def screen(found: Assessment, design: str) -> tuple[Section, ...]:
    """What can be asked, on a screen: short names of a design with their values, then groups."""
    others = [name for name in found.designs if name != design]
    of = words.cut(found.titles[design], 60)
    lead = f"{words.cut(found.scenario.title, 100)}, as of {found.scenario.as_of}: any number can "
    rows = tuple(
        (name, _now(name, value), _MEANINGS[name]) for name, value in values(found, design).items()
    )
    more = f"--design NAME asks of another: {words.some(others, 4)}." if others else ""
    return (
        Section("question", "", "", (Paragraph(f"{lead}be asked for by its name or its path."),)),
        Section(
            "short", "Short names", f"Of {of} ({design}). {more}".strip(),
            (Table("short", "", ("Name", "Now", "What it is"), rows, "", ("l", "r", "l")),),
        ),
        Section(
            "groups", "Groups of numbers",
            "A path is one of `foedus assess --json`; a group alone lists what is in it.",
            (Paragraph(f"{', '.join(groups(found))}."),),
        ),
        Section(
            "next", "Next", "",
            (Preformatted("\n".join(
                f"foedus explain {found.scenario.name} {tail}"
                for tail in (f"war --design {design}", "drivers", "--full")
            )),),
        ),
    )  # fmt: skip
