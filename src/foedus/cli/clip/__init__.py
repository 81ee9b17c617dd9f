"""``foedus clip`` and its review."""
