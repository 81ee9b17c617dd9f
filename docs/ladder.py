"""Write the tables of ladder.md from the shipped posteriors."""

from collections.abc import Callable, Iterator
from pathlib import Path

from foedus.history import pledge, presence
from foedus.history.ladder import posterior
from foedus.history.measures import Measures
from foedus.history.pairs import posterior as pairs

PAGE = Path(__file__).with_suffix(".md")
TERMS = {
    "a minor power only": "minor", "a major power": "major", "a nuclear power": "nuclear",
    "two sds deeper, minor": "depth_minor", "two sds deeper, major": "depth_major",
}  # fmt: skip
QUESTIONS = {
    "onset": "does state 1 begin a dispute, or a war, with state 2 this year? (originators only)",
    "force": "given onset: does either of the two use force in it?",
    "deadly": "given force: are lives lost to it, or is territory occupied?",
    "war": "given deadly force: is it a war that state 1 begins this year?",
}
MODELS = ("base rate", "plain logit", "ties counted", "ladder", "boosted trees")
EVENTS = {"onset": "a dispute begun", "force": "with force", "deadly": "with deadly force",
          "war": "a war begun"}  # fmt: skip
PLEDGES = {"any": "any pledge", "bilateral": "between the two alone",
           "multilateral": "in an agreement of many alone"}  # fmt: skip
HOSTS = {"level": "US personnel, tenfold more", "host": "a host of 100 or more"}
TRIALS = {"level": "US personnel, log", "host": "a host of 100 or more"}


def _signed(value: float, digits: int = 2) -> str:
    return f"{value:+z.{digits}f}".replace("-", "−")


def _pair(each: dict[str, float]) -> str:
    return f"{_signed(each['mean'])} ({each['sd']:.2f})"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield "|" + "---|" * len(cells)


def rungs() -> Iterator[str]:
    """What each rung asks, and how many rows it was learned from."""
    yield from _head("rung", "question", "rows", "events")
    for name, rung in posterior.shipped().rungs.items():
        yield _row(name, QUESTIONS[name], f"{rung.rows:,}", f"{rung.events:,}")


def terms() -> Iterator[str]:
    """The guarantee's terms, pooled over eras."""
    ladder = posterior.shipped()
    yield from _head("term", *ladder.rungs)
    for words, name in TERMS.items():
        yield _row(words, *(
            _pair(term) for rung in ladder.rungs.values() for term in rung.terms
            if (term["name"], term["era"]) == (name, "pooled")
        ))  # fmt: skip


def within() -> Iterator[str]:
    """The same within and between pairs."""
    ladder = posterior.shipped()
    rungs = ("onset", "deadly", "war")
    kinds = ("within", "between")
    yield from _head("term", *(f"{rung}: {kind}" for rung in rungs for kind in kinds))
    for words in ("a major power", "a nuclear power", "two sds deeper, major"):
        found = {
            (rung, each["kind"]): each for rung in rungs for each in ladder.rungs[rung].variants
            if each["name"] == TERMS[words]
        }  # fmt: skip
        yield _row(words, *(_pair(found[rung, kind]) for rung in rungs for kind in kinds))


def scores() -> Iterator[str]:
    """Scores out of sample, by rung and model."""
    yield from _head("", "AUC", "average precision", "log loss", "over the ladder", "slope")
    for rung, score in posterior.shipped().scores.items():
        for model in MODELS:
            told = score["models"][model]
            over = score["log_loss_over_ladder"].get(model)
            name = f"**{rung}**, {model}" if model == MODELS[0] else model
            plain = model == MODELS[0] or told["auc"] is None
            cells = [
                "" if plain else f"{told['auc']:.3f}",
                "" if plain else f"{told['average_precision']:.3f}",
                f"{told['log_loss']:.6f}",
                "" if over is None else f"{_signed(over['sum'], 1)} ± {over['se']:.1f}",
                "" if plain else f"{told['slope']:.2f}",
            ]
            yield _row(*(f"**{c}**" if model == "ladder" and c else c for c in (name, *cells)))


