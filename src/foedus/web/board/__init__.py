"""The board: a scenario changed by hand, and what that does, at once."""
