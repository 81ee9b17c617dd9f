"""Commands of the workbench in the browser."""
