"""Words for numbers, names and lists: one place for terminal, page, notebook and figures.

Estimative words follow a yardstick, ICD 203 unless another is asked for
(``foedus.report.yardstick``); a word never stands without its number.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from foedus.report.yardstick import ICD_203, Yardstick
from foedus.states import find, known

if TYPE_CHECKING:
    from foedus.estimate import Estimate  # it loads NumPy, which words alone do not need

_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
#: Names in one list; more are counted.
NAMED = 6
#: Characters of a text that somebody else wrote, in one cell or sentence.
LONGEST = 400
#: A state by its code.
_CODE = re.compile(r"\b[A-Z]{3}\b")
#: What a sentence ends in, in Latin, Arabic, Chinese and Indian writing.
_ENDS = (".", "!", "?", "…", "؟", "۔", "。", "！", "？", "।")
#: Names that have an article inside a sentence.
_ARTICLE = re.compile(
    r"(United|Soviet|Ottoman|Papal|Marshall|Solomon) |"
    r"(Netherlands|Philippines|Bahamas|Maldives|Comoros|Seychelles|Gambia|Two Sicilies)$|"
    r".*(Republic$|Republic of |Federation\b|Empire\b|Emirates\b)"
)


def percent(chance: float) -> str:
    """A chance in percent, to two digits or so: ``17%``, ``4.4%``, ``0.26%``, ``<0.01%``."""
    value = 100.0 * chance
    if 0.0 < value < 0.01:
        return "<0.01%"
    if value > 99.5 and chance < 1.0:
        return ">99%"
    digits = 0 if value >= 9.95 or value == 0.0 else 1 if value >= 0.995 else 2
    return f"{value:.{digits}f}%"


def share(percentile: float) -> str:
    """How many lie nearer, in whole percent: never all of them."""
    return ">99%" if percentile > 99.5 else f"{percentile:.0f}%"


def span(low: float, high: float) -> str:
    """An interval of chances: ``7.8–29%``, ``99% or more``."""
    if percent(high) == ">99%":
        return percent(low) if percent(low) == ">99%" else f"{percent(low)} or more"
    return f"{percent(low).removesuffix('%').replace('<0.01', '0.00')}–{percent(high).lstrip('<')}"


def times(value: float) -> str:
    """A ratio to two digits or so: ``0.004``, ``0.23``, ``1.40``, ``12``."""
    if 0.0 < value < 0.0095:
        return f"{value:.3f}" if value >= 0.0005 else "<0.001"
    return f"{value:.2f}" if value < 9.95 else f"{value:.0f}"


def chance(found: "Estimate", yardstick: Yardstick = ICD_203) -> str:
    """``4.4% (90% interval 1.1–11%), almost no chance``."""
    return f"{bare(found)}, {yardstick.word(found.value)}"


def listed(names: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def name_of(state: str, year: int) -> str:
    """A state's name in a year."""
    return find(state, year=year).called(year)


def coded(state: str, year: int) -> str:
    """``RUS (Russia)``; the name alone where a state has no ISO code."""
    name = name_of(state, year)
    return name if state.isdigit() else f"{state} ({name})"


def code(state: str) -> str:
    """A state as a list shows it: its ISO code, or its name where it has none."""
    return find(state).short


def codes(states: Iterable[str]) -> list[str]:
    """States as a list shows them, each."""
    return [code(state) for state in states]


def roster(labels: Iterable[str]) -> str:
    """``USA, GBR, North Yemen``."""
    return ", ".join(codes(labels))


def years(count: int) -> str:
    """``1 year``, ``20 years``."""
    return f"{count} year{'' if count == 1 else 's'}"


def bare(found: "Estimate") -> str:
    """``4.4% (90% interval 1.1–11%)``."""
    return f"{percent(found.value)} (90% interval {span(found.low, found.high)})"


def brackets(found: "Estimate") -> str:
    """``4.4% (1.1–11%)``, for a table whose note says what the brackets hold."""
    return f"{percent(found.value)} ({span(found.low, found.high)})"


