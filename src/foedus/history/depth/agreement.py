"""Depth beside other measures of it: Benson & Clinton's score, and the count of eight ties."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.depth import response
from foedus.history.depth.fit import Prior, codes, fit_items, population
from foedus.history.depth.held_out import row_loglik
from foedus.history.depth.items import ITEMS, DepthItem, categories, indicators
from foedus.history.depth.model import LAYOUT, DepthModel
from foedus.history.depth.response import ItemLayout
from foedus.terms.depth import count

if TYPE_CHECKING:
    import polars as pl

#: Benson & Clinton's columns: military ones, and the two that are not.
MILITARY = ("milaid", "base", "organ1", "contrib", "intcom", "milcontact", "commondef")
OTHER = ("ecaid", "secrecy")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Rank agreement of two measures over n alliances, with 90% bootstrap intervals."""

    n: int
    spearman: float
    spearman_span: tuple[float, float]
    kendall: float  # tau-b
    kendall_span: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Version:
    """Another way to fit depth, and how it fares."""

    name: str
    held_out: float | None  # nats of whole alliances not fitted on; None where not comparable
    spearman: float  # with Benson & Clinton's score, every shared alliance
    spearman_active: float  # those with an active obligation


@dataclass(frozen=True, slots=True)
class Sources:
    """What Benson & Clinton's score is made of, and what that leaves to agree with."""

    r_squared: float  # of a linear regression of their score on their own nine columns
    weights: dict[str, float]  # its coefficients, per sd of the column
    untied: int  # shared alliances with none of their seven military columns
    ceiling: float  # Spearman of their score with the part that the seven columns make
    depth: float  # Spearman of depth with that part
    alone: dict[str, tuple[int, float, float]]  # a lone tie: alliances, mean percentile of each


def agree(one: Array, two: Array, *, draws: int = 1000, seed: int = 0) -> Agreement:
    """Spearman's rho and Kendall's tau-b of two measures, (n,) each; alliances are resampled."""
    rng = np.random.default_rng(seed)
    picks = np.vstack([np.arange(len(one)), rng.integers(0, len(one), (draws, len(one)))])
    (rho, *rhos), (tau, *taus) = _spearman(one, two, picks), _kendall(one, two, picks)
    low_rho, high_rho = np.quantile(rhos, (0.05, 0.95)).tolist()
    low_tau, high_tau = np.quantile(taus, (0.05, 0.95)).tolist()
    return Agreement(len(one), float(rho), (low_rho, high_rho), float(tau), (low_tau, high_tau))


def agreements(model: DepthModel, atop: "pl.DataFrame", other: "pl.DataFrame") -> dict[str, Any]:
    """Depth and the count beside Benson & Clinton's score, and beside each other."""
    shared, active = _shared(atop, other)
    score = shared["Depth.score"].to_numpy()
    ties = codes(shared)
    depth, number = model.measure(ties).mean, count(ties)
    whole = ~np.isnan(number)
    fitted_on = codes(population(atop))
    counted = count(fitted_on)
    known = ~np.isnan(counted)
    return {
        "depth, Benson & Clinton": agree(depth, score),
        "the same, active obligations": agree(depth[active], score[active]),
        "count, Benson & Clinton": agree(number[whole], score[whole]),
        "depth, count (fitted alliances)": agree(
            model.measure(fitted_on[known]).mean, counted[known]
        ),
    }


def versions(model: DepthModel, atop: "pl.DataFrame", other: "pl.DataFrame") -> tuple[Version, ...]:
    """The model as it ships, and other populations, codings and forms of it, each fitted anew.

    What ships is the mean over posterior draws; what is fitted anew is measured at its mode.
    """
    shared, active = _shared(atop, other)
    score = shared["Depth.score"].to_numpy()
    fitted_on = population(atop)
    known = np.asarray(~np.isnan(codes(atop)).all(axis=1), dtype=np.bool_)
    one, level = ItemLayout(LAYOUT.sizes), Prior(log_slope=(float(np.log(1.7)), 0.02))
    coded = [("codes as published, no clusters", _published()), ("presence alone", _presence())]
    forms: list[tuple[str, ItemLayout, Prior | None, Any, tuple[DepthItem, ...]]] = [
        ("the same, at its mode", LAYOUT, None, fitted_on, ITEMS),
        ("no clusters", one, None, fitted_on, ITEMS),
        ("no clusters, equal slopes", one, level, fitted_on, ITEMS),
        ("coordination alone", _clustered(0), None, fitted_on, ITEMS),
        ("material alone", _clustered(1), None, fitted_on, ITEMS),
        ("the same, fitted on every alliance", LAYOUT, None, atop.filter(known), ITEMS),
        *((name, _sizes(items), None, fitted_on, items) for name, items in coded),
    ]
    found = []
    for name, layout, prior, frame, items in forms:
        rows = categories(codes(frame, items), items)
        fitted = fit_items(rows, layout, prior=prior)
        evidence = indicators(categories(codes(shared, items), items), layout.sizes)
        # Each pattern once: in sums of many rows, equal ones differ in their last digit.
        patterns, place = np.unique(evidence, axis=0, return_inverse=True)
        said = response.chances(fitted.free, layout)
        trait = response.posterior(patterns, said, layout).trait @ response.NODES
        trait = trait[place.reshape(-1)]
        same = items is ITEMS and frame is fitted_on
        found.append(
            Version(
                name,
                row_loglik(rows, layout, prior) if same else None,
                _rho(trait, score),
                _rho(trait[active], score[active]),
            )
        )
    depth = model.measure(codes(shared)).mean
    rho, rho_active = _rho(depth, score), _rho(depth[active], score[active])
    return (Version("as shipped", found[0].held_out, rho, rho_active), *found)


