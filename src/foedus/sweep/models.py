"""Cells of a model of history: scored from an origin, fitted through a year, fitted to a resample.

What a cell gives is a row a number, by its path in what ``foedus score --json`` or ``foedus fit``
would write.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from inspect import signature
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus import document
from foedus.errors import FitError, InputError, UnknownNameError
from foedus.history.model import MODELS, Model, find
from foedus.report.plain import plain
from foedus.sweep.cell import Job, Settings
from foedus.sweep.stamp import stamp
from foedus.sweep.variable import Variable

if TYPE_CHECKING:
    import polars as pl

    from foedus.history.rows import Data

#: What may stand before a model's name: ``score:ladder``.
KINDS = ("score", "fit", "bootstrap")
#: Models that are fitted to rows of pairs, and so have a bootstrap.
BOOTSTRAPPED = ("ladder",)
_REPLICATE = "replicate"
#: Options that write a file, and so are no setting of a cell.
_FILES = {"report", "plot"}


def job(kind: str, name: str) -> Job:
    """The job of a model's cells. Raises UnknownNameError where there is no such model."""
    model = find(name)
    if kind == "score" and model.scoring is None:
        raise UnknownNameError("score", name, [each for each, (_, told) in MODELS.items() if told])
    if kind == "bootstrap" and name not in BOOTSTRAPPED:
        raise UnknownNameError("bootstrap", name, BOOTSTRAPPED)
    return Job(
        task=f"{__name__}:cell",
        inputs={"kind": kind, "model": name},
        stamp=stamp(),
        own_draws=kind == "bootstrap",
    )


def check(job: Job, varied: Sequence[Variable]) -> None:
    """Refuse what the fit or score has no option for, before any work. Raises InputError."""
    known = _options(job.inputs["kind"], find(job.inputs["model"]))
    if not known:
        raise InputError(
            f"{job.inputs['kind']}:{job.inputs['model']} has no option that could vary",
            where="--vary", hint="`foedus sweep --help` names subjects that have",
        )  # fmt: skip
    for each in varied:
        if each.name not in known:
            raise UnknownNameError("option", each.name, known, where="--vary")
        for value in each.values:
            if not isinstance(document.scalar(value), int):
                raise InputError(
                    f"found {value!r}, expected a whole number, yes or no as true or false",
                    where=each.where, hint=f"--vary {each.name}=1990,2000",
                )  # fmt: skip


def _options(kind: str, model: Model[Any]) -> list[str]:
    if kind == "bootstrap":
        return [_REPLICATE, "through"]
    asked = model.scoring.run if kind == "score" and model.scoring else model.fit
    return [name for name in signature(asked).parameters if name not in _FILES]


def cell(inputs: Mapping[str, Any], settings: Settings, seed: int) -> "pl.DataFrame":
    """path, value: a row a number. Raises FitError, InputError, DataError as fits and data do."""
    import polars as pl

    model, options = find(inputs["model"]), {n: document.scalar(v) for n, v in settings.items()}
    match inputs["kind"]:
        case "score":
            if model.scoring is None:
                raise InputError(f"{inputs['model']} has no score")
            listed = {name: [value] if name in _LISTS else value for name, value in options.items()}
            found = model.scoring.run(_silent, **{**_missing(model.scoring.run), **listed})
            numbers = _numbers(model.scoring.document(found), "")
        case "fit":
            fitted = model.fit(_silent, **options)
            numbers = _numbers(plain(model.store.encode(fitted), 12), "")
        case _:
            through: Any = options.get("through")
            numbers = _resampled(seed, through)
    rows = list(numbers)
    if not rows:
        raise FitError("no number came of it")
    return pl.DataFrame(rows, schema={"path": pl.String, "value": pl.Float64}, orient="row")


_LISTS = ("origin", "last_years")


def _missing(run: Any) -> dict[str, Any]:
    """Options that have no default, at nothing."""
    given = signature(run).parameters.items()
    return {name: [] for name, each in given if name in _LISTS and each.default is each.empty}


def _silent(_: str) -> None:
    pass


def _numbers(value: Any, path: str, names: Sequence[str] = ()) -> Iterator[tuple[str, float]]:
    """Every number of plain values with its path; those of a list by ``names`` where they fit.

    Tables of numbers (a covariance) are left out: they are no result of their own.
    """
    if isinstance(value, bool | str) or value is None:
        return
    if isinstance(value, int | float):
        yield path, float(value)
    elif isinstance(value, dict):
        listed = value.get("names")
        inner = listed if isinstance(listed, list) else names
        for key, each in value.items():
            yield from _numbers(each, f"{path}.{key}" if path else str(key), inner)
    elif not any(isinstance(each, list) and each for each in value):
        fits = len(names) == len(value)
        for place, each in enumerate(value):
            yield from _numbers(each, f"{path}[{names[place] if fits else place}]")


def _resampled(seed: int, through: int | None) -> Iterator[tuple[str, float]]:
    """The ladder's coefficients on pairs of states drawn with replacement.

    Both ways and all years of two states are drawn together (a cluster bootstrap, Field & Welsh
    2007), a Poisson number of times each (Hanley & MacGibbon 2006), so that a rung keeps its rows.
    """
    from foedus.history.covariates import RUNGS
    from foedus.history.keys import dyad
    from foedus.history.ladder.fit import fit_rung
    from foedus.history.span import LAST_YEAR

    data = _panel(LAST_YEAR if through is None else through)
    pairs, place = np.unique(dyad(data.ccode1, data.ccode2), return_inverse=True)
    times = np.random.default_rng(seed).poisson(1.0, len(pairs))
    for rung in RUNGS:
        fitted = fit_rung(data, rung, _repeated(data, rung, times[place]))
        coefficients = fitted.fit.coefficients(int(fitted.fit.eras[-1])) / fitted.scale
        coefficients[0] -= coefficients[1:] @ fitted.center[1:]  # of columns as they are
        for covariate, value in zip(fitted.covariates, coefficients, strict=True):
            yield f"{rung}.{covariate.name}", float(value)


def _repeated(data: "Data", rung: str, times: NDArray[np.int64]) -> NDArray[np.int64]:
    """A rung's rows, each as often as its pair was drawn."""
    rows = data.at_risk(rung)
    return np.repeat(rows, times[rows])


@lru_cache(maxsize=1)
def _panel(through: int) -> "Data":
    """The ladder's rows to a year, built once in a worker."""
    from foedus.history.rows import load
    from foedus.history.span import FIRST_YEAR, check_span

    check_span(FIRST_YEAR, through, "--vary through")
    return load(FIRST_YEAR, through)
