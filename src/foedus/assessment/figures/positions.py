"""Where the parties stand on an issue, what claims moved, and what it would settle at."""

from foedus.assessment.result import Assessment
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure


def draw(found: Assessment, issue: str | None = None) -> Figure:
    """Draw the figure (``foedus.negotiation.figures.positions``).

    issue: its name; the one that designs promise on if not given. Raises EmptyFigureError where no
    issue has positions, UnknownNameError for another issue.
    """
    from foedus.negotiation.figures import positions
    from foedus.negotiation.talks import talks

    asked = found.scenario
    known = [each for each in asked.issues if each.positions]
    if not known and issue is None:
        raise EmptyFigureError(
            "no issue of the scenario has positions",
            where=asked.name,
            hint="add `positions` to an issue: actor, position, salience, capability",
        )
    [talk] = talks(asked, issue or next((e.name for e in known if e.measure), known[0].name))
    return positions.of_talk(asked, talk)
