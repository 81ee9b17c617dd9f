"""What this installation has, what it lacks, and what each missing thing would bring."""
