"""Forecasts sealed before the fact, settled when the outcome is known, and scored in the open.

``maker/`` turns models' answers and an analyst's own chances into questions with chances;
``book.py`` keeps them on a log that shows every edit; ``outcome/`` says what came; ``standing.py``
puts the two side by side, and ``scores.py`` judges them.
"""
