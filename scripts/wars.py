"""Makes the table of wars between pairs again from three public records, and the page about it.

    FOEDUS_MIRROR=DIR python scripts/wars.py

Writes ``src/foedus/evidence/wars.csv`` (one row a pair and war that any record has) and
``docs/war-events.md`` (what became of the events that an earlier reading called war). Rules,
records and cases: docs/war.md.
"""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from foedus.evidence.bridge import GML_LAST, PAIR, WAR, cow, initiations
from foedus.evidence.table import table
from foedus.storage import replacing

ROOT = Path(__file__).parent.parent
TABLE, PAGE = ROOT / "src/foedus/evidence/wars.csv", ROOT / "docs/war-events.md"
Pair = tuple[int, int]

#: Choices by hand, by war and pair as RSH has them: initiator, target, start, role, reason.
CHOICES: dict[str, tuple[int, int, str, str, str]] = {
    "WW1Jpn-Ger": (
        740, 255, "1914-08-23", "joined",
        "RSH gives Russia's code as target; the war's own name and COW say Germany",
    ),
    "WW1Ger-Rus": (
        255, 365, "1914-08-01", "began",
        "RSH has Germany join; no ally of Germany's was at war with Russia on that day",
    ),
    "TaiwanStraits_1958": (
        710, 713, "1958-08-23", "began", "RSH marks a joiner where nobody else fought",
    ),
    "Vietnam-Cambodia1977-79": (
        811, 816, "1977-09-24", "began", "RSH marks a joiner where nobody else fought",
    ),
    "Afghanistan_US_2001": (
        2, 700, "2001-10-07", "began", "RSH marks a joiner; no other state was at war with it",
    ),
    "Iraq_US_2003": (
        2, 645, "2003-03-19", "began", "RSH marks all three as joiners; the United States led",
    ),
    "GulfWar_US_1991": (
        2, 645, "1991-01-16", "began",
        "COW counts one war from Iraq's invasion of Kuwait; RSH a second that the United States "
        "began when the fighting over Kuwait had ended. RSH, since the fight between these two "
        "began so",
    ),
    "GulfWar_Kuwait_1991": (
        645, 690, "1990-08-02", "began",
        "RSH has no war in 1990 and one that Kuwait began in 1991; COW and GML: Iraq's invasion",
    ),
}  # fmt: skip
_GULF = "one decision, led by the United States: counted once, as theirs"


@dataclass
class Episode:
    """A war between a pair in one or more records."""

    pair: Pair
    start: dt.date | None = None
    year: int = 0
    end: int = 0
    name: str = ""
    rsh: str = ""
    cow: str = ""
    gml: str = ""
    own: str = ""
    begins: dict[str, Pair | None] = field(default_factory=dict)  # record -> (initiator, target)
    joiner: bool = False
    originators: bool = False  # both in GML's dispute from its first day
    met: tuple[int, int] = (0, 0)  # GML's dispute: first and last year


def revised() -> Iterator[Episode]:
    """Wars by pair of Reiter, Stam & Horowitz: each initiator and its target or adversaries."""
    frame = table("interstate-wars-revised")
    for _, war in frame.group_by("init_war_id", maintain_order=True):
        row = war.row(0, named=True)
        start = dt.date(row["year"], row["month_entry"] or 7, row["day_entry"] or 1)
        one, two = row["init_ccode"], row["target_ccode"]
        end = int(war["year"].max())
        yield Episode(
            ordered(one, two), start, start.year, end, row["larger_war_name"],
            rsh=f"{start}", own=row["init_war_name"], begins={"rsh": (one, two)},
            joiner=bool(row["joiner"]),
        )  # fmt: skip


def adversaries() -> dict[Pair, list[tuple[int, int]]]:
    """Pairs that RSH lists as adversaries beside a war's target: pair -> first and last year."""
    found: dict[Pair, list[tuple[int, int]]] = {}
    for _, war in table("interstate-wars-revised").group_by("init_war_id", maintain_order=True):
        for place in range(2, 15):
            rows = war.filter(pl.col(f"adv{place}ccode").is_not_null())
            for code in rows[f"adv{place}ccode"].unique():
                mine = rows.filter(pl.col(f"adv{place}ccode") == code)["year"]
                pair = ordered(int(war["init_ccode"][0]), int(code))
                found.setdefault(pair, []).append((int(mine.min()), int(mine.max())))
    return found


def correlates() -> Iterator[Episode]:
    """Wars by pair of COW 4.0."""
    frame = table("cow-wars").filter(pl.col("ccode1") < pl.col("ccode2"))
    for (number, one, two), war in frame.group_by(
        "warnum", "ccode1", "ccode2", maintain_order=True
    ):
        row = war.row(0, named=True)
        first, last = int(war["year"].min()), int(war["year"].max())
        flags = row["initiator1"], row["initiator2"]
        began = {(1, 0): (one, two), (0, 1): (two, one)}.get(flags)
        text = f"war {number}, {first}" + (f"–{last}" if last > first else "")
        yield Episode((one, two), None, first, last, cow=text, begins={"cow": began})


