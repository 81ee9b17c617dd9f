"""Chances over years: what the ladder's paths say of 5, 10 and 20 years, set right by the record.

A ladder that is right about the next year need not be right about the next twenty. Its paths are
run from many past origins, fitted on earlier years alone (``hindcast``), and pooled with a small
model of the years ahead themselves (``pool``); the pool is scored where it was not fitted
(``score``).
"""

from foedus.history.horizon.posterior import load, shipped

__all__ = ["load", "shipped"]
