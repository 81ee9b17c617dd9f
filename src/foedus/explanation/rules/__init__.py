"""A rule for each pattern of path in an answer: which steps led to the number."""
