"""What is filed: reports, attributions, decisions about them, acts, contributions."""
