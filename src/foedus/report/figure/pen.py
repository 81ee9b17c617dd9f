"""A group of SVG being drawn, and the box of all that is in it."""

from dataclasses import dataclass, field
from html import escape
from typing import Any

from foedus.report.faces import width
from foedus.report.figure.theme import SMALL

Box = tuple[float, float, float, float]  # left, top, right, bottom
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
#: How far below its place a text's baseline lies, as a share of its size.
_BASELINES = {"top": 0.79, "middle": 0.3, "bottom": -0.21, "alphabetic": 0.0}
_RISE, _FALL = 0.79, 0.21  # of a text, above and below its baseline


def at(value: float) -> str:
    """A place or a length, to a tenth of a unit."""
    told = f"{value:.1f}".removesuffix(".0")
    return "0" if told == "-0" else told


@dataclass(slots=True)
class Pen:
    """Marks drawn so far, as SVG, and the box that holds them."""

    drawn: list[str] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)

    def line(self, x: float, y: float, x2: float, y2: float, **paint: Any) -> None:
        """A straight line; ``stroke`` and the like as SVG has them, ``_`` for a hyphen."""
        self.drawn.append(
            f'<line transform="translate({at(x)},{at(y)})" x2="{at(x2 - x)}" y2="{at(y2 - y)}"'
            f"{_paint(paint)}/>"
        )
        half = float(paint.get("stroke_width") or 1) / 2
        self.reach((min(x, x2) - half, min(y, y2) - half, max(x, x2) + half, max(y, y2) + half))

    def path(self, d: str, box: Box, move: tuple[float, float] | None = None, **paint: Any) -> None:
        """A path that lies in a box, moved there if ``move`` says so."""
        moved = f' transform="translate({at(move[0])},{at(move[1])})"' if move else ""
        self.drawn.append(f'<path{moved} d="{d}"{_paint(paint)}/>')
        half = float(paint.get("stroke_width") or 1) / 2 if paint.get("stroke") else 0.0
        self.reach((box[0] - half, box[1] - half, box[2] + half, box[3] + half))

    def text(
        self, x: float, y: float, said: str, *, align: str = "left", baseline: str = "alphabetic",
        size: float = SMALL, bold: bool = False, italic: bool = False, turned: bool = False,
        **paint: Any,
    ) -> None:  # fmt: skip
        """A line of text. turned: it runs upward."""
        if not said.strip():
            return
        drop, wide = _BASELINES[baseline] * size, width(said, size, bold=bold)
        left = {"left": 0.0, "center": -wide / 2, "right": -wide}[align]
        anchor = "" if align == "left" else f' text-anchor="{_ANCHORS[align]}"'
        place = f"translate({at(x)},{at(y if turned else y + drop)})"
        place += f" rotate(-90) translate(0,{at(drop)})" if turned else ""
        slant = ' font-style="italic"' if italic else ""
        heavy = ' font-weight="bold"' if bold else ""
        self.drawn.append(
            f'<text{anchor} transform="{place}" font-size="{size:g}px"{heavy}{slant}'
            f"{_paint(paint)}>{escape(said)}</text>"
        )
        top, bottom = drop - _RISE * size, drop + _FALL * size
        if turned:
            self.reach((x + top, y - left - wide, x + bottom, y - left))
        else:
            self.reach((x + left, y + top, x + left + wide, y + bottom))

    def group(self, other: "Pen", x: float, y: float) -> None:
        """What another pen drew, moved."""
        self.drawn.append(f'<g transform="translate({at(x)},{at(y)})">{"".join(other.drawn)}</g>')
        left, top, right, bottom = other.box
        self.reach((left + x, top + y, right + x, bottom + y))

    def reach(self, box: Box) -> None:
        """Let the box hold another."""
        mine = self.box
        self.box = (
            min(mine[0], box[0]), min(mine[1], box[1]), max(mine[2], box[2]), max(mine[3], box[3]),
        )  # fmt: skip


def _paint(paint: dict[str, Any]) -> str:
    said = ((name, f"{value:g}" if isinstance(value, float) else str(value))
            for name, value in paint.items() if value is not None)  # fmt: skip
    return "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in said)
