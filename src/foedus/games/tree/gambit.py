"""Export to Gambit's extensive-form file format (.efg), one row of a solved game at a time."""

from decimal import Decimal

from foedus.errors import InputError
from foedus.games.tree.solve import Solution
from foedus.games.tree.tree import Chance, Decision, Terminal


def efg(solved: Solution, row: int = 0, title: str = "", comment: str = "") -> str:
    """The game of one row, with its numeric payoffs, as the text of an .efg file.

    Payoffs that no choice of a player can bear on are not part of the model and are written as 0.
    Raises InputError if there is no such row.
    """
    if not 0 <= row < solved.rows:
        raise InputError(f"row {row + 1} of {solved.rows}", where="row")
    tree = solved.structure.tree
    players = " ".join(_quoted(p) for p in tree.players)
    lines = [f"EFG 2 R {_quoted(title)} {{ {players} }}", _quoted(comment)]
    sets = dict.fromkeys(tree.players, 0)
    natures = 0
    for k, node in enumerate(tree.nodes):
        name = _quoted(tree.path[k])
        match node:
            case Terminal(outcome=outcome):
                place = tree.terminals.index(k) + 1
                payoffs = ", ".join(
                    _number(float(solved.payoffs[k][p][row])) if p in solved.payoffs[k] else "0"
                    for p in tree.players
                )
                lines.append(f"t {name} {place} {_quoted(outcome)} {{ {payoffs} }}")
            case Decision(player=player):
                sets[player] += 1
                actions = " ".join(_quoted(label) for label, _ in node.actions)
                who = tree.players.index(player) + 1
                lines.append(f'p {name} {who} {sets[player]} "" {{ {actions} }} 0')
            case Chance():
                natures += 1
                chances = _exact([float(p[row]) for p in solved.probs[k]])
                branches = " ".join(
                    f"{_quoted(label)} {chance}"
                    for (label, _, _), chance in zip(node.branches, chances, strict=True)
                )
                lines.append(f'c {name} {natures} "" {{ {branches} }} 0')
    return "\n".join(lines) + "\n"


def _exact(chances: list[float]) -> list[str]:
    """Decimals that sum to one exactly: Gambit reads them as rationals and insists."""
    numbers = [Decimal(repr(c)) for c in chances[:-1]]
    numbers.append(1 - sum(numbers, Decimal(0)))
    return [format(n, "f") for n in numbers]


def _number(value: float) -> str:
    return format(Decimal(repr(value)), "f")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
