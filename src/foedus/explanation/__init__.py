"""Where a number comes from, and why it differs between two designs or scenarios."""
