"""What others publish, as reports: each record taken, or refused with its reason."""
