"""The region of a question: who is near its two states, and what is known of each."""
