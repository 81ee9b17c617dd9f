"""Write what each origin knows into depth.md, honor.md, lapse.md and strategic.md, as it ships.

`python docs/origins.py` needs no data.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from foedus.estimate import ENDS, Array
from foedus.history import depth
from foedus.history.honor import describe
from foedus.history.origins import YEARS, Origin, main, shipped
from foedus.terms import get

FOLDER = Path(__file__).parent
DRAWS = 20_000
#: A commitment between two states of middling democracy, subject to ratification.
COMMITMENT = {"parties": 2.0, "democracy": 0.5, "ratified": 1.0}
#: Texts measured by each origin that could have known them: the year after it.
TEXTS = ("us-japan-1960", "north-atlantic-1949")


def page(text: str, table: str) -> str:
    """The page's text with the table in its place."""
    start, stop = "<!-- origins: written by origins.py -->", "<!-- end of origins -->"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(stop)
    return f"{before}{start}\n\n{table}\n\n{stop}{after}"


def _every() -> Iterator[tuple[str, Origin]]:
    for last in YEARS:
        yield str(last), shipped(last)
    yield "main", main()


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, ("---", *["--:"] * (len(heads) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _span(values: Array) -> str:
    low, high = np.percentile(values, ENDS)
    return f"{100 * values.mean():.2g}% ({100 * low:.2g}–{100 * high:.2g}%)"


def of_depth() -> str:
    """Alliances, the two texts' depths and that of a promise with every tie."""

    def row(name: str, origin: Origin) -> tuple[str, ...]:
        model = origin.depth
        texts = (depth.of(get(text), model) for text in TEXTS)
        ties = tuple(item.codes[-1][-1] for item in depth.ITEMS)
        every = depth.of_ties(ties, model)
        cells = (f"{each.mean:.2f} ({each.low:.2f}–{each.high:.2f})" for each in (*texts, every))
        return name, f"{model.alliances}", *(cell.replace("-", "−") for cell in cells)

    heads = ("through", "alliances", *(f"`{text}`" for text in TEXTS), "every tie")
    return _table(heads, (row(*each) for each in _every()))


def of_honor() -> str:
    """Calls, and the chance of a promise signed in the next year, against an outsider."""

    def row(name: str, origin: Origin) -> tuple[str, ...]:
        model, year = origin.honor, origin.last + 1
        draws = model.draws(DRAWS, np.random.default_rng(0))
        about = describe(signed=year, inside=0.0)
        calls = model.record.defense
        return (
            name, f"{calls.honored} of {calls.called}", f"{year}",
            _span(model.chance(about, draws)), _span(model.rate(about, draws)),
        )  # fmt: skip

    heads = ("through", "honored", "signed in", "chance, a new family", "chance, the average")
    return _table(heads, (row(*each) for each in _every()))


def of_lapse() -> str:
    """Breaks, renewals, and the yearly chance of a commitment of two states."""

    def row(name: str, origin: Origin) -> tuple[str, ...]:
        model = origin.lapse
        draws = model.draws(DRAWS, np.random.default_rng(0))
        counts = model.record
        return (
            name, f"{counts['ends']['broken']['memberships']}", f"{counts['member_years']:,}",
            f"{model.renewal.renewed} of {model.renewal.n}",
            _span(model.hazard(COMMITMENT, [0], draws)),
        )  # fmt: skip

    heads = ("through", "broken", "member-years", "renewed", "broken a year")
    return _table(heads, (row(*each) for each in _every()))


def of_game() -> str:
    """Challenges, and what each part gains over the base rate on years after its own game."""

    def gain(origin: Origin, part: str) -> str:
        if origin.game is None:
            return "–"
        found = origin.game.scores[part]["log_loss_over_game"]["base rate"]
        told = f"{found['sum']:+.0f} ± {found['se']:.0f}".replace("-", "−")
        return f"**{told}**" if origin.game.beats_base_rate(part) else told

    def row(name: str, origin: Origin) -> tuple[str, ...]:
        game = origin.game
        if game is None:
            return name, "withheld", "–", "–", "–", "–"
        ends = game.outcomes
        challenges = sum(ends.values()) - ends["status quo"]
        gains = (gain(origin, part) for part in ("challenge", "resist", "help"))
        return name, f"{challenges:,}", f"{ends['joined']}", *gains

    heads = ("through", "challenges", "joined", "challenge", "resist", "help")
    return _table(heads, (row(*each) for each in _every()))


#: Page -> what writes its table.
TABLES: dict[str, Callable[[], str]] = {
    "depth.md": of_depth, "honor.md": of_honor, "lapse.md": of_lapse, "strategic.md": of_game,
}  # fmt: skip


def write() -> None:
    """Write every page."""
    for name, table in TABLES.items():
        place = FOLDER / name
        place.write_text(page(place.read_text("utf-8"), table()), "utf-8")


if __name__ == "__main__":
    write()
