"""What is forecast, in words: each event defined, with cases that count and cases that do not.

One place for the terminal, the page and the docs. docs/war.md has the rules in full.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Onset:
    """An event that the challenger begins against the protégé."""

    name: str  # as in results
    title: str  # for a column
    meaning: str
    counts: str
    not_: str  # what does not count


EVENTS: dict[str, Onset] = {
    event.name: event
    for event in (
        Onset(
            "dispute", "dispute",
            "a threat, show or use of force by the one state against the other, or a war, that the "
            "challenger begins (disputes of Gibler, Miller & Little, from 2011 of the Correlates "
            "of War, both states in it from the first day)",
            "a mobilization at the border; a ship seized; shots across a line",
            "words without force behind them; acts of armed groups that no state avows",
        ),
        Onset(
            "force", "force",
            "a dispute in which one of the two uses armed force",
            "a raid, a bombardment, a blockade, a clash, whoever dies or does not",
            "a threat; an alert; an exercise",
        ),
        Onset(
            "deadly", "deadly force",
            "force in which soldiers of one state die by the other's hand, or which occupies "
            "territory",
            "Georgia 2008; Crimea and the Donbas 2014",
            "a seizure of ships or men without deaths, as in the Kerch Strait in 2018",
        ),
        Onset(
            "war", "war",
            "sustained combat between the regular forces of the two, with at least 1,000 battle "
            "deaths in all, that the challenger begins: it attacks first, and enters no war that "
            "others fight already",
            "the Six-Day War (Israel against Egypt and Syria), Iran–Iraq 1980, Falklands 1982, "
            "Ukraine 2022",
            "Georgia 2008 (under 1,000 dead); a war that the protégé begins; a guarantor's entry; "
            "a ceasefire that collapses where that counts as the same war going on",
        ),
    )
}  # fmt: skip

#: What each rung is about, after "whether".
STEPS = {"onset": "a dispute begins", "force": "a dispute reaches force",
         "deadly": "force turns deadly", "war": "deadly force becomes war"}  # fmt: skip
