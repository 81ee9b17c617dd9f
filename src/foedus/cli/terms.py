"""``foedus terms``: real guarantees, and any of them or a design held against others."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import AnswerFile, Json
from foedus.cli.style import group

if TYPE_CHECKING:
    from foedus.report.blocks import Section
    from foedus.terms import Guarantee

app = group("Real guarantees, coded from their texts.")

_WHAT = "An instrument, SCENARIO:DESIGN, or a YAML file with terms."

LIST = """\b
Examples:
  foedus terms list
  foedus terms list --obligation defense --signed-after 1945 --called
  foedus terms list --json

`called` are the occasions on record on which the promise fell due or was said to; `honored` those
answered in full. The years of --signed-after and --signed-before are included."""


@app.command("list", epilog=LIST)
def list_(
    obligation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only with this obligation.")
    ] = None,
    signed_after: Annotated[
        int | None, typer.Option(help="Only signed in this year or later.")
    ] = None,
    signed_before: Annotated[
        int | None, typer.Option(help="Only signed in this year or earlier.")
    ] = None,
    called: bool = typer.Option(False, "--called", help="Only those that were called on."),
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Every instrument of the library, in order of signature."""
    from foedus import terms
    from foedus.terms.clause import Obligation
    from foedus.terms.overview import overviews
    from foedus.terms.sections import library

    known = get_args(Obligation)
    if obligation is not None and obligation not in known:
        from foedus.errors import UnknownNameError

        raise UnknownNameError("obligation", obligation, known, where="--obligation")
    found = [
        line
        for line in overviews(terms.library().values())
        if (obligation is None or obligation in line.obligations)
        and (signed_after is None or (line.year or 0) >= signed_after)
        and (signed_before is None or (line.year or 9999) <= signed_before)
        and (line.called or not called)
    ]
    give(Answer(lambda: library(found), lambda: found), form(json), out)


SHOW = """\b
Examples:
  foedus terms show budapest-memorandum-1994
  foedus terms show ukraine-2025:article-5-like
  foedus terms show my-pact.yaml --json

--json adds the coding as ATOP would have it, and the features that distances are made of."""


@app.command(epilog=SHOW)
def show(
    name: str = typer.Argument(..., help=_WHAT), out: AnswerFile = None, json: Json = False
) -> None:
    """One guarantee whole, and its nearest."""
    guarantee = find(name)
    give(Answer(lambda: _sections(guarantee), lambda: _whole(guarantee)), form(json), out)


def _sections(guarantee: "Guarantee") -> "tuple[Section, ...]":
    from foedus.estimate import Estimate
    from foedus.history import depth
    from foedus.terms.sections import whole

    deep = depth.of(guarantee)
    return tuple(whole(guarantee, Estimate(deep.mean, deep.low, deep.high), deep.percentile))


COMPARE = """\b
Examples:
  foedus terms compare north-atlantic-1949 us-korea-1953 budapest-memorandum-1994
  foedus terms compare ukraine-2025:article-5-like north-atlantic-1949 --all

Clauses are matched by obligation and trigger. Distances run from 0, the same terms, to 1."""


@app.command(epilog=COMPARE)
def compare(
    names: Annotated[list[str], typer.Argument(metavar="A B...", help=_WHAT)],
    everything: bool = typer.Option(False, "--all", help="Also the items on which all agree."),
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Two or more guarantees, side by side."""
    from foedus.terms.compare import compare as side_by_side
    from foedus.terms.sections import comparison

    found = side_by_side(*map(find, names))

    def data() -> Any:
        pairs = [{"between": pair, "distance": apart} for pair, apart in found.distances.items()]
        return {"names": found.names, "items": found.items, "distances": pairs}

    give(Answer(lambda: comparison(found, every=everything), data), form(json), out)


DIFF = """\b
Examples:
  foedus terms diff us-korea-1953 north-atlantic-1949
  foedus terms diff ukraine-2025:budapest-style ukraine-2025:article-5-like

+ what B has and A lacks, - what A has and B lacks, ~ what both have and say otherwise."""


@app.command(epilog=DIFF)
def diff(
    a: str = typer.Argument(..., metavar="A", help=_WHAT),
    b: str = typer.Argument(..., metavar="B", help=_WHAT),
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """What changes from one to another."""
    from foedus.terms.compare import diff as changes
    from foedus.terms.sections import difference

    found = changes(find(a), find(b))
    give(Answer(lambda: difference(found), lambda: found), form(json), out)


def find(word: str) -> "Guarantee":
    """The guarantee that a word names: an instrument, SCENARIO:DESIGN, or a file with terms.

    Raises InputError, with the nearest name where a name is unknown.
    """
    from pathlib import Path

    from foedus import terms
    from foedus.errors import InputError

    if word in terms.names():
        return terms.get(word)
    if word.endswith((".yaml", ".yml", ".json")):
        return _from_file(Path(word))
    scenario, colon, design = word.rpartition(":")
    if colon:
        return _from_scenario(scenario, design)
    raise InputError(f"no instrument is called {word!r}", hint=_near(word))


def _near(word: str) -> str:
    """Names that have the word in name or title, else those like it, else where to look."""
    from foedus import terms
    from foedus.errors import nearest

    found = [
        name
        for name, each in terms.library().items()
        if word and word.casefold() in f"{name} {each.title}".casefold()
    ]
    hint = f"one of {', '.join(found[:8])}" if found else nearest(word, terms.names())
    if not found and not hint.startswith("did you mean"):
        hint = "`foedus terms list` has all"
    return f"{hint} (a design is SCENARIO:DESIGN, a file ends in .yaml)"


def _from_file(path: "Any") -> "Guarantee":
    import re

    from foedus.document import Document, read
    from foedus.record import validate
    from foedus.terms import Guarantee

    document = read(path)
    if isinstance(document.data, dict) and "name" not in document.data:
        name = re.sub(r"[^a-z0-9._-]+", "-", path.stem.lower()).lstrip("._-")[:80] or "unnamed"
        document = Document(document.name, document.data | {"name": name}, document.lines)
    return validate(Guarantee, document)


def _from_scenario(name: str, design: str) -> "Guarantee":
    from foedus.errors import UnknownNameError
    from foedus.scenario import each

    scenario = next(iter(each(name).values()))  # of several protégés, as read for the first
    if design not in scenario.designs:
        raise UnknownNameError("design", design, scenario.designs, where=scenario.name)
    return scenario.designs[design]


def _whole(guarantee: "Guarantee") -> dict[str, Any]:
    from foedus.terms.atop import as_atop
    from foedus.terms.compare import nearest
    from foedus.terms.features import features
    from foedus.terms.overview import overview

    kin = [{"name": name, "distance": apart} for name, apart in nearest(guarantee)]
    return guarantee.model_dump(mode="json", exclude_none=True) | {
        "overview": asdict(overview(guarantee)),
        "as_atop": as_atop(guarantee),
        "features": features(guarantee),
        "nearest": kin,
    }