def sources(model: DepthModel, atop: "pl.DataFrame", other: "pl.DataFrame") -> Sources:
    """What makes up Benson & Clinton's score, by regression on their own columns."""
    import polars as pl
    from scipy.stats import rankdata

    shared, _ = _shared(atop, other)
    theirs = other.filter(pl.col("atopid").is_in(shared["atopid"].implode())).sort("atopid")
    score = theirs["Depth.score"].to_numpy()
    columns = theirs.select(pl.col([*MILITARY, *OTHER]).cast(pl.Float64)).to_numpy()
    fitted, slopes = _regression(columns, score)
    military, _ = _regression(columns[:, : len(MILITARY)], score)
    made = np.round(military, 9)  # equal columns, equal score
    ties = codes(shared)
    depth = model.measure(ties).mean
    rows = np.nan_to_num(categories(ties))
    lone = (rows > 0).sum(axis=1) == 1
    places = {name: 100 * rankdata(x) / len(x) for name, x in (("depth", depth), ("bc", score))}
    alone = {}
    for place, item in enumerate(ITEMS):
        mine = lone & (rows[:, place] > 0)
        if mine.any():
            by_depth, by_score = (float(places[name][mine].mean()) for name in ("depth", "bc"))
            alone[item.name] = (int(mine.sum()), by_depth, by_score)
    weights = slopes * columns.std(axis=0)
    return Sources(
        r_squared=float(1 - (score - fitted).var() / score.var()),
        weights=dict(zip((*MILITARY, *OTHER), weights.tolist(), strict=True)),
        untied=int((columns[:, : len(MILITARY)] == 0).all(axis=1).sum()),
        ceiling=_rho(made, score),
        depth=_rho(made, depth),
        alone=alone,
    )


def _shared(atop: "pl.DataFrame", other: "pl.DataFrame") -> tuple["pl.DataFrame", Any]:
    """ATOP's alliances that have the other score, with it, and which have an active obligation."""
    score = other.select("atopid", "Depth.score")
    shared = atop.join(score, on="atopid", how="inner").sort("atopid")
    return shared, (shared["active"] == 1).to_numpy()


def _rho(one: Array, two: Array) -> float:
    return float(_spearman(one, two, np.arange(len(one))[None])[0])


def _spearman(one: Array, two: Array, picks: NDArray[np.int64]) -> Array:
    """(m,) Spearman's rho of (n,) measures in each of the (m, n) samples."""
    from scipy.stats import rankdata

    ranks = (rankdata(each[picks], axis=1) for each in (one, two))
    x, y = (rank - (len(one) + 1) / 2 for rank in ranks)
    return np.asarray((x * y).sum(axis=1) / np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1)))


def _kendall(one: Array, two: Array, picks: NDArray[np.int64]) -> Array:
    """(m,) Kendall's tau-b (1945) in each of the (m, n) samples: pairs are compared once, and
    counted by how often a sample holds both.
    """
    x, y = (np.sign(each[:, None] - each) for each in (one, two))
    times = np.array([np.bincount(pick, minlength=len(one)) for pick in picks], dtype=np.float64)

    def counted(pairs: Array) -> Array:
        return np.asarray(((times @ pairs) * times).sum(axis=1))

    return np.asarray(counted(x * y) / np.sqrt(counted(x**2) * counted(y**2)))


def _regression(columns: Array, y: Array) -> tuple[Array, Array]:
    """Fitted values and slopes of least squares with a constant."""
    design = np.column_stack([np.ones(len(y)), columns])
    found = np.asarray(np.linalg.lstsq(design, y, rcond=None)[0], dtype=np.float64)
    return design @ found, found[1:]


def _clustered(place: int) -> ItemLayout:
    return ItemLayout(LAYOUT.sizes, (LAYOUT.clusters[place],))


def _sizes(items: tuple[DepthItem, ...]) -> ItemLayout:
    return ItemLayout(tuple(item.size for item in items))


def _published() -> tuple[DepthItem, ...]:
    """Every code of ATOP as its own category, except the companion agreement's."""
    return tuple(
        item if item.name == "compag" else replace(
            item, codes=tuple((code,) for members in item.codes for code in members)
        )
        for item in ITEMS
    )  # fmt: skip


def _presence() -> tuple[DepthItem, ...]:
    """Every tie as there or not."""
    return tuple(
        replace(item, codes=(item.codes[0], tuple(c for m in item.codes[1:] for c in m)))
        for item in ITEMS
    )
