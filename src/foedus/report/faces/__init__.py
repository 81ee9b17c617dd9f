"""The page's typefaces, shipped in slices of the alphabet: see source.json and LICENSE."""
