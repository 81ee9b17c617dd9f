"""Who wants what, and what a negotiation ends in.

Start with ``foedus.negotiation.forecast.forecast`` (the calibrated headline) and
``foedus.negotiation.tables.read_tables``. The models are pure functions on arrays, each giving
a frozen record: ``compromise``, ``election``, ``solutions``, ``rubinstein``, ``legislature``,
``challenge``, ``spatial``, ``exchange``; ``claims`` updates a position by graded reports.
"""
