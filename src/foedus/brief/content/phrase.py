"""Phrases that every section uses: chances with their words, counts, lists that stay short."""

from collections.abc import Iterable, Sequence

from foedus.assess import words
from foedus.assess.deterrence import Estimate
from foedus.assess.result import DesignResult
from foedus.assess.yardstick import Yardstick
from foedus.states import UnknownStateError, find

#: Names in one list; more are counted.
NAMED = 6
#: Characters of a text that somebody else wrote, in one cell or sentence.
LONGEST = 400


def chance(found: Estimate, yardstick: Yardstick) -> str:
    """``4.4% (90% interval 1.1–11%), almost no chance``."""
    return f"{bare(found)}, {yardstick.word(found.value)}"


def war(design: DesignResult, yardstick: Yardstick) -> str:
    """The chance of war by the last year: by its text, and by its practice where it has one."""
    text = chance(design.risk.by["war"][-1], yardstick)
    if design.practice is None:
        return text
    practice = chance(design.practice.risk.by["war"][-1], yardstick)
    return f"by its text {text}, and by its practice {practice}"


def bare(found: Estimate) -> str:
    """``4.4% (90% interval 1.1–11%)``."""
    return f"{words.percent(found.value)} (90% interval {words.span(found.low, found.high)})"


def brackets(found: Estimate) -> str:
    """``4.4% (1.1–11%)``, for a table whose note says what the brackets hold."""
    return f"{words.percent(found.value)} ({words.span(found.low, found.high)})"


def ratio(found: Estimate) -> str:
    """``0.14 (0.06–0.44)``."""
    return f"{words.times(found.value)} ({words.times(found.low)}–{words.times(found.high)})"


def counted(number: int, noun: str, many: str = "") -> str:
    """``1 design``, ``4 designs``, ``1,200 designs``."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def some(names: Sequence[str], most: int = NAMED) -> str:
    """``a``, ``a and b``, ``a, b and c``; of a long list the first and how many more."""
    if len(names) <= most + 1:  # "and 1 more" is no shorter than the name
        return words.listed(names) if names else "none"
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def cut(text: str, longest: int = LONGEST) -> str:
    """A text in one line, its end left off with an ellipsis where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def sentence(text: str) -> str:
    """With its first letter large and a period at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def party(name: str, year: int) -> str:
    """A state's name where it is one, else the name as it was given."""
    try:
        return find(name, year=year).name
    except UnknownStateError:
        return cut(name, 60)


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