def disputes() -> Iterator[Episode]:
    """Disputes of GML, from 2011 of COW, in which both states of a pair reached war."""
    days: dict[Pair, list[dt.date]] = {}  # dispute and state -> when it entered: some did twice
    for row in table("gml-participants").iter_rows(named=True):
        day = dt.date(row["styear"], max(row["stmon"], 1), max(row["stday"], 1))
        days.setdefault((row["dispnum"], row["ccode"]), []).append(day)
    columns = [*PAIR, "year", "hostlev1", "hostlev2", "sidea1", "orig1", "orig2"]
    later = cow().filter(pl.col("year") > GML_LAST)  # COW's, where GML has ended
    frame = (
        pl.concat([each.select(columns) for each in (table("gml-directed-disputes"), later)])
        .filter(pl.col("ccode1") < pl.col("ccode2"))
        .group_by("dispnum", "ccode1", "ccode2")
        .agg(
            pl.col("year").min().alias("first"), pl.col("year").max().alias("last"),
            pl.col("hostlev1", "hostlev2", "sidea1", "orig1", "orig2").max(),
        )
        .filter(pl.col("hostlev1") == WAR, pl.col("hostlev2") == WAR)
        .sort("dispnum", "ccode1", "ccode2")
    )  # fmt: skip
    for row in frame.iter_rows(named=True):
        one, two = row["ccode1"], row["ccode2"]
        entered = (days.get((row["dispnum"], state), []) for state in (one, two))
        start = max(
            (day for own in entered for day in own if day.year <= row["first"]), default=None
        )
        yield Episode(
            (one, two), start, row["first"], row["last"],
            gml=f"dispute {row['dispnum']}, {row['first']}"
            + (f"–{row['last']}" if row["last"] > row["first"] else ""),
            begins={"gml": (one, two) if row["sidea1"] else (two, one)},
            originators=bool(row["orig1"] and row["orig2"]), met=(row["first"], row["last"]),
        )  # fmt: skip


def ordered(one: int, two: int) -> Pair:
    """The pair, lower code first."""
    return (one, two) if one < two else (two, one)


def joined() -> list[Episode]:
    """The records put together, pair by pair: RSH's wars, COW's nearest, GML's around them."""
    found = list(revised())
    free = list(correlates())
    by_gap = sorted(
        (
            (abs(war.year - own.year), place, mine)
            for place, war in enumerate(free)
            for mine, own in enumerate(found)
            if own.pair == war.pair and abs(war.year - own.year) <= 2
        )
    )
    taken: set[int] = set()
    for _, place, mine in by_gap:
        if place in taken or found[mine].cow:
            continue
        taken.add(place)
        found[mine].cow, found[mine].end = free[place].cow, max(found[mine].end, free[place].end)
        found[mine].begins |= free[place].begins
    listed = adversaries()
    for place, war in enumerate(free):
        if place not in taken:
            if any(a - 1 <= war.year <= b for a, b in listed.get(war.pair, ())):
                war.rsh = "an adversary"
            found.append(war)
    for war in disputes():
        first, last = war.met
        around = [w for w in found if w.pair == war.pair and first - 1 <= w.year <= last + 1]
        around = [w for w in around if not w.gml or abs(w.year - first) < abs(w.year - w.met[0])]
        for own in around:
            own.gml, own.begins = war.gml, own.begins | war.begins
            own.originators, own.met = war.originators, war.met
            if own.start is None and war.start and war.start.year == own.year:
                own.start = war.start
        if not around:
            found.append(war)
    return found


def choice(war: Episode, before: list[dict[str, str]]) -> dict[str, str]:
    """A row of the table: what is taken, and why. before: rows already taken, in order of time."""
    records = {"RSH": war.rsh, "COW": war.cow, "GML": war.gml}
    having = [name for name, text in records.items() if text]
    lacking = [name for name in records if name not in having]
    begins, start = war.begins, war.start or war.year
    took = next((begins[r] for r in ("rsh", "cow", "gml") if begins.get(r)), None)
    one, two = took or war.pair
    others = {name.upper(): who for name, who in begins.items() if who and who != took}
    reason = ""
    if len(having) < 2:
        role, reason = "none", f"{having[0]} alone has a war between the two"
    elif not war.rsh and not war.originators:
        role = "none"
        reason = (
            "enemies in a war of many, which COW and GML list by sides; RSH, which codes who "
            "fought whom, does not have the two"
        )
    elif war.own in CHOICES:
        one, two, day, role, reason = CHOICES[war.own]
        start = dt.date.fromisoformat(day)
    elif _fighting(war, before):
        role, reason = "part", "the two were at war already: part of that war"
    elif "rsh" in begins:
        role = "joined" if war.joiner else "began"
        if war.own.startswith("GulfWar_"):
            role, reason = "joined", _GULF
        elif others.get("COW") or others.get("GML"):
            reason = (
                "RSH, which codes who began each pair's fighting; "
                + " and ".join(others)
                + " the other way round"
            )
        elif "cow" in begins and begins["cow"] is None and role == "began":
            reason = "RSH: COW names no initiator between these two"
    elif took and war.originators and begins.get("cow"):
        role, reason = "began", "RSH names no initiator between these two; COW does"
    else:
        role = "joined"
        reason = "neither was in it from the first day, or no record says who began it"
    if lacking and not reason:
        reason = f"two records of three; {' and '.join(lacking)} lacks it"
    return {
        "initiator": str(one), "target": str(two), "start": str(start), "end": str(war.end),
        "role": role, "rsh": war.rsh, "cow": war.cow, "gml": war.gml,
        "began_rsh": _who(begins.get("rsh")), "began_cow": _who(begins.get("cow")),
        "began_gml": _who(begins.get("gml")), "war": war.name, "reason": reason,
    }  # fmt: skip


