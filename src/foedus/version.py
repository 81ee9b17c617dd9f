"""The version, in a file of its own that everything may read."""

__version__ = "0.1.0"
