"""Every pair of states, years ahead: the ladder's paths, boosted trees, and the mean of both.

``eve`` is what is known when a year ends; ``walk`` simulates the ladder forward from it;
``trees`` learns each year ahead directly; ``forecast`` gives the ``mean`` of both, weighed
by their record, which ``score`` makes at past origins and ``record`` keeps.
"""
