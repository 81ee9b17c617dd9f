"""The finite tree of a game with perfect information.

A node is a `Decision` (a player picks an action), a `Chance` move (nature picks, with known
probabilities) or a `Terminal` (play ends in an outcome). `Tree` lays the nodes out in preorder,
so that walking the list backwards is backward induction and walking it forwards is its reverse.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from foedus.errors import InputError


@dataclass(frozen=True, slots=True)
class Terminal:
    """The end of a path. Terminals that share an outcome share its payoffs."""

    outcome: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A player picks one of two or more actions. ``column`` may record which one was picked."""

    player: str
    actions: tuple[tuple[str, "Node"], ...]
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """Nature picks a branch: (label, probability or the column that holds it, what follows)."""

    branches: tuple[tuple[str, float | str, "Node"], ...]


Node = Terminal | Decision | Chance


@dataclass(frozen=True)
class Tree:
    """A tree laid out for computing.

    Attributes are tuples over the T nodes in preorder: ``nodes``, ``children`` (indices),
    ``parent`` (-1 at the root), ``step`` (label of the edge that leads in), ``path`` (labels from
    the root, joined by " > ").
    """

    root: Node
    players: tuple[str, ...]
    nodes: tuple[Node, ...] = field(init=False)
    children: tuple[tuple[int, ...], ...] = field(init=False)
    parent: tuple[int, ...] = field(init=False)
    step: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Lay the nodes out; refuse a tree that is no game."""
        nodes: list[Node] = []
        parent: list[int] = []
        step: list[str] = []
        pending: list[tuple[Node, int, str]] = [(self.root, -1, "")]
        while pending:
            node, above, label = pending.pop()
            here = len(nodes)
            nodes.append(node)
            parent.append(above)
            step.append(label)
            pending.extend((child, here, name) for name, child in reversed(_steps(node)))
        children: list[list[int]] = [[] for _ in nodes]
        for index, above in enumerate(parent):
            if above >= 0:
                children[above].append(index)
        object.__setattr__(self, "nodes", tuple(nodes))
        object.__setattr__(self, "parent", tuple(parent))
        object.__setattr__(self, "step", tuple(step))
        object.__setattr__(self, "children", tuple(tuple(c) for c in children))
        self._check()

    def _check(self) -> None:
        if not self.decisions:
            raise InputError("the tree has no decision", hint="give at least one player a move")
        for index, node in enumerate(self.nodes):
            if isinstance(node, Terminal):
                continue
            labels = [name for name, _ in _steps(node)]
            if len(labels) < 2:
                raise InputError(
                    f"the move after {self.path[index] or 'the start'!r} has "
                    f"{len(labels)} action; a move needs two or more"
                )
            if isinstance(node, Decision) and node.player not in self.players:
                raise InputError(f"{node.player!r} moves but is not among the players")

    @cached_property
    def path(self) -> tuple[str, ...]:
        """Labels from the root to each node, joined by " > "; empty at the root."""
        paths: list[str] = []
        for index, above in enumerate(self.parent):
            before = paths[above] if above >= 0 else ""
            paths.append(f"{before} > {self.step[index]}" if before else self.step[index])
        return tuple(paths)

    @cached_property
    def terminals(self) -> tuple[int, ...]:
        """Indices of the terminals, left to right."""
        return tuple(i for i, node in enumerate(self.nodes) if isinstance(node, Terminal))

    @cached_property
    def decisions(self) -> tuple[int, ...]:
        """Indices of the decisions, in preorder."""
        return tuple(i for i, node in enumerate(self.nodes) if isinstance(node, Decision))

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Distinct outcomes, in the order in which their first terminal stands."""
        names = (node.outcome for node in self.nodes if isinstance(node, Terminal))
        return tuple(dict.fromkeys(names))

    @cached_property
    def movers_above(self) -> tuple[frozenset[str], ...]:
        """Players who move at an ancestor of each node: those who must value it."""
        above: list[frozenset[str]] = []
        for parent in self.parent:
            if parent < 0:
                above.append(frozenset())
                continue
            node = self.nodes[parent]
            mover = {node.player} if isinstance(node, Decision) else set()
            above.append(above[parent] | mover)
        return tuple(above)

    def ancestors(self, index: int) -> Iterator[tuple[int, int]]:
        """Pairs (node, position of the action taken there) from ``index`` up to the root."""
        while (above := self.parent[index]) >= 0:
            yield above, self.children[above].index(index)
            index = above

    def below(self, index: int) -> tuple[int, ...]:
        """Terminals at or below a node."""
        end = index + 1
        while end < len(self.nodes) and self._under(end, index):
            end += 1
        return tuple(t for t in self.terminals if index <= t < end)

    def _under(self, index: int, top: int) -> bool:
        return any(above == top for above, _ in self.ancestors(index))

    def first_moves(self, player: str) -> tuple[int, ...]:
        """The player's decisions with no earlier decision of the same player above them."""
        return tuple(
            index
            for index in self.decisions
            if self.mover(index) == player and player not in self.movers_above[index]
        )

    def moves_again(self) -> dict[str, int]:
        """Players who move twice on one path, with the later decision."""
        return {
            self.mover(index): index
            for index in self.decisions
            if self.mover(index) in self.movers_above[index]
        }

    def mover(self, index: int) -> str:
        """Who moves at a decision."""
        node = self.nodes[index]
        if not isinstance(node, Decision):
            raise TypeError(f"node {index} is no decision")
        return node.player


def _steps(node: Node) -> tuple[tuple[str, Node], ...]:
    """Labelled children of a node."""
    if isinstance(node, Decision):
        return node.actions
    if isinstance(node, Chance):
        return tuple((label, child) for label, _, child in node.branches)
    return ()
