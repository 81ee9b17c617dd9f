"""``foedus review``: what readers of a brief say, and what was done about it."""
