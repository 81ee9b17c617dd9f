"""The brief: figures of an assessment, each with its words and its data."""

from foedus.brief.figure import Figure
from foedus.brief.figures import FIGURES, draw, drawable, names

__all__ = ["FIGURES", "Figure", "draw", "drawable", "names"]
