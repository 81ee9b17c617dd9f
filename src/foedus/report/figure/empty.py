"""What is raised where a scenario has nothing that a figure could show."""

from foedus.errors import InputError


class EmptyFigureError(InputError):
    """The scenario lacks what the figure is about; the hint says what to add."""
