"""What is known of a pair of states and of those who stand by them, each value with its source.

A fact (``known``) comes from the first of three: the scenario (``statements``), a file of frozen
facts (``snapshot``), the public data (``public``); ``assembly`` puts them in that order.

``reader``, ``days``: the public data of n states or pairs at once, by year or day.
``third_parties``: who is in reach of the challenger; ``reach`` reads it from the public data.
``relevance``: what an answer passes over.
``pacts/``: alliances as ATOP has them (``atop``), as they stand on the day (``standing``) and with
the scenario's changes (``baseline``); what the protégé has by them (``protection``), and the
challenger's own word (``nonaggression``). ``chronology/``: disputes and pacts after the data end.
``region/``: the same facts of every neighbor. ``setting``: facts as the ladder's columns.
``glossary``: what each fact means, and its unit.
"""
