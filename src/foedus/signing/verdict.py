"""What is said of a signature that nothing scores: a class, and how many of the weights agree.

A draw of the weights, positions and risk is one set of *weights tried*. Under it a party is better
off with a package or is not. The share of the sets under which it is puts the party in a class; the
share is a count over judgements, never a chance that it will sign.
"""

from collections.abc import Iterable
from typing import Literal

#: blocks: better off in at most BLOCKS of the weights tried. open: between. for: in at least FOR.
#: keeps: the package is in force, so keeping it is the status quo. untold: nothing that is known of
#: it moves it either way, or nobody's wishes are known.
Verdict = Literal["blocks", "untold", "open", "for", "keeps"]
#: From the worst for a package to the best; a package has the worst of those whom it needs.
ORDER: tuple[Verdict, ...] = ("blocks", "untold", "open", "for", "keeps")
#: What a search tells packages apart by, worst first.
CLASSES: tuple[Verdict, ...] = ("blocks", "open", "for")
#: Judgements: three of four, and one of four, of the weights tried.
FOR, BLOCKS = 0.75, 0.25
#: What a package is called, after the worst of its parties.
OF_PACKAGE: dict[Verdict, str] = {
    "blocks": "blocked", "untold": "untold", "open": "open", "for": "for it", "keeps": "in force",
}  # fmt: skip


def verdict(share: float) -> Verdict:
    """The class of a share of the weights tried, 0 to 1: blocks, open or for."""
    return "for" if share >= FOR else "blocks" if share <= BLOCKS else "open"


def worst(each: Iterable[Verdict]) -> Verdict:
    """The worst of several; ``for`` where there is none, since nobody stands in the way."""
    return min(each, key=ORDER.index, default="for")


def rank(found: Verdict) -> int:
    """Place among CLASSES: what is in force counts as for, what is untold as open."""
    return sum(ORDER.index(found) >= ORDER.index(each) for each in ("untold", "for"))


def tenths(share: float) -> str:
    """A share of the weights tried in words: ``9 of 10``.

    Eight of ten and more are those of the class ``for``, two of ten and fewer those that block.
    """
    if share in {0.0, 1.0}:
        return "all" if share else "none"
    if share < 0.05:
        return "fewer than 1 of 20"
    if share > 0.95:
        return "more than 19 of 20"
    count = 8 if share == FOR else 2 if share == BLOCKS else round(10 * share)
    return f"{min(max(count, 1), 9)} of 10"


def tried(share: float) -> str:
    """``in 9 of 10 of the weights tried``."""
    return f"in {tenths(share)} of the weights tried"
