"""Quantities that are known (a number) or uncertain (a range, a normal distribution)."""

import re
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from foedus.errors import InputError
from foedus.estimate import Z90

#: The most that a quantity may be, either way: products of several stay finite.
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Range:
    """Anywhere from low to high; with ``best``, a triangle with its peak there."""

    low: float
    high: float
    best: float | None = None

    def __post_init__(self) -> None:
        """Refuse ranges that are reversed, or a best value outside."""
        ends = [self.low, self.high] if self.best is None else [self.low, self.best, self.high]
        if not all(np.isfinite(ends)) or ends != sorted(ends):
            shown = "..".join(f"{end:g}" for end in ends)
            raise InputError(
                f"range {shown} is not in order", hint="write low..high or low..best..high"
            )


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal distribution, cut to what the quantity may be."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        """Refuse a spread that is not above zero."""
        if not np.isfinite(self.mean) or not np.isfinite(self.sd) or self.sd <= 0:
            raise InputError(f"normal {self.mean:g}±{self.sd:g}: the spread must be above zero")


Quantity: TypeAlias = float | Range | Normal


def center(value: Quantity) -> float:
    """Mean of a quantity."""
    if isinstance(value, Range):
        points = [value.low, value.high] + ([] if value.best is None else [value.best])
        return sum(points) / len(points)
    return float(value.mean if isinstance(value, Normal) else value)


def support(value: Quantity) -> tuple[float, float]:
    """Lowest and highest value that a quantity may take."""
    if isinstance(value, Range):
        return value.low, value.high
    if isinstance(value, Normal):
        return -np.inf, np.inf
    return float(value), float(value)


def interval(value: Quantity, low: float, high: float) -> tuple[float, float, float]:
    """Lower end, mean and upper end: a range as it is, 90% of a normal, cut at low and high."""
    middle = center(value)
    if not isinstance(value, Normal):
        ends = support(value)
        return ends[0], middle, ends[1]
    half = Z90 * value.sd
    return max(low, middle - half), middle, min(high, middle + half)


def show(value: Quantity) -> str:
    """A quantity as it is written in a table."""
    if isinstance(value, Normal):
        return f"{value.mean:g}±{value.sd:g}"
    if isinstance(value, Range):
        ends = (
            [value.low, value.high] if value.best is None else [value.low, value.best, value.high]
        )
        return "..".join(f"{end:g}" for end in ends)
    return f"{value:g}"


def parse(text: str) -> Quantity:
    """Read ``40``, ``30..50``, ``30..40..50`` or ``40±10`` (also ``40+-10``).

    Raises InputError for anything else.
    """
    try:
        if "±" in text or "+-" in text:
            mean, sd = re.split(r"±|\+-", text)
            return Normal(_sized(mean), _sized(sd))
        if ".." in text:
            ends = [_sized(end) for end in text.split("..")]
            if len(ends) == 2:
                return Range(ends[0], ends[1])
            low, best, high = ends
            return Range(low, high, best)
        number = _sized(text)
    except ValueError:
        number = float("nan")
    if not np.isfinite(number):
        raise InputError(
            f"{text!r} is not a quantity",
            hint="write 40, 30..50, 30..40..50, or 40±10; a blank or NA for none",
        )
    return number


def _sized(text: str) -> float:
    """A number. Raises ValueError for none, InputError for one that would be lost in sums."""
    number = float(text)
    if np.isfinite(number) and abs(number) > LARGEST:
        raise InputError(
            f"found {number:.3g}, allowed: {-LARGEST:g} to {LARGEST:g}", hint="a larger unit"
        )
    return number


def scaled(value: Quantity, factor: float) -> Quantity:
    """The quantity times a positive factor."""
    if isinstance(value, Range):
        best = None if value.best is None else value.best * factor
        return Range(value.low * factor, value.high * factor, best)
    if isinstance(value, Normal):
        return Normal(value.mean * factor, value.sd * factor)
    return value * factor
