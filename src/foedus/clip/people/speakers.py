"""Speakers looked up: exact names first, then the office, letters last and only to rank.

A name that is not in the roster stays as the text has it, with the three likeliest people beside
it. Letters mislead (``weikov`` is nearer Peskov than Witkoff), so they never choose alone: those
who held the office that the text gives, on its date, are the candidates.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

from foedus.clip.people import offices
from foedus.clip.people.nations import state_of
from foedus.clip.people.offices import Office
from foedus.clip.people.roster import Person, Roster, key
from foedus.clip.speech import subjects
from foedus.clip.speech.attribution import Attribution, Span

How: TypeAlias = Literal[
    "name", "office", "letters", "carried over", "unknown name", "unnamed", "body", "nobody"
]
#: Likeness of letters (0 to 100) from which a name is proposed where no office is given, and how
#: far ahead of the next it must be: of mangled surnames, wrong in .1% at two edits.
LIKENESS, AHEAD = 75.0, 8.0
_NO_NAME = re.compile(
    r"(?:The|But|And|As|While|When|After|If|That|In|On|Of|For|With|Both|Mr|Mrs|Ms|Dr|Sir)\.?"
    r"|Administration|Tower|Organization|Doctrine"
)
#: Candidates shown.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom the text may mean. likeness: of the letters, 0 to 100."""

    name: str
    state: str
    title: str
    likeness: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. said: the words of the text; name: as the text has it or, of an exact name, as
    the roster has it; candidates: who may be meant, where the text does not say so exactly.
    doubt: about the dates of the office by which a name was resolved.
    """

    said: str
    name: str
    role: str | None
    state: str | None
    how: How
    candidates: tuple[Candidate, ...] = ()
    guess: bool = False
    doubt: str | None = None


NOBODY = Speaker("", "unattributed", None, None, "nobody")


@dataclass(slots=True)
class Cast:
    """Everybody in one text, so that a bare surname has the office given elsewhere."""

    text: str
    roster: Roster
    day: date | None
    known: dict[str, Office] = field(default_factory=dict)  # last name -> office

    def __post_init__(self) -> None:
        """Collect the offices that the text gives anywhere."""
        for found in offices.phrases(self.text, 0, len(self.text)):
            last = key(found.name.split()[-1])
            old = self.known.get(last)
            if old is None or (old.state is None and found.state is not None):
                self.known[last] = found

    def speaker(self, each: Attribution, before: Speaker | None) -> Speaker:
        """The speaker of an attribution. before: the last one named, whom a pronoun means."""
        if each.form == "hedge" or each.source is None:
            return replace(NOBODY, name="unnamed", how="unnamed")
        said = " ".join(self.text[slice(*each.source)].split())
        if said.lower() in {"he", "she", "they", "it", "i", "we"}:
            if before is None:
                return Speaker(said, said, None, None, "unnamed")
            return replace(before, said=said, how="carried over", guess=True)
        found = self.named(said)
        return replace(found, guess=True) if each.guessed else found

    def named(self, said: str) -> Speaker:
        """The speaker whom some words name."""
        several = self._several(said)
        if several is not None:
            return several
        office = offices.parsed(re.sub(r"[’']s$", "", said))
        noun = subjects.head(said)
        if office.role is None and subjects.is_body(noun):
            return Speaker(said, said, None, office.state, "body")
        if office.name and (exact := self._exact(said, office)):
            return exact
        if not office.name or not any(part[:1].isupper() for part in office.name.split()):
            lost = office.name and offices.lost(office.name, self.text)
            if not lost:
                return self._unnamed(said, office)
        if office.role is None and subjects.is_role(noun):
            return Speaker(said, said, None, office.state, "unnamed")
        if office.role is None and office.state and state_of(office.name):
            return Speaker(said, said, None, office.state, "body")
        return self._mangled(said, office)

    def _several(self, said: str) -> Speaker | None:
        """``Orlow and Vale``: two names."""
        parts = re.split(r",?\s+and\s+|,\s+(?=[A-Z])", said)
        if len(parts) < 2 or not all(re.match(r"(?:the\s+)?[A-Z]", part) for part in parts):
            return None
        if any(offices.parsed(part).role and not offices.parsed(part).name for part in parts):
            return None
        each = [self.named(part) for part in parts]
        states = {one.state for one in each}
        return Speaker(
            said, ", ".join(one.name for one in each), each[0].role,
            states.pop() if len(states) == 1 else None, each[0].how,
            tuple(c for one in each for c in one.candidates)[:SHOWN],
        )  # fmt: skip

    def _exact(self, said: str, office: Office) -> Speaker | None:
        people = self.roster.named(office.name, self.day)
        if office.state and len(people) > 1:
            people = [p for p in people if p.state == office.state] or people
        if len(people) == 1 and self._namesake(office, people[0]):
            return None  # "Tom Harris, a farmer": no other Harris is meant
        if len(people) == 1 and office.state in {None, people[0].state}:
            one = people[0]
            return Speaker(said, one.name, office.words or one.title, one.state, "name",
                           doubt=self.roster.doubt(one, self.day))  # fmt: skip
        if people:
            return Speaker(
                said, office.name, office.words or None, office.state, "unknown name",
                tuple(_candidate(p, None, "the name, but not the state") for p in people[:SHOWN]),
            )  # fmt: skip
        return None

    def _namesake(self, office: Office, one: Person) -> bool:
        """Whether a bare surname is another's, whom the text names in full; none by an office."""
        last = office.name
        if " " in last or office.role or not last:
            return False
        given = r"([A-Z][\w’'-]+|(?:[A-Z]\.)+)"
        first = key(one.name).split()[0] == key(last)  # the family's name comes first in some
        pattern = (
            rf"\b{re.escape(last)}\s+{given}" if first else rf"\b{given}\s+{re.escape(last)}\b"
        )
        full = [key(m[0]) for m in re.finditer(pattern, self.text) if _is_given(m[1])]
        words = {word for name in one.known_as() for word in name.split()}
        return bool(full) and not any(set(name.split()) <= words for name in full)

    def _unnamed(self, said: str, office: Office) -> Speaker:
        """Somebody by office or kind alone: ``officials in Norrland``, ``US Envoy``."""
        state = office.state or state_of(said)
        people = (
            self.roster.holding(state, office.role, self.day)
            if state and office.role and office.role != "official" else []
        )  # fmt: skip
        if said[:1].isupper() and office.role is None and state is not None:
            return Speaker(said, said, None, state, "body")
        named = [self.known[k] for k in self.known
                 if (self.known[k].role, self.known[k].state) == (office.role, state)]  # fmt: skip
        ranked = (
            self._ranked(named[0].name.split()[-1], people)
            if named
            else [(p, None) for p in people]
        )
        return Speaker(
            said, said, office.words or None, state, "unnamed",
            tuple(_candidate(p, like, "the office") for p, like in ranked[:SHOWN]),
        )  # fmt: skip

    def _mangled(self, said: str, office: Office) -> Speaker:
        """A name that the roster does not have: by office, letters only to rank."""
        last = office.name.split()[-1]
        other = self.known.get(key(last))
        role = office.role or (other.role if other else None)
        words = office.words or (other.words if other else "")
        state = office.state or (other.state if other else None)
        found: tuple[Candidate, ...] = ()
        if state and role:
            people = self.roster.holding(state, role, self.day)
            found = tuple(
                _candidate(p, like, "the office, on the date; letters only rank")
                for p, like in self._ranked(last, people)[:SHOWN]
            )
        if not found and state:
            ranked = self._ranked(last, self.roster.holding(state, None, self.day))
            ahead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0) if ranked else 0.0
            if ranked and ranked[0][1] >= LIKENESS and ahead >= AHEAD:
                found = tuple(_candidate(p, like, "letters") for p, like in ranked[:SHOWN])
        return Speaker(said, office.name, words or None, state, "unknown name", found)

    def _ranked(self, last: str, people: list[Person]) -> list[tuple[Person, float]]:
        """People by the likeness of their last names, the likest first."""
        if not people:
            return []
        from rapidfuzz.fuzz import ratio

        wanted = key(last)
        found = [(p, max(ratio(wanted, name.split()[-1]) for name in p.known_as())) for p in people]
        return sorted(found, key=lambda pair: -pair[1])


def _is_given(word: str) -> bool:
    """Whether a word beside a surname is a given name: no office, no state, no opening word."""
    titled = offices.parsed(f"{word} X").role is not None or subjects.is_role(word.lower())
    return not (titled or _NO_NAME.fullmatch(word) or state_of(word))


def _candidate(person: Person, likeness: float | None, why: str) -> Candidate:
    return Candidate(
        person.name, person.state, person.title,
        None if likeness is None else round(likeness, 1), why,
    )  # fmt: skip


def carrier(text: str, source: Span, roster: Roster) -> str:
    """Who carried a report: an outlet by its own name, else the words of the text."""
    said = text[slice(*source)].strip()
    return roster.is_outlet(said) or re.sub(r"^the\s+(?=[A-Z])", "", said)
