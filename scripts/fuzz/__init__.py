"""Inputs made wrong, run through every command; ``python -m scripts.fuzz --help``."""