def _who(pair: Pair | None) -> str:
    return str(pair[0]) if pair else ""


def _fighting(war: Episode, before: list[dict[str, str]]) -> bool:
    pair = {str(code) for code in war.pair}
    return any(
        {row["initiator"], row["target"]} == pair
        and row["role"] in {"began", "joined"}
        and int(row["start"][:4]) <= war.year
        and (int(row["end"]) > war.year or (int(row["end"]) == war.year and not war.own))
        for row in before
    )


def rows() -> list[dict[str, str]]:
    """The table, in order of time."""
    found: list[dict[str, str]] = []
    for war in sorted(joined(), key=lambda w: (w.year, not w.rsh, str(w.start), w.pair)):
        found.append(choice(war, found))
    return sorted(found, key=lambda row: (row["start"], row["initiator"], row["target"]))


def before() -> pl.DataFrame:
    """The events that the reading before this one called wars begun by 1 against 2.

    A dispute of GML that one originator began against another, in which either reached war with
    anybody at any time, dated by the dispute's first year.
    """
    frame = initiations().filter(pl.col("hostlev") >= WAR, pl.col("year") <= GML_LAST)
    return frame.group_by("ccode1", "ccode2", "year").agg(pl.col("dispnum").min()).sort(
        "year", "ccode1", "ccode2"
    )  # fmt: skip


def became(one: int, two: int, year: int, made: list[dict[str, str]]) -> str:
    """What the table has of such an event, in words."""
    mine = [row for row in made if {int(row["initiator"]), int(row["target"])} == {one, two}]
    near = [row for row in mine if year <= int(row["start"][:4]) <= year + 12]
    wars = [row for row in near if row["role"] == "began"]
    if wars:
        war = min(wars, key=lambda row: row["start"])
        begun, when = int(war["initiator"]), int(war["start"][:4])
        if begun == one:
            return "the same war" if when == year else f"a war that it began on {war['start']}"
        return f"a war that the other side began, {war['start']}"
    if any(row["role"] in {"joined", "part"} for row in near):
        war = next(row for row in near if row["role"] in {"joined", "part"})
        return f"a war that one of the two joined, {war['start']}: not begun by either"
    if near:
        return f"no war: {near[0]['reason']}"
    return "no war between the two in any record"


def page(made: list[dict[str, str]]) -> str:
    """The page of what became of each earlier event, and of what is new."""
    old = before()
    label = {row["ccode"]: row["stateabb"] for row in table("cow-states").iter_rows(named=True)}
    lines, counts = [], Counter[str]()
    for one, two, year, number in old.iter_rows():
        what = became(one, two, year, made)
        counts[what.split(",")[0].split(" on 1")[0].split(" on 2")[0].split(":")[0]] += 1
        lines.append(f"| {year} | {label[one]} → {label[two]} | {number} | {what} |")
    had = {(a, b, y) for a, b, y, _ in old.iter_rows()}
    new = [
        row for row in made
        if row["role"] == "began"
        and (int(row["initiator"]), int(row["target"]), int(row["start"][:4])) not in had
    ]  # fmt: skip
    head = [
        "# What became of the events once called war", "",
        "Made by `python scripts/wars.py`; docs/war.md says how war is coded now. The reading "
        "before took every dispute of GML that one originator began against another and in which "
        "either reached war, against anyone, at any time: "
        f"{len(old)} directed dyad-years of 1816–2010. Of these,", "",
        *(f"- {count}: {what};" for what, count in counts.most_common()), "",
        f"and {len(new)} wars begun are new, or stand in another year or direction.", "",
        "| dispute began | pair | GML's dispute | what it is now |", "|--:|---|--:|---|",
        *lines, "",
        "## Wars begun that were not there", "",
        "| began | pair | war | why, where the records differ |", "|---|---|---|---|",
        *(
            f"| {row['start']} | {label[int(row['initiator'])]} → {label[int(row['target'])]} | "
            f"{row['war'] or row['cow']} | {row['reason']} |"
            for row in new
        ),
    ]  # fmt: skip
    return "\n".join(head) + "\n"


def main() -> None:
    """Write the table and the page."""
    made = rows()
    with replacing(TABLE) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(made[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    with replacing(PAGE) as part:
        part.write_text(page(made), encoding="utf-8")


if __name__ == "__main__":
    main()
