"""Figures of a negotiation: where the parties stand, and how a model has them concede."""
