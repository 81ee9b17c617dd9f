"""The atlas in words: all of it in a screen, as a table of pairs, and a page a state."""

from collections.abc import Sequence
from dataclasses import replace

from foedus.atlas import figures
from foedus.atlas.atlas import Atlas, PairOutlook
from foedus.report import words
from foedus.report.blocks import Align, Block, Bullets, Paragraph, Picture, Section, Table

#: Rows of a screen's tables; unanswered pairs named.
_ROWS, _NAMED = 10, 8
#: What the years of a row are of.
_OF = {
    "capability": "capabilities", "regime": "regimes", "border": "borders", "rivalry": "rivalries",
    "pacts": "alliances", "disputes": "disputes",
}  # fmt: skip
EDGE = 95.0  # percentile of distance from which a pair lies at the edge of the record
_ALIGN: tuple[Align, ...] = ("l", "r", "l", "l", "r", "l", "r")
_ASSOCIATED = "Associations in the record, not proof of cause."


def sections(found: Atlas) -> list[Section]:
    """A screen: the highest risks, the largest gains, and how stale what they rest on is."""
    return [_about(found), _risks(found), _gains(found), stale(found, found.bare)]


def front(found: Atlas) -> list[Section]:
    """The first page: both maps, how stale the facts are, and every pair in one table."""
    first = max(found.bare, key=lambda each: each.war.value, default=None)
    lead = _about(found).lead
    if first is not None:
        lead += f" Highest: {_pair(found, first)}, {words.bare(first.war)}."
    shown = [Picture(figures.risk(found), wide=True)]
    if found.best:
        shown.append(Picture(figures.gain(found), wide=True))
    else:
        lead += f" {_NO_GAIN}"
    return [
        Section("maps", "The world", lead, tuple(shown)),
        stale(found, found.bare),
        pairs(found),
    ]


