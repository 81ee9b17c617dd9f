"""Sources, data with the citations that their publishers ask for, method, version and hashes."""

from collections.abc import Iterator

from foedus.briefing.beside import DRAWS
from foedus.briefing.material import Material
from foedus.evidence.card import card, names
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Section, Table
from foedus.version import __version__

MOST = 100


def section(m: Material) -> Section:
    """Everything that the brief rests on."""
    return Section(
        "sources",
        "Sources, data and method",
        "Every number comes from the assessment that is published with this brief as data.",
        (*_sources(m), _data(m), Bullets(tuple(_method(m)))),
    )


def _sources(m: Material) -> Iterator[Block]:
    given = m.found.scenario.sources
    if not given:
        return
    rows = []
    for name, source in list(given.items())[:MOST]:
        told = [words.cut(source.publisher or "", 160), source.number, source.url]
        rows.append((
            name,
            words.cut(source.title, 240),
            "; ".join(words.cut(each, 200) for each in told if each),
            source.on.isoformat() if source.on else "",
        ))  # fmt: skip
    yield Table(
        "sources",
        "Sources that the scenario cites",
        ("Name", "Title", "Publisher, number, address", "Date"),
        tuple(rows),
        words.left_out(len(rows), len(given), "source"),
    )


def _data(m: Material) -> Table:
    hashes = m.found.ladder.hashes
    rows = []
    for name, digest in hashes.items():
        one = card(name) if name in names() else None
        rows.append((
            name, one.citation if one else "", one.version if one else "",
            str(one.last or "") if one else "", one.terms if one else "", f"{digest[:16]}…",
        ))  # fmt: skip
    return Table(
        "data",
        "Data sets, cited as their publishers ask",
        ("Name", "Citation", "Version", "To", "Terms of use", "SHA-256"),
        tuple(rows),
        "Hashes in full are in the data of this brief.",
        ("l", "l", "l", "r", "l", "l"),
    )


def _method(m: Material) -> Iterator[str]:
    found, ladder = m.found, m.found.ladder
    yield (
        "The risk is a ladder of four rungs (a dispute begins, it reaches force, force turns "
        f"deadly, deadly force becomes war), each a Bayesian logit fitted to pairs of states, "
        f"{ladder.first} to {ladder.last}, by `{ladder.command}`, Foedus {ladder.version}."
    )
    yield (
        f"It was simulated by years of twelve months from {found.scenario.begins} to "
        f"{found.scenario.ends(found.years)} over "
        f"{found.draws:,} posterior draws with seed {found.seed}. A chance is the mean over draws, "
        "a ratio the median; intervals hold 90% of draws."
    )
    yield (
        "How high the chances of deadly force and war over years are is set by pools, fitted on "
        "hindcasts, of those paths and a direct count, for the pair as things stand; every "
        "design's hazard is multiplied by the same factor, draw by draw "
        "(`foedus fit horizon`)."
    )
    if m.signing:
        yield (
            f"Who would sign was weighed over {DRAWS:,} draws of judged weights, for war {m.span}; "
            "no record scores it."
        )
    yield (
        f"Words for likelihood follow {m.yardstick.title}: {m.yardstick.source}. A chance is first "
        "rounded as it is printed, then takes the word of the nearer range, and where neither is "
        "nearer, of the one nearer to even."
    )
    facts: dict[str, int] = {}
    for fact in found.facts.values():
        facts[fact.origin] = facts.get(fact.origin, 0) + 1
    told = [f"{count} from {_ORIGIN.get(origin, origin)}" for origin, count in facts.items()]
    yield f"{words.counted(len(found.facts), 'fact')}: {words.listed(told)}."
    yield f"Made by Foedus {__version__}."


_ORIGIN = {
    "scenario": "the scenario", "frozen": "the frozen evidence file", "data": "the public data",
    "package": "the package's own lists",
}  # fmt: skip
