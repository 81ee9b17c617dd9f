"""The designs that nothing beats."""
