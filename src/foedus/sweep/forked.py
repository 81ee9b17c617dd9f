"""Loaded once by the process that workers are forked from: what each would find out for itself.

The hash of the package's files, which every worker of a run must have alike, takes a fifth of a
second. Nothing here may compute with Polars: its threads do not survive a fork.
"""

from foedus.sweep.stamp import code

#: The hash of the files that were loaded.
CODE = code()
