"""The first page: scenarios of the folder and those that ship; new, duplicate, import."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from foedus import document
from foedus.errors import FoedusError, InputError
from foedus.report import words
from foedus.scenario import loads
from foedus.scenario.several import scenarios as scenarios_of
from foedus.scenario.versions import StaleError, tag
from foedus.states import LAST_LISTED_YEAR, find, members
from foedus.web.desk import AtDesk, Desk, Editor
from foedus.web.page import PageContent
from foedus.web.refusals import TakenError

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ScenarioEntry:
    """A line of the list. error: why it cannot be read; empty where it can."""

    name: str
    own: bool
    title: str = ""
    question: str = ""
    error: str = ""


def scenarios(request: Request, desk: AtDesk) -> PageContent:  # noqa: ARG001 (every page takes it)
    """Scenarios of the folder, and those that ship."""
    own = [_entry(desk, name) for name in desk.shelf.versions.names()]
    others = [_entry(desk, name) for name in desk.shelf.shipped()]
    return PageContent(
        "scenarios.html", "Scenarios", lambda: {"folder": own, "shipped": others},
        context={"own": own, "shipped": others, "folder": desk.settings.folder.resolve().name,
                 "states": _states(LAST_LISTED_YEAR)},
    )  # fmt: skip


def _states(year: int) -> list[str]:
    """Names of the states of a year."""
    return sorted(each.called(year) for each in members(year))


def _entry(desk: Desk, name: str) -> ScenarioEntry:
    """One scenario; a bad one says so and leaves the others alone."""
    try:
        return _read(name, desk.shelf.text(name), desk.shelf.own(name))
    except FoedusError as error:
        return ScenarioEntry(name, own=True, error=words.cut(str(error), 300))


@lru_cache(maxsize=500)
def _read(name: str, text: str, own: bool) -> ScenarioEntry:
    """What the list says of a text, read once. Raises InputError."""
    every = scenarios_of(document.parse(text, f"{name}.yaml"), name)
    found = next(iter(every.values()))
    year, weighed = found.as_of.year, words.counted(len(found.designs), "design")
    one, *others = (words.name_of(each, year) for each in (found.challenger, *every))
    question = f"{one} and {words.some(others)}, as of {found.as_of}; {weighed}"
    return ScenarioEntry(name, own, found.title, question)


class ScenarioText(BaseModel):
    """A scenario as it is sent: its YAML or JSON, and why it was changed."""

    text: Annotated[str, Field(min_length=1, max_length=1_000_000)]
    why: Annotated[str, Field(max_length=400)] = ""


class ScenarioStart(BaseModel):
    """A new scenario: a copy of another, or about a state to protect. challenger: the one that
    began most disputes against it, if not given. on: today. guarantors: the usual ones.
    """

    of: Annotated[str, Field(max_length=80)] = ""
    protege: Annotated[str, Field(max_length=80)] = ""
    challenger: Annotated[str, Field(max_length=80)] = ""
    on: date | None = None
    guarantors: Annotated[str, Field(max_length=400)] = ""


@router.get("/api/scenarios/{name}", summary="The text of a scenario, with its tag as ETag.")
def text_of(name: str, desk: AtDesk) -> Response:
    """The YAML as it is saved."""
    text = desk.shelf.text(name)
    return Response(text, media_type="application/yaml; charset=utf-8",
                    headers={"etag": f'"{tag(text) if desk.shelf.own(name) else ""}"'})  # fmt: skip


@router.put("/api/scenarios/{name}", summary="Save a scenario; If-Match holds the tag it is from.")
def save(
    name: str, sent: ScenarioText, desk: AtDesk, editor: Editor,
    if_match: Annotated[str, Header()] = '""',
) -> JSONResponse:  # fmt: skip
    """Save a text as the newest version; 412 with both texts where another was saved meanwhile."""
    loads(sent.text, f"{name}.yaml")
    return saved(desk, editor.name, name, sent.text, sent.why, if_match.strip('"'))


@router.post("/api/scenarios/{name}", summary="Begin a scenario: a copy, or about two states.")
def begin(name: str, sent: ScenarioStart, desk: AtDesk, editor: Editor) -> JSONResponse:
    """Copy a scenario under a new name, or write what `foedus new` writes."""
    if sent.of:
        text = desk.shelf.text(sent.of)
        return saved(desk, editor.name, name, text, f"a copy of {sent.of}", "")
    if desk.shelf.own(name):
        raise TakenError(name, _free(name, desk.shelf.names()))
    return saved(desk, editor.name, name, _started(sent), "begun in the workbench", "")


def _started(sent: ScenarioStart) -> str:
    """The text of a new scenario. Raises InputError for what it cannot be about."""
    from foedus.facts.start.parties import challenger_of
    from foedus.facts.start.text import NewScenario, text

    day = sent.on or date.today()
    if not sent.protege.strip():
        raise InputError("whom to protect is not said", where="protege", hint="a state: Moldova")
    two = find(sent.protege, year=day.year, where="protege")
    one = (
        find(sent.challenger, year=day.year, where="challenger")
        if sent.challenger.strip() else challenger_of(two, day)
    )  # fmt: skip
    if one is None:
        raise InputError("no state is known to have begun a dispute against it",
                         where="challenger", hint="name one")  # fmt: skip
    who = tuple(each for word in sent.guarantors.split(",") if (each := word.strip()))
    title = f"Guarantees for {two.called(day.year)}"
    return text(NewScenario(title, one, two, day, (), who))


def saved(desk: Desk, author: str, name: str, text: str, why: str, base: str) -> JSONResponse:
    """Save, and say which version it became.

    base: tag of the text that it was made from, "" for a scenario that is new. Raises TakenError
    where there is one of that name, StaleError where another text is current.
    """
    try:
        made = desk.shelf.versions.save(name, text, author=author, why=why, base=base)
    except StaleError:
        if base:
            raise
        raise TakenError(name, _free(name, desk.shelf.names())) from None
    told: dict[str, Any] = {"name": name, **made.to_dict()}
    return JSONResponse(told, headers={"etag": f'"{made.tag}"'})


def _free(name: str, taken: list[str]) -> str:
    """The name with the first number that nobody has."""
    stem = re.sub(r"-[0-9]+$", "", name)[:70]
    return next(each for number in range(2, len(taken) + 3)
                if (each := f"{stem}-{number}") not in taken)  # fmt: skip
