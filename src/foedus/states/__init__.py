"""Who is who: states by COW code, ISO 3166 code or the names people give them, year by year.

A word can mean different states at different dates (DEU is 255 before 1945 and since 1990, 260 in
between), so ``find`` takes a year.
"""

from foedus.states.hints import other_than_state, unconfirmed
from foedus.states.lookup import UnknownStateError, find, known, renamed
from foedus.states.table import LAST_LISTED_YEAR, Name, State, all_states, members

__all__ = [
    "LAST_LISTED_YEAR", "Name", "State", "UnknownStateError", "all_states", "find", "known",
    "members", "other_than_state", "renamed", "unconfirmed",
]  # fmt: skip
