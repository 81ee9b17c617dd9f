"""A board: one question as saved and as changed by hand, and what the change does."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from urllib.parse import urlencode

from foedus import document
from foedus.assessment.notebook import NotebookAssessment
from foedus.errors import InputError, UnknownNameError
from foedus.explanation.change import changes
from foedus.explanation.sections import change
from foedus.facts import snapshot
from foedus.report.blocks import Section
from foedus.scenario import Scenario
from foedus.scenario.several import scenarios
from foedus.scenario.versions import tag
from foedus.web.board import lineup
from foedus.web.board.edits import BoardEdit, edited, parsed
from foedus.web.board.lineup import DesignPlace
from foedus.web.board.revisions import Revisions
from foedus.web.board.saving import written
from foedus.web.board.wording import board_words, claim_words
from foedus.web.claims.address import owned
from foedus.web.claims.address import parsed as claim_changes
from foedus.web.claims.changes import ClaimChanges, asked, reclaimed
from foedus.web.claims.changes import changed as claimed
from foedus.web.shelf import Shelf

#: Questions whose draws are kept.
_KEPT = 8
MOST_YEARS = 100


@dataclass(frozen=True)
class DesignBoard:
    """name: of the scenario. version: number of the one it stands on, 0 of a shipped one. tag: of
    that text, to save against. proteges: all that the scenario asks about.
    """

    name: str
    version: int
    tag: str
    text: str
    scenario: Scenario  # as saved
    proteges: tuple[str, ...]
    edits: tuple[BoardEdit, ...]
    claims: ClaimChanges
    years: int
    revisions: Revisions

    @cached_property
    def changed(self) -> Scenario:
        """The scenario with the hand's changes."""
        return reclaimed(edited(self.scenario, self.edits), self.claims)

    @property
    def saved_answer(self) -> NotebookAssessment:
        """What was answered before the changes."""
        return self.revisions.answer(self.scenario)

    @cached_property
    def answer(self) -> NotebookAssessment:
        """What is answered with them."""
        return self.revisions.answer(self.changed)

    @property
    def view(self) -> list[tuple[str, str]]:
        """What is looked at, without its changes, as keys and values of an address."""
        pairs: list[tuple[str, str]] = []
        if self.version:
            pairs.append(("version", str(self.version)))
        if self.scenario.protege != self.proteges[0]:
            pairs.append(("protege", self.scenario.protege))
        if self.years != self.scenario.horizon:
            pairs.append(("years", str(self.years)))
        return pairs

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The board as keys and values of an address: the same ones for the same view."""
        return [*self.view, *((each.key, each.value) for each in self.edits), *self.claims.pairs]

    @property
    def query(self) -> str:
        """The board as an address says it."""
        return urlencode(self.pairs, safe=",:;")

    @property
    def unsaved(self) -> list[str]:
        """What is changed and not saved, a line each."""
        board = board_words(self.scenario, self.changed, self.edits)
        return [*board, *claim_words(self.scenario, self.claims)]

    @property
    def written(self) -> str:
        """The scenario's text with every change in it. Raises InputError where one does not fit."""
        text = self.text
        if self.edits:
            text = written(text, f"{self.name}.yaml", self.edits)
        return claimed(text, asked(text, self.name), self.claims) if self.claims else text

    @property
    def hurried(self) -> NotebookAssessment:
        """The same answer with war alone in it, for a hand that is still moving."""
        return self.revisions.answer(self.changed, events=("war",))

    def difference(self) -> Sequence[Section]:
        """What the changes do, in words: ``foedus explain`` of the saved against the changed.

        A copy is held against the design that it began as.
        """
        one, two = self.saved_answer, self.answer
        found = list(changes(one, two)) if set(one.designs) & set(two.designs) else []
        for place in self.columns:
            if not place.saved and place.origin in one.designs:
                found += changes(one, two, design=place.origin, to=place.name)
        return change.sections(found, one, two)

    @property
    def columns(self) -> tuple[DesignPlace, ...]:
        """The designs on the board, and what each began as."""
        value = next((each.value for each in self.edits if each.field == lineup.KEY), "")
        return lineup.places(value, self.scenario)


class Boards:
    """Boards of a folder; what is costly about a question is made once."""

    def __init__(self, shelf: Shelf, draws: int) -> None:
        self.shelf, self.draws = shelf, draws
        self._kept: OrderedDict[tuple[object, ...], Revisions] = OrderedDict()
        self._lock = Lock()

    def board(self, name: str, pairs: Iterable[tuple[str, str]]) -> DesignBoard:
        """The board that the pairs of a query ask for. Raises InputError for what cannot be."""
        pairs = list(pairs)
        options = {key: value for key, value in pairs if "." not in key}
        own, number, text = self.shelf.own(name), 0, self.shelf.text(name)
        if own:
            every = self.shelf.versions.list(name)
            number = _whole(options.get("version", ""), every[-1].number if every else 1, "version")
            text = self.shelf.versions.at(name, number)[1]
        found = _read(text, name)
        protege = options.get("protege", next(iter(found)))
        if protege not in found:
            raise UnknownNameError("protégé", protege, found, where="protege")
        scenario = found[protege]
        years = _whole(options.get("years", ""), scenario.horizon, "years")
        if not 1 <= years <= MOST_YEARS:
            raise InputError(f"found {years}, allowed: 1 to {MOST_YEARS}", where="years")
        of_claims = [each for each in pairs if owned(each[0], scenario.designs)]
        rest = [each for each in pairs if each not in of_claims]
        return DesignBoard(
            name, number, tag(text) if own else "", text, scenario, tuple(found),
            parsed(rest, scenario), claim_changes(of_claims, scenario), years,
            self._revisions(name, tag(text), scenario, years, own),
        )  # fmt: skip

    def _revisions(
        self, name: str, text: str, scenario: Scenario, years: int, own: bool
    ) -> Revisions:
        key = (name, text, scenario.protege, years)
        with self._lock:
            if key not in self._kept:
                evidence: Path | None = None
                if own:
                    evidence = snapshot.of(self.shelf.versions.folder / f"{name}.yaml")
                self._kept[key] = Revisions(
                    scenario, draws=self.draws, years=years, evidence=evidence
                )
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


@lru_cache(maxsize=32)
def _read(text: str, name: str) -> dict[str, Scenario]:
    """Protégé -> the question about it; read once."""
    return scenarios(document.parse(text, f"{name}.yaml"), name)


def _whole(text: str, otherwise: int, where: str) -> int:
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise InputError(f"found {text[:40]!r}, expected a whole number", where=where)
    return int(text)