def _about(found: Atlas) -> Section:
    asked = found.plan
    lead = (
        f"The chance that one state begins a war with another within {words.years(asked.years)}, "
        f"for {words.counted(len(asked.pairs), 'pair')} of "
        f"{words.counted(len(found.states), 'state')} as of the end of {asked.question.year}: "
        "with the guarantees that stand, and with each of "
        f"{words.counted(len(asked.question.template.designs), 'design')} besides."
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
    table, read = _table(found, "risks", "As things stand", first)
    return Section("risks", "Where war is likeliest", "", (replace(table, note=read),))


def _gains(found: Atlas) -> Section:
    first = sorted(found.best.values(), key=lambda each: -each.gain.value)[:_ROWS]
    if not first:
        return Section("gains", "Where a guarantee goes with the largest drop", _NO_GAIN, ())
    rows = tuple(
        (
            _pair(found, each), each.design, words.brackets(each.gain),
            words.ratio(each.ratio), _support(each),
        )
        for each in first
    )  # fmt: skip
    columns = ("pair", "design", "lower by", "ratio", "support")
    note = (
        "Of the designs whose whole 90% interval lies below the chance with none, the one with the "
        f"largest difference. {_ASSOCIATED}"
    )
    table = Table("gains", "By pair", columns, rows, note, ("l", "l", "r", "r", "l"))
    return Section("gains", "Where a guarantee goes with the largest drop", "", (table,))


_NO_GAIN = "Under no design is the chance clearly lower than without one, for any pair."


def stale(found: Atlas, rows: Sequence[PairOutlook]) -> Section:
    """Of which years the facts behind some pairs are."""
    year = found.plan.question.year
    last: dict[str, list[int]] = {}
    for each in rows:
        for what, of in each.years.items():
            last.setdefault(what, []).append(of)
    said = tuple(
        f"{_OF[what]}: {min(of)}" + (f" to {max(of)}" if max(of) > min(of) else "")
        for what, of in last.items()
        if what in _OF and max(of) < year
    )
    assumed = sorted({state for each in rows for state in each.assumed})
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
    table, read = _table(found, "pairs", f"War within {words.years(found.plan.years)}", every)
    return Section("pairs", "Every pair", read, (table,))  # what columns mean, above 3,600 rows


def state(found: Atlas, label: str) -> list[Section]:
    """The page of one state: who may attack it and who stands by it, whom it may attack, and how
    old the facts are.
    """
    own = [each for each in found.bare if each.protege == label]
    out = [each for each in found.bare if each.challenger == label]
    name = found.name(label)
    parts = []
    if own:
        first = max(own, key=lambda each: each.war.value)
        lead = (
            f"Likeliest to begin a war with {name} within {words.years(found.plan.years)}, of "
            f"{words.counted(len(own), 'challenger')}: {found.name(first.challenger)}, "
            f"{words.chance(first.war)}. {_war(first)}{_stands(found, first)}"
        )
        parts.append(_side(found, "threats", f"Who might attack {name}", lead, own))
    if out:
        first = max(out, key=lambda each: each.war.value)
        lead = (
            f"Likeliest to be attacked by {name}, of {words.counted(len(out), 'state')}: "
            f"{found.name(first.protege)}, {words.chance(first.war)}. {_war(first)}".rstrip()
        )
        parts.append(_side(found, "targets", f"Whom {name} might attack", lead, out))
    return [*parts, stale(found, [*own, *out])]


def _war(each: PairOutlook) -> str:
    if not each.at_war:
        return ""
    return "The two are at war: the chance is of another, once the fighting has stopped. "


def _stands(found: Atlas, each: PairOutlook) -> str:
    if not each.protected_by:
        return f"Nobody owes {found.name(each.protege)} defense against it today."
    who = words.some([found.name(state) for state in each.protected_by])
    return f"Owed defense against it today by: {who}."


def _side(found: Atlas, ident: str, title: str, lead: str, rows: Sequence[PairOutlook]) -> Section:
    ordered = sorted(rows, key=lambda each: -each.war.value)
    caption = f"War within {words.years(found.plan.years)}, as things stand and with a design"
    table, read = _table(found, ident, caption, ordered)
    return Section(ident, title, lead, (replace(table, note=read),))


def _table(found: Atlas, name: str, caption: str, rows: Sequence[PairOutlook]) -> tuple[Table, str]:
    """The table, and how to read it. A column of one year is said instead."""
    oldest = {each.oldest for each in rows}
    columns = ("pair", "war", "owed defense by", "lowest with", "lower by", "support", "facts of")
    aged = len(oldest) > 1
    kept = len(columns) - (not aged)
    table = Table(
        name, caption, columns[:kept], tuple(_row(found, each)[:kept] for each in rows), "",
        _ALIGN[:kept],
    )  # fmt: skip
    age = (
        "Facts of: the year of the oldest that is carried forward."
        if aged
        else f"The oldest fact of every row is of {min(oldest)}." if oldest else ""
    )  # fmt: skip
    read = words.said(
        "Each chance is that the first state begins a war with the second, as things stand; "
        "brackets hold 90% intervals. Lowest with: the design of the largest difference, among "
        "those whose whole interval of the ratio lies below 1; lower by is in points of percent. "
        "Support: how far the pair lies from the middle of the record, and which share of the "
        "record's pairs lies nearer.",
        age,
        _AT_WAR if any(each.at_war for each in rows) else "",
        _ASSOCIATED,
    )
    return table, read


_AT_WAR = (
    "At war: a war between the two goes on, and the chance is of another, once the fighting has "
    "stopped."
)


def _row(found: Atlas, each: PairOutlook) -> tuple[str, ...]:
    best = found.best.get((each.challenger, each.protege))
    return (
        _pair(found, each),
        words.brackets(each.war),
        words.some([found.name(state) for state in each.protected_by], 3)
        if each.protected_by else "nobody",
        best.design if best else "none",
        words.brackets(best.gain) if best else "",
        _support(each),
        f"{each.oldest}",
    )  # fmt: skip


def _pair(found: Atlas, each: PairOutlook) -> str:
    pair = f"{found.name(each.challenger)} → {found.name(each.protege)}"
    return f"{pair}, at war" if each.at_war else pair


def _support(each: PairOutlook) -> str:
    where = "beyond" if each.outside else "edge" if each.percentile >= EDGE else "inside"
    return f"{where}, {words.share(each.percentile)}"
