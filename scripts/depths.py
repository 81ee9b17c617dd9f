"""Measure every row of ties by the shipped fit of depth; after `foedus fit depth`.

python scripts/depths.py
"""

from pathlib import Path

import numpy as np

import foedus.history
from foedus.history.depth.posterior import STORE, TABLE

OUT = Path(foedus.history.__file__).parent / TABLE

if __name__ == "__main__":
    np.save(OUT, STORE.shipped().tabled())
