"""The reference class: of pairs like this one, by stated rules, how many fought again, and which.

No model: a count, its interval, and the cases by name, to stand beside a model's chance.
"""
