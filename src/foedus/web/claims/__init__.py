"""A scenario's claims changed by hand: graded, added, drafted from a text, and what that moves."""
