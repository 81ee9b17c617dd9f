"""Changes of the board written into a scenario's file: its comments and its order stay."""

from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from foedus.errors import FoedusError, InputError
from foedus.scenario import Scenario, loads
from foedus.states import find
from foedus.terms.guarantee import Guarantee, Military
from foedus.web.board.edits import BoardEdit, edited

#: A design may stand on another, which stands on another.
_PASSES = 5
_BY_HAND = "change the file by hand; `foedus check` says whether it reads"


def written(text: str, file: str, edits: Iterable[BoardEdit], protege: str | None = None) -> str:
    """The text with the changes in it, which reads as the scenario that the board shows.

    Raises InputError where the file's form leaves no place for a change.
    """
    from ruamel.yaml import YAML

    kept = tuple(edits)
    before = loads(text, file, protege)
    after = edited(before, kept)
    yaml: Any = YAML()
    yaml.preserve_quotes, yaml.width = True, 10_000  # no line is folded that was not
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    for each in kept:
        if each.subject not in before.designs:
            fact = getattr(after.situation.states[each.subject], each.field)
            states = _under(_under(data, "situation"), "states")
            found = _under(states, _spelled(states, each.subject))
            found[each.field] = {"value": fact.value, "judgement": fact.judgement}
    now = before
    for again in range(_PASSES):  # what stands on a changed design keeps its own terms
        differs = [
            name for name, each in after.designs.items() if _told(now.designs[name]) != _told(each)
        ]
        if again and not differs:
            break
        for name in differs:
            _laid(data["designs"], name, now.designs[name], after.designs[name], again > 0)
        stream = StringIO()
        yaml.dump(data, stream)
        now = _read(stream.getvalue(), file, protege)
    if _told(now.situation) != _told(after.situation) or differs:
        raise InputError("the changes do not fit into this file", where=file, hint=_BY_HAND)
    return stream.getvalue()


def _told(record: Any) -> Any:
    return record.model_dump()


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
                    below[item] = _plain(getattr(now, item))
        elif now is None and key in own:
            own.pop(key)
        else:
            own[key] = _plain(now)


def _plain(value: Any) -> Any:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return [_plain(each) for each in value]
        case _ if hasattr(value, "model_dump"):
            return value.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
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


def _read(text: str, name: str, protege: str | None) -> Scenario:
    try:
        return loads(text, name, protege)
    except FoedusError as error:
        raise InputError(
            f"the changes do not fit into this file: {error.what}", where=name, hint=_BY_HAND
        ) from None
