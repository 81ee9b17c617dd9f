"""What the shipped chance hangs on: other priors, other codings, other cuts of the calls.

The chance is that of a promise signed since 1945 against an attacker from outside, given by a new
family, in a war not yet seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from foedus.estimate import Array
from foedus.history.honor.calls import HonorCalls
from foedus.history.honor.features import ERA
from foedus.history.honor.fit import KEPT, Priors, posterior
from foedus.history.honor.likelihood import FAMILY_SD, WAR_SD, prior_sd
from foedus.history.honor.model import HIGH, LOW, chances
from foedus.history.model import Report

#: Draws of each fit, and sweeps between two.
DRAWS, THIN = 4_000, 12
#: Calls that a reader may well doubt, as (ATOP's id, war's name): France was the party attacked
#: (Bizerte); shells on islands, where American ships and arms did come (Taiwan); a war that the
#: treaty's text may not cover (Bangladesh).
DOUBTED = frozenset({
    (3390, "Bizerte1961"), (3395, "Bizerte1961"), (3410, "Bizerte1961"),
    (3270, "OffShoreIslands_1954-55"), (3270, "TaiwanStraits_1958"),
    (3260, "Bangladesh1971"), (3355, "Bangladesh1971"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One other way. honored, called: calls signed since 1945 against an attacker from outside.

    mean, low, high: the chance of a new family, with its 90% interval. rate_low, rate_high: the
    interval of the average rate alone.
    """

    name: str
    honored: int
    called: int
    mean: float
    low: float
    high: float
    rate_low: float
    rate_high: float


def variants(calls: HonorCalls, *, report: Report = lambda _: None) -> tuple[Variant, ...]:
    """The shipped way first. Raises FitError as the fits."""
    out = []
    for name, some, names, priors in _ways(calls):
        report(f"fitting {name}")
        theta, _ = posterior(some, names, count=DRAWS, thin=THIN, priors=priors)
        out.append(_variant(name, some, names, theta))
    return tuple(out)


def _variant(name: str, calls: HonorCalls, names: tuple[str, ...], theta: Array) -> Variant:
    rng = np.random.default_rng(0)
    x = np.array([1.0, *(float(each == "since_1945") for each in names)])
    beta, war, family = theta[:, :-2], theta[:, -2], theta[:, -1]
    one = chances(beta, war, x, family * rng.standard_normal(len(theta)))
    rate = chances(beta, np.hypot(war, family), x)
    some = calls.signed >= ERA
    if "inside" in names:
        some = some & (calls.features["inside"] == 0)
    return Variant(
        name, int(calls.honored[some].sum()), int(some.sum()), float(one.mean()),
        *(float(q) for q in np.quantile(one, (LOW, HIGH))),
        *(float(q) for q in np.quantile(rate, (LOW, HIGH))),
    )  # fmt: skip


def _ways(calls: HonorCalls) -> Iterator[tuple[str, HonorCalls, tuple[str, ...], Priors]]:
    sd = prior_sd(KEPT)
    own = Priors(sd)

    def scaled(name: str, to: float) -> Priors:
        other = sd.copy()
        other[1 + KEPT.index(name)] = to
        return Priors(other)

    yield "as shipped", calls, KEPT, own
    for to in (0.5, 1.0, 2.5):
        yield f"era's prior sd {to:g}", calls, KEPT, scaled("since_1945", to)
    for to in (0.5, 1.0, 2.5):
        yield f"attacker's prior sd {to:g}", calls, KEPT, scaled("inside", to)
    for to in (0.25, 0.5, 2.0):
        yield f"families' prior scale {to:g}", calls, KEPT, Priors(sd, WAR_SD, to)
    for to in (0.25, 0.5, 2.0):
        yield f"wars' prior scale {to:g}", calls, KEPT, Priors(sd, to, FAMILY_SD)
    yield "without the attacker", calls, ("since_1945",), Priors(prior_sd(("since_1945",)))
    apart = replace(calls, family=np.arange(len(calls.honored)).astype(np.str_))
    yield "every alliance and war a family of its own", apart, KEPT, own
    yield "a family is the strongest state called on", _by_state(calls), KEPT, own
    before = calls.take(calls.year > calls.signed)
    yield "calls on promises made before their year", before, KEPT, own
    kept = np.array([
        (int(one), str(war)) not in DOUBTED
        for one, war in zip(calls.alliance, calls.names, strict=True)
    ])  # fmt: skip
    yield "without seven doubted calls", calls.take(kept), KEPT, own


def _by_state(calls: HonorCalls) -> HonorCalls:
    return replace(calls, family=np.array([f"state {code}" for code in calls.guarantor]))
