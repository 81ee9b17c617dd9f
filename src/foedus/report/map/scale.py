"""What a map paints: classes of numbers or kinds of states, in colors and hatches."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

import numpy as np

from foedus.errors import InputError
from foedus.report.figure.theme import BLUE, GREEN, INK, MUTED, ORANGE, PAPER, PURPLE, VERMILION
from foedus.report.words import percent

_OPACITIES = (0.10, 0.27, 0.46, 0.68, 0.92)
#: Noughts that end a decimal; edges are round numbers and need none.
_NOUGHTS = re.compile(r"\.(\d*?)0+(?=\D*$)")
_COLORS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE)
_ZERO = 1e-12  # what is less counts as zero
#: Hatches of classes and of kinds: what is drawn on a square tile of eight units.
_HATCHES = (
    "",
    "M1.5 2h1M5.5 6h1",
    "M0 8L8 0M-1 1L1-1M7 9L9 7",
    "M0 8L8 0M-1 1L1-1M7 9L9 7M0 4L4 0M4 8L8 4",
    "M0 8L8 0M-1 1L1-1M7 9L9 7M0 0L8 8M-1 7L1 9M7-1L9 1",
)
#: The hatch of states whose number is not told: lines that lean the other way.
_HELD = "M0 0L8 8M-1 7L1 9M7-1L9 1"
_MARKS = (
    "", "M0 8L8 0M-1 1L1-1M7 9L9 7", "M1.5 2h1M5.5 6h1", "M0 0L8 8M-1 7L1 9M7-1L9 1", "M0 4h8",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Classes:
    """Numbers in classes.

    edges: between classes, ascending, at most four. shown: how a number is written. held: what
    states are called whose number is not told; empty where there are none. They come last.
    """

    edges: tuple[float, ...]
    shown: Callable[[float], str] = percent
    held: str = ""

    def __post_init__(self) -> None:
        if len(self.edges) >= len(_OPACITIES) or any(a >= b for a, b in pairwise(self.edges)):
            raise InputError(
                f"found edges {self.edges}, allowed: at most {len(_OPACITIES) - 1}, ascending"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """What each class is called."""
        held = (self.held,) if self.held else ()
        if not self.edges:
            return ("all", *held)
        told = [
            _NOUGHTS.sub(lambda m: f".{m[1]}".rstrip("."), self.shown(edge)) for edge in self.edges
        ]
        between = [f"{a.removesuffix('%')}–{b}" for a, b in pairwise(told)]
        return (f"under {told[0]}", *between, f"{told[-1]} or more", *held)

    def of(self, value: float) -> int:
        """The class of a number, 0 the lowest; a number on an edge is in the class above."""
        return int(np.searchsorted(self.edges, value, side="right"))


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds of states, in the order of the legend; at most five."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 0 < len(set(self.names)) == len(self.names) <= len(_COLORS):
            raise InputError(f"found kinds {self.names}, allowed: one to {len(_COLORS)}, each once")

    def of(self, value: str) -> int:
        """The place of a kind. Raises InputError for one that is not listed."""
        if value not in self.names:
            raise InputError(f"found kind {value!r}, allowed: {', '.join(self.names)}")
        return self.names.index(value)


Scale = Classes | Kinds


def classes(values: Iterable[float], shown: Callable[[float], str] = percent) -> Classes:
    """Classes for numbers of one or more maps, at round edges near the fifths of those above zero.

    Round are 1, 2 and 5 times a power of ten; under 1e-12 counts as zero. Raises InputError for
    numbers that are negative or not finite.
    """
    given = np.array(sorted(values), dtype=float)
    if not np.isfinite(given).all() or (given < 0).any():
        raise InputError("a map's numbers must be finite and not negative")
    above = given[given > _ZERO]
    if not len(above) or above[0] == above[-1]:
        return Classes((), shown)
    fifths = np.quantile(above, [0.2, 0.4, 0.6, 0.8])
    edges = sorted({_round(each) for each in fifths})
    return Classes(tuple(edge for edge in edges if above[0] < edge <= above[-1]), shown)


def spaced(values: Iterable[float], shown: Callable[[float], str] = percent) -> Classes:
    """Classes for chances that differ by orders of magnitude: at round edges in even steps of the
    logarithm from the tenth percentile of those above zero to the highest.

    Raises InputError as ``classes`` does.
    """
    given = np.array(sorted(values), dtype=float)
    few = classes(given, shown)
    if not few.edges:
        return few
    above = given[given > _ZERO]
    steps = np.geomspace(np.quantile(above, 0.1), above[-1], len(_OPACITIES) + 1)[1:-1]
    edges = sorted({_round(each) for each in steps})
    return Classes(tuple(edge for edge in edges if above[0] < edge <= above[-1]), shown)


def _round(value: float) -> float:
    power = floor(log10(value))
    choices = [one * 10.0**power for one in (1, 2, 5, 10)]
    nearest = min(choices, key=lambda each: abs(log10(each) - log10(value)))
    return float(f"{nearest:.3g}")


def fill(scale: Scale, which: int) -> tuple[str, float, str]:
    """Color, opacity and hatch of a class or kind."""
    if isinstance(scale, Kinds):
        return _COLORS[which], 0.5, _MARKS[which]
    count = len(scale.edges) + 1
    if which == count:
        return MUTED, 0.16, _HELD
    spread = np.linspace(0, len(_OPACITIES) - 1, max(count, 2)).round().astype(int)
    at = int(spread[which]) if count > 1 else 2
    return VERMILION, _OPACITIES[at], _HATCHES[at]


def pattern(scale: Scale, which: int, *, hatched: bool = True) -> str:
    """The SVG pattern of a class or kind, with the id p and its number.

    hatched: not where lands are smaller than a hatch, and lightness alone orders the classes.
    """
    color, opacity, hatch = fill(scale, which)
    hatch = hatch if hatched else ""
    # Dark lines on a dark class turn it brown, and its names illegible.
    ink, strength = (PAPER, 0.55) if color == VERMILION and opacity > 0.4 else (INK, 0.42)
    lines = (
        f'<path d="{hatch}" fill="none" stroke="{ink}" stroke-width="0.9" '
        f'stroke-opacity="{strength:g}"/>'
        if hatch
        else ""
    )
    return (
        f'<pattern id="p{which}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{PAPER}"/>'
        f'<rect width="8" height="8" fill="{color}" fill-opacity="{opacity}"/>{lines}</pattern>'
    )
