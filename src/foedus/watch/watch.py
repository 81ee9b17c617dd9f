"""A watch: a log whose first record says what is promised, and everything filed since.

What is filed in a live watch is known when it is filed. A replay is told when things were known, so
that past days can be gone through again; it says so in its first record.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from foedus.errors import InputError, UnknownNameError
from foedus.ledger.canonical import canonical
from foedus.ledger.leaf import signed
from foedus.ledger.moment import moment, now, spelled
from foedus.ledger.note import Checkpoint, SigningKey
from foedus.ledger.store import LeafDraft, Ledger, LedgerStore
from foedus.scenario import Scenario
from foedus.terms.guarantee import Guarantee
from foedus.watch.board import Board, board
from foedus.watch.casus.area import Areas, regions
from foedus.watch.entries.forms import FORMS, AnyEntry, decoded, encoded
from foedus.watch.entries.report import IncidentReport
from foedus.watch.members import MAY, WatchMember, check_key, member, told
from foedus.watch.undertakings import Undertakings, amended


@dataclass(frozen=True, slots=True)
class FilingResult:
    """What came of filing. taken: names; repeated: said before; conflicting: id taken otherwise."""

    taken: tuple[str, ...]
    repeated: tuple[str, ...]
    conflicting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptWatch:
    """A watch at a moment: what is promised, as it then read, and everything known."""

    watched: Undertakings
    board: Board


class Watch(Ledger):
    """An open watch. Use as a context manager, or close it."""

    def __init__(self, path: Path) -> None:
        """Open a watch. Raises InputError where there is none, DataError where it is broken."""
        self.store = LedgerStore(path)
        self.opening = self.store.opening
        self._leaves: list[dict[str, Any]] = []
        self._entries: list[AnyEntry] = []
        if self.opening.get("kind") != "opening":
            raise InputError("its first record opens no watch", where=str(path))

    def clock(self) -> datetime:
        """This second, or that of the last record where the machine's clock has gone back."""
        last = self.store.size - 1
        [(_, leaf)] = self.store.records(last, last + 1)
        return max(now(), moment(str(leaf["recorded"])))

    def undertakings(self, as_of: datetime | None = None) -> Undertakings:
        """What is promised, from the first record; by what was amended until a moment, if given."""
        given = self.opening
        texts = {name: Guarantee.model_validate(each) for name, each in given["designs"].items()}
        areas = Areas(dict(regions(given["areas"], "areas"))) if given.get("areas") else Areas()
        found = Undertakings(
            given["scenario"], given["challenger"], given["protege"], texts, areas
        )  # fmt: skip
        return found if as_of is None else amended(found, self.entries(), as_of)

    def members(self) -> dict[str, WatchMember]:
        """Who may file, by name: those of the first record and those added since."""
        self._read()
        every = list(self.opening["members"])
        every += [leaf for leaf in self._leaves if leaf["kind"] == "member"]
        return {each["name"]: member(each) for each in every}

    def _read(self) -> None:
        """Take what was added to the log since it was last read: records never change."""
        for _, leaf in self.store.records(len(self._leaves) + 1):
            if leaf["kind"] in FORMS:
                self._entries.append(decoded(_bare(leaf)))
            self._leaves.append(leaf)

    def entries(self) -> list[AnyEntry]:
        """Every entry, in the order of filing."""
        self._read()
        return list(self._entries)

    def latest(self) -> datetime:
        """Now; in a watch of the past, when it last learned something."""
        if not self.replay:
            return self.clock()
        return max((each.known for each in self.entries()), default=self.clock())

    def kept(self, as_of: datetime) -> KeptWatch:
        """The watch at a moment."""
        return KeptWatch(self.undertakings(as_of), self.board(as_of))

    def board(self, as_of: datetime) -> Board:
        """Everything at a moment."""
        return board(self.undertakings(), self.entries(), as_of)

    def newest(self, source: str) -> dict[str, IncidentReport]:
        """The newest revision of each report of a source, withdrawn ones among them, by id."""
        found: dict[str, IncidentReport] = {}
        for entry in self.entries():
            if isinstance(entry, IncidentReport) and entry.source == source:
                old = found.get(entry.id)
                if old is None or old.revision < entry.revision:
                    found[entry.id] = entry
        return found

    def member(self, name: str, kinds: Iterable[str]) -> WatchMember:
        """Somebody who may file these kinds. Raises InputError for one who may not."""
        every = self.members()
        if name not in every:
            raise UnknownNameError("member", name, every, where="--who")
        found = every[name]
        for kind in sorted(set(kinds)):
            if kind not in MAY[found.role]:
                able = [role for role, may in MAY.items() if kind in may]
                raise InputError(
                    f"{name} is a {found.role} and may not file a {kind}", where="--who",
                    hint=f"a {' or '.join(able)} may",
                )  # fmt: skip
        return found

    def file(
        self, entries: Sequence[AnyEntry], who: str, key: SigningKey | None = None,
        refused: Sequence[Mapping[str, Any]] = (),
    ) -> FilingResult:  # fmt: skip
        """File entries and refusals, all or none, each signed where its member has a key.

        Raises InputError where the member may not, the key is not theirs, or a live watch is told
        another time than its own.
        """
        kinds = [*(entry.kind for entry in entries), *(each["kind"] for each in refused)]
        check_key(self.member(who, kinds), key)
        clock = self.clock()
        recorded = spelled(clock)
        drafts = []
        for entry in entries:
            if not self.replay and spelled(entry.known) != recorded:
                entry = entry.model_copy(update={"known": clock})  # noqa: PLW2901
            said = encoded(entry.model_copy(update={"who": who}))
            body = signed(said | {"recorded": recorded}, key)
            drafts.append(LeafDraft(body, json.dumps(entry.key), content(said)))
        for each in refused:
            body = signed(dict(each) | {"recorded": recorded, "who": who}, key)
            drafts.append(
                LeafDraft(body, json.dumps(["refusal", each["raw"], each["reason"]]), b"refusal")
            )
        done = self.store.append(drafts)
        taken = set(done.places)
        names = [
            json.loads(draft.key) for draft in drafts
            if draft.key not in {*done.repeated, *done.conflicting}
        ] if taken else []  # fmt: skip
        return FilingResult(
            tuple(f"{key[0]}/{key[1]}" for key in names if key[0] != "refusal"),
            _names(done.repeated), _names(done.conflicting),
        )  # fmt: skip

    def enroll(self, joining: WatchMember, who: str, key: SigningKey | None) -> None:
        """Let somebody file, or change their role or key. Raises InputError."""
        check_key(self.member(who, ["member"]), key)
        leaf = told(joining) | {"kind": "member", "recorded": spelled(self.clock()), "who": who}
        self.store.append([LeafDraft(signed(leaf, key))])

    def checkpoint(self, key: SigningKey) -> Checkpoint:
        """A signed head of all that is filed, kept beside the log. Raises InputError."""
        if key.name != self.name:
            raise InputError(f"this is the key of {key.name!r}, not of {self.name!r}")
        size = self.store.size
        root = self.store.root(size)
        held = {(each.size, each.root): each for each in self.store.checkpoints()}
        made = held.get((size, root), Checkpoint(self.name, size, root)).signed(key)
        self.store.keep(made)
        return made


