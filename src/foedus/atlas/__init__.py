"""The same question asked of every politically relevant pair of states at once."""