def pledges() -> Iterator[str]:
    """What was begun against those that had a pledge."""
    record = pledge.shipped()
    events = ("dispute", "force", "deadly", "war")
    yield from _head("directed pair-years under", "disputes", "with force", "deadly", "wars")
    for kind, words in (("bilateral", "a pledge between the two alone"),
                        ("multilateral", "an agreement of many alone")):  # fmt: skip
        rates = [record.rate(event, kind) for event in events]
        yield _row(f"{words} ({rates[0].years:,})", *(
            f"{r.observed}, expected {r.expected:.1f}: {r.ratio:.2f} ({r.low:.2f}–{r.high:.2f})"
            for r in rates
        ))  # fmt: skip


def broken() -> Iterator[str]:
    """Shares of pledges broken."""
    record = pledge.shipped()
    events = ("dispute", "force", "deadly", "war")
    yield from _head("pledges between the two alone", "disputes", "with force", "deadly", "wars")
    for years in (10, 20):
        found = [record.after(event, years) for event in events]
        yield _row(f"broken within {years} years", *(
            f"{a.share:.1%} ({100 * a.share_low:.1f}–{100 * a.share_high:.1f}), expected "
            f"{a.expected_share:.1%}" for a in found
        ))  # fmt: skip


def trial() -> Iterator[str]:
    """The pledge on trial."""
    record = pledge.shipped()
    yield from _head("", *record.trials["any"])
    for kind, words in PLEDGES.items():
        yield _row(words, *_changes([each["change"] for each in record.trials[kind].values()]))


def _changes(found: list[dict[str, float]]) -> list[str]:
    return [f"{_signed(each['sum'], 1)} ± {each['se']:.1f}" for each in found]


def forces() -> Iterator[str]:
    """Forces on trial."""
    record = presence.shipped()
    yield from _head("", *record.trials["level"])
    for kind, words in TRIALS.items():
        told = (record.change(kind, rung) for rung in record.trials[kind])
        yield _row(words, *(f"{_signed(total, 1)} ± {se:.1f}" for total, se in told))


def hosts() -> Iterator[str]:
    """Forces within and between pairs."""
    record = presence.shipped()
    rungs = ("onset", "war")
    yield from _head("", *(f"{rung}, {kind}" for rung in rungs for kind in ("within", "between")))
    for kind, words in HOSTS.items():
        cells = [
            _pair(each) for rung in rungs for way in ("within", "between")
            for each in record.trials[kind][rung]["variants"] if each["kind"] == way
        ]  # fmt: skip
        yield _row(words, *cells)


def every() -> Iterator[str]:
    """Forecasts of every pair, five years ahead."""
    yield from _head("", "expected", "AUC", "average precision", "log loss", "over the ladder",
                     "slope")  # fmt: skip
    for row in pairs.shipped().rows:
        came = row.measures["ladder"].events
        near = ", relevant pairs" if row.pairs == "relevant" else ""
        yield _row(f"**{EVENTS[row.event]}{near}**: {came:,} came", *[""] * 6)
        for model, told in row.measures.items():
            over = row.gain.get(model)
            gained = "" if over is None else f"{_signed(over[0], 1)} ± {over[1]:.1f}"
            yield _row(model, *_scored(told, gained))


def later() -> Iterator[str]:
    """2011–2014, forecast from 2010, by another coder."""
    yield from _head("", "expected", "AUC", "average precision", "log loss", "slope")
    record = pairs.shipped().later
    for event in record[0].events:
        yield _row(f"**{EVENTS[event]}**: {record[0].events[event].events} came", *[""] * 5)
        for each in record:
            cells = _scored(each.events[event], "")
            yield _row(each.model, *cells[:4], cells[-1])


def _scored(told: Measures, gained: str) -> list[str]:
    def cell(value: float | None, digits: int) -> str:
        return "" if value is None else f"{value:.{digits}f}"

    return [
        f"{told.mean * told.n:.1f}", cell(told.auc, 3), cell(told.average_precision, 3),
        f"{told.log_loss:.6f}", gained, cell(told.slope, 2),
    ]  # fmt: skip


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    each.__name__: each
    for each in (rungs, terms, within, scores, pledges, broken, trial, forces, hosts, every, later)
}


def page(text: str) -> str:
    """The page's text with each table as the posteriors have it now."""
    for name, made in TABLES.items():
        start, stop = f"<!-- {name}: written by ladder.py -->", f"<!-- end of {name} -->"
        table = "\n".join(made())
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(stop)
        text = f"{before}{start}\n\n{table}\n\n{stop}{after}"
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
