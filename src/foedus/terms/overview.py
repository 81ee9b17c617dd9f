"""One line on each instrument: who promised what to whom, called on or not, and how it ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.states import find
from foedus.terms.clause import Obligation
from foedus.terms.depth import depth_count
from foedus.terms.guarantee import Guarantee

#: Parties named one by one; more are counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Overview:
    """A guarantee in one line of a table."""

    name: str
    year: int | None  # of signature
    parties: str  # guarantors → protégé, or the parties of a mutual pact
    obligations: tuple[Obligation, ...]  # in the order of the text
    depth: int  # military ties in the text, 0 to 8
    called: int | None  # occasions on record; None: no fate is written down
    honored: int | None  # of them, answered in full
    end: str | None


def overview(guarantee: Guarantee) -> Overview:
    """The line of one guarantee."""
    fate = guarantee.fate
    return Overview(
        name=guarantee.name,
        year=guarantee.signed.year if guarantee.signed else None,
        parties=parties(guarantee),
        obligations=tuple(dict.fromkeys(clause.obligation for clause in guarantee.clauses)),
        depth=depth_count(guarantee),
        called=len(fate.called) if fate else None,
        honored=fate.honored if fate else None,
        end=fate.end if fate else None,
    )


def overviews(guarantees: Iterable[Guarantee]) -> tuple[Overview, ...]:
    """Lines in the order of signature, undated ones last."""
    lines = map(overview, guarantees)
    return tuple(sorted(lines, key=lambda line: (line.year or 9999, line.name)))


def parties(guarantee: Guarantee) -> str:
    """Guarantors → protégé, or the parties of a mutual pact: ``GBR → GRC``, ``JPN – USA``."""
    states = (*guarantee.guarantors, *guarantee.acceded)
    named = [_name(state) for state in states]
    if len(named) > _NAMED:
        named = [f"{len(named)} states"]
    if guarantee.protege:
        return f"{', '.join(named)} → {_name(guarantee.protege)}"
    return " – ".join(named)


def _name(state: str) -> str:
    """The code, or the name of a state that has but a number."""
    return find(state).short


def table(guarantees: Iterable[Guarantee]) -> str:
    """The lines as a Markdown table."""
    return "\n".join(_rows(overviews(guarantees)))


def _rows(lines: Iterable[Overview]) -> Iterator[str]:
    yield "| name | year | parties | obligations | depth | called, honored | end |"
    yield "|---|---|---|---|---|---|---|"
    for line in lines:
        calls = "" if line.called is None else f"{line.called}, {line.honored}"
        cells = (
            f"`{line.name}`",
            str(line.year or ""),
            line.parties,
            ", ".join(line.obligations),
            str(line.depth),
            calls if line.called else "not called",
            line.end or "",
        )
        yield f"| {' | '.join(cells)} |"
