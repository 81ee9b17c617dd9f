"""One store for every posterior: JSON that a diff can show, written whole or not at all.

A model of history names its ``Store`` once and has ``save``, ``load`` and ``shipped`` from it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from importlib.resources import files
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

import numpy as np

from foedus import media
from foedus.errors import InputError, reason, refusal
from foedus.report.plain import plain
from foedus.storage import replacing, storing

T = TypeVar("T")

#: Significant digits kept of a float: far below any posterior's own uncertainty.
DIGITS = 9
#: Where a line of the file begins, in a mark.
BREAK = "¶"


@dataclass(slots=True)
class Store(Generic[T]):
    """How one kind of posterior is kept in ``posteriors/``.

    model: its name in the file. noun: what messages call it, singular. command: what writes it.
    encode, decode: to and from the file's own fields; what is encoded is made plain, its floats to
    ``digits`` where that is no None; decode may raise KeyError, TypeError or ValueError for what is
    none, or InputError with its own words. marks: pieces of the text with a ``¶`` where a line
    begins; keys alone stand for ``¶"key":``. name: of the file, if not the model's.
    """

    model: str
    noun: str
    command: str
    encode: Callable[[T], Mapping[str, Any]]
    decode: Callable[[dict[str, Any]], T]
    marks: tuple[str, ...] = ()
    format: int = 1
    digits: int | None = DIGITS
    name: str = ""
    once: bool = False  # break lines at the first place of each mark alone
    also: Callable[[dict[str, Any]], T | None] = lambda _: None  # documents of another model
    _kept: dict[str, T] = field(default_factory=dict)

    def save(self, value: T, path: Path) -> None:
        """Write it. Raises DataError if it cannot be stored."""
        named = {"foedus_posterior": self.format, "model": self.model}
        document = plain({**named, **self.encode(value)}, self.digits)
        with storing(path, "another --out"), replacing(path) as part:
            part.write_text(dumps(document, self.marks, self.once), "utf-8")

    def load(self, path: Path | None = None) -> T:
        """Read one: that shipped with the package, or a file of the command.

        Raises InputError where the file is none, PlaceError where it cannot be read.
        """
        return self._read(path or self._place(), str(path) if path else f"the shipped {self.noun}")

    def shipped(self, name: str = "") -> T:
        """The one that comes with the package, read once; of several the one of that name."""
        if name not in self._kept:
            self._kept[name] = self._read(self._place(name), f"the shipped {self.noun}")
        return self._kept[name]

    def _place(self, name: str = "") -> Any:
        file = name or self.name or self.model
        return files("foedus.history").joinpath(f"posteriors/{file}.json")

    def _read(self, place: Any, where: str) -> T:
        hint = f"write one with `{self.command} --out FILE`"
        try:
            document = json.loads(place.read_text("utf-8"))
            other = self.also(document)
            if other is not None:
                return other
            if (document.pop("foedus_posterior"), document.pop("model")) != (
                self.format, self.model,
            ):  # fmt: skip
                raise InputError(f"this is no {self.noun} of this format", where=where, hint=hint)
            return self.decode(document)
        except InputError as error:
            if error.where:
                raise
            raise InputError(error.what, where=where, hint=hint) from None
        except OSError as error:
            raise refusal(error, where, "cannot read it", hint) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            given = media.medium(place.read_bytes()) if isinstance(error, ValueError) else None
            raise InputError(
                f"this is no {self.noun}: {given.name if given else reason(error)}",
                where=where, hint=hint,
            ) from error  # fmt: skip


def structure(kind: type[T]) -> Callable[[Any], T]:
    """What makes a record of a type out of what ``plain`` made of one.

    A type with a ``from_dict`` of its own is asked for it; any other is read by its fields,
    whatever else the document has, and what they hold as their annotations say: records, arrays,
    tuples, mappings, something or None. All else is taken as it is. The reader raises KeyError for
    a field that is missing, and TypeError or ValueError for a value of another kind.
    """
    return _reader(kind)


def _reader(kind: Any) -> Callable[[Any], Any]:
    outer, inner = get_origin(kind), get_args(kind)
    if hasattr(outer, "__value__"):  # an alias: NumPy's NDArray is one since Python 3.12
        return _reader(outer.__value__[inner])
    if hasattr(kind, "from_dict"):
        found: Callable[[Any], Any] = kind.from_dict
        return found
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    if outer is np.ndarray:
        [number] = get_args(inner[1])
        return lambda it: np.asarray(it, dtype=number)
    if outer is tuple and inner[-1] is not Ellipsis:
        parts = [_reader(part) for part in inner]
        return lambda it: tuple(read(part) for read, part in zip(parts, it, strict=True))
    if outer is tuple:
        one = _reader(inner[0])
        return lambda it: tuple(map(one, it))
    if outer in {dict, Mapping}:
        one = _reader(inner[1])
        return lambda it: {key: one(value) for key, value in it.items()}
    if outer in {Union, UnionType} and inner[1:] == (NoneType,):
        one = _reader(inner[0])
        return lambda it: None if it is None else one(it)
    return lambda it: it


def _record(kind: Any) -> Callable[[Any], Any]:
    readers: dict[str, Callable[[Any], Any]] = {}
    needed = set()
    for each in fields(kind):
        readers[each.name] = _reader(each.type)
        if each.default is MISSING and each.default_factory is MISSING:
            needed.add(each.name)
    return lambda it: kind(
        **{name: readers[name](it[name]) for name in readers if name in needed or name in it}
    )


def dumps(document: dict[str, Any], marks: Iterable[str] = (), once: bool = False) -> str:
    """A document as compact JSON, with line breaks at its marks."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for mark in marks:
        broken = mark if BREAK in mark else f'{BREAK}"{mark}":'
        whole = broken.replace(BREAK, "")
        text = text.replace(whole, broken.replace(BREAK, "\n"), 1 if once else -1)
    return text.strip() + "\n"


def apart(one: Any, two: Any, same: Iterable[str]) -> float | None:
    """The largest difference of two posteriors' means, in the second's sds.

    None where the two differ in a field of ``same``, and so do not compare.
    """
    if any(getattr(one, name) != getattr(two, name) for name in same):
        return None
    return float(np.max(np.abs(one.mean - two.mean) / np.sqrt(np.diag(two.cov))))
