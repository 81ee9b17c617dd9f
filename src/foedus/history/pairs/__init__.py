"""Every pair of states, years ahead: the ladder's paths, boosted trees, and the mean of both.

:mod:`eve` is what is known when a year ends; :mod:`walk` simulates the ladder forward from it;
:mod:`trees` learns each year ahead directly; :mod:`forecast` gives the :mod:`mean` of both, weighed
by their record, which :mod:`score` makes at past origins and :mod:`record` keeps.
"""
