"""Changes of a scenario's claims and hypotheses by hand, as an address says them.

``grade.ID=E5``; ``moves.ID=guarantee:RUS:70:20:75``, where a claim moves an actor (issue, actor,
toward, low, high), several apart by ``;``; ``likelihood.ID=earnest:0.8,veto:0.6``, how likely each
hypothesis makes it; ``claim.ID={…}``, one that is added; ``claims=-ID``, those taken away;
``hypotheses=earnest,bluff:time,time``, all of them in their order; ``priors=earnest:0.1,veto:0.9``;
``hypothesis.ID=…``, how one is worded.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from foedus.errors import InputError, UnknownNameError
from foedus.scenario import Scenario
from foedus.scenario.grades import CREDIBILITY, RELIABILITY
from foedus.scenario.hypotheses.hypothesis import ROUNDING, Hypotheses
from foedus.scenario.statements import Claim, Move
from foedus.web.claims.changes import ClaimChanges
from foedus.web.claims.forms import ClaimForm, flat
from foedus.web.claims.rivals import JUDGED, RivalPlace, lined_up, places

#: What a claim that moves nothing, or has no chances, has in their place.
NONE = "none"
#: Before the dot of a key: what it changes.
HEADS = ("grade", "moves", "likelihood", "claim", "hypothesis")
#: Whole keys.
KEYS = ("claims", "hypotheses", "priors")
_DECIMALS = 4  # of a chance that is set by hand
_LONGEST_WORDS = 400


def owned(key: str, designs: Iterable[str]) -> bool:
    """Whether a key of an address is of claims; a design of such a name comes first."""
    head, dot, _ = key.partition(".")
    return (head in HEADS and head not in set(designs)) if dot else key in KEYS


def parsed(pairs: Iterable[tuple[str, str]], scenario: Scenario) -> ClaimChanges:
    """The changes of an address, where they differ from what is saved; the last of a key counts.

    Raises UnknownNameError for a claim or hypothesis that there is not, InputError for a value that
    cannot be.
    """
    found: dict[str, dict[str, Any]] = {head: {} for head in (*HEADS, *KEYS)}
    kept: dict[str, str] = {}
    given = dict(pairs)
    scenario, rivals = _listed(scenario, given)
    for key, value in given.items():
        head, _, name = key.partition(".")
        if key == "hypotheses":
            if rivals:
                kept[key] = value
            continue
        if head == "likelihood" and rivals and value != NONE:
            value = _relisted(value, rivals)  # noqa: PLW2901 (as the hypotheses are now)
        if head == "likelihood" and f"claim.{name}" in given:
            made: Any = _chances(scenario, value, key)
        else:
            made = _READERS[head](scenario, name, value, key)
        if made is not None:
            found[head][name] = made
            kept[key] = value
    order = [*HEADS, *KEYS]
    ordered = sorted(kept.items(), key=lambda each: (order.index(each[0].partition(".")[0]), each))
    return ClaimChanges(
        found["grade"], found["moves"], found["likelihood"], found["claims"].get("", ()),
        tuple(found["claim"].values()), rivals, found["priors"].get("", {}), found["hypothesis"],
        tuple(ordered),
    )  # fmt: skip


def _listed(
    scenario: Scenario, given: Mapping[str, str]
) -> tuple[Scenario, tuple[RivalPlace, ...]]:  # fmt: skip
    """The scenario with the hypotheses that an address lists; and their list, where it differs."""
    value = given.get("hypotheses", "")
    if not value:
        return scenario, ()
    saved = _asked(scenario, "hypotheses")
    wanted = places(value, saved, "hypotheses")
    if wanted == places("", saved, ""):
        return scenario, ()
    return scenario.model_copy(update={"hypotheses": lined_up(saved, wanted)}), wanted


def _relisted(value: str, rivals: Iterable[RivalPlace]) -> str:
    """Chances under the hypotheses as they are listed: a new one has its origin's, until it has its
    own; one that is gone has none.
    """
    told = dict(each.partition(":")[::2] for each in value.split(","))
    found = {each.name: told.pop(each.name, told.get(each.origin)) for each in rivals}
    return ",".join(f"{name}:{chance}" for name, chance in found.items() if chance is not None)


def _claim(scenario: Scenario, name: str, key: str) -> Claim:
    known = {each.id: each for each in scenario.claims}
    if name not in known:
        raise UnknownNameError("claim", name, known, where=key[:100])
    return known[name]


def _asked(scenario: Scenario, key: str) -> Hypotheses:
    if scenario.hypotheses is None:
        raise InputError("the scenario weighs no hypotheses", where=key[:100])
    return scenario.hypotheses


def _grade(scenario: Scenario, name: str, value: str, key: str) -> str | None:
    saved = _claim(scenario, name, key).grade
    if len(value) != 2 or value[0] not in RELIABILITY or value[1] not in CREDIBILITY:
        raise InputError(
            f"found {value[:20]!r}, expected a letter A-F and a digit 1-6, such as B2", where=key
        )
    return value if value != saved else None


def _moves(scenario: Scenario, name: str, value: str, key: str) -> tuple[Move, ...] | None:
    saved = _claim(scenario, name, key).moves
    found = []
    for each in () if value == NONE else value.split(";"):
        issue, _, rest = each.partition(":")
        actor, *ends = rest.rsplit(":", 3)
        if len(ends) != 3:
            raise InputError(
                f"found {each[:80]!r}, expected ISSUE:ACTOR:TOWARD:LOW:HIGH", where=key
            )
        toward, low, high = (_number(end, key) if end else None for end in ends)
        of = next((one for one in scenario.issues if one.name == issue), None)
        if of is None:
            known = [one.name for one in scenario.issues]
            raise UnknownNameError("issue", issue, known, where=key)
        actors = [one.actor for one in of.positions]
        if actor not in actors:
            raise UnknownNameError("actor of this issue", actor, actors, where=key)
        made = _record(Move, key, issue=issue, actor=actor, toward=toward, low=low, high=high,
                       judgement=JUDGED)  # fmt: skip
        same = (one for one in saved if _points(one) == _points(made))
        found.append(next(same, made))
    return tuple(found) if tuple(map(_points, found)) != tuple(map(_points, saved)) else None


def _points(move: Move) -> tuple[Any, ...]:
    return move.issue, move.actor, move.toward, move.low, move.high


def _record(kind: Callable[..., Any], key: str, **values: Any) -> Any:
    try:
        return kind(**values)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(first.get("ctx", {}).get("what") or first["msg"], where=key) from None


def _number(text: str, key: str, least: float = 0.0, most: float = 100.0) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise InputError(
            f"found {text[:20]!r}, expected a number from {least:g} to {most:g}", where=key
        )
    return value


def _chances(scenario: Scenario, value: str, key: str) -> dict[str, float]:
    """``earnest:0.8,veto:0.6``: a chance for each hypothesis, each between 0 and 1."""
    ids = [each.id for each in _asked(scenario, key).rivals]
    found = {}
    for each in value.split(","):
        name, _, chance = each.partition(":")
        if name not in ids:
            raise UnknownNameError("hypothesis", name, ids, where=key)
        found[name] = round(_number(chance, key, 0.001, 0.999), _DECIMALS)
    missing = [name for name in ids if name not in found]
    if missing:
        raise InputError(f"no chance under {', '.join(missing)}", where=key,
                         hint="one for each hypothesis")  # fmt: skip
    return {name: found[name] for name in ids}


def _likelihood(scenario: Scenario, name: str, value: str, key: str) -> dict[str, float] | None:
    if name not in {each.id for each in scenario.claims}:
        raise UnknownNameError("claim", name, [each.id for each in scenario.claims], where=key)
    rows = {each.claim: each.likelihood for each in _asked(scenario, key).evidence}
    found = {} if value == NONE else _chances(scenario, value, key)
    return found if found != rows.get(name, {}) else None


def _priors(scenario: Scenario, _: str, value: str, key: str) -> dict[str, float] | None:
    found = _chances(scenario, value, key)
    saved = {each.id: each.prior.value for each in _asked(scenario, key).rivals}
    if found == saved:
        return None
    if abs(sum(found.values()) - 1.0) > ROUNDING:
        raise InputError(f"the chances sum to {sum(found.values()):g}, expected 1", where=key,
                         hint="just one hypothesis is right")  # fmt: skip
    return found


def _says(scenario: Scenario, name: str, value: str, key: str) -> str | None:
    known = {each.id: each.says for each in _asked(scenario, key).rivals}
    if name not in known:
        raise UnknownNameError("hypothesis", name, known, where=key)
    words = flat(value)[:_LONGEST_WORDS]
    if not words:
        raise InputError("a hypothesis needs words", where=key)
    return words if words != known[name] else None


def _gone(scenario: Scenario, _: str, value: str, key: str) -> tuple[str, ...] | None:
    found = []
    for each in filter(None, value.split(",")):
        if not each.startswith("-"):
            raise InputError(f"found {each[:40]!r}, expected -ID", where=key)
        found.append(_claim(scenario, each[1:], key).id)
    return tuple(dict.fromkeys(found)) or None


def _added(scenario: Scenario, name: str, value: str, key: str) -> dict[str, Any]:
    if name in {each.id for each in scenario.claims}:
        raise InputError(f"{name!r} is the id of another claim", where=key)
    try:
        form = ClaimForm.model_validate_json(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(f"{place}: {first['msg']}"[:200], where=key) from None
    return {"id": name, **{part: each for part, each in form.entry().items() if part != "id"}}


_READERS: dict[str, Callable[[Scenario, str, str, str], Any]] = {
    "grade": _grade, "moves": _moves, "likelihood": _likelihood, "claim": _added,
    "hypothesis": _says, "claims": _gone, "priors": _priors,
}  # fmt: skip