def create(
    path: Path, scenario: Scenario, name: str, members: Sequence[WatchMember], *,
    replay: bool = False, areas: Mapping[str, Any] | None = None,
) -> Watch:  # fmt: skip
    """A new watch on a scenario's designs. areas: a GeoJSON collection. Raises InputError."""
    if areas is not None:
        dict(regions(areas, "areas"))
    opening = {
        "kind": "opening",
        "form": 1,
        "name": name,
        "mode": "replay" if replay else "live",
        "recorded": spelled(now()),
        "scenario": scenario.name,
        "title": scenario.title,
        "challenger": scenario.challenger,
        "protege": scenario.protege,
        "designs": {
            each: text.model_dump(mode="json", exclude_defaults=True)
            for each, text in scenario.designs.items()
        },
        "members": [told(each) for each in members],
    } | ({"areas": areas} if areas else {})
    LedgerStore.create(path, canonical(opening)).close()
    return Watch(path)


def _bare(leaf: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in leaf.items() if key not in {"recorded", "signature"}}


def content(said: Mapping[str, Any]) -> bytes:
    """The hash of what an entry says, without when it was known and who filed it."""
    kept = {key: value for key, value in said.items() if key not in {"known", "who"}}
    return sha256(canonical(kept)).digest()


def _names(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        f"{key[0]}/{key[1]} rev. {key[2]}" for key in map(json.loads, keys) if key[0] != "refusal"
    )
