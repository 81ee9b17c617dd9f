"""The parts of a case that the models read, exchanged one by one between two designs."""

from dataclasses import replace
from typing import Any

import numpy as np

from foedus.assessment.designs import COLUMNS, Reading
from foedus.assessment.durability import Holding
from foedus.assessment.result import Assessment
from foedus.assessment.run import Run
from foedus.estimate import Array
from foedus.explanation.clauses import PARTS


def differing(
    one: Assessment,
    two: Assessment,
    readings: list[Reading],
    held: list[Holding | None],
) -> tuple[str, ...]:
    """The parts that are read otherwise, in the order of PARTS."""
    first, second = (
        {
            "guarantors": (r.binds, bool(r.majors), len(r.guarantors) > len(r.majors)),
            "nuclear": bool(r.nuclear),
            "depth": (r.depth, r.depth_sd) if r.binds else None,
            "parties": h and (h.parties, _known(h.democracy), _known(h.democracy_others)),
            "adoption": h and _known((h.ratified,)),
            "term": h and (h.term, h.span, h.renewal if h.span is not None else None),
            "setting": _known((*a.setting.fixed.values(), *a.setting.memory.values(),
                               *a.run.bare.columns.values())),
        }
        for a, r, h in zip((one, two), readings, held, strict=True)
    )  # fmt: skip
    named = [name for name in PARTS if first[name] != second[name]]
    if held[0] is None or held[1] is None:  # with the promise comes how it may end
        named = [name for name in named if name not in {"parties", "adoption", "term", "depth"}]
    return tuple(named)


def _known(values: tuple[Any, ...]) -> tuple[str, ...]:
    """Values that compare equal where both are NaN."""
    return tuple(repr(float(value)) for value in values)


def worth_of(
    one: Run, two: Run, readings: list[Reading], held: list[Holding | None], names: tuple[str, ...]
) -> Array:
    """(2**k, n) chance of war by the last year with each coalition of the k changed parts."""
    masks = range(1 << len(names))
    found: list[Array] = [np.empty(0)] * len(masks)
    for run, changed in ((one, False), (replace(one, setting=two.setting, bare=two.bare), True)):
        kept = {m: {n for i, n in enumerate(names) if m >> i & 1} for m in masks}
        mine = [m for m in masks if ("setting" in kept[m]) == changed]
        if not mine:
            continue
        cases = [_mixed(kept[m], readings, held, run.bare) for m in mine]
        for mask, war in zip(mine, run.war(cases).T, strict=True):
            found[mask] = war
    return np.stack(found)


def _mixed(
    kept: set[str], readings: list[Reading], held: list[Holding | None], bare: Reading
) -> tuple[Reading, Holding | None]:
    """The first design with the kept parts of the second, as the models would read it."""
    whole = [held[0] is not None, held[1] is not None]
    who = readings["guarantors" in kept]
    if not who.binds:
        return bare, None
    # Where one side binds nobody, all that comes with a promise is the other's.
    alone = None if all(whole) else whole.index(True)

    def side(part: str) -> int:
        return alone if alone is not None else int(part in kept)

    ties, strong = readings[side("depth")], bool(who.majors)
    minor = len(who.guarantors) > len(who.majors)
    own = {
        "minor": float(minor),
        "major": float(strong),
        "nuclear": float(bool(readings["nuclear" in kept].nuclear)),
        "depth_minor": ties.depth if minor else 0.0,
        "depth_major": ties.depth if strong else 0.0,
    }
    stands = who if who.replaces else bare
    reading = replace(
        who, ties=ties.ties, depth=ties.depth, depth_sd=ties.depth_sd, before=stands.before,
        deep=stands.deep, columns={what: max(own[what], stands.before[what]) for what in COLUMNS},
    )  # fmt: skip
    base, adopted, ends = (held[side(part)] for part in ("parties", "adoption", "term"))
    if base is None or adopted is None or ends is None:  # nobody is bound on either side
        return bare, None
    mixed = replace(
        ends, ratified=adopted.ratified, parties=base.parties, democracy=base.democracy,
        democracy_others=base.democracy_others,
    )  # fmt: skip
    return reading, mixed
