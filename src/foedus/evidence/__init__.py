"""Public data, verified and joined into panels of states and dyads.

``table`` gives one data set as published, ``panel`` gives rows by unit and year.
"""

from foedus.evidence.card import Card, card, cards
from foedus.evidence.fetch import fetch
from foedus.evidence.panel import PARTS, panel
from foedus.evidence.spells import decayed_counts
from foedus.evidence.table import table

__all__ = ["PARTS", "Card", "card", "cards", "decayed_counts", "fetch", "panel", "table"]
