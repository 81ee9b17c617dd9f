"""The cases as a file."""

from typing import Any

from foedus.history.reference.record import Cases, ReferencePair
from foedus.history.store import Store
from foedus.version import __version__

COMMAND = "foedus fit reference"
_FLAGS = ("began", "rival", "land", "relevant", "major")
_FLAGGED = [tuple(bool(n >> at & 1) for at in range(len(_FLAGS))) for n in range(2 ** len(_FLAGS))]


def _encode(cases: Cases) -> dict[str, Any]:
    return {
        "version": __version__, "command": COMMAND, "through": cases.through,
        "after_war": [_plain(each) for each in cases.after_war],
        "windows": [_plain(each) for each in cases.windows],
    }  # fmt: skip


def _decode(document: dict[str, Any]) -> Cases:
    after, windows = (tuple(map(_case, document[name])) for name in ("after_war", "windows"))
    return Cases(after, windows, document["through"])


def _plain(case: ReferencePair) -> list[Any]:
    flags = sum(getattr(case, name) << place for place, name in enumerate(_FLAGS))
    return [case.one, case.two, case.begins, case.war, flags, [list(e) for e in case.fought]]


def _case(told: list[Any]) -> ReferencePair:
    one, two, begins, war, flags, fought = told
    again = tuple([(year, bool(own)) for year, own in fought]) if fought else ()
    began, rival, land, relevant, major = _FLAGGED[flags]
    return ReferencePair(one, two, begins, war, began, rival, land, relevant, major, again)


STORE = Store(
    "reference", "record of cases", COMMAND, _encode, _decode,
    ("after_war", "windows", '],¶["'),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped

#: The shipped cases after a war alone, a hundredth of all, for pairs lately at war.
after_war = Store(
    STORE.model, STORE.noun, COMMAND, _encode,
    lambda told: Cases(tuple(map(_case, told["after_war"])), (), told["through"]),
).shipped  # fmt: skip
