"""Compile the roster of offices from its file."""

from pathlib import Path

import foedus.clip.people
from foedus.clip.people.roster_file import compiled

ROSTER = Path(foedus.clip.people.__file__).with_name("roster.json")

if __name__ == "__main__":
    ROSTER.write_text(compiled(), "utf-8")
