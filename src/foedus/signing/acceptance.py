"""Who would sign: under how many of the weights tried each party is better off with a package.

A draw of the weights, positions and risk is one set of weights tried. Under it a party is better
off where its gain is above that of its alternative: no deal, or, in peace, the design in force. The
share of the sets puts the party in a class (``foedus.signing.verdict``); across the sets parties
move together through what they share: the risk, the war, the weights. The weights are judgements,
leaders and factions are left out, and no record scores the answer: it says what a signature hangs
on, and is no chance that anyone will sign.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from foedus.assessment import Assessment, assess
from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array
from foedus.scenario import Scenario
from foedus.signing.in_force import since
from foedus.signing.package import points
from foedus.signing.party import Party, Turn
from foedus.signing.signing import Acceptance, RiskSummary, spread
from foedus.signing.stakes import (
    Ground,
    fighting,
    gains,
    ground,
    nearer,
    reference,
    role,
    standing,
)
from foedus.signing.turning import turns
from foedus.signing.verdict import Verdict, verdict
from foedus.terms import Guarantee

DRAWS, FEWEST_DRAWS, MOST_DRAWS = 4000, 100, 100_000
MOST_SEED = 2**32 - 1
#: What every reader must be told.
SCOPE = (
    "Nothing scores who would sign: the weights are judgements, not estimates, and no public "
    "record says who would sign which guarantee and who would not. A share of the weights tried "
    "is no chance of a signature; read who blocks, and what that hangs on."
)
Flags = NDArray[np.bool_]


def acceptance(
    scenario: Scenario,
    design: str | Guarantee,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    assessment: Assessment | RiskSummary | None = None,
    known: Ground | None = None,
    parties: Iterable[str] | None = None,
    sensitivity: bool = True,
) -> Acceptance:
    """Who would sign a design of the scenario, or any guarantee.

    assessment: of the design, or its risk alone; without one, the scenario is assessed (seconds).
    known: what ``foedus.signing.stakes.ground`` drew with the same draws and seed, to be shared
    between designs. parties: whose signatures are needed; by default ``signers``. sensitivity:
    whether to say what would turn each party.

    Raises InputError for too few draws, a ``known`` of other draws, a guarantee that has no
    assessment, and unknown designs.
    """
    guarantee = _guarantee(scenario, design)
    check(draws, seed, known)
    if assessment is None:
        assessment = _assessed(scenario, guarantee, draws, seed)
    whole = assessment if isinstance(assessment, Assessment) else None
    risk = RiskSummary.of(whole, guarantee.name) if whole else assessment
    assert isinstance(risk, RiskSummary)  # noqa: S101 (it is no Assessment, and not None)
    known = known or ground(scenario, draws=draws, seed=seed, assessment=whole)
    who = signers(scenario, guarantee) if parties is None else tuple(parties)
    at = points(scenario, guarantee)
    moved = moves(known, who, guarantee, at, risk)
    gain = _gains(known, moved)
    kept = None if known.fighting else since(scenario, guarantee)
    better = gain >= 0  # a draw that changes nothing for a party is none in which it refuses
    found = []
    for row, (party, drivers) in enumerate(moved.items()):
        said: Verdict = "keeps" if kept else _verdict(known, gain[row])
        turning: tuple[Turn, ...] = ()
        if sensitivity and said in {"blocks", "open", "for"}:

            def again(other: Ground, party: str = party) -> Flags:
                return np.ravel(better_off(other, (party,), guarantee, at, risk))

            turning = turns(known, party, tuple(at), drivers, better[row], again)
        stands = (standing(known, party, issue) for issue in at)
        found.append(
            Party(
                name=party,
                role=role(scenario, party),
                verdict=said,
                share=float(better[row].mean()),
                gain=spread(gain[row]),
                drivers={name: float(each.mean()) for name, each in drivers.items()},
                stated=any(each is not None and each.stated for each in stands),
                turns=turning,
            )
        )
    return Acceptance(
        design=guarantee.name,
        parties=tuple(found),
        share=float(better.all(axis=0).mean()),
        least=spread(gain.min(axis=0)) if found else spread(np.zeros(1)),
        without={
            party: float(np.delete(better, row, axis=0).all(axis=0).mean())
            for row, party in enumerate(who)
        },
        points=at,
        since=kept,
        against=known.base.design.name if known.base and not kept else None,
        years=risk.years,
        draws=draws,
        seed=seed,
        fighting=known.fighting,
    )


def better_off(
    known: Ground,
    parties: tuple[str, ...],
    design: Guarantee,
    at: Mapping[str, float],
    risk: RiskSummary,
) -> Flags:
    """(parties, draws) whether each is no worse off than without, with the issues put ``at``."""
    return np.asarray(_gains(known, moves(known, parties, design, at, risk)) >= 0)


def party_verdict(
    known: Ground, party: str, design: Guarantee, at: Mapping[str, float], risk: RiskSummary
) -> Verdict:
    """The class of one party that a design needs, with the issues put ``at``."""
    return _verdict(known, _gains(known, moves(known, (party,), design, at, risk))[0])


def _verdict(known: Ground, gain: Array) -> Verdict:
    """The class of a party by its gain (n,).

    Where the scenario states nobody's position, the weights alone would block most treaties that
    were signed (``foedus score accept``), so nothing is said.
    """
    if not known.stances or not gain.any():
        return "untold"
    return verdict(float((gain >= 0).mean()))


def better_with(
    known: Ground, moved: Mapping[str, Mapping[str, Array]], issue: str, point: float
) -> Flags:
    """(parties, draws) what ``better_off`` gives with one issue put elsewhere.

    moved: what moves each with the issues where they are, as ``moves`` gives it.
    """
    again, base, stays = {}, known.base, reference(known.scenario, issue)
    for party, found in moved.items():
        again[party] = dict(found)
        stand = standing(known, party, issue)
        if stand is not None:
            now = nearer(stand, point, stays)
            if base is not None and issue in base.points:
                now = now - nearer(stand, base.points[issue], stays)
            again[party][f"issue {issue}"] = now
    return np.asarray(_gains(known, again) >= 0)


def moves(
    known: Ground,
    parties: tuple[str, ...],
    design: Guarantee,
    at: Mapping[str, float],
    risk: RiskSummary,
) -> dict[str, dict[str, Array]]:
    """Party -> what moves it, against the design in force where there is one."""
    war, without = known.war(risk)
    found = {party: gains(known, party, design, at, war, without) for party in parties}
    if known.base is None:
        return found
    base = known.base
    stays, _ = known.war(base.risk)  # the same numbers: what one spares the other does
    for party, drivers in found.items():
        there = gains(known, party, base.design, base.points, stays, without)
        nothing = np.zeros(known.draws)
        found[party] = {
            name: drivers.get(name, nothing) - there.get(name, nothing)
            for name in {**drivers, **there}
        }
    return found


def _gains(known: Ground, moved: Mapping[str, Mapping[str, Array]]) -> Array:
    """(parties, draws) the sum of what moves each."""
    total = np.zeros((len(moved), known.draws))
    for row, drivers in enumerate(moved.values()):
        for each in drivers.values():
            total[row] += each
    return total


def signers(scenario: Scenario, design: Guarantee) -> tuple[str, ...]:
    """Whose signature a design needs: protégé and guarantors; the challenger's to end a war.

    A promise is made without the challenger. But where fighting goes on, all that is assessed here
    comes after its end, and that takes both sides. Nobody signs an empty design in peace.
    """
    parties = {scenario.challenger, scenario.protege}
    bound = tuple(state for state in design.guarantors if state not in parties)
    at_war = fighting(scenario)
    if not bound and not at_war:
        return ()
    return (scenario.protege, *((scenario.challenger,) if at_war else ()), *bound)


def _guarantee(scenario: Scenario, design: str | Guarantee) -> Guarantee:
    if isinstance(design, Guarantee):
        return design
    if design not in scenario.designs:
        raise UnknownNameError("design", design, scenario.designs, where="--design")
    return scenario.designs[design]


def check(draws: int, seed: int, known: Ground | None = None) -> None:
    """Refuse draws and seeds that are out of range, and a ground drawn otherwise."""
    if isinstance(seed, bool) or not 0 <= seed <= MOST_SEED:
        raise InputError(f"found {seed}, allowed: 0 to {MOST_SEED}", where="--seed", hint="0")
    if isinstance(draws, bool) or not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise InputError(
            f"found {draws}, allowed: {FEWEST_DRAWS} to {MOST_DRAWS}", where="--draws",
            hint=f"{DRAWS}",
        )  # fmt: skip
    if known is not None and (known.draws, known.seed) != (draws, seed):
        raise InputError(
            f"known was drawn {known.draws} times with seed {known.seed}, "
            f"not {draws} times with seed {seed}"
        )


def _assessed(scenario: Scenario, design: Guarantee, draws: int, seed: int) -> Assessment:
    if scenario.designs.get(design.name) != design:
        raise InputError(
            f"{design.name} is no design of the scenario and comes without its risk",
            hint="give `assessment=RiskSummary(...)`, or add the design to the scenario",
        )
    # The design in force, if another is, is weighed too.
    return assess(scenario, draws=min(draws, DRAWS), seed=seed)


__all__ = ["SCOPE", "Acceptance", "Party", "RiskSummary", "acceptance", "better_off", "check"]
