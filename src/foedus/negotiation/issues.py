"""Forecasts of the issues that tables list, and, of one issue, what is beside the forecast."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foedus.errors import UnknownNameError
from foedus.negotiation.actors import Issue, central
from foedus.negotiation.forecast import DRAWS, SCOPE, Forecast, forecast, unscored
from foedus.negotiation.methods.challenge import ChallengePath, challenge
from foedus.negotiation.pivot import Pivot, pivots
from foedus.negotiation.tables import Tables
from foedus.report.plain import plain


@dataclass(frozen=True, slots=True)
class IssueForecasts:
    """Issues and the forecast of each. single: one was asked for, so more is said of it."""

    tables: Tables
    issues: tuple[Issue, ...]
    forecasts: tuple[Forecast, ...]
    single: bool

    @property
    def scope(self) -> str:
        """What the forecast was scored on."""
        return SCOPE if self.tables.eu_lawmaking else unscored()

    def story(self) -> ChallengePath:
        """Concessions round by round on the first issue: a story, not the forecast."""
        arrays = central(self.issues[0])
        return challenge(arrays.x, arrays.c, arrays.s)

    def decisive(self) -> tuple[Pivot, ...]:
        """What each actor would have to be for the first issue's compromise to cross the middle."""
        return pivots(self.issues[0])

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        rows: list[dict[str, Any]] = [
            found.to_dict() | {"left_out": issue.left_out}
            for found, issue in zip(self.forecasts, self.issues, strict=True)
        ]
        if self.single:
            rows[0] |= {
                "story": self.story().story(),
                "who_would_have_to_be_wrong": self.decisive(),
            }
        return plain({
            "issues": rows,
            "scored": self.tables.eu_lawmaking,
            "scope": self.scope,
            "capability": self.tables.capability,
            "salience_top": self.tables.salience_top,
            "data_sha256": self.tables.sha256,
        })  # fmt: skip


def forecasts(
    tables: Tables,
    issue: str | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    report: Callable[[str], None] = lambda _: None,
) -> IssueForecasts:
    """Forecast every issue of the tables, or the one named.

    report: told how far it is. Raises UnknownNameError for another issue.
    """
    known = {one.name: one for one in tables.issues}
    if issue is not None and issue not in known:
        raise UnknownNameError("issue", issue, known, where="--issue")
    chosen = tables.issues if issue is None else (known[issue],)
    made = []
    for number, one in enumerate(chosen, 1):
        report(f"{number} of {len(chosen)} issues")
        made.append(forecast(one, draws=draws, seed=seed))
    return IssueForecasts(tables, chosen, tuple(made), issue is not None)
