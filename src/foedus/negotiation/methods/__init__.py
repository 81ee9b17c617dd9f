"""Models of what a negotiation ends in: pure functions on arrays."""
