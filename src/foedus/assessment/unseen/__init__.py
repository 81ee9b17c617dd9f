"""What a scenario says that no model reads."""
