"""What is compiled: the paths of ``foedus.history.pair``, and the turns of honor's slice sampler."""
