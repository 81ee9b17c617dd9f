"""The published brief: which sections make the page, and what each says."""
