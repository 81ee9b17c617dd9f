"""A watch in words: its screen, what is owed, one case, its log, its part of a brief."""
