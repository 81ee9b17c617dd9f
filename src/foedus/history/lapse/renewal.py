"""What happens when a fixed term runs out: carried on, or let go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import UnknownNameError
from foedus.estimate import Array
from foedus.report.plain import plain

if TYPE_CHECKING:
    import polars as pl

#: Years about the end of the term within which an end counts as that of the term.
NEAR = 1


@dataclass(frozen=True, slots=True)
class RenewalCount:
    """Terms that ran out: of n, how many went on in force, were replaced, or were let go."""

    n: int
    continued: int  # still in force more than NEAR years later
    replaced: int  # a later phase or another pact took their place

    @property
    def renewed(self) -> int:
        """Those after which the members were still bound."""
        return self.continued + self.replaced


@dataclass(frozen=True, slots=True)
class Renewal:
    """The chance that a commitment whose term runs out is renewed or replaced.

    by: what the text says of renewal (``none``, ``by-agreement``, ``automatic``) -> its record,
    counted by phases of alliances. The posterior is a beta one from a flat prior.
    """

    by: dict[str, RenewalCount]

    @property
    def n(self) -> int:
        """Terms that ran out."""
        return sum(each.n for each in self.by.values())

    @property
    def renewed(self) -> int:
        """... after which the members were still bound."""
        return sum(each.renewed for each in self.by.values())

    def draws(self, count: int, rng: np.random.Generator, clause: str | None = None) -> Array:
        """(count,) chances of renewal; ``clause``: for texts that say so, else for all alike.

        Raises UnknownNameError for a clause that is not in ``by``.
        """
        if clause is not None and clause not in self.by:
            raise UnknownNameError("renewal", clause, self.by)
        n, renewed = (
            (self.n, self.renewed)
            if clause is None
            else (self.by[clause].n, self.by[clause].renewed)
        )
        return rng.beta(1.0 + renewed, 1.0 + n - renewed, size=count)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain(self.by)

    @classmethod
    def from_dict(cls, by: Mapping[str, Mapping[str, int]]) -> "Renewal":
        """From ``to_dict``."""
        return cls({clause: RenewalCount(**each) for clause, each in by.items()})


def renewal(held: "pl.DataFrame", last: int) -> Renewal:
    """The record of terms that ran out, from ``foedus.history.lapse.ends.memberships``.

    last: terms that ran out by then, and ``NEAR`` years more, are counted.

    One row a phase of an alliance with a fixed length; members that left on their own, and
    phases broken off or ended before the term, did not reach it.
    """
    import polars as pl

    phases = (
        held.filter(pl.col("term").is_not_null() & pl.col("renewal").is_not_null())
        .sort("alliance", "phase", "first", "last")
        .group_by("alliance", "phase", maintain_order=True)
        .agg(pl.col("first", "term", "renewal").first(), pl.col("last", "kind").last())
        .with_columns(due=pl.col("first") + pl.col("term"))
        .filter((pl.col("due") <= last - NEAR) & (pl.col("last") >= pl.col("due") - NEAR))
        .with_columns(
            continued=pl.col("last") > pl.col("due") + NEAR,
            replaced=pl.col("kind") == "replaced",
        )
    )
    counts = phases.group_by("renewal").agg(
        n=pl.len(),
        continued=pl.col("continued").sum(),
        replaced=(pl.col("replaced") & ~pl.col("continued")).sum(),
    )
    found = {row.pop("renewal"): RenewalCount(**row) for row in counts.iter_rows(named=True)}
    return Renewal({clause: found[clause] for clause in sorted(found)})
