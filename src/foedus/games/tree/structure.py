"""What a game's numbers hang on: its tree, its equations, and how payoffs err.

An equation is one linear index: the utility of one player at one outcome, or the log of an error
scale. A `Structure` says which equation feeds which payoff; it holds no data.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from foedus.errors import InputError
from foedus.games.tree.tree import Tree

Errors = Literal["agent", "private"]
Link = Literal["probit", "logit"]
Normalization = Literal["action", "games"]


@dataclass(frozen=True)
class Structure:
    """Tree, equations and error structure.

    ``payoff[player, outcome]`` is an equation's number; a pair that is absent pays zero.
    ``scale[player]`` is the equation of the log of the player's error scale, absent where it is 1.
    ``labels`` maps what is observed to the outcomes it covers.

    errors: ``agent``, each action of each decision errs independently (McKelvey & Palfrey 1998;
    Signorino 2003); ``private``, each player's payoff at each terminal errs and only that player
    knows the error (Signorino 2003), so an early mover's errors are averaged over what follows.
    normalization: ``action`` gives every erring action (or terminal) an error of scale s, standard
    normal or type-I extreme value at s = 1; ``games`` follows the R package games, which divides
    logit differences of two actions by sqrt(2) s as well.
    """

    tree: Tree
    equations: int
    payoff: dict[tuple[str, str], int]
    scale: dict[str, int]
    labels: dict[str, tuple[str, ...]]
    errors: Errors = "agent"
    link: Link = "probit"
    normalization: Normalization = "action"

    def __post_init__(self) -> None:
        """Refuse combinations without a likelihood."""
        if self.errors != "private":
            return
        if self.link == "logit":
            raise InputError(
                "private information needs the probit link: a weighted sum of extreme-value "
                "errors is not extreme-value",
                hint="link: probit, or errors: agent",
            )
        for player, index in self.tree.moves_again().items():
            raise InputError(
                f"{player!r} moves again after {self.tree.path[index]!r}; with private information "
                "the first move would reveal what the player knows and others would learn from it",
                hint="errors: agent, or the crisis-signaling game, which models that learning",
            )

    @property
    def private(self) -> bool:
        """Whether payoff errors are private information."""
        return self.errors == "private"

    @property
    def spread(self) -> float:
        """Scale of the difference of two actions' errors when each has scale 1."""
        root2: float = 2.0**0.5
        return root2 if self.link == "probit" or self.normalization == "games" else 1.0

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """Terminals that each label covers, in the order of ``labels``."""
        nodes = self.tree.nodes
        return tuple(
            tuple(t for t in self.tree.terminals if nodes[t].outcome in outcomes)  # type: ignore[union-attr]
            for outcomes in self.labels.values()
        )
