"""What a brief says, a file a section: each sentence made from the assessment."""
