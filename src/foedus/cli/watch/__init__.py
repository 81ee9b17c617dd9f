"""``foedus watch``: incidents, duties and the record of a guarantee."""
