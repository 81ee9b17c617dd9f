"""What is compiled: the paths of ``foedus.history.pair``, the turns of honor's slice sampler."""
