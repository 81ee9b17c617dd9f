"""Designs resolved: `extends` followed, parties filled in, contradictions refused."""

from collections.abc import Iterator, Mapping

from foedus import terms
from foedus.document import KeyPath
from foedus.errors import nearest
from foedus.record import Problem
from foedus.report.words import code, roster
from foedus.scenario.scenario import Design, Draft
from foedus.states import UnknownStateError, find
from foedus.terms.guarantee import Guarantee, Military, Terms, overlay

#: A design may stand on so many others at most.
LONGEST_CHAIN = 12


def resolve(draft: Draft) -> tuple[dict[str, Guarantee], list[Problem]]:
    """Every design as a whole guarantee, and the problems met; a design with one is left out."""
    resolved: dict[str, Guarantee] = {}
    problems: list[Problem] = []
    for name in draft.designs:
        found = list(_chain_problems(name, draft.designs)) or list(_problems(name, draft))
        problems += found
        if not found:
            resolved[name] = _guarantee(name, draft)
    return resolved, problems


def _chain(name: str, designs: Mapping[str, Design]) -> list[str]:
    """``name`` and what it extends, up to an instrument, an unknown name or a repeated one."""
    chain = [name]
    while (above := designs[chain[-1]].extends) is not None:
        chain.append(above)
        if above not in designs or above in chain[:-1] or len(chain) > LONGEST_CHAIN:
            break
    return chain


def _chain_problems(name: str, designs: Mapping[str, Design]) -> Iterator[Problem]:
    path: KeyPath = ("designs", name, "extends")
    if name in terms.names():
        yield Problem(("designs", name), f"{name!r} is an instrument; a design needs its own name")
        return
    chain = _chain(name, designs)
    if len(chain) > LONGEST_CHAIN:
        yield Problem(path, f"stands on more than {LONGEST_CHAIN} others, one upon the other")
    elif chain[-1] in chain[:-1]:
        if chain[-1] == name:  # told once for each member of the circle, not for what hangs on it
            yield Problem(path, f"extends itself: {' → '.join(chain)}")
        else:
            yield Problem(path, f"extends {chain[-1]!r}, which extends itself")
    elif chain[-1] not in designs and chain[-1] not in terms.names() and len(chain) == 2:
        known = [*terms.names(), *(other for other in designs if other != name)]
        yield Problem(
            path, f"no instrument or design is called {chain[-1]!r}", nearest(chain[-1], known)
        )
    elif chain[-1] not in designs and chain[-1] not in terms.names():
        yield Problem(path, f"extends {chain[1]!r}, which cannot be resolved")


def _merged(name: str, draft: Draft) -> Terms:
    """The terms of a design with all that it extends laid under it."""
    chain = _chain(name, draft.designs)
    merged: Terms = Terms()
    for link in reversed(chain):
        over: Terms = draft.designs[link] if link in draft.designs else _instrument(link, draft)
        values = overlay(merged, over)
        values.pop("extends", None)
        merged = Terms(**values)
    return merged


def _instrument(name: str, draft: Draft) -> Terms:
    """An instrument as it would serve the protégé from the scenario's date on.

    Its parties at that date become guarantors; its own history (signature, end, ATOP number)
    stays behind. A pact that stands keeps what is left of its term.
    """
    instrument = terms.get(name)
    kept = instrument.model_fields_set - _HISTORY
    values = {key: getattr(instrument, key) for key in kept}
    parties = instrument.guarantors_on(draft.as_of)
    values["guarantors"] = tuple(state for state in parties if state != draft.protege)
    left = _term_left(instrument, draft)
    if instrument.term is not None and left is None:
        values.pop("term")  # it has run out, and the instrument goes on without an end
    elif left is not None:
        values["term"] = left
    return Terms(**values)


def _term_left(instrument: Guarantee, draft: Draft) -> float | None:
    """Years of term that the protégé would find: the rest, where it joins a pact that stands."""
    begun = instrument.in_force or instrument.signed
    over = instrument.ended is not None and instrument.ended <= draft.as_of
    if instrument.term is None or begun is None or over or not instrument.mutual:
        return instrument.term
    left = instrument.term - (draft.as_of - begun).days / 365.25
    return left if left > 0 else None


_HISTORY = {"name", "protege", "acceded", "left", "signed", "in_force", "ended", "atop", "replaces"}


def _problems(name: str, draft: Draft) -> Iterator[Problem]:
    merged, path = _merged(name, draft), ("designs", name)
    if merged.clauses and not merged.guarantors:
        yield Problem(
            path,
            f"a design without guarantors has clauses ({len(merged.clauses)})",
            "name them (`guarantors: [USA, GBR]`), or write `{}` for no guarantee",
        )
    if not merged.guarantors and not merged.clauses and merged.military != Military():
        yield Problem((*path, "military"), "military ties of a design without guarantors")
    if set(merged.guarantors) == {draft.challenger}:
        yield Problem(
            (*path, "guarantors"), f"{code(draft.challenger)} would be the only guarantor"
        )
    if "guarantors" not in draft.designs[name].model_fields_set:
        yield from _gone(merged, (*path, "extends"), draft.as_of.year)
    if merged.guarantors and not merged.clauses:
        yield Problem(
            path,
            f"guarantors ({roster(merged.guarantors)}) promise nothing: there are no clauses",
            "add `clauses:`, or extend an instrument",
        )
    if merged.protege not in {None, draft.protege}:
        yield Problem(
            (*path, "protege"),
            f"found {code(merged.protege)!r}, but the scenario's protégé is {code(draft.protege)}",
        )
    if draft.protege in merged.guarantors:
        yield Problem((*path, "guarantors"), f"{code(draft.protege)} would guarantee itself")
    twice = {state for state in merged.guarantors if merged.guarantors.count(state) > 1}
    if twice:
        yield Problem((*path, "guarantors"), f"named twice: {roster(sorted(twice))}")
    yield from _strangers(merged, path, draft)


def _strangers(merged: Terms, path: KeyPath, draft: Draft) -> Iterator[Problem]:
    """States that would act under a design without being its guarantors."""
    for index, stationed in enumerate(merged.military.stationed):
        if stationed.state not in merged.guarantors:
            yield Problem(
                (*path, "military", "stationed", index, "state"),
                f"{code(stationed.state)} stations forces but is no guarantor of this design",
            )
    for index, clause in enumerate(merged.clauses):
        strangers = set(clause.by) - {*merged.guarantors, draft.protege}
        if clause.obligation == "nonaggression":
            strangers -= {draft.challenger}  # its own word, beside what is guaranteed
        if strangers:
            yield Problem(
                (*path, "clauses", index, "by"),
                f"{roster(sorted(strangers))} owes it but is no guarantor of this design",
            )


def _gone(merged: Terms, path: KeyPath, year: int) -> Iterator[Problem]:
    """Guarantors taken from what is extended that are no states any more."""
    for state in merged.guarantors:
        try:
            find(state, year=year)
        except UnknownStateError as error:
            yield Problem(path, f"a guarantor of it is gone: {error.what}", "name the guarantors")


def _guarantee(name: str, draft: Draft) -> Guarantee:
    merged = _merged(name, draft)
    values = {key: getattr(merged, key) for key in merged.model_fields_set}
    under = _chain(name, draft.designs)[-1]
    if under in terms.names():  # what it extends, it would take the place of where that stands
        values["replaces"] = tuple(dict.fromkeys((*merged.replaces, under)))
    return Guarantee(**(values | {"name": name, "protege": draft.protege}))
