"""What is known about depth as a measure: information, reliability, prediction, agreement."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.estimate import Array
from foedus.history.depth import response
from foedus.history.depth.agreement import (
    Agreement,
    Sources,
    Version,
    agreements,
    sources,
    versions,
)
from foedus.history.depth.fit import codes, population
from foedus.history.depth.held_out import ItemScore, score_items
from foedus.history.depth.items import ITEMS, categories
from foedus.history.depth.model import LAYOUT, DepthModel
from foedus.history.model import Report

if TYPE_CHECKING:
    import polars as pl

OTHER_SOURCE = "benson-clinton"
AT = (-1.0, 0.0, 1.0, 2.0)  # values of the trait at which information is told


@dataclass(frozen=True, slots=True)
class DepthScore:
    """How well depth is measured, and how it compares."""

    reliability: float  # share of the score's variance that is the trait's, in the population
    item_share: float  # largest share of a posterior variance that is the items' uncertainty
    information: dict[str, list[float]]  # each item alone, at the trait's values in AT
    items: tuple[ItemScore, ...]
    agreements: dict[str, Agreement]
    versions: tuple[Version, ...]
    sources: Sources


def score(
    model: DepthModel,
    atop: "pl.DataFrame",
    other: "pl.DataFrame",
    *,
    report: Report = lambda _: None,
) -> DepthScore:
    """Score a model on ATOP's alliances (atop) beside Benson & Clinton's scores (other)."""
    ties = codes(population(atop))
    report("predicting each tie from the others")
    items = score_items(categories(ties))
    report("agreement with other measures")
    agreed = agreements(model, atop, other)
    report("other versions")
    tried = versions(model, atop, other)
    measured = model.measure(ties)
    return DepthScore(
        reliability=reliability(measured.mean, measured.sd),
        item_share=float(np.max((measured.item_sd / measured.sd) ** 2)),
        information=information(model),
        items=items,
        agreements=agreed,
        versions=tried,
        sources=sources(model, atop, other),
    )


def reliability(mean: Array, sd: Array) -> float:
    """Marginal reliability: variance of the posterior means over that plus the mean variance."""
    signal = float(np.var(mean))
    return signal / (signal + float(np.mean(sd**2)))


def information(model: DepthModel) -> dict[str, list[float]]:
    """Fisher information of each item alone about the trait, at the values in ``AT``.

    A cluster's item tells of the trait through the cluster's level, so its own spread counts
    against it. The population itself counts for 1.
    """
    said = response.chances(model.mean, LAYOUT)
    found: dict[str, list[float]] = {}
    for place, (item, span) in enumerate(zip(ITEMS, LAYOUT.spans, strict=True)):
        chance = np.exp(said.table[span])
        unit = LAYOUT.unit(place)
        if unit:
            chance = chance @ said.kernels[unit - 1].T
        slope = np.gradient(chance, response.NODES, axis=1)
        curve = (slope**2 / chance).sum(axis=0)
        found[item.name] = [float(np.interp(value, response.NODES, curve)) for value in AT]
    return found
