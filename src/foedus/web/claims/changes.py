"""Claims and hypotheses changed by hand, and the changes written into a scenario's file."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus import document
from foedus.clip.insertion import inserted
from foedus.clip.people.roster import key
from foedus.document import KeyPath
from foedus.errors import InputError
from foedus.record import validate
from foedus.report.plain import plain
from foedus.scenario import Scenario
from foedus.scenario.check import problems
from foedus.scenario.fact import Fact
from foedus.scenario.hypotheses.hypothesis import ClaimEvidence, Hypotheses
from foedus.scenario.scenario import Draft
from foedus.scenario.several import scenarios
from foedus.scenario.statements import Claim, Move
from foedus.web.claims.amendment import GONE, amended, reordered
from foedus.web.claims.rivals import JUDGED, RivalPlace, lined_up

_BY_HAND = "change the file by hand; `foedus check` says whether it reads"
_LONGEST_ID = 40
_RIVALS: KeyPath = ("hypotheses", "rivals")


@dataclass(frozen=True, slots=True)
class ClaimChanges:
    """grades, moves: by a claim's id. likelihoods: claim -> hypothesis -> chance of the claim under
    it; an empty one takes the row away. gone: ids. added: entries as a file has them. rivals: all
    hypotheses in their order, where one is new, gone or moved. priors, says: by a hypothesis's id.
    pairs: all of it as an address has it.
    """

    grades: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, tuple[Move, ...]] = field(default_factory=dict)
    likelihoods: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    added: tuple[Mapping[str, Any], ...] = ()
    rivals: tuple[RivalPlace, ...] = ()
    priors: Mapping[str, float] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs)


def asked(text: str, name: str) -> Scenario:
    """The scenario in a text; of several protégés that about the first, as claims are the same."""
    return next(iter(scenarios(document.parse(text, f"{name}.yaml"), name).values()))


def reclaimed(scenario: Scenario, changes: ClaimChanges) -> Scenario:
    """A scenario with the changes in it: what its file would read as.

    Raises InputError for what no scenario could hold.
    """
    if not changes:
        return scenario
    claims = [_claim(each, changes) for each in scenario.claims if each.id not in changes.gone]
    claims += [_added(entry, scenario) for entry in changes.added]
    weighed = _weighed(scenario.hypotheses, changes) if scenario.hypotheses else None
    found = scenario.model_copy(update={"claims": tuple(claims), "hypotheses": weighed})
    asked = {name: getattr(found, name) for name in Draft.model_fields}
    for each in problems(Draft.model_construct(**asked)):
        if each.path[0] in {"claims", "hypotheses"}:
            raise InputError(each.what, where=document.spell(each.path), hint=each.hint)
    return found


def _claim(claim: Claim, changes: ClaimChanges) -> Claim:
    told = {
        "grade": changes.grades.get(claim.id, claim.grade),
        "moves": changes.moves.get(claim.id, claim.moves),
        "contradicts": tuple(each for each in claim.contradicts if each not in changes.gone),
    }
    differs = {name: value for name, value in told.items() if value != getattr(claim, name)}
    return claim.model_copy(update=differs) if differs else claim


def _added(entry: Mapping[str, Any], scenario: Scenario) -> Claim:
    told = document.parse(json.dumps(entry), f"claim {entry['id']}")
    return validate(Claim, told, scenario.as_of.year)


def _weighed(saved: Hypotheses, changes: ClaimChanges) -> Hypotheses:
    asked = lined_up(saved, changes.rivals) if changes.rivals else saved
    rivals = tuple(
        each.model_copy(update={
            "says": changes.says.get(each.id, each.says),
            **({"prior": Fact[float](value=changes.priors[each.id], judgement=JUDGED)}
               if changes.priors.get(each.id, each.prior.value) != each.prior.value else {}),
        })
        for each in asked.rivals
    )  # fmt: skip
    rows = {each.claim: each for each in asked.evidence if each.claim not in changes.gone}
    for name, chances in changes.likelihoods.items():
        if chances:
            rows[name] = ClaimEvidence(claim=name, likelihood=dict(chances), judgement=JUDGED)
        else:
            rows.pop(name, None)
    return asked.model_copy(update={"rivals": rivals, "evidence": tuple(rows.values())})


def changed(text: str, before: Scenario, changes: ClaimChanges) -> str:
    """A scenario's text with the changes in it; no other byte of it changes.

    before: what the text reads as. Raises InputError, or DocumentError where an entry is none that
    the scenario could hold.
    """
    if not changes:
        return text
    if changes.rivals and before.hypotheses:
        ids = [each.id for each in before.hypotheses.rivals]
        text = reordered(text, _RIVALS, [ids.index(each.origin) for each in changes.rivals])
    now = amended(text, dict(_amendments(before, changes)))
    now = inserted(now, "claims", changes.added)
    after, expected = asked(now, before.name), reclaimed(before, changes)
    if any(getattr(after, each) != getattr(expected, each) for each in ("claims", "hypotheses")):
        raise InputError("the changes do not fit into this file", where=before.name, hint=_BY_HAND)
    return now


def _amendments(before: Scenario, changes: ClaimChanges) -> Iterator[tuple[KeyPath, Any]]:
    """Each changed value by its place in the file."""
    if before.claims and {each.id for each in before.claims} <= set(changes.gone):
        yield ("claims",), GONE
        yield from _weights(before, changes)
        return
    for at, claim in enumerate(before.claims):
        now = _claim(claim, changes)
        if claim.id in changes.gone:
            yield ("claims", at), GONE
            continue
        if now.grade != claim.grade:
            yield ("claims", at, "grade"), now.grade
        if now.moves != claim.moves:
            moves = [*map(_entry, now.moves)]
            yield ("claims", at, "moves"), moves[0] if len(moves) == 1 else moves or GONE
        if now.contradicts != claim.contradicts:
            yield ("claims", at, "contradicts"), [*now.contradicts] or GONE
    yield from _weights(before, changes)


def _weights(before: Scenario, changes: ClaimChanges) -> Iterator[tuple[KeyPath, Any]]:
    if before.hypotheses is None:
        return
    after = _weighed(before.hypotheses, changes)
    known = {each.id: each for each in before.hypotheses.rivals}
    origins = [each.origin for each in changes.rivals] or [*known]
    for at, (origin, now) in enumerate(zip(origins, after.rivals, strict=True)):
        was = known[origin]
        place: KeyPath = (*_RIVALS, at)
        if was.id != now.id:
            yield (*place, "id"), now.id
        if was.says != now.says:
            yield (*place, "says"), now.says
        if was.prior != now.prior:
            yield (*place, "prior"), {"value": now.prior.value, "judgement": JUDGED}
    for at, (sign, then) in enumerate(
        zip(before.hypotheses.indicators, after.indicators, strict=True)
    ):
        if sign != then:
            yield ("hypotheses", "indicators", at, "likelihood"), dict(then.likelihood)
    yield from _rows(before.hypotheses, after)


def _rows(before: Hypotheses, after: Hypotheses) -> Iterator[tuple[KeyPath, Any]]:
    """The table of likelihoods."""
    place: KeyPath = ("hypotheses", "evidence")
    rows = {each.claim: each for each in after.evidence}
    last = len(before.evidence)
    if last and not rows:
        yield place, GONE
        return
    for at, row in enumerate(before.evidence):
        new = rows.pop(row.claim, None)
        if new is None:
            yield (*place, at), GONE
        elif new != row:
            yield (*place, at, "likelihood"), dict(new.likelihood)
            if new.judgement != row.judgement:
                yield (*place, at, "judgement"), JUDGED
            if row.source and not new.source:
                yield (*place, at, "source"), GONE
    if rows and not last:
        yield place, [*map(_row, rows.values())]
        return
    for at, row in enumerate(rows.values(), last):
        yield (*place, at), _row(row)


def _row(row: ClaimEvidence) -> dict[str, Any]:
    return {"claim": row.claim, "likelihood": dict(row.likelihood), "judgement": row.judgement}


def moves_value(moves: Iterable[Move]) -> str:
    """Where a claim moves actors, as an address has it."""
    return (
        ";".join(
            f"{each.issue}:{each.actor}:"
            + ":".join(
                "" if end is None else f"{end:g}" for end in (each.toward, each.low, each.high)
            )
            for each in moves
        )
        or "none"
    )


def _entry(move: Move) -> dict[str, Any]:
    return {name: whole(value) for name, value in plain(move.model_dump(exclude_none=True)).items()}


def whole(value: Any) -> Any:
    """A number without decimals where it has none."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def identified(name: str, taken: Iterable[str]) -> str:
    """An id of its own for what goes by a name or a sentence: its last word and a number."""
    words = re.findall(r"[a-z0-9]+", key(name)) or ["claim"]
    stem, known = words[-1][:_LONGEST_ID], set(taken)
    numbers = (f"{stem}-{number}" for number in range(1, len(known) + 2))
    return next(each for each in numbers if each not in known)
