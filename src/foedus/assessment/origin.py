"""Which years an answer was learned from: a question of the past is answered by what was known."""

from datetime import date

from foedus.evidence.card import card
from foedus.history import origins
from foedus.history.honor import RECORDS, Published
from foedus.history.ladder import Ladder, posterior
from foedus.history.origins import Origin
from foedus.report import words


def line(origin: Origin, as_of: date) -> str:
    """The years in a line: what is known to them, what is not, and what has seen later ones."""
    ladder = origin.ladder
    span = f"fitted to {ladder.first}–{ladder.last}"
    seen = _hindsight(origin, as_of.year)
    if ladder.last >= as_of.year:
        said = [
            f"{span}: the model has seen later years than the question's, so this is no forecast"
        ]
    elif seen:
        said = [f"{span}, nothing later, but for {words.listed(seen)}"]
    else:
        said = [f"{span}, nothing later"]
    if not past(origin):
        return "; ".join(said)
    if ladder.last < as_of.year and not seen:
        said.append(f"so are {words.listed(_counts(origin))}")
    if not origins.pools(ladder):
        said.append("chances over years are the ladder's own: too few windows were over by then")
    if origin.game is None:
        said.append("no game stands beside it: none was scored by then")
    said.append("what each model looks at was chosen on all years")
    return "; ".join(said)


def past(origin: Origin) -> bool:
    """Whether the models are of a past origin, and not those that know the most."""
    return origin.last < origins.main().last


def _counts(origin: Origin) -> list[str]:
    """The models beside the ladder, by how much each had to learn from."""
    calls = origin.honor.record.defense.called
    found = [
        f"depth ({origin.depth.alliances} alliances)",
        f"honor ({words.counted(calls, 'call')})",
        f"lapse ({origin.lapse.record['ends']['broken']['memberships']} commitments broken)",
    ]
    return found + (["the game"] if origin.game else [])


def _hindsight(origin: Origin, year: int) -> list[str]:
    """The models beside the ladder that have seen the question's year, or a later one."""
    last = {
        "depth": origin.depth.last, "honor": years_of_calls(origin)[1], "lapse": origin.lapse.last,
        "the game": origin.game.last if origin.game else 0,
    }  # fmt: skip
    return [f"{name} (to {seen})" for name, seen in last.items() if seen >= year]


def years_of_calls(origin: Origin) -> tuple[int, int]:
    """First and last year of the calls that honor was fitted on."""
    book = card("berkemeier-fuhrmann")
    if book.first is None or book.last is None:
        raise ValueError("the card of the calls names no years")
    return book.first, min(book.last, origin.honor.last or book.last)


def published(origin: Origin) -> tuple[Published, ...]:
    """Records of honor that others counted, of which every year was over at the origin."""
    if not past(origin):
        return RECORDS
    return tuple(each for each in RECORDS if each.last is not None and each.last <= origin.last)


def name(ladder: Ladder) -> str | None:
    """The shipped file that a ladder is of: ``ladder``, ``origins/1989``; None for another."""
    if ladder is posterior.shipped():
        return "ladder"
    if ladder.last in origins.YEARS and ladder is origins.shipped(ladder.last).ladder:
        return f"origins/{ladder.last}"
    return None


def which(ladder: Ladder) -> str:
    """``origins/1989``, or that the caller gave it."""
    return name(ladder) or "given by the caller"
