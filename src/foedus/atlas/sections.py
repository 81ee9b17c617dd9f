"""The atlas in words: all of it in a screen, as a table of pairs, and a page a state."""

from collections.abc import Iterable, Sequence

from foedus.atlas import figures
from foedus.atlas.atlas import Atlas, PairOutlook
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Picture, Section, Table

#: Rows of a screen's tables; unanswered pairs named.
_ROWS, _NAMED = 10, 8
#: What the years of a row are of.
_OF = {
    "capability": "capabilities", "regime": "regimes", "border": "borders", "rivalry": "rivalries",
    "pacts": "alliances", "disputes": "disputes",
}  # fmt: skip
FAR = 95.0  # percentile from which a pair lies at the edge of the record


def sections(found: Atlas) -> list[Section]:
    """A screen: the highest risks, the largest gains, and how stale what they rest on is."""
    return [_about(found), _risks(found), _gains(found), stale(found)]


def front(found: Atlas) -> list[Section]:
    """The first page: both maps, how stale the facts are, and every pair in one table."""
    maps = (Picture(figures.risk(found), wide=True), Picture(figures.gain(found), wide=True))
    return [Section("maps", "The world", _about(found).lead, maps), stale(found), pairs(found)]


def _about(found: Atlas) -> Section:
    asked = found.plan
    lead = (
        f"{words.counted(len(asked.pairs), 'pair')} of {words.counted(len(found.states), 'state')} "
        f"as of the end of {asked.question.year}, none and "
        f"{words.counted(len(asked.question.template.designs), 'design')}: war within "
        f"{words.years(asked.years)}."
    )
    blocks: list[Block] = [Bullets(tuple(
        f"{name}: {title}" for name, title in asked.designs.items()
    ))]  # fmt: skip
    if found.unanswered:
        named = [
            f"{found.name(one)} and {found.name(two)}: {words.cut(why, 120)}"
            for (one, two), why in list(found.unanswered.items())[:_NAMED]
        ]
        left = words.left_out(_NAMED, len(found.unanswered), "pair")
        blocks += [
            Paragraph(f"{words.counted(len(found.unanswered), 'pair')} without a forecast:"),
            Bullets((*named, *([left] if left else []))),
        ]
    return Section("about", "Atlas", lead, tuple(blocks))


def _risks(found: Atlas) -> Section:
    first = sorted(found.bare, key=lambda each: -each.war.value)[:_ROWS]
    return Section(
        "risks", "Where war is likeliest", "", (_table(found, "risks", "As things stand", first),)
    )


def _gains(found: Atlas) -> Section:
    first = sorted(found.best.values(), key=lambda each: -each.gain.value)[:_ROWS]
    if not first:
        said = "None of the designs is clearly lower than none, for any pair."
        return Section("gains", "Which guarantee would change most", said, ())
    rows = tuple(
        (
            _pair(found, each), each.design, words.brackets(each.gain),
            words.ratio(each.ratio), _support(each),
        )
        for each in first
    )  # fmt: skip
    columns = ("pair", "design", "less war by", "ratio", "support")
    note = (
        "Of the designs whose whole 90% interval lies below the chance with none, the one with the "
        "largest difference. Associations in the record, not proof of cause."
    )
    table = Table("gains", "By pair", columns, rows, note, ("l", "l", "r", "r", "l"))
    return Section("gains", "Which guarantee would change most", "", (table,))


