"""One shape for every model of history, and all of them by name.

A model is a folder ``history/NAME`` whose ``entry.py`` has a ``Model`` named ``MODEL``, and a
line in ``MODELS``; ``foedus fit NAME`` and ``foedus score NAME`` then find it. What an entry
names loads SciPy and the data only when it runs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from foedus.errors import UnknownNameError
from foedus.report.plain import plain

if TYPE_CHECKING:
    from foedus.history.rows import Data
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
    "rates": ("Count how often each event came to pairs of each kind, and fit a logit.", ""),
    "pairs": ("Weigh the ladder and trees by past forecasts of every pair.",
              "How forecasts of every pair of states came out."),
    "trees": ("Learn what forecasts of every pair take, through several years.",
              ""),
    "horizon": ("Pool the ladder's paths with a small model of the years ahead.",
                "How chances over 1, 5, 10 and 20 years came out, by kind of pair."),
    "origins": ("Fit every model of an answer by what was known at several origins.", ""),
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
class Scoring(Generic[S]):
    """How a model does where it was not fitted.

    run: the scores, from a ``Report`` and the options that its parameters name. sections: the
    same in words. examples: of the command, a line each; then, after a blank one, what is to be
    known of it. document: scores as plain values, for JSON. kept: the posterior's field that such a
    document is kept in; empty where none is.
    """

    run: Callable[..., S]
    sections: "Callable[[S], Sections]"
    examples: str
    document: Callable[[S], Any] = plain
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Model(Generic[T]):
    """A model of history, of posterior T.

    fit: the posterior, from a ``Report`` and the options that its parameters name; several,
    one after another, where ``file`` names the file of each. summary: a posterior as plain values,
    for JSON; whole: they are all there is to print. sections: what was fitted in words. examples:
    as ``Scoring`` has them. apart: how far one is from another, in posterior sds, None where
    they do not compare; not there where nothing is estimated.
    """

    store: "Store[T]"
    fit: Callable[..., Any]
    summary: Callable[[T], dict[str, Any]]
    sections: "Callable[[Any], Sections]"
    examples: str
    apart: Callable[[T, T], float | None] | None = None
    scoring: Scoring[Any] | None = None
    whole: bool = False
    file: Callable[[T], str] | None = None


def panel(report: Report) -> "Data":
    """Every row that models learn from. Raises DataError without the data."""
    from foedus.history.rows import load

    report("building the panel")
    return load()


def find(name: str) -> Model[Any]:
    """The model of that name. Raises UnknownNameError where there is none."""
    if name not in MODELS:
        raise UnknownNameError("model", name, MODELS)
    model: Model[Any] = import_module(f"foedus.history.{name}.entry").MODEL
    return model
