"""The same challenger against every neighbor."""
