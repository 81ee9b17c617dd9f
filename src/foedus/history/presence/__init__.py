"""US forces in a state, on trial as a covariate of the ladder, and the record of that trial.

Nobody has counted every state's forces abroad for long; those of the United States are counted
from 1950 on. Whether they are in the target the year before is put on trial in two forms, beside
all that the ladder has. docs/ladder.md has the outcome.
"""

from foedus.history.presence.posterior import HOST, KINDS, Presence, load, save, shipped

__all__ = ["HOST", "KINDS", "Presence", "load", "save", "shipped"]
