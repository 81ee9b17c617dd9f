"""What could be known at the end of a year: every model of an answer, fitted on nothing later."""

from dataclasses import dataclass

from foedus.history.depth import DepthModel
from foedus.history.honor import Honor
from foedus.history.ladder import Ladder
from foedus.history.lapse import Lapse
from foedus.history.strategic.model import Strategic


@dataclass(frozen=True)
class Origin:
    """The models of an answer; those that ship as the package's main ones are an origin too.

    last: no model knows a later year. ladder: with its pools, fitted to promises as ``depth``
    measures them. game: None where none could be scored on years that it was not fitted on.
    """

    last: int
    ladder: Ladder
    depth: DepthModel
    honor: Honor
    lapse: Lapse
    game: Strategic | None
