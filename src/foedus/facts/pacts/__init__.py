"""The pacts that bind one of the two states: as ATOP has them, and what of them stands on a day."""
