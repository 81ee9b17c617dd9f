"""Draw ukraine-2025.svg: the chance of war by the end of each year, under each design.

    python docs/img/make.py

The figure ``war-risk`` of the shipped scenario's answer; it needs no network. On white paper, so
that it reads on light pages and on dark ones.
"""

from pathlib import Path

from foedus.assessment import assess
from foedus.assessment.figures import draw
from foedus.report.figure.figure import Figure

PICTURE = Path(__file__).with_name("ukraine-2025.svg")


def figure() -> Figure:
    """The figure, of today's answer."""
    return draw(assess("ukraine-2025"), "war-risk")


if __name__ == "__main__":
    figure().save(PICTURE)
