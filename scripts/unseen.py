"""Compile what each model reads of a design into the file that is loaded.

python scripts/unseen.py
"""

from pathlib import Path

import foedus.assessment.unseen
from foedus.assessment.unseen.reading import compiled
from foedus.storage import replacing

OUT = Path(foedus.assessment.unseen.__file__).with_name("models.json")

if __name__ == "__main__":
    with replacing(OUT) as part:
        part.write_text(compiled(), "utf-8")
