"""What accept's weights make of the library: treaties that were signed, and one that was refused.

An instrument of the library states nobody's positions, so of accept's drivers only these are left:
safety, entrapment and cost. That much is tested, on the day before each signature, with the
challenger that the data name for it and the risk that the ladder gives then. It is no forecast: the
library holds what was signed, so a rule that always says yes is right nearly every time, and with
one refusal on record nothing can tell a rule that knows a refusal when it sees one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from foedus import scenario as scenarios
from foedus.analogy.library import shipped
from foedus.assessment import assess
from foedus.assessment.groundwork import check_run
from foedus.errors import DataError, FoedusError, InputError
from foedus.report.plain import plain
from foedus.signing.acceptance import acceptance
from foedus.signing.party import Party
from foedus.signing.signing import Acceptance
from foedus.signing.verdict import Verdict, verdict, worst
from foedus.terms import Guarantee, library

DRAWS = 1000
YEARS = 10  # within which war is feared
#: Who refused what it had signed: the United States Senate never voted on the treaty of 1919.
REFUSED = {"france-guarantee-1919": ("USA",)}


@dataclass(frozen=True, slots=True)
class SigningCase:
    """One instrument on the day before its signature. refused: parties that kept it from coming
    into force, though their governments signed.
    """

    name: str
    signed: date
    challenger: str
    found: Acceptance
    refused: tuple[str, ...]

    def of(self, party: Party) -> Verdict:
        """The class that the weights alone give a party; untold where nothing moves it."""
        moved = party.gain.low != 0 or party.gain.high != 0
        return verdict(party.share) if moved else "untold"

    @property
    def verdict(self) -> Verdict:
        """The worst class of those whom something moves; untold where it moves nobody."""
        told = [v for v in map(self.of, self.found.parties) if v != "untold"]
        return worst(told) if told else "untold"


@dataclass(frozen=True, slots=True)
class SignedScore:
    """cases: instruments that could be weighed. left_out: the others, with the reason."""

    cases: tuple[SigningCase, ...]
    left_out: dict[str, str]
    draws: int
    seed: int

    def parties(self, role: str, *, refused: bool = False) -> dict[Verdict, int]:
        """Class -> how many signatures of a role (protege, guarantor) it was given."""
        found: dict[Verdict, int] = dict.fromkeys(("for", "open", "blocks", "untold"), 0)
        for case in self.cases:
            for party in case.found.parties:
                if party.role == role and (party.name in case.refused) == refused:
                    found[case.of(party)] += 1
        return found

    def packages(self) -> dict[Verdict, int]:
        """Class -> how many instruments that nobody refused it was given."""
        found: dict[Verdict, int] = dict.fromkeys(("for", "open", "blocks", "untold"), 0)
        for case in self.cases:
            if not case.refused:
                found[case.verdict] += 1
        return found

    @property
    def acceptable(self) -> tuple[int, int]:
        """Instruments not refused that the weights say nobody blocks, and how many there are."""
        found = self.packages()
        return found["for"] + found["open"], sum(found.values())

    @property
    def lacking(self) -> float:
        """What guarantors who signed lack by the weights alone: median, in whole issues.

        Their unstated wishes must have been worth that much, if the weights were right.
        """
        gains = [
            party.gain.value
            for case in self.cases
            for party in case.found.parties
            if party.role == "guarantor" and party.name not in case.refused
        ]
        return -median(gains) if gains else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "foedus_acceptance_score": 1,
            "forecast": False,
            "without": "positions: the library states none",
            "instruments_not_refused": self.packages(),
            "signatures_given": {role: self.parties(role) for role in ("protege", "guarantor")},
            "signatures_refused": self.parties("guarantor", refused=True),
            "guarantors_lack": self.lacking,
            "cases": [
                {
                    "name": case.name,
                    "signed": case.signed.isoformat(),
                    "challenger": case.challenger,
                    "verdict": case.verdict,
                    "refused_by": list(case.refused),
                    "parties": {
                        party.name: {"verdict": case.of(party), "share": party.share}
                        for party in case.found.parties
                    },
                }
                for case in self.cases
            ],
            "left_out": self.left_out,
            "draws": self.draws,
            "seed": self.seed,
        })  # fmt: skip


def score(
    names: Iterable[str] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    report: Callable[[str], None] = lambda _: None,
) -> SignedScore:
    """Weigh the library's instruments, or those named, as accept would without positions.

    Needs the public data. What cannot be weighed (no rival on record, a state that the data do not
    know, facts that nobody states) is left out with its reason. Raises InputError for draws or
    years that cannot be, and where nothing at all could be weighed.
    """
    check_run(draws, YEARS, seed)
    cases, left = [], {}
    for name, one in library().items():
        if names is not None and name not in names:
            continue
        report(name)
        try:
            cases.append(_case(one, draws, seed))
        except FoedusError as error:
            left[name] = error.what
    if not cases:
        reasons = "; ".join(f"{name}: {why}" for name, why in left.items())
        raise InputError(
            f"no instrument could be weighed: {reasons}",
            where="--instrument",
            hint="more instruments, or all of them without --instrument",
        )
    return SignedScore(tuple(cases), left, draws, seed)


def _case(one: Guarantee, draws: int, seed: int) -> SigningCase:
    place = shipped().places.get(one.name)
    if one.signed is None or place is None or place.protege is None:
        raise DataError("the data know no protégé")
    if place.rival is None:
        raise DataError(place.chosen or "the data name no challenger")
    eve = one.signed - timedelta(days=1)
    asked = scenarios.loads(
        f"foedus: 1\ntitle: before {one.name}\nas_of: {eve}\nchallenger: '{place.rival}'\n"
        f"protege: '{place.protege}'\ndesigns:\n  none: {{}}\n  treaty: {{extends: {one.name}}}\n"
    )
    if not asked.guarantors("treaty"):
        raise DataError("nobody but its two sides is bound")
    risk = assess(asked, draws=draws, years=YEARS, seed=seed)
    found = acceptance(asked, "treaty", draws=draws, seed=seed, assessment=risk, sensitivity=False)
    return SigningCase(one.name, one.signed, place.rival, found, REFUSED.get(one.name, ()))
