"""Read issues, positions and power from CSV tables (lines that start with ``#`` are comments).

issues: ``issue_id`` and, where known, ``proposal_id``, ``outcome``, ``reference_point``,
``council_regime``, ``scale_low``, ``scale_high``. positions: ``issue_id``, ``actor``,
``position``, ``salience``, and optionally ``capability``. power: ``actor`` and ``capability``, or
the Council's votes by treaty (:data:`COUNCIL`). Quantities may be ranges (see
:func:`foedus.negotiation.quantity.parse`).
"""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foedus.errors import InputError, UnknownNameError
from foedus.negotiation.actors import Actor, Issue
from foedus.negotiation.quantity import Quantity, center, parse, scaled, support

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
    forecast was validated on.
    """

    issues: tuple[Issue, ...]
    salience_top: float
    capability: str
    sha256: str
    eu_lawmaking: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    cells: dict[str, str]

    def number(self, column: str) -> float | None:
        text = self.cells.get(column, "").strip()
        if not text:
            return None
        value = self.quantity(column)
        if not isinstance(value, float):
            raise InputError(f"{column} {text!r} must be one number", where=self.where)
        return value

    def quantity(self, column: str) -> Quantity | None:
        text = self.cells.get(column, "").strip()
        if not text:
            return None
        try:
            return parse(text)
        except InputError as error:
            raise InputError(f"{column}: {error.what}", where=self.where, hint=error.hint) from None


def read_tables(
    issues: Path, positions: Path, power: Path | None = None, *, salience_top: float | None = None
) -> Tables:
    """Every issue of the file, with or without an outcome.

    salience_top: what full salience is written as; by default 100 where any value exceeds 1, and
    1 otherwise. Rows without a position or a salience are left out and listed in
    ``Issue.left_out``.

    Raises InputError naming the file and line of whatever is wrong: a missing column, a repeated
    actor, a quantity that cannot be read, an actor without capability, an issue without actors.
    """
    listed = list(_rows(issues, ("issue_id",)))
    held = list(_rows(positions, ("issue_id", "actor", "position", "salience")))
    capability = _Capability(power)
    known: dict[str, _Row] = {}
    for row in listed:
        name = row.cells["issue_id"]
        if name in known:
            raise InputError(f"issue {name!r} is listed twice", where=row.where)
        known[name] = row
    top = salience_top or _salience_top(held)
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
        sha256=_hash(issues, positions, power),
        eu_lawmaking=bool(capability.strongest),
    )


def _issue(row: _Row, actors: list[Actor], left_out: list[tuple[str, str]]) -> Issue:
    low, high = row.number("scale_low"), row.number("scale_high")
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
        raise InputError(
            f"issue {row.cells['issue_id']}: {error.what}", where=row.where, hint=error.hint
        ) from None


class _Capability:
    """Capability of an actor: its own column, a power table, or votes under a treaty."""

    def __init__(self, power: Path | None) -> None:
        self.table: dict[str, _Row] = {}
        self.kind = "capability of the positions table, 1 where it has none"
        self.power = power
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
                where=str(power),
            )

    def of(self, actor: str, regime: str, row: _Row) -> Quantity:
        if self.power is None:
            value = row.quantity("capability")
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


def _salience_top(rows: list[_Row]) -> float:
    values = [value for row in rows if (value := row.quantity("salience")) is not None]
    return 100.0 if any(center(value) > 1 for value in values) else 1.0


def _rows(path: Path, required: tuple[str, ...]) -> Iterator[_Row]:
    """Rows of a CSV file with the line each one stands on."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot read the table: {getattr(error, 'strerror', None) or error}", where=str(path)
        ) from None
    kept = [(i, line) for i, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    if len(kept) < 2:
        raise InputError("the table is empty", where=str(path))
    header = [cell.strip() for cell in next(csv.reader([kept[0][1]]))]
    for column in required:
        if column not in header:
            raise UnknownNameError("column", column, header, where=f"{path}:{kept[0][0]}")
    for i, line in kept[1:]:
        cells = next(csv.reader([line]))
        where = f"{path}:{i}"
        if len(cells) != len(header):
            raise InputError(f"{len(cells)} cells under {len(header)} columns", where=where)
        row = _Row(where, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        for column in required[:2]:
            if not row.cells[column]:
                raise InputError(f"{column} is blank", where=where)
        yield row


def _hash(*paths: Path | None) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes() if path else b"none")
    return digest.hexdigest()
