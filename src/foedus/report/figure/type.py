"""Text fitted into a drawing: broken into lines, cut, and kept from lying upon each other."""

import textwrap
from collections.abc import Sequence

#: Of the em, a letter of bold text in a wide face: where the theme's own are missing, a browser
#: takes such a one, and labels must still fit.
ADVANCE = 0.6


def room(width: float, size: float) -> int:
    """How many characters of a size fit into a width, whatever the face."""
    return int(width / (ADVANCE * size))


def signed(value: float) -> str:
    """A change to two decimals, with the typographic minus: ``+0.28``, ``−1.65``, ``0.00``."""
    told = f"{value:+.2f}".replace("-", "−")
    return "0.00" if told in {"+0.00", "−0.00"} else told


def wrapped(text: str, width: int, most: int = 12, *, hyphens: bool = False) -> list[str]:
    """Lines of at most ``width`` characters; what does not fit into ``most`` ends in …

    hyphens: whether a line may end after one, as labels must.
    """
    lines = textwrap.wrap(
        " ".join(text.split()), width, max_lines=most, placeholder=" …", break_on_hyphens=hyphens
    )
    return [line if len(line) <= width else line[: width - 1] + "…" for line in lines] or [""]


def cut(text: str, width: int) -> str:
    """A text of at most ``width`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels near where they are ``wanted``, without overlap, from low to high.

    sizes: how high each label is. They keep their order. Labels that would touch form a block,
    which moves to the mean of what its members want (pool adjacent violators). Where they do not
    all fit they are spread evenly.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    blocks: list[tuple[list[int], float]] = []  # members, top
    for place in order:
        members, top = [place], wanted[place] - sizes[place] / 2
        while blocks and blocks[-1][1] + sum(sizes[m] for m in blocks[-1][0]) > top:
            members = blocks.pop()[0] + members
            top = _top(members, wanted, sizes)
        blocks.append((members, top))
    placed = [0.0] * len(wanted)
    floor = low
    for members, top in blocks:
        at = max(top, floor)
        for member in members:
            placed[member] = at + sizes[member] / 2
            at += sizes[member]
        floor = at
    over = floor - high
    if over > 0:  # push back what ran over the end
        ceiling = high
        for member in reversed(order):
            placed[member] = min(placed[member], ceiling - sizes[member] / 2)
            ceiling = placed[member] - sizes[member] / 2
    return placed


def _top(members: Sequence[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    """Where a block of labels begins so that they miss their places least, in squares."""
    offset, misses = 0.0, 0.0
    for member in members:
        misses += wanted[member] - (offset + sizes[member] / 2)
        offset += sizes[member]
    return misses / len(members)
