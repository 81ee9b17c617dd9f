"""Is the game identified? Asked of the columns before anything is fitted."""

import numpy as np

from foedus.errors import FitError
from foedus.estimate import Array
from foedus.games.signaling.design import DesignMatrix
from foedus.games.signaling.likelihood import Beliefs, weights
from foedus.games.signaling.payoffs import (
    A_UTILITIES,
    B_UTILITIES,
    OUTCOME_WORDS,
    OUTCOMES,
    UTILITIES,
)

DEPENDENT = 1e-9  # of the largest singular value, columns scaled to length one


def check(design: DesignMatrix, counts: Array) -> None:
    """Refuse a sample that cannot tell the parameters apart; FitError says which and why.

    Choices depend on differences: A's on barWA - c and bara - c, B's on its index. If some
    combination of regressors moves none of them whatever the beliefs, it has no estimate. The
    beliefs are drawn at random here, so that only dependence in the columns themselves shows.
    """
    for outcome, total in zip(OUTCOMES, counts.sum(0), strict=True):
        if total <= 0:
            raise FitError(
                f"no game of the sample ended in {outcome!r} ({OUTCOME_WORDS[outcome]}): "
                "the payoffs that lead there run off to infinity",
                hint="use data in which each of the four outcomes occurs",
            )
    n, k = design.X.shape
    if n < k:
        raise FitError(f"{k} parameters but {n} games", hint="use fewer regressors")
    random = np.random.default_rng(0)
    beliefs = Beliefs(*random.uniform(0.2, 0.8, (2, n)))
    w = weights(beliefs)
    for side, parts, utilities in (("A", [w.u, w.v], A_UTILITIES), ("B", [w.t], B_UTILITIES)):
        mine = np.flatnonzero([UTILITIES[j] in utilities for j in design.owner])
        if not mine.size:
            continue
        moved = np.concatenate([design.scores(part)[:, mine] for part in parts])
        _refuse(side, moved, [design.names[j] for j in mine], utilities)


def _refuse(side: str, moved: Array, names: list[str], utilities: tuple[str, ...]) -> None:
    length = np.linalg.norm(moved, axis=0)
    still = np.flatnonzero(length == 0)
    if still.size:
        raise FitError(
            f"the regressor {names[still[0]]!r} is zero in every game used", hint="leave it out"
        )
    _, size, axes = np.linalg.svd(moved / length, full_matrices=False)
    if size[-1] > DEPENDENT * size[0]:
        return
    involved = [name for name, part in zip(names, axes[-1], strict=True) if abs(part) > 1e-6]
    everywhere = {name.split(":", 1)[0] for name in involved} == set(utilities)
    why = (
        f"the same quantity enters all of {side}'s payoffs, and choices see only differences"
        if everywhere
        else "they are collinear"
    )
    raise FitError(
        f"not identified: {', '.join(involved)}: {why}",
        hint=f"drop a regressor from one of {', '.join(utilities)}, or hold a payoff at 0",
    )
