"""Is the promise being kept: from incident to ruling to duty, on a record that shows every edit.

``entries`` are what is filed, ``casus`` holds a text against the facts, ``duty`` says who owes
what by when, ``intake`` reads what others publish; ``board`` is all of it at one moment: a pure
function of the clauses and of what was known by then.
"""
