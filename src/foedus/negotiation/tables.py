"""Read issues, positions and power from tables of text (:func:`foedus.sheet.read`).

Lines that start with ``#`` are comments.

issues: ``issue_id`` and, where known, ``proposal_id``, ``outcome``, ``reference_point``,
``council_regime``, ``scale_low``, ``scale_high``. positions: ``issue_id``, ``actor``,
``position``, ``salience``, and optionally ``capability``. power: ``actor`` and ``capability``, or
the Council's votes by treaty (:data:`COUNCIL`). Quantities may be ranges (see
:func:`foedus.negotiation.quantity.parse`).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foedus import sheet
from foedus.errors import InputError, UnknownNameError
from foedus.negotiation.actors import Actor, Issue
from foedus.negotiation.quantity import Quantity, center, interval, parse, scaled, support

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


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells as they are written, and its quantities as a computer writes them."""

    where: str
    cells: dict[str, str]
    written: dict[str, str]

    def number(self, column: str) -> float | None:
        value = self.quantity(column)
        if not isinstance(value, float | None):
            raise InputError(
                f"{column} {self.cells[column]!r} must be one number", where=self.where
            )
        return value

    def quantity(self, column: str) -> Quantity | None:
        text = self.written.get(column, "")
        if not text:
            return None
        try:
            return parse(text)
        except InputError:
            raise InputError(
                f"{column}: {self.cells[column]!r} is not a quantity",
                where=self.where,
                hint="write 40, 30..50, 30..40..50, or 40±10; a blank or NA where there is none",
            ) from None


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
        sha256=_hash(read, power),
        eu_lawmaking=bool(capability.strongest),
        notes=(
            *(note for one in read if (note := one.note())),
            *_small(read[1].name, held, top, known),
        ),
    )


def _issue(row: _Row, actors: list[Actor], left_out: list[tuple[str, str]]) -> Issue:
    low, high = row.number("scale_low"), row.number("scale_high")
    if high is None:
        _refuse_fractions(row.cells["issue_id"], actors)
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

    def __init__(self, power: sheet.Sheet | None, held: list[_Row]) -> None:
        self.table: dict[str, _Row] = {}
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

    def of(self, actor: str, regime: str, row: _Row) -> Quantity:
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
    """100 where any salience exceeds 1, else 1; InputError where some seem on the other scale."""
    given = [
        (row, center(value)) for row in rows if (value := row.quantity("salience")) is not None
    ]
    above = [row for row, value in given if value > 1]
    below = [row for row, value in given if 0 < value < 1]
    if above and below:
        odd, usual = (above, below) if len(above) <= len(below) else (below, above)
        raise InputError(
            f"salience {odd[0].cells['salience']}, where others are {usual[0].cells['salience']}: "
            "is full salience 1 or 100?",
            where=odd[0].where,
            hint="write every salience on 0 to 1, or every one on 0 to 100",
        )
    return 100.0 if above else 1.0


def _refuse_fractions(name: str, actors: list[Actor]) -> None:
    """Refuse an issue of no stated scale whose positions all lie in 0 to 1, not all at 0."""
    held = [interval(actor.position, 0.0, 100.0) for actor in actors]
    if all(low >= 0 and high <= 1 for low, _, high in held) and any(high > 0 for *_, high in held):
        raise InputError(
            f"every position on issue {name!r} lies in 0 to 1: is that its scale, or 0 to 100?",
            where=actors[0].source,
            hint="write scale_low and scale_high in the table of issues: 0 and 1, or 0 and 100",
        )


def _small(name: str, rows: list[_Row], top: float, known: dict[str, _Row]) -> Iterator[str]:
    """What scale was taken where saliences, or an issue's positions, may be meant on 0 to 10."""
    saliences = [center(value) for row in rows if (value := row.quantity("salience")) is not None]
    if top == 100 and max(saliences) <= 10:
        yield f"{name}: salience, 10 at most, is read on 0 to 100"
    highest: dict[str, float] = {}
    for row in rows:
        issue, value = row.cells["issue_id"], row.quantity("position")
        if value is not None and not known[issue].written.get("scale_high"):
            highest[issue] = max(highest.get(issue, 0.0), center(value))
    small = [issue for issue, high in highest.items() if 1 < high <= 10]
    if small:
        yield (
            f"{name}: positions, 10 at most on {', '.join(small[:8])}, are read on 0 to 100; "
            "scale_low and scale_high in the table of issues say otherwise"
        )


def _rows(table: sheet.Sheet, required: tuple[str, ...]) -> list[_Row]:
    """Rows of a table with the line each one stands on."""
    for column in required:
        if column not in table.cells.names:
            where = f"{table.name}:{table.cells.line}"
            raise UnknownNameError("column", column, table.cells.names, where=where)
    written = {c: table.quantities(c) for c in QUANTITIES if c in table.cells.names}
    rows = []
    for i, (where, cells) in enumerate(table.rows()):
        for column in required[:2]:
            if not cells[column]:
                raise InputError(f"{column} is blank", where=where)
        rows.append(_Row(where, cells, {column: written[column][i] for column in written}))
    return rows


def _hash(read: list[sheet.Sheet], power: Path | None) -> str:
    digest = hashlib.sha256()
    for one in read:
        digest.update(one.content)
    if power is None:
        digest.update(b"none")
    return digest.hexdigest()
