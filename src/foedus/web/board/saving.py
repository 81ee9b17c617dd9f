"""Changes of the board written into a scenario's file: its comments and its order stay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from foedus import document
from foedus.errors import FoedusError, InputError
from foedus.scenario import Scenario
from foedus.scenario.several import scenarios
from foedus.states import find
from foedus.terms.clause import Clause
from foedus.terms.guarantee import Guarantee, Military
from foedus.web.board import lineup
from foedus.web.board.arrangement import dumped, laid_out, loader, on_one_line, put
from foedus.web.board.edits import FACTS, BoardEdit, edited
from foedus.web.board.values import listed

#: A design may stand on another, which stands on another.
_PASSES = 5
_BY_HAND = "change the file by hand; `foedus check` says whether it reads"
Questions = Mapping[str, Scenario]  # protégé -> the question about it


def written(text: str, file: str, edits: Iterable[BoardEdit]) -> str:
    """The text with the changes in it, which reads as the scenario that the board shows.

    Of several protégés the changes are made for each, as the file's designs are read for each; one
    that is made a guarantor guarantees the others. Raises InputError where the file's form leaves
    no place for a change.
    """
    kept = tuple(edits)
    before = _read(text, file)
    after = {state: edited(one, _own(kept, state, before)) for state, one in before.items()}
    first = next(iter(before.values()))
    for each in kept:
        if each.field == lineup.KEY:
            text = laid_out(text, lineup.places(each.value, first))
    data = loader().load(text)
    for each in kept:
        if each.field in FACTS:
            _state(data, each, next(iter(after.values())))
    wanted = _whole(after)
    now = _read(dumped(data), file)
    for again in range(_PASSES):  # what stands on a changed design keeps its own terms
        is_ = _whole(now)
        differs = [name for name, each in wanted.items() if _told(is_[name]) != _told(each)]
        if again and not differs:
            break
        for name in differs:
            _laid(data["designs"], name, is_[name], wanted[name], again > 0)
        now = _read(dumped(data), file)
    if differs or any(_compared(now[state]) != _compared(one) for state, one in after.items()):
        raise InputError("the changes do not fit into this file", where=file, hint=_BY_HAND)
    return dumped(data)


def _own(edits: Iterable[BoardEdit], state: str, every: Iterable[str]) -> list[BoardEdit]:
    """Changes as they are of one protégé of several: it guarantees the others, and never itself."""
    others = len(tuple(every)) > 1
    return [
        replace(each, value=",".join(
            part for part in listed(each.value) if part.lstrip("-").partition(":")[0] != state
        ) or "none")
        if others and each.field in {"guarantors", "stationed"} else each
        for each in edits
    ]  # fmt: skip


def _state(data: Any, edit: BoardEdit, after: Scenario) -> None:
    """A fact of a state, set in the file."""
    fact = getattr(after.situation.states[edit.subject], edit.field)
    states = _under(_under(data, "situation"), "states")
    found = _under(states, _spelled(states, edit.subject))
    found[edit.field] = {"value": fact.value, "judgement": fact.judgement}


def _whole(questions: Questions) -> dict[str, Guarantee]:
    """The designs as their file has them: of several protégés with what each has of the others."""
    first, *rest = questions.values()
    if not rest:
        return dict(first.designs)
    found = {}
    for name, design in first.designs.items():
        every = [one.designs[name] for one in questions.values()]
        forces = {each.state: each for one in every for each in one.military.stationed}
        order = _merged([[each.state for each in one.military.stationed] for one in every])
        ties = {"stationed": tuple(forces[state] for state in order)}
        found[name] = design.model_copy(update={
            "guarantors": tuple(_merged([one.guarantors for one in every])),
            "military": design.military.model_copy(update=ties),
        })  # fmt: skip
    return found


def _merged(lists: Iterable[Sequence[str]]) -> list[str]:
    """One list that has each of several as a part, in its order."""
    before: dict[str, set[str]] = {}
    for each in lists:
        for state in each:
            before.setdefault(state, set())
        for one, two in pairwise(each):
            before[two].add(one)
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError:
        raise InputError("the protégés' lists differ in their order", hint=_BY_HAND) from None


def _told(record: Any) -> Any:
    return record.model_dump()


def _compared(one: Scenario) -> Any:
    """What a board changes of a scenario."""
    return one.model_dump(include={"designs", "situation", "issues"}), list(one.designs)


def _laid(designs: Any, name: str, before: Guarantee, after: Guarantee, again: bool) -> None:
    """The changed terms of a design laid over what it extends.

    again: what it was laid over has changed since; then a practice is written whole, which else
    follows the text.
    """
    if designs[name] is None:
        designs[name] = {}
    own = designs[name]
    for key in type(after).model_fields:
        was, now = getattr(before, key), getattr(after, key)
        if was == now or key == "name" or (key == "practice" and not again):
            continue
        if key == "military":
            below = _under(own, key)
            for item in Military.model_fields:
                if getattr(was, item) != getattr(now, item):
                    put(below, item, _plain(getattr(now, item)))
        elif key == "clauses":
            put(own, key, _clauses(own.get(key), was, now))
        elif now is None and key in own:
            own.pop(key)
        else:
            put(own, key, _plain(now))


def _clauses(own: Any, before: Sequence[Clause], after: Sequence[Clause]) -> list[Any]:
    """A list of clauses in which those that stay keep their lines, and their comments."""
    if not isinstance(own, list) or len(own) != len(before):
        return list(map(_plain, after))
    kept = list(zip(before, own, strict=True))
    found = []
    for clause in after:
        same = next((place for place, (was, _) in enumerate(kept) if was == clause), None)
        found.append(_plain(clause) if same is None else kept.pop(same)[1])
    own[:] = found
    return own


def _plain(value: Any) -> Any:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple() if value and all(isinstance(each, str) for each in value):
            return on_one_line(value)
        case tuple():
            return [_plain(each) for each in value]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _ if hasattr(value, "model_dump"):
            told = value.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
            return {key: _plain(tuple(each) if isinstance(each, list) else each)
                    for key, each in told.items()}  # fmt: skip
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


def _under(data: Any, key: str) -> Any:
    """The mapping at a key, made where it is not there."""
    if data.get(key) is None:
        data[key] = {}
    return data[key]


def _spelled(states: Mapping[str, Any], code: str) -> str:
    """How a file names a state: by its code, its number, or a name."""
    return next((key for key in states if find(key).label == code), code)


def _read(text: str, file: str) -> Questions:
    try:
        return scenarios(document.parse(text, file), file.removesuffix(".yaml"))
    except FoedusError as error:
        raise InputError(
            f"the changes do not fit into this file: {error.what}", where=file, hint=_BY_HAND
        ) from None
