"""One page a file: what it shows, as a template and as plain values."""
