"""The extended-deterrence game fitted on history: challenge, resist, help."""
