"""What the letters and digits of NATO grades are taken to be worth: judgements, in one place."""

from collections.abc import Mapping

#: Judgement: chance that a report from such a source bears on the truth. F: cannot be judged.
RELIABILITY: Mapping[str, float] = {"A": 0.95, "B": 0.8, "C": 0.6, "D": 0.35, "E": 0.1, "F": 0.3}
#: Judgement: error of the information, as a share of the scale. 6: cannot be judged.
CREDIBILITY: Mapping[str, float] = {"1": 0.05, "2": 0.1, "3": 0.15, "4": 0.25, "5": 0.4, "6": 0.3}
