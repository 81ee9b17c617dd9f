"""Honor out of sample: every call forecast by fits that did not see it.

Three schemes, each harder than the one before. Leaving out one call leaves its war's other calls to
learn from; leaving out a whole war is the honest trial, since calls of a war go together; rolling
origin fits on earlier calls alone, decade by decade. Beside the model: the base rate of the calls
fitted on, and the base rates of the two eras.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.history.covariates import Array
from foedus.history.honor import leeds_anac
from foedus.history.honor.calls import Calls
from foedus.history.honor.features import CANDIDATES, ERA, matrix
from foedus.history.honor.fit import KEPT, middle, posterior
from foedus.history.honor.likelihood import by_war
from foedus.history.honor.model import chances
from foedus.history.measures import Measures, clustered_difference, losses, measure

SCHEMES = ("one call", "one war", "decade")
#: Origins of the last scheme: the first leaves a dozen earlier calls to fit on.
ORIGINS = tuple(range(1900, 2010, 10))
#: Draws of each refit: the mean chance is then good to about a hundredth.
DRAWS = 1_500
#: A gain is clear from so many standard errors.
CLEAR = 2.0
#: A candidate is tried beside this.
ERA_ALONE = ("since_1945",)
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Score:
    """One scheme's forecasts by every model."""

    scheme: str
    wars: int
    measures: dict[str, Measures]
    gain: dict[str, tuple[float, float]]  # model -> log loss over honor's, sum and se by war

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "wars": self.wars,
            "models": {name: m.to_dict() for name, m in self.measures.items()},
            "log_loss_over_honor": {
                name: {"sum": total, "se": se} for name, (total, se) in self.gain.items()
            },
        }


@dataclass(frozen=True, slots=True)
class Trial:
    """A candidate beside the era, wars left out: log loss saved, with its standard error.

    standing: the same over the calls on promises that were not made for the war at hand, fitted on
    those alone. known: calls for which the feature is known.
    """

    name: str
    known: int
    gain: tuple[float, float]
    standing: tuple[float, float]

    @property
    def clear(self) -> bool:
        """Whether it helps by ``CLEAR`` standard errors, and not through one war's own promises."""
        return self.gain[0] > CLEAR * self.gain[1] and self.standing[0] >= 0

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "known": self.known,
            "gain": {"sum": self.gain[0], "se": self.gain[1]},
            "standing": {"sum": self.standing[0], "se": self.standing[1]},
            "kept": self.name in KEPT,
        }


def folds(calls: Calls, scheme: str) -> Iterator[tuple[Flags, Flags]]:
    """(n,) rows to fit on and (n,) rows to forecast, fold by fold."""
    if scheme == "one call":
        for row in range(len(calls.honored)):
            test = np.arange(len(calls.honored)) == row
            yield ~test, test
    elif scheme == "one war":
        for war in np.unique(calls.war):
            yield calls.war != war, calls.war == war
    else:
        for origin in ORIGINS:
            test = (calls.year >= origin) & (calls.year < origin + 10)
            if test.any():
                yield calls.year < origin, test


def forecast(
    calls: Calls, train: Flags, test: Flags, names: tuple[str, ...], draws: int = DRAWS
) -> Array:
    """(t,) chances of the ``test`` rows by a fit on the ``train`` rows.

    A row whose war was fitted on is forecast with what its other calls tell of that war; several
    such rows are forecast one by one. Raises FitError as the fit.
    """
    known = calls.take(train)
    theta, _ = posterior(known, names, count=draws)
    X = matrix(calls.features, names, middle(known))
    out = np.empty(int(test.sum()))
    for place, row in enumerate(np.flatnonzero(test)):
        mates = np.flatnonzero(train & (calls.war == calls.war[row]))
        if len(mates) == 0:
            out[place] = chances(theta, X[row]).mean()
            continue
        both, same = np.append(mates, row), np.zeros(len(mates) + 1, dtype=np.int64)
        y = np.append(calls.honored[mates], True)
        joint = by_war(theta, X[both], y, same)[:, 0]
        alone = by_war(theta, X[mates], y[:-1], same[:-1])[:, 0]
        out[place] = np.exp(joint - alone).mean()
    return out


