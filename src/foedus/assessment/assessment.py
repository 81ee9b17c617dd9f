"""A scenario assessed: the risk under each design, what drives it, how far it is from the data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from foedus import scenario as scenarios
from foedus.assessment.credit import credit
from foedus.assessment.designs import Reading
from foedus.assessment.deterrence import compare, risk
from foedus.assessment.drivers import drivers, guarantee, guarantee_total, past_disputes
from foedus.assessment.durability import holding
from foedus.assessment.flips import flips
from foedus.assessment.inputs import chosen, read_all, read_practice
from foedus.assessment.lens import Lens, lens
from foedus.assessment.notebook import Shown
from foedus.assessment.order import order
from foedus.assessment.reference_class import reference_class
from foedus.assessment.reliability import family, features, reliability
from foedus.assessment.result import Assessment, DesignResult, Practice
from foedus.assessment.run import Run
from foedus.assessment.support import carried, reach
from foedus.errors import Catalog, InputError
from foedus.estimate import Array, Estimate, ratio
from foedus.facts import assembly, snapshot
from foedus.facts.known import Known, needed
from foedus.facts.setting import setting
from foedus.history import origins
from foedus.history.covariates import RUNGS
from foedus.history.honor import Honor
from foedus.history.ladder import Ladder
from foedus.history.lapse import Lapse
from foedus.history.origins import Origin
from foedus.history.paths import Chances
from foedus.history.setting import Setting
from foedus.history.strategic.model import Strategic
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
    ladder: Ladder | Origin | None = None,
    lapse: Lapse | None = None,
    honor: Honor | None = None,
    evidence: Path | None = None,
    protege: str | None = None,
) -> Shown:
    """Assess the designs of a scenario: a read one, a shipped one's name, or a file.

    draws: of the posterior. years: twelve months each, from the day after ``as_of``; the scenario's
    horizon if not given. designs: names; all if not given (the one without guarantors is always
    in). ladder: in the place of the shipped one that knows the most years before ``as_of``, and
    none later; with an origin, every model is its. lapse, honor: in the place of those known then.
    evidence: file of frozen facts; the one beside the scenario's file if not given. protege: which
    one is asked about, where a file names several (:func:`foedus.assessment.several.assess_each`
    asks about all).

    The same seed gives the same numbers. Raises InputError for what is out of range, unknown
    designs, wrong files, and facts that nobody states.
    """
    if not isinstance(scenario, Scenario):
        evidence = evidence or snapshot.of(scenario)
        scenario = scenarios.load(scenario, protege)
    years = scenario.horizon if years is None else years
    _check(draws, years, seed)
    names = chosen(scenario, designs)
    facts = assembly.facts(scenario, evidence)
    origin = _models(scenario, ladder, lapse, honor)
    ladder, honor, measure = origin.ladder, origin.honor, origin.depth
    _fits(ladder)
    here = setting(scenario, facts, measure)
    reference, readings = read_all(scenario, names, facts, measure)
    practiced = read_practice(scenario, reference, readings, facts, measure)
    held = {
        name: holding(scenario.designs[name], reading, scenario.protege, facts, here.first)
        if name in scenario.designs
        else None
        for name, reading in readings.items()
    }
    run = Run.of(origin, here, readings[reference], draws, years, seed)
    cases = [(each, held[each.name]) for each in (*readings.values(), *practiced)]
    main, inner = run.chances(cases), run.within(cases)
    zero, shown = list(readings).index(reference), list(range(len(readings)))
    second = {each.name: place for place, each in enumerate(practiced, start=len(readings))}
    practice = {
        reading.name: Practice(
            reading,
            risk(main, second[reading.name]),
            compare(main, second[reading.name], second.get(reference, zero), shown),
            _ratios(inner, second[reading.name], second.get(reference, zero)),
        )
        for reading in practiced
    }
    results = {}
    for place, (name, reading) in enumerate(readings.items()):
        columns, own = {**here.fixed, **here.memory, **reading.columns}, held[name]
        results[name] = DesignResult(
            reading=reading,
            risk=risk(main, place),
            versus=compare(main, place, zero, shown),
            within=_ratios(inner, place, zero),
            terms=guarantee(ladder, columns),
            total=guarantee_total(ladder, columns),
            reach=reach(ladder, columns),
            practice=practice.get(name),
            durability=run.lapsing.durability(own, years) if own else None,
            reliability=reliability(
                honor,
                run.honor,
                features(reading, own, scenario),
                family(honor, reading, scenario),
                main.by["war"][:, :, place],
                main.guarded[:, :, place],
            )
            if own
            else None,
        )
    ranked = order(
        {
            name: [each.risk for each in (found, found.practice) if each]
            for name, found in results.items()
        },
        _by_reading(main, inner, list(readings), practiced),
    )
    chances = {name: each.risk.by["war"][-1].value for name, each in results.items()}
    bare = {**here.fixed, **here.memory, **readings[reference].columns}
    return Shown(
        scenario=scenario,
        setting=here,
        draws=draws,
        years=years,
        seed=seed,
        reference=reference,
        designs=Catalog("design", results),
        drivers=drivers(ladder, bare),
        memory=past_disputes(ladder, bare),
        facts=facts,
        carried=carried(scenario, facts, needed(scenario)),
        ladder=ladder,
        honor=honor,
        credit=credit(run, readings, held),
        order=ranked,
        flips=flips(run, readings, held, chances, ranked),
        lens=_lens(scenario, here, readings, reference, facts, origin, draws, seed),
        peers=reference_class(scenario, here, years),
        run=run,
        chances=main,
        inner=inner,
    )


def assessed(found: Assessment | Scenario | str | Path, **options: Any) -> Assessment:
    """An assessment as it is; of a scenario, the one that :func:`assess` makes of it."""
    return found if isinstance(found, Assessment) else assess(found, **options)


def _models(
    scenario: Scenario, ladder: Ladder | Origin | None, lapse: Lapse | None, honor: Honor | None
) -> Origin:
    """The models of an answer: those known before the question's year, or as they are given.

    Depth is measured as the ladder's own promises were.
    """
    found = ladder if isinstance(ladder, Origin) else origins.before(scenario.as_of.year)
    if isinstance(ladder, Ladder):
        found = replace(found, ladder=ladder, depth=origins.measure(ladder))
    if lapse is None and honor is None:
        return found
    return replace(found, lapse=lapse or found.lapse, honor=honor or found.honor)


def _ratios(inner: Mapping[str, Array], place: int, zero: int) -> dict[str, Estimate]:
    """Event -> ratio to the reference by the terms of change within pairs."""
    return {event: ratio(drawn[:, place], drawn[:, zero]) for event, drawn in inner.items()}


def _by_reading(
    main: Chances, inner: Mapping[str, Array], names: list[str], practiced: Sequence[Reading]
) -> dict[str, Array]:
    """Reading -> (n, D) chance of war by the last year; a design without a practice has its text.

    In ``main`` and ``inner`` the designs read by their practice follow all those read by text.
    """
    last = main.by["war"][:, -1, :]
    used = list(range(len(names)))
    for place, reading in enumerate(practiced, start=len(names)):
        used[names.index(reading.name)] = place
    return {
        "text": last[:, : len(names)],
        "practice": last[:, used],
        "within": inner["war"][:, : len(names)],
    }


def _lens(
    scenario: Scenario,
    here: Setting,
    readings: Mapping[str, Reading],
    reference: str,
    facts: Mapping[str, Known],
    origin: Origin,
    draws: int,
    seed: int,
) -> Lens | None:
    """The game beside the ladder; None where there was none yet, and where facts about third states
    are stated by nobody.
    """
    if origin.game is None:
        return None
    try:
        return lens(
            scenario, here, readings, reference, facts, origin.ladder, origin.game, draws=draws,
            seed=seed, from_disk=False,
        )  # fmt: skip
    except InputError:
        return None


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


__all__ = ["Assessment", "DesignResult", "Practice", "assess"]


def through(found: Assessment, *, model: Strategic | None = None) -> Lens:
    """The designs of an assessment through the game, with its draws and seed.

    model: the one known before the question's year if not given. Raises InputError where none was.
    """
    model = model or found.run.origin.game
    if model is None:
        raise InputError(
            f"no game of deterrence was scored by {found.ladder.last} on years after its own, so "
            "that none answers this question",
            where="--lens strategic",
            hint="leave --lens out, or ask as of a later day",
        )
    readings = {name: each.reading for name, each in found.designs.items()}
    return lens(
        found.scenario, found.setting, readings, found.reference, found.facts, found.ladder, model,
        draws=found.draws, seed=found.seed,
    )  # fmt: skip
