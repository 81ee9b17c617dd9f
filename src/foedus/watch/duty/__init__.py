"""Who may claim, who recognized, who owes what by when, and what was brought."""
