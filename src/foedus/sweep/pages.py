"""What a sweep is shown as beside its words: figures by name, and a page in its folder."""

from pathlib import Path

from foedus.report import page
from foedus.storage import replacing, storing
from foedus.sweep import figure, heat
from foedus.sweep.sections import page as brief
from foedus.sweep.sweep import SweepResult

#: Name -> what draws it.
FIGURES = {"effects": figure.draw, "heat": heat.draw}
INDEX = "index.html"


def write(found: SweepResult) -> Path:
    """Write the page of a finished sweep, whole or not at all; its place.

    Raises PlaceError, or DiskError where the disk is full.
    """
    path = found.folder / INDEX
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(page.html(brief(found)), "utf-8")
    return path
