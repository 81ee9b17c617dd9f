"""Compile the chronology from its files into the one that is loaded.

python scripts/chronology.py
"""

from pathlib import Path

import foedus.evidence.chronology
from foedus.evidence.chronology.read import compiled, sources
from foedus.storage import replacing

OUT = Path(foedus.evidence.chronology.__file__).with_name("chronology.json")

if __name__ == "__main__":
    with replacing(OUT) as part:
        part.write_text(compiled(sources()), "utf-8")
