"""What a forecast of every pair learns from the data, kept for the years that are asked most.

The ladder through a year and the trees beside it (``foedus.history.pairs``): a forecast from such a
year learns nothing anew, and needs only what is known of its last two years.
"""
