"""A scenario assessed: the risk under each design, what drives it, how far it is from the data."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from foedus import scenario as scenarios
from foedus.assess import frozen, published
from foedus.assess.columns import Setting, setting
from foedus.assess.designs import COLUMNS, Reading, nothing, read
from foedus.assess.deterrence import compare, ratio, risk, within
from foedus.assess.drivers import drivers, guarantee, guarantee_total, past_disputes
from foedus.assess.facts import Known, needed
from foedus.assess.paths import Chances, simulate
from foedus.assess.result import Assessment, DesignResult, Practice
from foedus.assess.support import carried, reach
from foedus.errors import InputError, UnknownNameError
from foedus.history import posterior
from foedus.history.covariates import RUNGS, Array
from foedus.history.ladder import Ladder
from foedus.scenario import Scenario

DRAWS = 4000
MOST_DRAWS, MOST_YEARS = 50_000, 100
FEWEST_DRAWS = 100  # fewer give no 90% interval worth the name
MOST_SEED = 2**32 - 1


def assess(
    scenario: Scenario | str | Path,
    *,
    draws: int = DRAWS,
    years: int | None = None,
    seed: int = 0,
    designs: Iterable[str] | None = None,
    ladder: Ladder | None = None,
    evidence: Path | None = None,
) -> Assessment:
    """Assess the designs of a scenario: a read one, a shipped one's name, or a file.

    draws: of the posterior. years: of the forecast, from the year after ``as_of``; the scenario's
    horizon if not given. designs: names; all if not given (the one without guarantors is always
    in). ladder: the shipped posterior if not given. evidence: file of frozen facts; the one beside
    the scenario's file if not given.

    The same seed gives the same numbers. Raises InputError for what is out of range, unknown
    designs, wrong files, and facts that nobody states.
    """
    if not isinstance(scenario, Scenario):
        path = Path(scenario)
        shipped = isinstance(scenario, str) and scenario in scenarios.names()
        scenario = scenarios.load(scenario)
        if evidence is None and not shipped and frozen.beside(path).is_file():
            evidence = frozen.beside(path)
    years = scenario.horizon if years is None else years
    _check(draws, years, seed)
    names = _chosen(scenario, designs)
    facts = published.facts(scenario, evidence)
    ladder = ladder or posterior.shipped()
    _fits(ladder)
    here = setting(scenario, facts)
    reference, readings = _readings(scenario, names, facts)
    practiced = [
        read(scenario, name, facts, practice=True)
        for name, reading in readings.items()
        if reading.binds and scenario.designs[name].practice
    ]
    every = [*readings.values(), *practiced]
    main, inner = _simulate(ladder, here, every, draws, years, seed)
    zero, shown = list(readings).index(reference), list(range(len(readings)))
    practice = {
        reading.name: Practice(reading, risk(main, place), compare(main, place, zero, shown))
        for place, reading in enumerate(practiced, start=len(readings))
    }
    results = {}
    for place, (name, reading) in enumerate(readings.items()):
        columns = {**here.fixed, **here.memory, **reading.columns}
        results[name] = DesignResult(
            reading=reading,
            risk=risk(main, place),
            versus=compare(main, place, zero, shown),
            within={
                event: ratio(drawn[:, -1, place], drawn[:, -1, zero])
                for event, drawn in inner.by.items()
            },
            terms=guarantee(ladder, columns),
            total=guarantee_total(ladder, columns),
            reach=reach(ladder, columns),
            practice=practice.get(name),
        )
    bare = {**here.fixed, **here.memory, **readings[reference].columns}
    return Assessment(
        scenario=scenario,
        setting=here,
        draws=draws,
        years=years,
        seed=seed,
        reference=reference,
        designs=results,
        drivers=drivers(ladder, bare),
        memory=past_disputes(ladder, bare),
        facts=facts,
        carried=carried(scenario, facts, needed(scenario)),
        ladder=ladder,
    )


def _check(draws: int, years: int, seed: int) -> None:
    for value, what, least, most in (
        (draws, "--draws", FEWEST_DRAWS, MOST_DRAWS),
        (years, "--years", 1, MOST_YEARS),
        (seed, "--seed", 0, MOST_SEED),
    ):
        if isinstance(value, bool) or not least <= value <= most:
            raise InputError(
                f"found {value}, allowed: {least} to {most}", where=what,
                hint={"--draws": f"{DRAWS}", "--years": "20", "--seed": "0"}[what],
            )  # fmt: skip


def _fits(ladder: Ladder) -> None:
    """Refuse a posterior whose covariates are not those of this version."""
    for name, covariates in RUNGS.items():
        if ladder.rungs[name].names != tuple(covariate.name for covariate in covariates):
            raise InputError(
                f"the posterior was fitted by another version ({ladder.version}): its covariates "
                f"for {name} are not those that are computed here",
                where="--posterior",
                hint="fit it again with `foedus fit ladder --out FILE`",
            )


def _chosen(scenario: Scenario, wanted: Iterable[str] | None) -> list[str]:
    if wanted is None:
        return list(scenario.designs)
    asked = list(wanted)
    for name in asked:
        if name not in scenario.designs:
            raise UnknownNameError("design", name, scenario.designs, where="--design")
    return [name for name in scenario.designs if name in asked]


def _readings(
    scenario: Scenario, names: list[str], facts: Mapping[str, Known]
) -> tuple[str, dict[str, Reading]]:
    """The reference's name, and the readings in the scenario's order, the reference among them.

    The reference is the first design without guarantors; a scenario without one gets one.
    """
    empty = [name for name, design in scenario.designs.items() if not design.guarantors]
    if empty:
        shown = [n for n in scenario.designs if n in names or n == empty[0]]
        return empty[0], {name: read(scenario, name, facts) for name in shown}
    reference = "none"
    while reference in scenario.designs:
        reference += "-at-all"
    bare = {reference: nothing(scenario, reference, facts)}
    return reference, bare | {name: read(scenario, name, facts) for name in names}


def _simulate(
    ladder: Ladder, here: Setting, readings: list[Reading], draws: int, years: int, seed: int
) -> tuple[Chances, Chances]:
    """Chances by the fitted terms and by those within pairs; designs read alike are run once."""
    kinds = [tuple(reading.columns[what] for what in COLUMNS) for reading in readings]
    unique = list(dict.fromkeys(kinds))
    columns = {what: np.array([kind[i] for kind in unique]) for i, what in enumerate(COLUMNS)}
    streams = np.random.SeedSequence(seed).spawn(3)
    coefficients = ladder.draws(draws, np.random.default_rng(streams[0]))
    changed = within(ladder, coefficients, np.random.default_rng(streams[2]))
    places = [unique.index(kind) for kind in kinds]
    main, inner = (
        simulate(ladder, each, here, columns, years, np.random.default_rng(streams[1]))
        for each in (coefficients, changed)
    )
    return _spread(main, places), _spread(inner, places)


def _spread(found: Chances, places: list[int]) -> Chances:
    """Columns of the designs simulated, one for each design asked about."""

    def pick(drawn: Mapping[str, Array]) -> dict[str, Array]:
        return {event: np.asarray(each[..., places]) for event, each in drawn.items()}

    return Chances(
        pick(found.yearly), pick(found.first), pick(found.by), found.guarded[..., places]
    )


__all__ = ["Assessment", "DesignResult", "Practice", "assess"]
