"""Many events against clauses: which bear on which, by every reading.

The same conditions as a watch holds against one incident (``foedus.watch.casus.ruling``). Events
that say the same of all that the texts ask are ruled once, so that what takes time is how many
kinds of event there are, not how many events.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from foedus.errors import UnknownNameError
from foedus.ledger.moment import first
from foedus.terms.compliance import Intensity
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.area import Areas, state
from foedus.watch.casus.bulk import matched
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.readings import readings
from foedus.watch.casus.ruling import CasusReading
from foedus.watch.casus.truth import Truth, TruthGround, all_of
from foedus.watch.entries.report import DeathToll, IncidentReport, Spot
from foedus.watch.entries.statement import IncidentAttribution

if TYPE_CHECKING:
    import polars as pl
    from shapely.geometry.base import BaseGeometry

Engine = Literal["memory", "duckdb"]
#: A shape that a text asks about, and how near to it counts as in it.
AskedShape = tuple[str, float]
_PLACE = ("longitude", "latitude", "where_prec")
_SAID = ("conduct", "hostility", "coded_actor", "coded_target", "objective", "weapon", "attributed",
         "lethal", "country", "region")  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class MatchedTexts:
    """What events are held against. victim: who is protected; in_force: whatever the texts' dates.

    areas: regions that the texts may name.
    """

    texts: Mapping[str, Guarantee]
    victim: str
    areas: Areas = field(default_factory=Areas)
    in_force: bool = True

    def asked(self) -> list[CasusReading]:
        """Every clause by every reading."""
        return [
            CasusReading(text, number, name, casus, self.victim, self.areas, self.in_force,
                         cache(text.guarantors_on))
            for text in self.texts.values()
            for number, clause in enumerate(text.clauses)
            for name, casus in readings(clause, text, self.victim).items()
        ]  # fmt: skip

    def days(self) -> list[date]:
        """Days on which what a text asks may change: those that it names."""
        told = (json.dumps(text.model_dump(mode="json")) for text in self.texts.values())
        return sorted({date.fromisoformat(day) for each in told for day in _DAY.findall(each)})


@dataclass(frozen=True)
class _SettledAreas(Areas):
    """Areas of which it is known whether the place lies in each."""

    settled: Mapping[AskedShape, Truth] = field(default_factory=dict)

    def inside(self, spot: Spot, shape: "BaseGeometry", name: str, within: float) -> TruthGround:
        """What is known of the shape of this name, whatever the spot."""
        del spot, shape
        truth = self.settled[name, within]
        near = f" or within {within:g} km of it" if within else ""
        word = {Truth.MET: "in", Truth.NOT_MET: "outside", Truth.UNDETERMINED: "whether in"}[truth]
        return TruthGround(truth, "where", f"{word} {name}{near}")


def match(
    events: "pl.DataFrame", against: MatchedTexts, engine: Engine = "memory",
    tell: Callable[[str], None] = lambda _: None,
) -> "pl.DataFrame":  # fmt: skip
    """Events on which a clause's case may rest: one row for each event, clause and reading.

    events: as ``foedus.watch.intake.events`` reads them. engine: what finds in which areas exact
    places lie. tell: is told how far it is. Gives id, start, text, clause (from 1), obligation,
    reading, truth (met, undetermined), counts (towards so many deaths or days, where the reading
    asks for them) and hangs_on; what is not met is left out. An intensity is of many events, and
    not ruled here.
    """
    import polars as pl

    asked = against.asked()
    told = events.with_row_index("event")
    names = {}
    tell("finding where events lie")
    for number, (shape, truths) in enumerate(_located(told, asked, against, engine).items()):
        names[shape] = f"in {number}"
        told = told.join(truths.rename({"truth": names[shape]}), on=_PLACE, how="left",
                         nulls_equal=True)  # fmt: skip
    bounds = pl.Series(against.days(), dtype=pl.Date)
    told = told.with_columns(
        vague=pl.col("where_prec").fill_null(1) >= 7,
        begun=pl.Series(bounds.search_sorted(told["start"], "right")),
        over=pl.Series(bounds.search_sorted(told["end"], "right")),
    )
    kind = [*_SAID, "vague", "begun", "over", *names.values()]
    kinds = told.group_by(kind, maintain_order=True).agg(pl.all().first(), members=pl.col("event"))
    rows: list[dict[str, Any]] = []
    for at, row in enumerate(kinds.iter_rows(named=True)):
        if at % 200 == 0:
            tell(f"ruling {at:,} of {kinds.height:,} kinds of event")
        settled = {shape: Truth(row[name]) for shape, name in names.items()}
        rows += [{"kind": at} | each for each in _ruled(row, asked, against, settled)]
    schema = {"kind": pl.UInt32, "text": pl.String, "clause": pl.Int64, "obligation": pl.String,
              "reading": pl.String, "truth": pl.String, "counts": pl.String,
              "hangs_on": pl.String}  # fmt: skip
    ruled = pl.DataFrame(rows, schema=schema).sort("kind", "text", "clause", "reading")
    words = pl.selectors.string().cast(pl.Categorical)  # a table of them holds each once
    of = kinds.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("kind"), "members")
    return (
        of.explode("members").sort("members")
        .join(ruled.with_columns(words), on="kind", maintain_order="left_right")
        .with_columns(pl.lit(events[name]).gather(pl.col("members")) for name in ("id", "start"))
        .select("id", "start", *list(schema)[1:])
    )  # fmt: skip


def _located(
    told: "pl.DataFrame", asked: Sequence[CasusReading], against: MatchedTexts, engine: Engine
) -> dict[AskedShape, "pl.DataFrame"]:
    """For every shape that is asked about, whether each place lies in it."""
    import polars as pl

    places = told.select(_PLACE).unique(maintain_order=True)
    exact = places["where_prec"].is_null() & places["longitude"].is_not_null()
    shapes = _shapes(asked, against)
    x, y = (places[name].fill_null(np.nan).to_numpy() for name in _PLACE[:2])
    plain = {name: shape for (name, within), shape in shapes.items() if not within}
    if engine == "duckdb":
        from foedus.watch.casus.tiled import located

        held = located(x, y, plain)
    else:
        held = matched(x, y, plain)
    found = {}
    for (name, within), shape in shapes.items():
        truth = np.full(places.height, int(Truth.NOT_MET), dtype=np.int8)
        if not within:
            truth[held[name]] = int(Truth.MET)
        slow = np.flatnonzero(~exact.to_numpy() | bool(within))
        for at, row in zip(slow.tolist(), places[slow].iter_rows(), strict=True):
            spot = Spot(longitude=row[0], latitude=row[1], precision=row[2] or 1)
            truth[at] = int(against.areas.inside(spot, shape, name, within).truth)
        found[name, within] = places.with_columns(truth=pl.Series(truth))
    return found


def _shapes(
    asked: Sequence[CasusReading], against: MatchedTexts
) -> dict[AskedShape, "BaseGeometry"]:
    """Shapes that the readings ask about; a state off the map is none."""
    found: dict[AskedShape, BaseGeometry] = {}
    wanted = {(against.victim, 0.0)}
    for each in asked:
        area = each.casus.area
        within = float(area.within or 0.0)
        wanted |= {(name, within) for name in area.states}
        found |= {(name, within): against.areas.region(name) for name in area.regions}
        found |= {(name, 0.0): against.areas.region(name) for name in area.excluding}
    for code, within in sorted(wanted):
        try:
            found[code, within] = state(code)
        except UnknownNameError:
            continue
    return found


def _ruled(
    row: Mapping[str, Any], asked: Sequence[CasusReading], against: MatchedTexts,
    settled: Mapping[AskedShape, Truth],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """What one kind of event bears on."""
    incident = _incident(row)
    areas = _SettledAreas(against.areas.regions, settled)
    for each in asked:
        read = CasusReading(each.guarantee, each.number, each.name, each.casus, each.victim, areas,
                            each.in_force, each.parties)  # fmt: skip
        grounds = read.grounds(incident)
        truth = all_of(grounds)
        if truth is not Truth.NOT_MET:
            open_ = [g.fact for g in grounds if g.truth is Truth.UNDETERMINED]
            yield {
                "text": read.guarantee.name, "clause": read.number + 1,
                "obligation": read.clause.obligation, "reading": read.name, "truth": truth.word,
                "counts": _counts(read.casus.intensity), "hangs_on": "; ".join(open_) or None,
            }  # fmt: skip


def _counts(asked: Intensity | None) -> str | None:
    if asked is None:
        return None
    many = f"{asked.deaths} deaths" if asked.deaths is not None else f"{asked.active} active days"
    return f"{many} in {asked.days} days"


def _incident(row: Mapping[str, Any]) -> Incident:
    """An event of a kind as the incident that it would be in a watch."""
    known = first(row["start"])
    spot = Spot(
        latitude=row["latitude"], longitude=row["longitude"], precision=row["where_prec"] or 1,
        country=row["country"], region=row["region"],
    )  # fmt: skip
    report = IncidentReport(
        source="events", id=row["id"], known=known, who="events", start=row["start"],
        end=row["end"], spot=spot, deaths=DeathToll(best=1) if row["lethal"] else None,
        **{name: row[name] for name in _SAID[:6]},
    )  # fmt: skip
    said: tuple[IncidentAttribution, ...] = ()
    if row["attributed"] is not None:
        by = row["coded_actor"] if row["attributed"] == "admitted" else "the table"
        said = (IncidentAttribution(
            source="events", id=f"{row['id']}-actor"[:200], known=known, who="events",
            incident=report.name, actor=row["coded_actor"], value=row["attributed"], by=by,
        ),)  # fmt: skip
    return Incident(report.name, (report,), said)
