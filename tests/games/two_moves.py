"""A game of two moves that tests read, fit and solve."""

TEXT = """\
game: tree
title: Two moves
players: [one, two]
tree:
  player: one
  actions:
    stay: quiet
    go: {{player: two, actions: {{yield: gain, fight: war}}}}
utilities:
  one: {{quiet: {quiet}, gain: 0, war: {war}}}
  two: {{gain: 0, war: z}}
observed: {{column: outcome}}
"""
#: Three columns, and two; with coefficients for each.
DOC, SMALL = TEXT.format(quiet="x", war="w"), TEXT.format(quiet="x", war="constant")
SMALL_TRUTH = {
    "one(quiet):constant": 0.4, "one(quiet):x": 0.8, "one(war):constant": -0.3,
    "two(war):constant": -0.2, "two(war):z": 1.1,
}  # fmt: skip
TRUTH = SMALL_TRUTH | {"one(war):w": 0.7}
