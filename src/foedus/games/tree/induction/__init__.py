"""Backward induction over many rows at once: decisions, sweeps up and down, derivatives."""
