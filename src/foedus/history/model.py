"""One shape for every model of history, and all of them by name.

A model is a folder ``history/NAME`` whose ``entry.py`` has a :class:`Model` named ``MODEL``, and a
line in :data:`MODELS`; ``foedus fit NAME`` and ``foedus score NAME`` then find it. What an entry
names loads SciPy and the data only when it runs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from foedus.errors import UnknownNameError

if TYPE_CHECKING:
    from foedus.history.store import Store
    from foedus.report.blocks import Section

T = TypeVar("T")
S = TypeVar("S")

#: Is told of each step of long work.
Report: TypeAlias = Callable[[str], None]
Sections: TypeAlias = "tuple[Section, ...]"

#: Name -> what its fit does, and its score where it has one: the lines of ``--help``.
MODELS: dict[str, tuple[str, str]] = {
    "ladder": ("Fit onset, force and war on every directed dyad-year.",
               "Fit before an origin, score the years after it."),
    "reference": ("Count the cases of reference classes.", ""),
    "pairs": ("Weigh the ladder and trees by past forecasts of every pair.",
              "How forecasts of every pair of states came out."),
    "horizon": ("Pool the ladder's paths with a small model of the years ahead.",
                "How chances over 1, 5, 10 and 20 years came out, by kind of pair."),
    "origins": ("Fit the ladder and its pools by what was known at several origins.", ""),
    "strategic": ("Fit the extended-deterrence game: challenge, resist, help.",
                  "Score the extended-deterrence game on years it was not fitted on."),
    "depth": ("Fit treaty depth: a graded response model of eight military ties.",
              "Score treaty depth: prediction of unseen ties, reliability, agreement with other "
              "measures."),
    "pledge": ("How often a state attacked one to which it owed nonaggression, beside what was "
               "expected.", ""),
    "presence": ("Whether US forces in a state help to forecast who is attacked.", ""),
    "honor": ("Fit whether promises of defense are honored when a war calls on them.",
              "Score honor on calls, wars and decades it was not fitted on."),
    "lapse": ("Fit the yearly chance that a commitment is broken while it stands.",
              "Score the chance of a broken commitment on years it was not fitted on."),
    "displacement": ("Check in the record whether disputes go elsewhere once a rival is guarded.",
                     ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scoring(Generic[T, S]):
    """How a model does where it was not fitted.

    run: the scores, from a :data:`Report` and the options that its parameters name. document:
    scores as plain values, for JSON. sections: the same in words. kept: a posterior with scores
    beside it; None where they are not kept so. examples: the end of the command's help.
    """

    run: Callable[..., S]
    document: Callable[[S], Any]
    sections: "Callable[[S], Sections]"
    examples: str
    kept: Callable[[T, S], T] | None = None


@dataclass(frozen=True, slots=True)
class Model(Generic[T, S]):
    """A model of history, of posterior T and scores S.

    fit: the posterior, from a :data:`Report` and the options that its parameters name. summary: a
    fit, where it was written and how far it is from the shipped one as plain values, for JSON.
    sections: a fit in words. examples: the end of the command's help. apart: how far one fit is
    from another, in posterior sds, None where they do not compare; not there where nothing is
    estimated. folder: it is written as several files in a folder.
    """

    store: "Store[Any]"
    fit: Callable[..., T]
    save: Callable[[T, Path], None]
    summary: Callable[[T, Path, float | None], Any]
    sections: "Callable[[T], Sections]"
    examples: str
    apart: Callable[[T, T], float | None] | None = None
    scoring: Scoring[T, S] | None = None
    folder: bool = False


def find(name: str) -> Model[Any, Any]:
    """The model of that name. Raises UnknownNameError where there is none."""
    if name not in MODELS:
        raise UnknownNameError("model", name, MODELS)
    model: Model[Any, Any] = import_module(f"foedus.history.{name}.entry").MODEL
    return model
