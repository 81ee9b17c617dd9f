"""What is known of a pair: from the scenario, a frozen file or the public data."""