def base_rates(calls: Calls, train: Flags, test: Flags, *, by_era: bool) -> Array:
    """(t,) shares honored among the rows fitted on, by half a call of each kind from 0 and 1."""
    late = calls.signed >= ERA
    out = []
    for row in np.flatnonzero(test):
        some = train & (late == late[row]) if by_era else train
        out.append((calls.honored[some].sum() + 0.5) / (some.sum() + 1.0))
    return np.array(out)


def score(calls: Calls, *, report: Callable[[str], None] = lambda _: None) -> dict[str, Score]:
    """Every scheme's score. Raises FitError as the fits."""
    found = {}
    for scheme in SCHEMES:
        report(f"leaving out {scheme}" if scheme != "decade" else "decade by decade")
        gathered: dict[str, list[Array]] = {"base rate": [], "base rate by era": [], "honor": []}
        rows: list[NDArray[np.int64]] = []
        for train, test in folds(calls, scheme):
            gathered["base rate"].append(base_rates(calls, train, test, by_era=False))
            gathered["base rate by era"].append(base_rates(calls, train, test, by_era=True))
            gathered["honor"].append(forecast(calls, train, test, KEPT))
            rows.append(np.flatnonzero(test))
        some = calls.take(np.concatenate(rows))
        chance = {name: np.concatenate(each) for name, each in gathered.items()}
        found[scheme] = _score(scheme, some.honored, some.war, chance)
    return found


def trials(calls: Calls, *, report: Callable[[str], None] = lambda _: None) -> list[Trial]:
    """Every candidate beside the era alone, leaving out one war at a time, the best first."""
    standing = calls.take(calls.year > calls.signed)
    sets = (calls, standing)
    bare = [_held_out(each, ERA_ALONE) for each in sets]
    out = []
    for name in CANDIDATES:
        if name in ERA_ALONE:
            continue
        report(f"trying {name}")
        gains = [
            clustered_difference(under, _held_out(each, (*ERA_ALONE, name)), each.war)
            for each, under in zip(sets, bare, strict=True)
        ]
        known = int((~np.isnan(calls.features[name])).sum())
        out.append(Trial(name, known, gains[0], gains[1]))
    return sorted(out, key=lambda trial: -trial.gain[0])


def _held_out(calls: Calls, names: tuple[str, ...]) -> Array:
    """(n,) log losses, each war forecast by a fit on the others."""
    out = np.empty(len(calls.honored))
    for train, test in folds(calls, "one war"):
        out[test] = losses(calls.honored[test], forecast(calls, train, test, names))
    return out


def second() -> Score:
    """The model of Leeds and Anac's data beside its base rate, leaving out one war at a time."""
    X, y, war = leeds_anac.rows()
    chance = {name: np.empty(len(y)) for name in ("base rate", "honor")}
    for label in np.unique(war):
        train = war != label
        theta, _, _ = leeds_anac.posterior(X[train], y[train], war[train], DRAWS)
        chance["honor"][~train] = chances(theta, X[~train]).mean(axis=0)
        chance["base rate"][~train] = (y[train].sum() + 0.5) / (train.sum() + 1.0)
    return _score("one war", y, war, chance)


def _score(scheme: str, y: Flags, war: NDArray[np.int64], chance: dict[str, Array]) -> Score:
    own = losses(y, chance["honor"])
    measured = {name: measure(y, p) for name, p in chance.items()}
    # A base rate differs between folds only by what was left out: it ranks nothing.
    measured["base rate"] = replace(
        measured["base rate"], auc=None, average_precision=None, slope=None
    )
    return Score(
        scheme=scheme,
        wars=len(np.unique(war)),
        measures=measured,
        gain={
            name: clustered_difference(losses(y, p), own, war)
            for name, p in chance.items()
            if name != "honor"
        },
    )
