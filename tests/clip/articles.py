"""Short articles written for these tests, and a roster of people who are nobody."""

from pathlib import Path

from foedus.clip.draft import Clip, Engine, clipped
from foedus.clip.people.roster import Roster, made
from foedus.clip.text.original import opened

#: Invented people in offices of real states, so that adjectives and dates work.
PEOPLE = made(
    {
        "people": [
            {
                "name": name,
                "aliases": [name.split()[-1]],
                "state": state,
                "role": role,
                "from": since,
                "to": until,
                "source": "invented",
            }
            for name, state, role, since, until in (
                ("Harlan Whitcomb", "USA", "envoy", "1990-01-01", "1999-12-31"),
                ("Morris Wetkin", "RUS", "envoy", "1990-01-01", None),
                ("Odell Farrow", "USA", "envoy", "1990-01-01", None),
                ("Lyle Brandt", "USA", "foreign minister", "1990-01-01", None),
                ("Oleg Sorin", "RUS", "president", "1990-01-01", None),
                ("Old Envoy", "USA", "envoy", "1970-01-01", "1980-12-31"),
            )
        ],
        "meetings": [
            {
                "on": "1995-05-09",
                "people": ["Oleg Sorin", "Lyle Brandt"],
                "place": "Helsinki",
                "names": ["Helsinki"],
                "source": "invented",
            }
        ],
        "outlets": ["Norrland Wire", "Reuters"],
    }
)

ARTICLE = """\
US Envoy: Russia Accepts Outside Guarantees for Estonia

U.S. Special Envoy whetkom announced today that the administration was exploring a guarantee for \
estonia. We have come a long way, and we can offer ships, Whetkom stated, according to reuters.

Article 5 states that an attack on one is an attack on all.

Whetkom indicated that Russia’s willingness to consider such a guarantee was new. Talks with Sorin \
on May 9, 1995 in Halsunka,and a dinner, came first. Brandt stressed the progress made, stating, \
We think we have moved a little.

“We will never accept foreign bases,” Russian President Oleg Sorin said on Monday. “Nor will we \
cede land.”

Date Event
May 9, 1995 Talks between Sorin and Brandt in Halsunka.
May 12, 1995 Brandt to meet with Estonian leaders.

• Will it last? Officials in Estonia say the base will stay open.

We value your viewpoint! Tell us what you think in the comments below.
"""


def clip(text: str = ARTICLE, engine: Engine = "rules", roster: Roster = PEOPLE) -> Clip:
    """A text clipped."""
    return clipped(opened(text.encode("utf-8"), "article.txt"), engine=engine, roster=roster)


def stored(folder: Path, text: str = ARTICLE, name: str = "article.txt") -> Path:
    """The same in a file."""
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path
