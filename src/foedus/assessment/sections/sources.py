"""What an answer rests on: data with their hashes, facts by their source, method and version."""

from collections.abc import Iterator

from foedus.assessment.result import Assessment
from foedus.assessment.sections.voice import Voice
from foedus.evidence.card import card, names
from foedus.history import origins
from foedus.report import words
from foedus.report.blocks import Bullets, Section, Table
from foedus.version import __version__

_ORIGIN = {
    "scenario": "the scenario", "frozen": "the frozen evidence file", "data": "the public data",
    "shipped": "what ships of the public data (docs/shipped.md)",
    "package": "the package's own lists",
}  # fmt: skip

#: Publishers of data that a line names.
_PUBLISHERS = 5
#: Years of the record of promises called on.
_CALLS = "1816–2003"


def section(v: Voice) -> Section:
    """Data, facts and method."""
    return Section(
        "sources", "Sources, data and method", "",
        (data(v, cited=False), facts(v), Bullets(tuple(method(v)))),
    )  # fmt: skip


def data(v: Voice, *, cited: bool) -> Table:
    """The data behind the posterior. cited: as their publishers ask, with the terms of use."""
    rows = []
    for name, digest in v.found.ladder.hashes.items():
        one = card(name) if name in names() else None
        about = (one.citation, one.version) if one else ("", "")
        last = str(one.last or "") if one else ""
        more = (*about, last, one.terms if one else "") if cited else (last,)
        rows.append((name, *more, f"{digest[:16]}…"))
    if not cited:
        return Table(
            "data", "Data sets", ("Name", "To", "SHA-256"), tuple(rows),
            "--json has the hashes in full.",
        )  # fmt: skip
    return Table(
        "data",
        "Data sets, cited as their publishers ask",
        ("Name", "Citation", "Version", "To", "Terms of use", "SHA-256"),
        tuple(rows),
        "Hashes in full are in the data of this brief.",
        ("l", "l", "l", "r", "l", "l"),
    )


def line(found: Assessment, of: str = "ladder") -> str:
    """Whose data the answer was learned from, in a line to stand under a figure.

    of: which model of history the figure shows, ``ladder``, ``honor`` or ``lapse``.
    """
    held, ladder = found.run.lapsing.model, found.ladder
    hashes, span = {
        "honor": (found.honor.hashes, _CALLS),
        "lapse": (held.hashes, f"{held.first}–{held.last}"),
    }.get(of, (ladder.hashes, f"{ladder.first}–{ladder.last}"))
    known = [card(name).publisher for name in hashes if name in names()]
    known = [each.split(";")[0] for each in known]
    short = dict.fromkeys(
        each if " and " in each else each.split(",")[0].removesuffix(" Project") for each in known
    )
    return (
        f"Source: Foedus {__version__}, fitted to {span}; data: "
        f"{'; '.join(list(short)[:_PUBLISHERS])}{'; and others' * (len(short) > _PUBLISHERS)}."
    )


def facts(v: Voice) -> Table:
    """Where the facts come from, a source a row."""
    used: dict[tuple[str, str], list[int]] = {}
    for fact in v.found.facts.values():
        used.setdefault((fact.origin, fact.source), []).append(fact.year or 0)
    rows = []
    for (origin, source), known in sorted(used.items()):
        stated = sorted({year for year in known if year})
        rows.append((origin, source, ", ".join(map(str, stated)), f"{len(known)}"))
    return Table(
        "facts",
        f"Facts that the forecast rests on ({len(v.found.facts)})",
        ("From", "Source", "Years", "Facts"),
        tuple(rows),
        "The assessment's JSON lists each with its year and source.",
        ("l", "l", "l", "r"),
    )


def method(v: Voice) -> Iterator[str]:
    """How it was computed, by which version, in whose words."""
    found, ladder = v.found, v.found.ladder
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
    if origins.pools(found.ladder):
        command = origins.COMMAND if found.past else "foedus fit horizon"
        yield (
            "How high the chances of deadly force and war over years are is set by pools, fitted "
            "on hindcasts, of those paths and a direct count, for the pair as things stand; every "
            "design's hazard is multiplied by the same factor, draw by draw "
            f"(`{command}`)."
        )
    if found.past and found.ladder.last == found.origin.last:
        yield (
            "A data set may run on later than the question: what came after "
            f"{found.origin.last} was left out of every fit."
        )
    yield (
        f"Words for likelihood follow {v.yardstick.title}: {v.yardstick.source}. A chance is first "
        "rounded as it is printed, then takes the word of the nearer range, and where neither is "
        "nearer, of the one nearer to even."
    )
    by: dict[str, int] = {}
    for fact in found.facts.values():
        by[fact.origin] = by.get(fact.origin, 0) + 1
    told = [f"{count} from {_ORIGIN.get(origin, origin)}" for origin, count in by.items()]
    yield f"{words.counted(len(found.facts), 'fact')}: {words.listed(told)}."
    yield f"Made by Foedus {__version__}."
