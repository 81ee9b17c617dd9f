"""Honor out of sample: every call forecast by fits that did not see it.

Four schemes. Leaving out one call leaves its war's other calls to learn from; leaving out a whole
war is the honest trial, since calls of a war go together, and so do calls on a family, which the
third leaves out; rolling origin fits on earlier calls alone, decade by decade. Beside the model:
the base rates of the calls fitted on, in all, by era, and by era and attacker; and the model with
the family's own effect where the family was fitted on, which the shipped chance leaves out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.honor import leeds_anac
from foedus.history.honor.calls import HonorCalls
from foedus.history.honor.features import CANDIDATES, ERA, matrix
from foedus.history.honor.fit import KEPT, middle, target
from foedus.history.honor.inference import sample
from foedus.history.honor.model import chances
from foedus.history.measures import Measures, clustered_difference, losses, measure, sums
from foedus.history.model import Report
from foedus.report.plain import plain

SCHEMES = ("one call", "one war", "one family", "decade")
#: Origins of the last scheme: the first leaves a dozen earlier calls to fit on.
ORIGINS = tuple(range(1900, 2010, 10))
#: Draws of each refit, sweeps between two and before the first: the mean chance is then good to
#: about a hundredth.
DRAWS, THIN, WARMUP = 512, 4, 30
#: Chains side by side; and in the trials of candidates, which are many.
CHAINS, FEWER = 128, 64
#: Chains this short cannot be judged by R-hat; that of the shipped fit is.
LOOSE = np.inf
#: A gain is clear from so many standard errors.
CLEAR = 2.0
#: A candidate is tried beside these; each of them beside the era.
BESIDE = ("since_1945", "inside")
ERA_ALONE = ("since_1945",)
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class HonorScore:
    """One scheme's forecasts by every model."""

    scheme: str
    wars: int  # groups that are left out: wars, or families in the scheme that leaves those out
    measures: dict[str, Measures]
    gain: dict[str, tuple[float, float]]  # model -> log loss over honor's, sum and se by group

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({"wars": self.wars, "models": self.measures,
                      "log_loss_over_honor": sums(self.gain)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class HonorTrial:
    """A candidate beside era and attacker, wars left out: log loss saved, with its standard error.

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


def folds(calls: HonorCalls, scheme: str) -> Iterator[tuple[Flags, Flags]]:
    """(n,) rows to fit on and (n,) rows to forecast, fold by fold."""
    if scheme == "one call":
        for row in range(len(calls.honored)):
            test = np.arange(len(calls.honored)) == row
            yield ~test, test
    elif scheme in {"one war", "one family"}:
        labels = calls.war if scheme == "one war" else calls.family
        for each in np.unique(labels):
            yield labels != each, labels == each
    else:
        for origin in ORIGINS:
            test = (calls.year >= origin) & (calls.year < origin + 10)
            if test.any():
                yield calls.year < origin, test


def forecast(
    calls: HonorCalls, train: Flags, test: Flags, names: tuple[str, ...], *, chains: int = CHAINS
) -> tuple[Array, Array]:
    """(t,) chances of the ``test`` rows by a fit on the ``train`` rows, twice.

    First as if of a new family, then with the family's own effect where it was fitted on. A war
    that was fitted on counts with its own effect in both. Raises FitError as the fit.
    """
    known = calls.take(train)
    what = target(known, names)
    found = sample(
        what, chains * DRAWS // CHAINS, seed=1, watch=what.parameters,
        chains=chains, thin=THIN, warmup=WARMUP, worst=LOOSE,
    )  # fmt: skip
    theta = what.parameters(found.draws)
    X = matrix(calls.features, names, middle(known))
    beta, sd_war, sd_family = theta[:, :-2], theta[:, -2], theta[:, -1]
    wars, families = (
        dict(zip(np.unique(labels).tolist(), what.effects(found.draws, place).T, strict=True))
        for place, labels in enumerate((known.war, known.family))
    )
    nothing = np.zeros(len(theta))
    out = np.empty((2, int(test.sum())))
    for place, row in enumerate(np.flatnonzero(test)):
        war, family = wars.get(int(calls.war[row])), families.get(str(calls.family[row]))
        sd = sd_war if war is None else nothing
        effect = nothing if war is None else war
        new = chances(beta, np.hypot(sd, sd_family), X[row], effect).mean()
        out[:, place] = new
        if family is not None:
            out[1, place] = chances(beta, sd, X[row], effect + family).mean()
    return out[0], out[1]


def base_rates(
    calls: HonorCalls, train: Flags, test: Flags, by: tuple[NDArray[Any], ...] = ()
) -> Array:
    """(t,) shares honored among the rows fitted on, by half a call of each kind from 0 and 1.

    by: (n,) labels each; a row's share is that of the rows with the same labels.
    """
    out = []
    for row in np.flatnonzero(test):
        some = train.copy()
        for labels in by:
            some &= labels == labels[row]
        out.append((calls.honored[some].sum() + 0.5) / (some.sum() + 1.0))
    return np.array(out)


def score(calls: HonorCalls, *, report: Report = lambda _: None) -> dict[str, HonorScore]:
    """Every scheme's score. Raises FitError as the fits."""
    found = {}
    late, inside = calls.signed >= ERA, calls.features["inside"] == 1
    rates = {
        "base rate": (), "base rate by era": (late,), "base rate by era, attacker": (late, inside),
    }  # fmt: skip
    for scheme in SCHEMES:
        report(f"leaving out {scheme}" if scheme != "decade" else "decade by decade")
        gathered: dict[str, list[Array]] = {name: [] for name in (*rates, "family known", "honor")}
        rows: list[NDArray[np.int64]] = []
        for train, test in folds(calls, scheme):
            for name, by in rates.items():
                gathered[name].append(base_rates(calls, train, test, by))
            new, known = forecast(calls, train, test, KEPT)
            gathered["honor"].append(new)
            gathered["family known"].append(known)
            rows.append(np.flatnonzero(test))
        some = calls.take(np.concatenate(rows))
        chance = {name: np.concatenate(each) for name, each in gathered.items()}
        if scheme == "one family":
            del chance["family known"]  # no family of the forecast calls was fitted on
        groups = some.family if scheme == "one family" else some.war
        found[scheme] = _score(scheme, some.honored, groups, chance)
    return found


def trials(calls: HonorCalls, *, report: Report = lambda _: None) -> list[HonorTrial]:
    """Every candidate beside era and attacker, leaving out one war at a time, the best first."""
    standing = calls.take(calls.year > calls.signed)
    sets = (calls, standing)
    report("trying the era alone")
    bare = {names: [_held_out(each, names) for each in sets] for names in (ERA_ALONE, BESIDE)}
    out = []
    for name in CANDIDATES:
        if name in ERA_ALONE:
            continue
        report(f"trying {name}")
        beside = ERA_ALONE if name in BESIDE else BESIDE
        own = bare[BESIDE] if name in BESIDE else [_held_out(s, (*BESIDE, name)) for s in sets]
        gains = [
            clustered_difference(under, over, each.war)
            for each, under, over in zip(sets, bare[beside], own, strict=True)
        ]
        known = int((~np.isnan(calls.features[name])).sum())
        out.append(HonorTrial(name, known, gains[0], gains[1]))
    return sorted(out, key=lambda trial: -trial.gain[0])


def _held_out(calls: HonorCalls, names: tuple[str, ...]) -> Array:
    """(n,) log losses, each war forecast by a fit on the others, as if of a new family."""
    out = np.empty(len(calls.honored))
    for train, test in folds(calls, "one war"):
        chance, _ = forecast(calls, train, test, names, chains=FEWER)
        out[test] = losses(calls.honored[test], chance)
    return out


def second() -> HonorScore:
    """The model of Leeds and Anac's data beside its base rate, leaving out one war at a time."""
    X, y, war = leeds_anac.rows()
    chance = {name: np.empty(len(y)) for name in ("base rate", "honor")}
    for label in np.unique(war):
        train = war != label
        theta, _ = leeds_anac.posterior(
            X[train], y[train], war[train], DRAWS, thin=THIN, worst=LOOSE
        )
        chance["honor"][~train] = chances(theta[:, :-1], theta[:, -1], X[~train]).mean(axis=0)
        chance["base rate"][~train] = (y[train].sum() + 0.5) / (train.sum() + 1.0)
    return _score("one war", y, war, chance)


def _score(scheme: str, y: Flags, groups: NDArray[Any], chance: dict[str, Array]) -> HonorScore:
    own = losses(y, chance["honor"])
    measured = {name: measure(y, p) for name, p in chance.items()}
    # A base rate differs between folds only by what was left out: it ranks nothing.
    measured["base rate"] = replace(
        measured["base rate"], auc=None, average_precision=None, slope=None
    )
    return HonorScore(
        scheme=scheme,
        wars=len(np.unique(groups)),
        measures=measured,
        gain={
            name: clustered_difference(losses(y, p), own, groups)
            for name, p in chance.items()
            if name != "honor"
        },
    )
