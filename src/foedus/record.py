"""Records read from documents, and problems told in the reader's words.

A ``Record`` is a frozen pydantic model that refuses unknown keys. ``validate`` turns a
document into one, or raises a ``DocumentError`` that lists what is wrong: file and line, key
path, the value found, what is allowed, and the nearest known word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError, ValidationError

from foedus import media
from foedus.document import Document, KeyPath
from foedus.errors import InputError, nearest
from foedus.states import UnknownStateError, find, renamed

#: At most so many problems of one file are told at once.
MOST_PROBLEMS = 20

FIRST_YEAR, LAST_YEAR = 1800, 2100

SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
SLUG_WORDS = "a short name: lower-case letters, digits and - . _"
SLUG_EXAMPLE = "such as article-5-like"


class Record(BaseModel):
    """Data as a person wrote it: frozen, and with no keys but the known ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place of a document; ``other``: a place it conflicts with."""

    path: KeyPath
    what: str
    hint: str | None = None
    other: KeyPath | None = None

    def told(self, document: Document) -> InputError:
        """The problem with its lines."""
        beside = f"; the other is in line {document.line(self.other)}" if self.other else ""
        return InputError(self.what + beside, where=document.where(self.path), hint=self.hint)


class DocumentError(InputError):
    """A document was read but does not say what it must; ``problems`` lists all that was found."""

    def __init__(self, document: Document, problems: Iterable[Problem]) -> None:
        """Put the problems in the order of their lines, and tell the first MOST_PROBLEMS."""
        self.problems = tuple(sorted(problems, key=lambda problem: document.line(problem.path)))
        first = self.problems[0].told(document)
        super().__init__(first.what, where=first.where, hint=first.hint)
        shown = [str(problem.told(document)) for problem in self.problems[:MOST_PROBLEMS]]
        if len(self.problems) > MOST_PROBLEMS:
            shown.append(f"… and {len(self.problems) - MOST_PROBLEMS} more")
        self._text = "\n".join(shown)

    def __str__(self) -> str:
        """Every problem told, one after the other."""
        return self._text


R = TypeVar("R", bound=Record)


def validate(
    model: type[R],
    document: Document,
    year: int | None = None,
    former: dict[str, str] | None = None,
) -> R:
    """The document as a ``model``; DocumentError lists what keeps it from being one.

    year: in which its states are to go by their names, but for those of dated events.
    former: takes up each name of another year that was read, and the code of whom it means.
    """
    if not isinstance(document.data, Mapping):
        known = ", ".join(list(model.model_fields)[:4])
        raise InputError(
            f"expected keys and values ({known}, …), found {_show(document.data)}",
            where=document.where(()),
        )
    other = media.of_keys(document.data)
    if other and not other.keys <= {*model.model_fields}:
        known = ", ".join(list(model.model_fields)[:4])
        raise InputError(
            f"{other.name}, where keys and values ({known}, …) are read",
            where=document.name, hint=other.remedy,
        )  # fmt: skip
    try:
        return model.model_validate(document.data, context={"year": year, "former": former})
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise DocumentError(document, [_problem(model, each) for each in found]) from None


def _problem(model: type[Record], error: Any) -> Problem:
    path: KeyPath = tuple(key for key in error["loc"] if key != "[key]")
    context, found = error.get("ctx", {}), _show(error["input"])
    match error["type"]:
        case "extra_forbidden":
            known = [*_model_at(model, path[:-1]).model_fields] if path else []
            return Problem(path, f"unknown key {path[-1]!r}", nearest(path[-1], known))
        case "missing":
            return Problem(path[:-1], f"the key {str(path[-1])!r} is missing")
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", context["expected"]) or [context["expected"]]
            return Problem(
                path,
                f"found {found}, allowed: {', '.join(allowed)}",
                _near(error["input"], allowed),
            )
        case "problem":
            return Problem(path, context["what"], context.get("hint"))
        case "model_type" | "dict_type":
            return Problem(path, f"expected keys and values, found {found}")
        case "tuple_type" | "list_type":
            return Problem(path, f"expected a list, found {found}", "write it as [a, b]")
        case "too_short":
            return Problem(path, "nothing is in it, expected one or more")
        case "int_type" | "int_parsing" | "int_from_float" | "finite_number":
            quoted = isinstance(error["input"], str) and error["input"].strip("+-").isdigit()
            hint = "write it without quotes" if quoted else None
            return Problem(path, f"found {found}, expected a whole number", hint)
        case _:
            said = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
            return Problem(path, f"found {found}, expected {said}")


def _near(found: object, allowed: list[str]) -> str | None:
    hint = nearest(found, allowed)
    return hint if hint.startswith("did you mean") else None


def _show(value: object) -> str:
    match value:
        case dict():
            return "keys and values"
        case list():
            return f"a list of {len(value)}"
        case None:
            return "nothing"
        case _:
            text = repr(value)
            return text if len(text) <= 60 else text[:57] + "…" + text[-1]


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    """The model that reads the mapping at ``path``, by walking the annotations."""
    kind: Any = model
    for key in path:
        kind = _core(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(key))
            kind = field.annotation if field else BaseModel
        else:
            inner = [part for part in get_args(kind) if part is not Ellipsis]
            kind = inner[-1] if inner else BaseModel
    kind = _core(kind)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else BaseModel


def _core(kind: Any) -> Any:
    """``kind`` without Annotated and without ``| None``."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in {Union, UnionType}:
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            return kind


