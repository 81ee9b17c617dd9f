"""The figures by name, each drawn from an assessment by the file of its name."""

from foedus.assessment.figures.registry import FIGURES, draw, drawable, names

__all__ = ["FIGURES", "draw", "drawable", "names"]
