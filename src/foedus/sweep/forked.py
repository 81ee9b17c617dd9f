"""Loaded once by the process that workers are forked from: what each would find out for itself.

The stamp is of files, which every worker of a run must have alike, and takes a fifth of a second.
Nothing here may compute with Polars: its threads do not survive a fork.
"""

from foedus.sweep.stamp import stamp

#: The stamp of the files that were loaded.
STAMP = stamp()
