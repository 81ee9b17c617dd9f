"""The commands of ``foedus game``."""
