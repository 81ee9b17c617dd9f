"""The commands of ``foedus data``."""
