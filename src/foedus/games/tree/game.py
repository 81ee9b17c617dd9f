"""A game as the package holds it, whether read from a document or written in Python."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from foedus.errors import InputError, UnknownNameError
from foedus.games.formula import Formula
from foedus.games.tree.structure import Errors, Link, Normalization, Structure
from foedus.games.tree.tree import Chance, Terminal, Tree

Names = Literal["plain", "games"]
ALL = "*"  # the player whose scale equation is everybody's


@dataclass(frozen=True)
class Game:
    """A declared game.

    utilities: (player, outcome) -> formula; pairs given as None pay zero. scale: player (or ``*``
    for all) -> formula of the log of the error scale. labels: what is observed -> the outcomes it
    covers, by default each outcome itself. column: where the label stands in the data; without it,
    play is followed through the columns of the decisions. names: how coefficients are called,
    ``plain`` as ``challenger(war):balance``, ``games`` as the R package games does,
    ``u1(war):balance``. fixed: coefficients held at a number.
    """

    tree: Tree
    utilities: dict[tuple[str, str], Formula | None]
    scale: dict[str, Formula] = field(default_factory=dict)
    errors: Errors = "agent"
    link: Link = "probit"
    normalization: Normalization = "action"
    column: str | None = None
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    where: tuple[str, ...] = ()
    weights: str | None = None
    cluster: str | None = None
    levels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: Names = "plain"
    fixed: dict[str, float] = field(default_factory=dict)
    title: str = ""
    cites: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Check that each payoff that matters is declared and each declared payoff matters."""
        for key in self.utilities:
            self._known(*key)
        for player in self.tree.players:
            needed = self.reachable(player)
            for outcome in needed:
                if (player, outcome) not in self.utilities:
                    raise InputError(
                        f"{player!r} chooses whether play can reach {outcome!r}, but has no "
                        "utility there",
                        where=f"utilities.{player}",
                        hint="give a formula, or 0 to normalize",
                    )
            for who, outcome in self.utilities:
                if who == player and outcome not in needed:
                    raise InputError(
                        f"no choice of {player!r} can reach {outcome!r}: its utility there is "
                        "not identified",
                        where=f"utilities.{player}.{outcome}",
                        hint="leave it out",
                    )
        covered = [o for outcomes in self.observable.values() for o in outcomes]
        for outcome in covered:
            if outcome not in self.tree.outcomes:
                raise UnknownNameError("outcome", outcome, self.tree.outcomes, where="observed")
        for outcome in self.tree.outcomes:
            if covered.count(outcome) != 1:
                found = "no label" if outcome not in covered else "several labels"
                raise InputError(f"the outcome {outcome!r} has {found}", where="observed.labels")
        for player in self.scale:
            if player != ALL and player not in self.tree.players:
                raise UnknownNameError("player", player, self.tree.players, where="scale")
        _ = self.structure

    def _known(self, player: str, outcome: str) -> None:
        where = f"utilities.{player}"
        if player not in self.tree.players:
            raise UnknownNameError("player", player, self.tree.players, where=where)
        if outcome not in self.tree.outcomes:
            raise UnknownNameError("outcome", outcome, self.tree.outcomes, where=where)

    def reachable(self, player: str) -> tuple[str, ...]:
        """Outcomes at or below a decision of the player, in the tree's order."""
        nodes = self.tree.nodes
        found = {
            node.outcome
            for first in self.tree.first_moves(player)
            for t in self.tree.below(first)
            if isinstance(node := nodes[t], Terminal)
        }
        return tuple(o for o in self.tree.outcomes if o in found)

    @property
    def observable(self) -> dict[str, tuple[str, ...]]:
        """Label -> outcomes it covers."""
        return self.labels or {outcome: (outcome,) for outcome in self.tree.outcomes}

    @cached_property
    def equations(self) -> tuple[tuple[str, str | None, Formula], ...]:
        """(player, outcome or None for a scale, formula), utilities first, in order of players."""
        utilities: list[tuple[str, str | None, Formula]] = []
        for player in self.tree.players:
            for outcome in self.tree.outcomes:
                formula = self.utilities.get((player, outcome))
                if formula is not None:
                    utilities.append((player, outcome, formula))
        return (*utilities, *((player, None, formula) for player, formula in self.scale.items()))

    @cached_property
    def structure(self) -> Structure:
        """The game without its formulas."""
        payoff: dict[tuple[str, str], int] = {}
        scale: dict[str, int] = {}
        for number, (player, outcome, _) in enumerate(self.equations):
            if outcome is not None:
                payoff[player, outcome] = number
            else:
                for who in self.tree.players if player == ALL else (player,):
                    scale[who] = number
        return Structure(
            self.tree, len(self.equations), payoff, scale, self.observable,
            self.errors, self.link, self.normalization,
        )  # fmt: skip

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that the utilities, scales and moves of nature read."""
        names = [c for _, _, formula in self.equations for c in formula.columns]
        for node in self.tree.nodes:
            if isinstance(node, Chance):
                names += [p for _, p, _ in node.branches if isinstance(p, str)]
        return tuple(dict.fromkeys(names))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns that must hold numbers: nature's probabilities and the weights."""
        chances = [node for node in self.tree.nodes if isinstance(node, Chance)]
        names = [p for node in chances for _, p, _ in node.branches if isinstance(p, str)]
        return (*dict.fromkeys(names), *([self.weights] if self.weights else ()))

    @property
    def measures(self) -> tuple[str, ...]:
        """Columns that the formulas read, and not as a factor's levels."""
        names = dict.fromkeys(c for _, _, formula in self.equations for c in formula.measures)
        return tuple(name for name in names if name not in self.levels)

    def coefficient(self, equation: int, regressor: str) -> str:
        """The name of one coefficient."""
        player, outcome, _ = self.equations[equation]
        if self.names == "games":
            return self._games_name(player, outcome, regressor, equation)
        of = f"{player}({outcome})" if outcome is not None else f"scale({player})"
        return f"{of}:{'constant' if regressor == 'Intercept' else regressor}" if regressor else of

    def _games_name(self, player: str, outcome: str | None, regressor: str, equation: int) -> str:
        column = regressor.replace("[T.", "").replace("[", "").replace("]", "")
        column = "(Intercept)" if regressor == "Intercept" else column
        if outcome is not None:
            head = f"u{self.tree.players.index(player) + 1}({outcome})"
            return f"{head}:{column}" if regressor else head
        of = "sigma" if self.link == "probit" else "lambda"
        number = "" if player == ALL else str(self.tree.players.index(player) + 1)
        alone = self.equations[equation][2].text == "constant"
        return f"log({of}{number})" if alone else f"log({of}{number}):{column}"
