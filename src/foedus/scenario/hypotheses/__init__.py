"""Competing hypotheses: which of several readings the claims speak for, and what would turn it."""
