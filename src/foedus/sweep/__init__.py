"""One question asked over many settings: cells that are computed once, anywhere, and kept."""