def beneath(found: "Estimate") -> str:
    """A chance with its interval on a line of its own, for a cell of a table."""
    return f"{percent(found.value)}\n({span(found.low, found.high)})"


def ratio(found: "Estimate") -> str:
    """``0.14 (0.06–0.44)``."""
    return f"{times(found.value)} ({times(found.low)}–{times(found.high)})"


def points(found: "Estimate") -> str:
    """A difference of chances in percentage points: ``−4.2 points (−10 to +0.80)``."""
    value, low, high = (_signed(100.0 * each) for each in (found.value, found.low, found.high))
    return f"{value} points ({low} to {high})"


def _signed(value: float) -> str:
    """A number with its sign and two digits, no finer than a hundredth."""
    size = abs(value)
    if round(size, 2) == 0.0:
        return "0"
    return f"{value:+.{0 if size >= 9.95 else 1 if size >= 0.995 else 2}f}".replace("-", "−")


def value(datum: object) -> str:
    """A value as it stands in an answer: four digits, ``yes`` and ``no``, lists by their length."""
    match datum:
        case None:
            return "none"
        case bool():
            return "yes" if datum else "no"
        case float():
            return f"{datum:.4g}"
        case list() | tuple():
            return counted(len(datum), "name")
        case _:
            return str(datum)


def duration(seconds: float) -> str:
    """About how long: ``12 s``, ``3 min``, ``5.2 h``."""
    if seconds < 90:
        return f"{max(round(seconds), 1)} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"


def counted(number: int, noun: str, many: str = "") -> str:
    """``1 design``, ``4 designs``, ``1,200 designs``."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def none_or(number: int, noun: str, many: str = "") -> str:
    """``no disputes``, ``1 dispute``, ``2 disputes``: a count inside a sentence."""
    return counted(number, noun, many) if number else f"no {many or noun + 's'}"


def some(names: Sequence[str], most: int = NAMED) -> str:
    """``a``, ``a and b``, ``a, b and c``; of a long list the first and how many more."""
    if len(names) <= most + 1:  # "and 1 more" is no shorter than the name
        return listed(names) if names else "none"
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def cut(text: str, longest: int = LONGEST) -> str:
    """A text in one line, its end left off with an ellipsis where it is too long.

    Marks that turn the direction of writing round are left out: they would show other words than
    stand there.
    """
    line = " ".join(text.translate(_TURNS).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def sentence(text: str) -> str:
    """With its first letter large and a period at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith(_ENDS) else f"{text}."


def party(name: str, year: int) -> str:
    """A state's name where it is one, else the name as it was given."""
    state = known(name, year=year)
    return state.called(year) if state else cut(name, 60)


def the(name: str) -> str:
    """A state's name inside a sentence: ``the Soviet Union``, ``Finland``."""
    return f"the {name}" if _ARTICLE.match(name) else name


def spelled(text: str, year: int) -> str:
    """A text with the states that it names by codes of three letters called by their names."""
    return _CODE.sub(lambda match: party(match[0], year), text)


def parties(names: Iterable[str], year: int, most: int = NAMED) -> str:
    """Several of them in a list."""
    return some([party(name, year) for name in names], most)


def left_out(shown: int, every: int, what: str, many: str = "") -> str:
    """A sentence about the rows that a table has no room for; empty where there are none."""
    more = every - shown
    if more <= 0:
        return ""
    return f"{counted(more, f'more {what}', many and f'more {many}')} left out here."


def said(*sentences: str) -> str:
    """Sentences that are there, as one text."""
    return " ".join(each for each in sentences if each)


def decimal(value: float) -> str:
    """Four decimals, or four digits where those would say little: ``-0.4954``, ``1.235e-05``."""
    size = abs(value)
    return f"{value:.4g}" if size >= 1e5 or 0 < size < 1e-4 else f"{value:.4f}"
