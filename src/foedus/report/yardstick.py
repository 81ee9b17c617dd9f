"""Yardsticks: words for how likely something is, each for a range of chances.

Two are in use. US: seven terms whose ranges share their ends (Intelligence Community Directive 203,
Analytic Standards, 2015). UK: seven terms with gaps between their ranges (Professional Head of
Intelligence Assessment, Explaining Uncertainty in UK Intelligence Assessment, 2025).

Rules where the sources leave it open, the same for both:

- A chance is first rounded as it is printed, so that one printed number never has two words.
- A chance in two ranges, or in a gap between two, has the word of the nearer range; where neither
  is nearer, of the one nearer to even. So no word claims more than the number, and a chance and its
  complement have mirrored words wherever the yardstick itself is symmetric.
- Beyond the last ranges (under 1%, over 99% in the US one) the last word holds.
"""

from dataclasses import dataclass

from foedus.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Term:
    """A word and its range in percent. also: words of the same range, in another row."""

    word: str
    low: float
    high: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Terms from the least likely to the likeliest."""

    name: str
    title: str
    source: str
    terms: tuple[Term, ...]

    def word(self, chance: float) -> str:
        """The term for a chance between 0 and 1."""
        percent = rounded(chance)
        return min(
            self.terms,
            key=lambda term: (_off(percent, term), abs((term.low + term.high) / 2 - 50.0)),
        ).word

    @property
    def words(self) -> tuple[str, ...]:
        """Its terms, in one row."""
        return tuple(term.word for term in self.terms)


def _off(percent: float, term: Term) -> float:
    """How far a chance lies outside a term's range, in points."""
    return max(term.low - percent, percent - term.high, 0.0)


def rounded(chance: float) -> float:
    """A chance in percent, rounded as it is printed: whole from 10, one decimal from 1, else two.

    Nothing but certainty itself rounds to 0 or to 100.
    """
    value = 100.0 * chance
    if 99.5 < value < 100.0:
        return 99.0
    digits = 0 if value >= 10 else 1 if value >= 1 else 2
    return max(round(value, digits), 0.01) if value > 0 else 0.0


ICD_203 = Yardstick(
    "icd-203",
    "ICD 203",
    "US Director of National Intelligence, Intelligence Community Directive 203, 2015",
    (
        Term("almost no chance", 1, 5, ("remote",)),
        Term("very unlikely", 5, 20, ("highly improbable",)),
        Term("unlikely", 20, 45, ("improbable", "improbably")),
        Term("roughly even chance", 45, 55, ("roughly even odds",)),
        Term("likely", 55, 80, ("probable", "probably")),
        Term("very likely", 80, 95, ("highly probable",)),
        Term("almost certain", 95, 99, ("nearly certain", "almost certainly")),
    ),
)
UK = Yardstick(
    "uk",
    "the UK yardstick",
    "UK Professional Head of Intelligence Assessment, Explaining Uncertainty in UK Intelligence "
    "Assessment, 2025",
    (
        Term("remote chance", 0, 5),
        Term("highly unlikely", 10, 20),
        Term("unlikely", 25, 35),
        Term("realistic possibility", 40, 50),
        Term("likely", 55, 75, ("probable", "probably")),
        Term("highly likely", 80, 90),
        Term("almost certain", 95, 100, ("almost certainly",)),
    ),
)
YARDSTICKS: dict[str, Yardstick] = {each.name: each for each in (ICD_203, UK)}


def yardstick(name: str) -> Yardstick:
    """The yardstick of this name. Raises UnknownNameError for another."""
    if name not in YARDSTICKS:
        raise UnknownNameError("yardstick", name, YARDSTICKS, where="--yardstick")
    return YARDSTICKS[name]
