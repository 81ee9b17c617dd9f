"""Sizes of pictures: a slide, a printed page's column, a phone."""

import re
from dataclasses import dataclass
from pathlib import Path

from foedus.errors import InputError, UnknownNameError
from foedus.report.figure.theme import PAPER


@dataclass(frozen=True, slots=True)
class Size:
    """A picture's frame in units, and pixels a unit. high: None for as high as the figure is.

    unit: of the frame in an SVG's own size.
    """

    wide: float
    high: float | None
    margin: float
    scale: float
    unit: str = ""


SIZES = {
    "slide": Size(960.0, 540.0, 28.0, 2.0),  # 1,920 by 1,080 pixels
    "print": Size(160.0, None, 0.0, 300 / 25.4, "mm"),  # 300 dots to the inch
    "phone": Size(360.0, None, 10.0, 3.0),
}
#: Forms that have a size.
_PICTURES = (".svg", ".png", ".pdf")
_ROOT = re.compile(r"<svg\b[^>]*>")
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_OWN = re.compile(r'\s(?:width|height)="[^"]*"')


def check(size: str, out: Path | None) -> None:
    """Raise UnknownNameError for no size, InputError where no picture is written."""
    if size not in SIZES:
        raise UnknownNameError("size", size, SIZES, where="--size")
    if out is None or out.suffix.lower() not in _PICTURES:
        raise InputError(
            "only a picture has a size", where="--size", hint="--out FILE.png, FILE.svg or FILE.pdf"
        )


def framed(drawing: str, size: str) -> str:
    """An SVG file set into a frame of this size, whole and as large as it can be.

    drawing: one of ``foedus.report.figure.figure.Figure.file``.
    """
    frame = SIZES[size]
    root, box = _ROOT.search(drawing), _BOX.search(drawing)
    if root is None or box is None:
        raise ValueError("no drawing of the house's")
    wide, high = float(box[1]), float(box[2])
    room = frame.wide - 2 * frame.margin
    tall = frame.high or room * high / wide + 2 * frame.margin
    inner = (
        _OWN.sub("", root[0])[:-1] + f' x="{frame.margin:g}" y="{frame.margin:g}" '
        f'width="{room:g}" height="{tall - 2 * frame.margin:g}">'
    )
    # A view box in units and a size in the frame's own: millimeters on paper.
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.wide:g} {tall:g}" '
        f'width="{frame.wide:g}{frame.unit}" height="{tall:g}{frame.unit}">'
        f'<rect width="{frame.wide:g}" height="{tall:g}" fill="{PAPER}"/>'
        f"{inner}{drawing[root.end() :]}</svg>"
    )
