"""A clause's case held against the facts: met, not met, or undetermined by a fact that is named."""
