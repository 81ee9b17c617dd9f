"""An explanation in words: a number and where it comes from, the numbers there are, a change."""
