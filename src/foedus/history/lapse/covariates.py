"""What lapse looks at: covariates of a member-year, or of a new guarantee.

Each is a named function of plain columns, known before the year begins, so that history and a new
guarantee are measured alike. ``KEPT`` are those without which forecasts lose more log loss than
its standard error; ``TRIED`` are those that, added to them, do not gain as much. docs/lapse.md
has the numbers, and ``foedus score lapse`` computes them again.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.covariates import UNKNOWN_DEMOCRACY, Columns, Covariate

#: CHISOLS' yearly rate of change, where a state's own changes are not known; and the share of
#: member-years subject to ratification, where that is not. A test computes both again.
USUAL_SUPPORT, USUAL_RATIFIED = 0.092, 0.84
#: The first year of which changes of support are known (CHISOLS).
SUPPORT_SINCE = 1919


def _known(values: Any, instead: Any) -> Array:
    given = np.asarray(values, dtype=np.float64)
    return np.where(np.isnan(given), instead, given)


def _own(column: str, instead: float = 0.0) -> Any:
    return lambda c: _known(c[column], instead)


def _parties(c: Columns) -> Array:
    return np.maximum(_known(c["parties"], 2.0), 2.0)


def _least_democratic(c: Columns) -> Array:
    own = _known(c["democracy"], UNKNOWN_DEMOCRACY)
    return np.minimum(own, _known(c["democracy_others"], own))


def _support(c: Columns) -> Array:
    """Chance that support changed: the member's own or, in a pact of two, either side's."""
    own, other = (_known(c[name], USUAL_SUPPORT) for name in ("support", "support_others"))
    return np.where(_parties(c) > 2, own, 1.0 - (1.0 - own) * (1.0 - other))


ONE = Covariate("constant", "the constant", lambda c: np.ones_like(_parties(c)))
#: In the order of the coefficients; ``support`` is the last.
KEPT = (
    ONE,
    Covariate("parties", "number of parties, log", lambda c: np.log(_parties(c) / 2.0)),
    Covariate("multilateral", "more than two parties", lambda c: np.where(_parties(c) > 2, 1.0, 0)),
    Covariate(
        "democracy",
        "electoral democracy, 0 to 1: the member's or the others' mean, the lower of the two",
        _least_democratic,
    ),
    Covariate(
        "ratified",
        "adopted subject to ratification, not by the executive alone",
        _own("ratified", USUAL_RATIFIED),
    ),
    Covariate(
        "support",
        "the member (in a pact of two: either party) changed the source of its leader's support "
        "in the year before",
        _support,
    ),
)
#: The same to a year before ``SUPPORT_SINCE``: of support nothing is known, so that it tells no row
#: from another, and its coefficient rests on its prior.
UNSUPPORTED = (
    *KEPT[:-1],
    replace(KEPT[-1], of=lambda c: np.full_like(_parties(c), USUAL_SUPPORT)),
)
TRIED = (
    Covariate("age", "years since signing, log", lambda c: np.log1p(np.asarray(c["age"], float))),
    Covariate("depth", "latent depth, sds", _own("depth")),
    Covariate("ties", "count of military ties", _own("ties", 2.0)),
    Covariate("fixed", "its length is fixed", _own("fixed")),
    Covariate("past_term", "its first term has run out, and it continues",
              lambda c: (np.asarray(c["age"], float) >= _known(c["term"], np.inf)).astype(float)),
    Covariate("renounce", "it may be renounced by its own terms", _own("renounce")),
    Covariate("asymmetric", "its members owe different things", _own("asymmetric")),
    Covariate("wartime", "signed in war", _own("wartime")),
    Covariate("major", "the member is a major power", _own("major")),
    Covariate("major_among", "a major power is among the parties",
              lambda c: np.maximum(_known(c["major"], 0.0), _known(c["major_others"], 0.0))),
    Covariate("power_shift", "change since signing of the log ratio of capabilities, either way",
              lambda c: np.log1p(_known(c["power_shift"], 0.0))),
    Covariate("support_since", "changes of the member's leader support since signing, log",
              lambda c: np.log1p(np.maximum(_known(c["support_since"], 0.0), 0.0))),
    Covariate("defense", "the member owes defense, not something else alone", _own("defense")),
    Covariate("after_1945", "signed after 1945", lambda c: _known(c["after_1945"], 1.0)),
)  # fmt: skip


def design(columns: Columns, covariates: tuple[Covariate, ...] = KEPT) -> Array:
    """(..., k) covariates, from columns that broadcast to a common shape."""
    values = np.broadcast_arrays(*(np.asarray(each.of(columns), float) for each in covariates))
    return np.stack(values, axis=-1)
