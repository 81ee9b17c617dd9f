"""The baseline: what of today's pacts does not stand in this question, or stands otherwise.

Without it, a question starts from what stands on its day by the public data and the library. Each
change names one pact: by its name in the library, by its number in ATOP (``atop-3240``), or by two
of its members where they share one pact alone.
"""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from foedus.record import DayOrFirst, Judgement, OnceState, Record, Slug, States, Text, wrong
from foedus.report.words import code, codes, roster
from foedus.scenario.fact import Year
from foedus.terms.clause import Clause
from foedus.terms.guarantee import Military
from foedus.terms.instruments import called

#: What may become of a pact, as the key that names it.
VERBS = ("ends", "lapsed", "rewrites", "stands")
#: Keys that only a rewritten pact may have.
REWRITTEN = ("guarantors", "without", "clauses", "military", "practice")


class Reference(Record):
    """A pact by its name, or by two of its members and the year since which it binds them.

    Of several pacts that two states share, one of theirs alone is meant before wider ones.
    """

    name: Slug | None = None
    pact: tuple[OnceState, OnceState] | None = None
    since: Year | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.name is None) == (self.pact is None):
            raise wrong("expected a pact's name, or `pact:` with two of its members")
        if self.pact and self.pact[0] == self.pact[1]:
            raise wrong(f"a pact of {codes(self.pact)[0]} with itself")
        if self.since and not self.pact:
            raise wrong("since goes with pact", f"{self.name} says which it is")
        return self

    def __str__(self) -> str:
        """Its name, or whose it is."""
        if self.pact is None:
            return str(self.name)
        since = f" of {self.since}" if self.since else ""
        return f"the pact{since} of {' and '.join(codes(self.pact))}"


def _reference(value: object) -> object:
    match value:
        case str() | int():
            return {"name": value}
        case [*_]:
            return {"pact": value}
    return value


Named = Annotated[Reference, BeforeValidator(_reference)]


class BaselineChange(Record):
    """One pact ended, lapsed, rewritten, or known to stand though the data do not have it.

    ends: it binds nobody any more. lapsed: a pledge, the challenger's own among them, that no
    longer holds; read as ``ends``. rewrites: what is given is laid over the pact, ``military`` tie
    by tie; ``guarantors`` are all that still owe its clauses, ``without`` names members that leave.
    stands: an instrument of the library that is in force though the data do not have it. title:
    what readers call the pact; the library's title if not given.
    """

    ends: Named | None = None
    lapsed: Named | None = None
    rewrites: Named | None = None
    stands: Named | None = None
    title: Text | None = None
    on: DayOrFirst | None = None
    guarantors: States | None = None
    without: States = ()
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)] | None = None
    military: Military | None = None
    practice: Military | None = None
    source: Text | None = None
    judgement: Judgement = None
    note: Text | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        given = [verb for verb in VERBS if getattr(self, verb) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none of them"
            raise wrong(f"found {found}, expected one of {', '.join(VERBS)}")
        laid = [key for key in REWRITTEN if key in self.model_fields_set]
        if laid and given != ["rewrites"]:
            raise wrong(f"{laid[0]} goes with rewrites, found {given[0]}", f"rewrites: {self.pact}")
        if not laid and given == ["rewrites"]:
            raise wrong(
                f"rewrites {self.pact}, and says nothing of how",
                f"give one of {', '.join(REWRITTEN)}; or `ends: {self.pact}`",
            )
        return self

    @property
    def verb(self) -> str:
        """Which of ``VERBS`` it is."""
        return next(verb for verb in VERBS if getattr(self, verb) is not None)

    @property
    def pact(self) -> Reference:
        """The pact that it names."""
        found: Reference = getattr(self, self.verb)
        return found

    @property
    def grounded(self) -> bool:
        """Whether it names a source or owns to being a judgement."""
        return self.source is not None or self.judgement is not None

    @property
    def called(self) -> str:
        """What readers call the pact: its title here or in the library, else as it is written."""
        return self.title or called(str(self.pact))

    def summary(self, *, titled: bool = False) -> str:
        """In a few words: ``us-korea-1953 ends on 2026-01-01``; titled: as readers call it."""
        when = f" on {self.on}" if self.on else ""
        pact = self.called if titled else str(self.pact)
        match self.verb:
            case "ends":
                return f"{pact} ends{when}"
            case "lapsed":
                return f"{pact} lapsed{when}"
            case "stands":
                return f"{pact} stands"
        parts = []
        if self.guarantors is not None:
            parts.append(f"owed by {roster(self.guarantors) or 'nobody'}")
        if self.without:
            parts.append(f"without {roster(self.without)}")
        parts += [clause.summary() for clause in self.clauses or ()]
        for key in ("military", "practice"):
            ties = getattr(self, key)
            if ties is not None:
                said = ", ".join(
                    f"{tie} {_tie(ties, tie)}" for tie in sorted(ties.model_fields_set)
                )
                parts.append(f"{key}: {said or 'as it was'}")
        return f"{pact} is rewritten{when}: {'; '.join(parts)}"


def _tie(ties: Military, name: str) -> str:
    value = getattr(ties, name)
    if name == "stationed":
        return (
            ", ".join(f"{code(each.state)} {each.number or ''}".strip() for each in value) or "none"
        )
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
