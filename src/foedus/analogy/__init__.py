"""The nearest commitments of history to a design, and what became of them."""
