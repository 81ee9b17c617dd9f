"""How often each event came to pairs of each kind, and a small logit of it: what is usual."""