def stale(found: Atlas) -> Section:
    """Of which years the facts are: said once for all pairs, and by row in the table."""
    year = found.plan.question.year
    last: dict[str, list[int]] = {}
    for each in found.bare:
        for what, of in each.years.items():
            last.setdefault(what, []).append(of)
    said = tuple(
        f"{_OF[what]}: {min(of)}" + (f" to {max(of)}" if max(of) > min(of) else "")
        for what, of in last.items()
        if what in _OF and max(of) < year
    )
    assumed = sorted({state for each in found.bare for state in each.assumed})
    blocks: list[Block] = [Bullets(said)] if said else []
    if assumed:
        blocks.append(Paragraph(
            f"No index knows the regime of {words.some([found.name(s) for s in assumed], 10)}; "
            "the mean of known states is taken."
        ))  # fmt: skip
    lead = (
        f"Facts older than {year} are carried forward as they were; disputes and pacts since are "
        "added from the chronology as far as it goes." if said else f"All facts are of {year}."
    )  # fmt: skip
    return Section("years", "Of which years the facts are", lead, tuple(blocks))


def pairs(found: Atlas) -> Section:
    """Every pair, the likeliest war first."""
    every = sorted(found.bare, key=lambda each: -each.war.value)
    table = _table(found, "pairs", f"War within {words.years(found.plan.years)}", every)
    return Section("pairs", "Every pair", "", (table,))


def state(found: Atlas, label: str) -> list[Section]:
    """The page of one state: who may attack it and who stands by it, and whom it may attack."""
    own = [each for each in found.bare if each.protege == label]
    out = [each for each in found.bare if each.challenger == label]
    name = found.name(label)
    parts = []
    if own:
        first = max(own, key=lambda each: each.war.value)
        lead = (
            f"Likeliest to begin a war with {name} within {words.years(found.plan.years)}, of "
            f"{words.counted(len(own), 'challenger')}: {found.name(first.challenger)}, "
            f"{words.chance(first.war)}. {_stands(found, first)}"
        )
        parts.append(_side(found, "threats", f"Who might attack {name}", lead, own))
    if out:
        first = max(out, key=lambda each: each.war.value)
        lead = (
            f"Likeliest to be attacked by {name}, of {words.counted(len(out), 'state')}: "
            f"{found.name(first.protege)}, {words.chance(first.war)}."
        )
        parts.append(_side(found, "targets", f"Whom {name} might attack", lead, out))
    return parts


def _stands(found: Atlas, each: PairOutlook) -> str:
    if not each.protected_by:
        return f"Nobody owes {found.name(each.protege)} defense against it today."
    who = words.some([found.name(state) for state in each.protected_by])
    return f"Owed defense against it today by: {who}."


def _side(found: Atlas, ident: str, title: str, lead: str, rows: Sequence[PairOutlook]) -> Section:
    ordered = sorted(rows, key=lambda each: -each.war.value)
    return Section(
        ident, title, lead, (_table(found, ident, "As things stand, and best", ordered),)
    )


def _table(found: Atlas, name: str, caption: str, rows: Iterable[PairOutlook]) -> Table:
    columns = (
        "pair",
        "war",
        "owed defense by",
        "changes most",
        "less war by",
        "support",
        "facts of",
    )
    told = tuple(_row(found, each) for each in rows)
    note = (
        "Chances that the first begins a war with the second, as things stand; brackets hold 90% "
        "intervals. Changes most: of designs whose interval of the ratio lies below 1. Support: "
        "share of the record's pairs nearer to its middle. Facts of: the oldest that is carried "
        "forward. Associations in the record, not proof of cause."
    )
    return Table(name, caption, columns, told, note, ("l", "r", "l", "l", "r", "l", "r"))


def _row(found: Atlas, each: PairOutlook) -> tuple[str, ...]:
    best = found.best.get((each.challenger, each.protege))
    return (
        _pair(found, each),
        words.brackets(each.war),
        words.some([found.name(state) for state in each.protected_by], 3)
        if each.protected_by else "nobody",
        best.design if best else "none clearly",
        words.brackets(best.gain) if best else "",
        _support(each),
        f"{each.oldest}",
    )  # fmt: skip


def _pair(found: Atlas, each: PairOutlook) -> str:
    return f"{found.name(each.challenger)} → {found.name(each.protege)}"


def _support(each: PairOutlook) -> str:
    far = f"{words.share(each.percentile)} nearer"
    return f"{far}, beyond the record" if each.outside else far
