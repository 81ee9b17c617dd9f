"""The project's own chronology: disputes with force and pacts made or ended since the data end.

Public data end earlier than today: disputes in 2010 (GML) or 2014 (MID 5), alliances in 2018
(ATOP 5). What came after is kept here as records that people write and correct, under the rules
of those sets: see docs/chronology.md. ``initiations``, ``wars`` and ``pact_changes``
give it as rows, in the shapes of the public sets.
"""

from foedus.evidence.chronology.dispute import Dispute
from foedus.evidence.chronology.pact import PactChange
from foedus.evidence.chronology.read import Chronology, chronology, load
from foedus.evidence.chronology.rows import initiations, pact_changes, wars

__all__ = [
    "Chronology", "Dispute", "PactChange", "chronology", "initiations", "load", "pact_changes",
    "wars",
]  # fmt: skip
