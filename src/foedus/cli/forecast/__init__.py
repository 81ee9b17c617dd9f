"""``foedus forecast``: chances of every pair, and the record of sealed forecasts."""
