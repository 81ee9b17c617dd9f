"""Read issues, positions and power from tables of text (``foedus.sheet.read``).

Lines that start with ``#`` are comments.

issues: ``issue_id`` and, where known, ``proposal_id``, ``outcome``, ``reference_point``,
``council_regime``, ``scale_low``, ``scale_high``. positions: ``issue_id``, ``actor``,
``position``, ``salience``, and optionally ``capability``. power: ``actor`` and ``capability``, or
the Council's votes by treaty (``COUNCIL``). Quantities may be ranges (see
``foedus.negotiation.quantity.parse``).
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from foedus import sheet
from foedus.errors import InputError, UnknownNameError, nearest
from foedus.negotiation.actors import Actor, Issue
from foedus.negotiation.quantity import Quantity, scaled, show, support
from foedus.negotiation.scales import (
    QuantityRow,
    percents,
    refuse_fractions,
    refuse_percents,
    salience_top_of,
    small,
)
from foedus.report.words import some

#: Column of Council votes under each treaty; under Lisbon the vote goes by population.
COUNCIL = {
    "pre-Nice": "votes_pre_nice",
    "Nice": "votes_nice",
    "Lisbon": "population_2014_millions",
}
#: Commission and Parliament have no Council votes: each counts as much as the strongest state.
INSTITUTIONS = ("com", "ep")


@dataclass(frozen=True, slots=True)
class Tables:
    """Issues read, how capability and salience were scaled, and the SHA-256 of the files.

    eu_lawmaking: power is given as votes in the Council, so that the talks are of the kind that the
    forecast was validated on. notes: what was taken in reading, a line each.
    """

    issues: tuple[Issue, ...]
    salience_top: float
    capability: str
    sha256: str
    eu_lawmaking: bool = False
    notes: tuple[str, ...] = ()


#: Columns that hold quantities, and nothing but.
QUANTITIES = (
    "position", "salience", "capability", "outcome", "reference_point", "scale_low", "scale_high",
    *COUNCIL.values(),
)  # fmt: skip


def read_tables(
    issues: Path, positions: Path, power: Path | None = None, *, salience_top: float | None = None
) -> Tables:
    """Every issue of the file, with or without an outcome.

    salience_top: what full salience is written as; by default 100 where any value exceeds 1, and
    1 otherwise. Rows without a position or a salience are left out and listed in
    ``Issue.left_out``.

    Raises InputError naming the file and line of whatever is wrong: a missing column, a repeated
    actor, a quantity that cannot be read, an actor without capability where others have one, an
    issue without actors, and a scale in doubt: saliences both in 0 to 1 and above, or all positions
    of an issue in 0 to 1 where the table of issues gives it no scale.
    """
    read = [sheet.read(path, comments=True) for path in (issues, positions, power) if path]
    listed = _rows(read[0], ("issue_id",))
    held = _rows(read[1], ("issue_id", "actor", "position", "salience"))
    capability = _Capability(read[2] if power else None, held)
    known: dict[str, QuantityRow] = {}
    for row in listed:
        name = row.cells["issue_id"]
        if name in known:
            raise InputError(f"issue {name!r} is listed twice", where=row.where)
        known[name] = row
    top = salience_top or salience_top_of(held)
    refuse_percents(listed, held, known)
    actors: dict[str, list[Actor]] = {name: [] for name in known}
    left_out: dict[str, list[tuple[str, str]]] = {name: [] for name in known}
    seen: dict[tuple[str, str], str] = {}
    for row in held:
        name, actor = row.cells["issue_id"], row.cells["actor"]
        if name not in known:
            raise UnknownNameError("issue", name, known, where=row.where)
        if (name, actor) in seen:
            raise InputError(
                f"actor {actor!r} has a second row on issue {name!r}",
                where=row.where,
                hint=f"keep one of the two; the first is {seen[name, actor]}",
            )
        seen[name, actor] = row.where
        position, salience = row.quantity("position"), row.quantity("salience")
        if position is None or salience is None:
            missing = "position" if position is None else "salience"
            left_out[name].append((actor, f"no {missing}"))
            continue
        low, high = support(salience)
        if isinstance(salience, float) and not 0 <= low <= high <= top:
            raise InputError(f"salience {low:g} is not in 0 to {top:g}", where=row.where)
        regime = known[name].cells.get("council_regime", "")
        actors[name].append(
            Actor(
                name=actor,
                position=position,
                salience=scaled(salience, 1 / top),
                capability=capability.of(actor, regime, row),
                source=row.where,
            )
        )
    return Tables(
        issues=tuple(_issue(known[name], actors[name], left_out[name]) for name in known),
        salience_top=top,
        capability=capability.kind,
        sha256=_hash(read, power),
        eu_lawmaking=bool(capability.strongest),
        notes=(
            *(note for one in read if (note := one.note())),
            *small(read[1].name, held, top, known),
            *percents(read[1].name, held),
        ),
    )


def _issue(row: QuantityRow, actors: list[Actor], left_out: list[tuple[str, str]]) -> Issue:
    low, high = row.number("scale_low"), row.number("scale_high")
    if high is None:
        refuse_fractions(row.cells["issue_id"], actors)
    try:
        return Issue(
            name=row.cells["issue_id"],
            actors=tuple(actors),
            low=0.0 if low is None else low,
            high=100.0 if high is None else high,
            group=row.cells.get("proposal_id") or None,
            reference=row.number("reference_point"),
            outcome=row.number("outcome"),
            left_out=tuple(left_out),
        )
    except InputError as error:
        name = row.cells["issue_id"]
        where = row.where if error.where == name else error.where  # an actor's own row
        raise InputError(f"issue {name}: {error.what}", where=where, hint=error.hint) from None


class _Capability:
    """Capability of an actor: its own column, a power table, or votes under a treaty."""

    def __init__(self, power: sheet.Sheet | None, held: list[QuantityRow]) -> None:
        self.table: dict[str, QuantityRow] = {}
        self.kind = "capability of the positions table, 1 where it has none"
        self.own = any(row.written.get("capability") for row in held)
        self.power = None if power is None else Path(power.name)
        self.strongest: dict[str, float] = {}
        if power is None:
            return
        for row in _rows(power, ("actor",)):
            if row.cells["actor"] in self.table:
                raise InputError(f"actor {row.cells['actor']!r} is listed twice", where=row.where)
            self.table[row.cells["actor"]] = row
        columns = next(iter(self.table.values())).cells
        if "capability" in columns:
            self.kind = "capability of the power table"
        elif set(COUNCIL.values()) <= set(columns):
            self.kind = "Council votes of the issue's treaty, strongest state 100"
            for regime, column in COUNCIL.items():
                votes = [row.number(column) or 0.0 for row in self.table.values()]
                self.strongest[regime] = max(votes)
        else:
            raise InputError(
                f"there is neither a capability column nor {', '.join(COUNCIL.values())}",
                where=power.name,
            )

    def of(self, actor: str, regime: str, row: QuantityRow) -> Quantity:
        if self.power is None:
            value = row.quantity("capability")
            if value is None and self.own:
                raise InputError(
                    f"{actor} has no capability, others have",
                    where=row.where,
                    hint="give every actor a capability in the same unit, or none",
                )
            return 1.0 if value is None else value
        if actor not in self.table:
            raise UnknownNameError(
                f"actor of {self.power.name}", actor, self.table, where=row.where
            )
        entry = self.table[actor]
        if not self.strongest:
            value = entry.quantity("capability")
            if value is None:
                raise InputError(f"{actor} has no capability", where=entry.where)
            if support(value)[0] < 0:
                what = f"capability {show(value)} of {actor}: it must be 0 or more"
                raise InputError(what, where=entry.where)
            return value
        if regime not in COUNCIL:
            raise UnknownNameError("council_regime", regime, COUNCIL, where=row.where)
        if actor in INSTITUTIONS:
            return 100.0
        votes = entry.number(COUNCIL[regime])
        if votes is None:
            raise InputError(
                f"{actor} takes a position under {regime} but has no {COUNCIL[regime]}",
                where=entry.where,
            )
        return 100.0 * votes / self.strongest[regime]


def _rows(table: sheet.Sheet, required: tuple[str, ...]) -> list[QuantityRow]:
    """Rows of a table with the line each one stands on."""
    header = table.name + f":{table.cells.line}" * bool(table.cells.line)
    for column in required:
        if column not in table.cells.names:
            near = nearest(column, table.cells.names)
            raise InputError(
                f"the column {column!r} is missing", where=header,
                hint=near if near.startswith("did you") else f"it has {some(table.cells.names)}",
            )  # fmt: skip
    seen: dict[str, str] = {}
    for column in table.cells.names:
        other = seen.setdefault(column.casefold(), column)
        if other != column:
            raise InputError(
                f"columns {other!r} and {column!r} differ in case alone", where=header,
                hint="keep one of the two",
            )  # fmt: skip
    written = {c: table.quantities(c) for c in QUANTITIES if c in table.cells.names}
    rows = []
    for i, (where, cells) in enumerate(table.rows()):
        for column in required[:2]:
            if not cells[column]:
                raise InputError(f"{column} is blank", where=where)
        rows.append(QuantityRow(where, cells, {column: written[column][i] for column in written}))
    return rows


def _hash(read: list[sheet.Sheet], power: Path | None) -> str:
    digest = hashlib.sha256()
    for one in read:
        digest.update(one.content)
    if power is None:
        digest.update(b"none")
    return digest.hexdigest()
