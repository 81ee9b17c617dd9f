"""A scenario assessed: the risk under each design, what drives it, how far it is from the data."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus import scenario as scenarios
from foedus.assessment.designs import Reading
from foedus.assessment.deterrence import DesignResult, Practice, Risk, WarRisk, compare, risk
from foedus.assessment.drivers import drivers, guarantee, guarantee_total, past_disputes
from foedus.assessment.durability import Durability, Holding
from foedus.assessment.groundwork import DRAWS, Groundwork, groundwork
from foedus.assessment.lens import Lens, lens
from foedus.assessment.notebook import NotebookAssessment
from foedus.assessment.order import order
from foedus.assessment.reference_class import reference_class
from foedus.assessment.result import Assessment
from foedus.assessment.run import Run
from foedus.assessment.support import carried, reach
from foedus.deferred import Deferred
from foedus.errors import Catalog, InputError
from foedus.estimate import Array, Estimate, chance, ratio
from foedus.facts import snapshot
from foedus.facts.known import Known, needed
from foedus.history.honor import Honor
from foedus.history.ladder import Ladder
from foedus.history.lapse import Lapse
from foedus.history.origins import Origin
from foedus.history.paths import Chances
from foedus.history.setting import Setting
from foedus.history.strategic.model import Strategic
from foedus.scenario import Scenario

if TYPE_CHECKING:
    from foedus.assessment.reliability import Reliability


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
) -> NotebookAssessment:
    """Assess the designs of a scenario: a read one, a shipped one's name, or a file.

    draws: of the posterior. years: twelve months each, from the day after ``as_of``; the scenario's
    horizon if not given. designs: names; all if not given (the one without guarantors is always
    in). ladder: in the place of the shipped one that knows the most years before ``as_of``, and
    none later; with an origin, every model is its. lapse, honor: in the place of those known then.
    evidence: file of frozen facts; the one beside the scenario's file if not given. protege: which
    one is asked about, where a file names several (``foedus.assessment.several.assess_each``
    asks about all).

    The same seed gives the same numbers. Raises InputError for what is out of range, unknown
    designs, wrong files, and facts that nobody states.
    """
    if not isinstance(scenario, Scenario):
        evidence = evidence or snapshot.of(scenario)
        scenario = scenarios.load(scenario, protege)
    years = scenario.horizon if years is None else years
    asked = groundwork(scenario, draws, years, seed, designs, ladder, lapse, honor, evidence)
    main, inner = asked.run.deferred(asked.cases)
    return answer(scenario, asked, main, inner)


def answer(
    scenario: Scenario, asked: Groundwork, main: Chances, inner: Mapping[str, Array], *,
    studies: bool = True, risks: Sequence[Risk] = (),
) -> NotebookAssessment:  # fmt: skip
    """The assessment of a question whose designs have been forecast.

    main, inner: what ``asked.run`` has of ``asked.cases``, by all comparisons and within pairs.
    studies: which clause does the work, what would change the answer, the game beside it; without
    them those parts are empty. risks: of the cases, where they are summed up already.
    """
    risks = risks or [risk(main, place) for place in range(len(asked.cases))]
    facts, origin, run = asked.facts, asked.origin, asked.run
    years = run.years
    ladder, honor = origin.ladder, origin.honor
    here, reference, readings = run.setting, asked.reference, asked.readings
    practiced, held = asked.practiced, asked.held
    zero, shown = list(readings).index(reference), list(range(len(readings)))
    second = {each.name: place for place, each in enumerate(practiced, start=len(readings))}
    practice = {
        reading.name: Practice(
            reading,
            risks[second[reading.name]],
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
            risk=risks[place],
            versus=compare(main, place, zero, shown),
            within=_ratios(inner, place, zero),
            terms=guarantee(ladder, columns),
            total=guarantee_total(ladder, columns),
            reach=reach(ladder, columns),
            practice=practice.get(name),
            held=own,
            _durability=partial(_durability, run, own),
            _reliability=partial(_reliability, run, own, scenario, reading, main, place),
        )
    ranked = order(
        {
            name: [each.risk for each in (found, found.practice) if each]
            for name, found in results.items()
        },
        _by_reading(main, inner, list(readings), practiced),
    )
    bare = {**here.fixed, **here.memory, **readings[reference].columns}
    return NotebookAssessment(
        scenario=scenario,
        setting=here,
        draws=run.draws,
        years=years,
        seed=asked.seed,
        reference=reference,
        designs=Catalog("design", results),
        drivers=drivers(ladder, bare),
        memory=past_disputes(ladder, bare),
        facts=facts,
        carried=carried(scenario, facts, needed(scenario)),
        ladder=ladder,
        honor=honor,
        order=ranked,
        lens=_lens(scenario, here, readings, reference, facts, origin, run.draws, asked.seed)
        if studies
        else None,
        peers=reference_class(scenario, here, years),
        run=run,
        chances=main,
        inner=inner,
        studied=studies,
    )


def assessed(found: Assessment | Scenario | str | Path, **options: Any) -> Assessment:
    """An assessment as it is; of a scenario, the one that ``assess`` makes of it."""
    return found if isinstance(found, Assessment) else assess(found, **options)


def war_risk(
    scenario: Scenario,
    *,
    draws: int = DRAWS,
    years: int | None = None,
    seed: int = 0,
    designs: Iterable[str] | None = None,
) -> WarRisk:
    """War by the last year under each design: the numbers of ``assess``, and no others.

    It leaves out all that an assessment says beside them, which takes most of its time. Raises
    what ``assess`` does.
    """
    years = scenario.horizon if years is None else years
    return war_risk_of(groundwork(scenario, draws, years, seed, designs, None, None, None, None))


def war_risk_of(asked: Groundwork) -> WarRisk:
    """War by the last year under each design of a question that is settled."""
    names, years = list(asked.readings), asked.run.years
    cases = [(reading, asked.held[name]) for name, reading in asked.readings.items()]
    war = asked.run.war_by_end(cases)
    zero = war[:, names.index(asked.reference)]
    return WarRisk(
        asked.reference,
        years,
        {name: chance(war[:, place]) for place, name in enumerate(names)},
        {name: ratio(war[:, place], zero) for place, name in enumerate(names)},
    )


def _durability(run: Run, held: Holding | None) -> Durability | None:
    return run.lapsing.durability(held, run.years) if held else None


def _reliability(
    run: Run, held: Holding | None, scenario: Scenario, reading: Reading, main: Chances, place: int
) -> "Reliability | None":
    if held is None:
        return None
    from foedus.assessment.reliability import family, features, reliability  # no screen asks

    honor = run.origin.honor
    return reliability(
        honor, run.honor, features(reading, held, scenario), family(honor, reading, scenario),
        main.by["war"][:, :, place], main.guarded[:, :, place],
    )  # fmt: skip


def _ratios(inner: Mapping[str, Array], place: int, zero: int) -> Mapping[str, Estimate]:
    """Event -> ratio to the reference by the terms of change within pairs."""
    return Deferred(inner, lambda event: ratio(inner[event][:, place], inner[event][:, zero]))


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


__all__ = ["DRAWS", "Assessment", "DesignResult", "Practice", "assess", "war_risk"]


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
