"""A record: an append-only log in SQLite, a Merkle tree over it, checkpoints, witnesses."""
