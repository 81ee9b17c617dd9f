"""A game's tree drawn: as text for a terminal, as SVG for a page.

Where a solution is given, edges carry the probability of the action among rows that get there, and
terminals the probability of ending there, averaged over the rows, with average payoffs.
"""

from dataclasses import dataclass
from html import escape

import numpy as np

from foedus.games.tree.solve import Solution
from foedus.games.tree.tree import Chance, Decision, Terminal, Tree

STEP, LEAF, LEFT, TOP = 190, 46, 40, 40  # pixels between levels and leaves, and margins
INK, FAINT, PAPER = "#1b2a41", "#8a97a8", "#ffffff"


@dataclass(frozen=True, slots=True)
class Sketch:
    """Words for the parts of a tree: lists over its nodes."""

    tree: Tree
    move: list[str]  # who moves, or the outcome
    edge: list[str]  # action that leads in, with its probability
    share: list[float]  # probability of the edge that leads in, 1 without a solution
    end: list[str]  # payoffs and probability of a terminal


def sketch(tree: Tree, solved: Solution | None = None) -> Sketch:
    """What to write at each node and edge."""
    move, edge, share, end = [], [], [], []
    for k, node in enumerate(tree.nodes):
        match node:
            case Terminal(outcome=name):
                move.append(name)
            case Decision(player=name):
                move.append(name)
            case Chance():
                move.append("nature")
        part = 1.0 if solved is None or k == 0 else _share(tree, solved, k)
        share.append(part)
        chance = "" if solved is None or k == 0 else f" {part:.2f}"
        given = _given(tree, k) if solved is None else ""
        edge.append(f"{tree.step[k]}{chance}{given}")
        end.append(_end(solved, k) if isinstance(node, Terminal) and solved else "")
    return Sketch(tree, move, edge, share, end)


def _share(tree: Tree, solved: Solution, k: int) -> float:
    above = float(np.mean(solved.reach[tree.parent[k]]))
    return float(np.mean(solved.reach[k])) / above if above > 0 else 0.0


def _given(tree: Tree, k: int) -> str:
    above = tree.nodes[tree.parent[k]] if k else None
    if not isinstance(above, Chance):
        return ""
    probability = above.branches[tree.children[tree.parent[k]].index(k)][1]
    return f" {probability}"


def _end(solved: Solution, k: int) -> str:
    payoffs = ", ".join(
        f"{p} {float(np.mean(v)):.2f}" for p, v in sorted(solved.payoffs[k].items())
    )
    return f"Pr {float(np.mean(solved.reach[k])):.3f}" + (f"; {payoffs}" if payoffs else "")


def tree_text(tree: Tree, solved: Solution | None = None) -> str:
    """The tree as lines of text, an action a line."""
    drawn = sketch(tree, solved)
    lines: list[str] = [drawn.move[0]]

    def walk(k: int, indent: str) -> None:
        below = tree.children[k]
        for i, child in enumerate(below):
            last = i == len(below) - 1
            node = tree.nodes[child]
            arrow = "=" if isinstance(node, Terminal) else ":"
            end = f"  ({drawn.end[child]})" if drawn.end[child] else ""
            branch = "└─ " if last else "├─ "
            lines.append(f"{indent}{branch}{drawn.edge[child]} {arrow} {drawn.move[child]}{end}")
            walk(child, indent + ("   " if last else "│  "))

    walk(0, "")
    return "\n".join(lines)


def tree_svg(tree: Tree, solved: Solution | None = None, title: str = "") -> str:
    """The tree as an SVG drawing, root at the left; likelier actions have thicker edges."""
    drawn = sketch(tree, solved)
    place = _places(tree)
    width = LEFT * 2 + STEP * max(_depth(tree)) + 250
    height = TOP * 2 + LEAF * len(tree.terminals)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title or 'Game tree')}</title>",
        f"<desc>{escape(tree_text(tree, solved))}</desc>",
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
    ]
    for k in range(1, len(tree.nodes)):
        (x0, y0), (x1, y1) = place[tree.parent[k]], place[k]
        thick = 1.0 + (5.0 * drawn.share[k] if solved is not None else 0.5)
        parts.append(
            f'<line x1="{x0:g}" y1="{y0:g}" x2="{x1:g}" y2="{y1:g}" '
            f'stroke="{FAINT}" stroke-width="{thick:.2f}" stroke-linecap="round"/>'
        )
        x, y = x0 + 0.6 * (x1 - x0), y0 + 0.6 * (y1 - y0) - 7
        parts.append(_words(x, y, drawn.edge[k], INK, "middle", halo=True))
    for k, node in enumerate(tree.nodes):
        x, y = place[k]
        if isinstance(node, Terminal):
            parts.append(f'<rect x="{x - 4:g}" y="{y - 4:g}" width="8" height="8" fill="{INK}"/>')
            parts.append(_words(x + 12, y + 5, drawn.move[k], INK, "start", bold=True))
            parts.append(_words(x + 12, y + 20, drawn.end[k], INK, "start", small=True))
        else:
            fill = PAPER if isinstance(node, Chance) else INK
            parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{fill}" stroke="{INK}"/>')
            parts.append(_words(x, y - 12, drawn.move[k], INK, "middle", bold=True, halo=True))
    return "\n".join([*(p for p in parts if p), "</svg>"]) + "\n"


def _words(
    x: float, y: float, text: str, fill: str, anchor: str,
    *, bold: bool = False, small: bool = False, halo: bool = False,
) -> str:  # fmt: skip
    if not text:
        return ""
    weight = ' font-weight="600"' if bold else ""
    size = ' font-size="11"' if small else ""
    outline = f' stroke="{PAPER}" stroke-width="4" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{anchor}"'
        f"{weight}{size}{outline}>{escape(text)}</text>"
    )


def _depth(tree: Tree) -> list[int]:
    depth: list[int] = []
    for parent in tree.parent:
        depth.append(0 if parent < 0 else depth[parent] + 1)
    return depth


def _places(tree: Tree) -> list[tuple[float, float]]:
    """Leaves evenly down the page, every other node midway between its outermost children."""
    depth = _depth(tree)
    y = [0.0] * len(tree.nodes)
    for order, t in enumerate(tree.terminals):
        y[t] = TOP + LEAF * (order + 0.5)
    for k in reversed(range(len(tree.nodes))):
        if tree.children[k]:
            y[k] = 0.5 * (y[tree.children[k][0]] + y[tree.children[k][-1]])
    return [(LEFT + 20 + STEP * d, h) for d, h in zip(depth, y, strict=True)]
