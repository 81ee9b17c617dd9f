"""Public data, verified and joined into panels of states and dyads.

``table`` gives one data set as published, ``panel`` gives rows by unit and year; a ``card`` says
what a set is, ``fetch`` has it on this machine. Each is asked of its own file, so that nothing is
loaded that is not needed.
"""
