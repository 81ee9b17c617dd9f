"""Games in extensive form: trees, equilibria, likelihoods, fits, predictions."""
