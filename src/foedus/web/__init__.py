"""The workbench in the browser: every page shows what the commands say, and nothing else."""
