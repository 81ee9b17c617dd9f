"""Who is said to have said what: attributions by rules over punctuation, or with a grammar."""
