"""The parts of a panel: one file a source, one function that adds its columns."""