def wrong(what: str, hint: str | None = None) -> PydanticCustomError:
    """An error for validators to raise; ``what`` and ``hint`` reach the reader as they are."""
    context = {"what": what} | ({"hint": hint} if hint else {})
    return PydanticCustomError("problem", "{what}", context)


def _state(value: object, info: ValidationInfo) -> str:
    label, context = _once_a_state(value), info.context or {}
    year, former = context.get("year"), context.get("former")
    try:
        if year is not None and find(label).in_system(year):
            state = find(str(value), year=year)
            if former is not None and renamed(value, state, year):
                former[str(value)] = label
    except UnknownStateError as error:
        raise wrong(error.what, error.hint) from None
    return label


def _once_a_state(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise wrong(f"found {_show(value)}, expected a state", "a code such as UKR, or a name")
    try:
        return find(value).label
    except UnknownStateError as error:
        raise wrong(error.what, error.hint) from None


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise wrong(f"found {_show(value)}, expected a date", "write it as 2025-08-18")
    return _in_range(day)


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise wrong(f"year {day.year} is out of range: {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _from_year(month: int, of_month: int) -> Any:
    def convert(value: object) -> date:
        if isinstance(value, int) and not isinstance(value, bool):
            if not FIRST_YEAR <= value <= LAST_YEAR:
                raise wrong(f"year {value} is out of range: {FIRST_YEAR} to {LAST_YEAR}")
            return date(value, month, of_month)
        return _day(value)

    return BeforeValidator(convert)


_MEANT = {"on": "yes", "true": "yes", "y": "yes", "off": "no", "false": "no", "n": "no"}


def yes_or_no(value: object) -> object:
    """``yes`` and ``no`` as answers, which YAML 1.2 reads as words; refuses what looks like one."""
    words = {"yes": True, "no": False}
    if not isinstance(value, str):
        return value
    if meant := _MEANT.get(value.lower()):
        raise wrong(f"found {value!r}, expected yes or no", f"{meant}, if that is meant")
    return words.get(value.lower(), value)


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        raise wrong(f"found {_show(value)}, expected {SLUG_WORDS}", SLUG_EXAMPLE)
    return value


def _reason(value: object) -> object:
    answered = yes_or_no(value)
    if isinstance(answered, bool):
        return "no reason given" if answered else None
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | int) and not isinstance(value, bool) else value


#: A state by COW number, ISO code or name, kept as its ISO code (or number where it has none).
StateCode = Annotated[str, BeforeValidator(_state)]
#: The same by a name of any year: Soviet Union, for what happened then.
OnceState = Annotated[str, BeforeValidator(_once_a_state)]
Day = Annotated[date, BeforeValidator(_day)]
#: A date, or a year that stands for its first (its last) day.
DayOrFirst = Annotated[date, _from_year(1, 1)]
DayOrLast = Annotated[date, _from_year(12, 31)]
YesNo = Annotated[bool, Strict(), BeforeValidator(yes_or_no)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
#: Why a value was chosen where no source states it; `true` marks a judgement without its reason.
Judgement = Annotated[Text | None, BeforeValidator(_reason)]
#: An id: lower-case letters and digits, joined by hyphens.
Slug = Annotated[str, AfterValidator(_slug)]
Whole = Annotated[int, Strict()]
Real = Annotated[float, Strict()]
#: Where one value may be written without its list.
OneOrMore = BeforeValidator(_listed)
Texts = Annotated[tuple[Text, ...], OneOrMore]
States = Annotated[tuple[StateCode, ...], OneOrMore]
