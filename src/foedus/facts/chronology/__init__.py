"""What the chronology adds after the data end: disputes, and changes of pacts."""
