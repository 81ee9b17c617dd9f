"""Which years an answer was learned from: a question of the past is answered by what was known."""

from datetime import date

from foedus.history import depth, origins
from foedus.history.ladder import Ladder, posterior
from foedus.history.lapse import Lapse


def line(ladder: Ladder, lapse: Lapse, as_of: date) -> str:
    """The years in a line, and what has seen later ones than ``as_of``."""
    span = f"fitted to {ladder.first}–{ladder.last}"
    if ladder.last < as_of.year:
        said = [f"{span}, nothing later"]
    else:
        said = [
            f"{span}: the model has seen later years than the question's, so this is no forecast"
        ]
    if not origins.pools(ladder):
        said.append("chances over years are the ladder's own: too few windows were over by then")
    last = max(lapse.last, depth.shipped().last)
    if as_of.year <= last:
        said.append(
            f"honor, lapse, depth and the game beside it were learned from all years (to {last})"
        )
    return "; ".join(said)


def name(ladder: Ladder) -> str | None:
    """The shipped file that a ladder is of: ``ladder``, ``origins/1989``; None for another."""
    if ladder is posterior.shipped():
        return "ladder"
    if ladder.last in origins.YEARS and ladder is origins.shipped(ladder.last):
        return f"origins/{ladder.last}"
    return None


def which(ladder: Ladder) -> str:
    """``origins/1989``, or that the caller gave it."""
    return name(ladder) or "given by the caller"
