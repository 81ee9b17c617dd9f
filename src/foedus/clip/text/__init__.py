"""A text as it came: its bytes and hash, its blocks, sentences, quotations and dates."""
