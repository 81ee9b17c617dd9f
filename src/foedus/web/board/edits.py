"""Changes of a scenario made by hand, as an address says them: ``nato.term=20&RUS.cinc=0.04``.

A change names a design and one of its terms, or a state and one of its facts. Guarantors are taken
away with ``-HUN`` and added with ``EST``; clauses, by their number in the saved design, with
``-2``, and added by what they oblige to and when, ``aid:threat``. ``nato.2.trigger`` is a term of
the second clause. ``designs`` lists the designs themselves (``lineup``).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from foedus.errors import InputError, UnknownNameError
from foedus.scenario import Fact, Scenario
from foedus.scenario.scenario import Design
from foedus.scenario.situation import StateFacts
from foedus.terms.guarantee import Guarantee
from foedus.web.board import lineup
from foedus.web.board.clauses import CLAUSE_FIELDS, clauses
from foedus.web.board.design_terms import JUDGED, TERMS, changed
from foedus.web.board.values import number

#: Facts of a state that a hand may set.
FACTS = ("cinc", "polyarchy")
#: Changes of one address.
MOST = 400


@dataclass(frozen=True, slots=True)
class BoardEdit:
    """One change. subject: a design's name, a state's code, or "" of the board. value: as an
    address has it.
    """

    subject: str
    field: str
    value: str

    @property
    def key(self) -> str:
        """``nato.term``."""
        return f"{self.subject}.{self.field}" if self.subject else self.field

    @property
    def clause(self) -> tuple[int, str, str] | None:
        """The clause's number, its term and the value; None where it is no term of a clause."""
        at, dot, field = self.field.partition(".")
        return (int(at), field, self.value) if dot else None


def parsed(pairs: Iterable[tuple[str, str]], scenario: Scenario) -> tuple[BoardEdit, ...]:
    """The changes of an address, in the order of the designs; the last of a key counts.

    Keys without a dot are not changes but for ``designs``, and are left out. Raises
    UnknownNameError for a design, state or term that there is not, InputError for too many.
    """
    asked = dict(pairs)
    listed = lineup.places(asked.get(lineup.KEY, ""), scenario)
    names = [each.name for each in listed]
    found = list(_edits(asked, scenario, names))
    if len(found) > MOST:
        raise InputError(f"{len(found)} changes; at most {MOST} are taken")
    places = {name: place for place, name in enumerate(names)}
    found.sort(key=lambda edit: (places.get(edit.subject, len(places)), edit.key))
    if listed != lineup.places("", scenario):
        found.insert(0, BoardEdit("", lineup.KEY, ",".join(map(str, listed))))
    return tuple(found)


def _edits(asked: dict[str, str], scenario: Scenario, names: list[str]) -> Iterator[BoardEdit]:
    states = (scenario.challenger, scenario.protege)
    for key, value in asked.items():
        if "." not in key:
            continue
        subject, field = _named(key, names)
        if subject in names:
            _known(field, key)
        elif subject not in states:
            raise UnknownNameError("design", subject, [*names, *states], where=key)
        elif field not in FACTS:
            raise UnknownNameError("fact", field, FACTS, where=key)
        yield BoardEdit(subject, field, value)


def _named(key: str, names: list[str]) -> tuple[str, str]:
    """What a key is about, and what of it: names have dots too."""
    subject, _, field = key.rpartition(".")
    above, dot, at = subject.rpartition(".")
    if subject not in names and dot and at.isdecimal() and len(at) < 5:
        return above, f"{at}.{field}"
    return subject, field


def _known(field: str, key: str) -> None:
    _, dot, term = field.partition(".")
    known = CLAUSE_FIELDS if dot else (*TERMS, "clauses")
    if (term if dot else field) not in known:
        raise UnknownNameError("term", term or field, known, where=key)


def begun(scenario: Scenario, edits: Iterable[BoardEdit]) -> Scenario:
    """The scenario with the designs of the board, each as it begins: no term is changed yet."""
    value = next((each.value for each in edits if each.field == lineup.KEY), "")
    return lineup.arranged(scenario, lineup.places(value, scenario))


def edited(scenario: Scenario, edits: Iterable[BoardEdit]) -> Scenario:
    """The scenario with every change made. Raises InputError that names the change."""
    kept = tuple(edits)
    found = begun(scenario, kept)
    by: dict[str, list[BoardEdit]] = {}
    for edit in kept:
        by.setdefault(edit.subject, []).append(edit)
    for subject, own in by.items():
        if subject in found.designs:
            found = found.with_design(_design(found, found.designs[subject], own))
        elif subject:
            for edit in own:
                found = _stated(found, edit)
    return found


def _design(scenario: Scenario, design: Guarantee, edits: list[BoardEdit]) -> Guarantee:
    """A design with its changes, as its file would read."""
    terms = [each.clause for each in edits if each.clause]
    value = next((each.value for each in edits if each.field == "clauses"), "")
    now = design
    if terms or value:
        where = next(each.key for each in edits if each.clause or each.field == "clauses")
        with _at(where):
            now = clauses(now, value, terms, scenario.as_of.year)
    for edit in sorted((each for each in edits if each.field in TERMS),
                       key=lambda each: TERMS.index(each.field)):  # fmt: skip
        with _at(edit.key):
            now = changed(scenario, now, edit.field, edit.value)
    if now.clauses and not now.guarantors:
        raise InputError("nobody is left who promises", where=f"{now.name}.guarantors",
                         hint="keep one guarantor, or take every promise away")  # fmt: skip
    if now.guarantors and not now.clauses:
        raise InputError("its guarantors promise nothing", where=f"{now.name}.clauses",
                         hint="add a promise, or take every guarantor away")  # fmt: skip
    if now.model_copy(update={"title": design.title}) != design:
        fields = now.model_fields_set & set(Design.model_fields)
        own = Design(**{key: getattr(now, key) for key in fields})
        lineup.resolved(scenario, {now.name: own})
    return now


@contextmanager
def _at(where: str) -> Iterator[None]:
    """What is wrong, with the key of the change that it is of."""
    try:
        yield
    except InputError as error:
        raise InputError(error.what, where=where, hint=error.hint) from None


def _stated(scenario: Scenario, edit: BoardEdit) -> Scenario:
    """A fact of one of the two states."""
    with _at(edit.key):
        value = number(edit.value, 0.0, 1.0)
    states = dict(scenario.situation.states)
    fact = Fact[float](value=value, judgement=JUDGED)
    kept = states.get(edit.subject, StateFacts())
    states[edit.subject] = kept.model_copy(update={edit.field: fact})
    situation = scenario.situation.model_copy(update={"states": states})
    return scenario.model_copy(update={"situation": situation})
