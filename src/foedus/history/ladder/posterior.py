"""The ladder's posterior as a file."""

from dataclasses import fields
from typing import Any

from foedus.estimate import Array
from foedus.history import store
from foedus.history.ladder.model import Ladder, Rung
from foedus.history.store import DIGITS, Store, structure
from foedus.report.plain import plain

#: The model of a file of ``foedus fit origins``, whose ladder is read too.
ORIGIN = "origin"
_ARRAYS = {field.name for field in fields(Rung) if field.type == Array}
_PLAIN = ("first", "last", "version", "command", "hashes", "scores")


def _encode(ladder: Ladder) -> dict[str, Any]:
    return {
        **{name: getattr(ladder, name) for name in _PLAIN},
        "rivalry": plain(ladder.rivalry, DIGITS),
        "rungs": plain(ladder.rungs, DIGITS),
    }


def _origin(document: dict[str, Any]) -> Ladder | None:
    if document["model"] != ORIGIN:
        return None
    from foedus.history.origins import packed

    return packed.read(document)


#: Also reads a file of ``foedus fit origins``, which has its pools beside it.
STORE = Store(
    "ladder", "ladder posterior", "foedus fit ladder", _encode, structure(Ladder),
    (*_ARRAYS, "rungs", "terms", "variants", "scores"), also=_origin, digits=None,
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped


def apart(one: Ladder, two: Ladder) -> float | None:
    """The largest difference of two posteriors' means, in sds; None where they do not compare."""
    if (one.first, one.last, one.hashes) != (two.first, two.last, two.hashes):
        return None
    found = [store.apart(rung, two.rungs[name], ("names",)) for name, rung in one.rungs.items()]
    return None if None in found else max(each for each in found if each is not None)
