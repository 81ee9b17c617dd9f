"""The path simulation compiled: what ``foedus.history.pair`` does with arrays, in one loop."""
