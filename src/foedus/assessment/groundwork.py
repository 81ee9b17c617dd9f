"""What is settled of a question before its designs are forecast: facts, readings, the run."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from foedus.assessment.designs import Reading
from foedus.assessment.durability import Holding, holding
from foedus.assessment.inputs import chosen, read_all, read_practice
from foedus.assessment.run import Case, Run
from foedus.errors import InputError
from foedus.facts import assembly
from foedus.facts.known import Known
from foedus.facts.setting import setting as read_setting
from foedus.history import origins
from foedus.history.covariates import RUNGS
from foedus.history.honor import Honor
from foedus.history.ladder import Ladder
from foedus.history.lapse import Lapse
from foedus.history.origins import Origin
from foedus.history.setting import Setting
from foedus.scenario import Scenario

DRAWS = 4000
MOST_DRAWS, MOST_YEARS = 50_000, 100
FEWEST_DRAWS = 100  # fewer give no 90% interval worth the name
MOST_SEED = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Groundwork:
    """A question with everything that is settled before its designs are forecast.

    cases: every design by its text, then those whose practice differs.
    """

    facts: dict[str, Known]
    origin: Origin
    reference: str
    readings: dict[str, Reading]
    practiced: Sequence[Reading]
    held: dict[str, Holding | None]
    run: Run
    seed: int

    @property
    def cases(self) -> list[Case]:
        """What is forecast."""
        return [(each, self.held[each.name]) for each in (*self.readings.values(), *self.practiced)]


def groundwork(
    scenario: Scenario,
    draws: int,
    years: int,
    seed: int,
    designs: Iterable[str] | None,
    ladder: Ladder | Origin | None,
    lapse: Lapse | None,
    honor: Honor | None,
    evidence: Path | None,
) -> Groundwork:
    """Facts, designs as read, and the run, as ``foedus.assessment.assessment.assess`` asks.

    Raises InputError for what is out of range, unknown designs, and facts that nobody states.
    """
    check_run(draws, years, seed)
    names = chosen(scenario, designs)
    facts = assembly.facts(scenario, evidence)
    return _laid(
        scenario, names, facts, draws, years, seed, _models(scenario, ladder, lapse, honor)
    )


def groundwork_of(
    scenario: Scenario, facts: dict[str, Known], draws: int, years: int, seed: int
) -> Groundwork:
    """What ``groundwork`` lays for all designs by shipped models, its facts read already.

    facts: as ``foedus.facts.assembly.facts`` gives them. Raises InputError as ``groundwork`` does.
    """
    check_run(draws, years, seed)
    models = _models(scenario, None, None, None)
    return _laid(scenario, list(scenario.designs), facts, draws, years, seed, models)


def redesigned(asked: Groundwork, scenario: Scenario) -> Groundwork:
    """The same question with other designs of the same states: facts, models and draws are its."""
    return grounded(
        scenario, list(scenario.designs), asked.facts, asked.origin, asked.run.setting,
        lambda _: asked.run, asked.seed,
    )  # fmt: skip


def _laid(
    scenario: Scenario, names: list[str], facts: dict[str, Known], draws: int, years: int,
    seed: int, origin: Origin,
) -> Groundwork:  # fmt: skip
    _fits(origin.ladder)
    here = read_setting(scenario, facts, origin.depth)

    def run(bare: Reading) -> Run:
        return Run.of(origin, here, bare, draws, years, seed)

    return grounded(scenario, names, facts, origin, here, run, seed)


def grounded(
    scenario: Scenario, names: list[str], facts: dict[str, Known], origin: Origin, here: Setting,
    run: Callable[[Reading], Run], seed: int,
) -> Groundwork:  # fmt: skip
    """The designs read in a setting. run: takes the reading of no design."""
    reference, readings = read_all(scenario, names, facts, origin.depth)
    held = {
        name: holding(scenario.designs[name], reading, scenario.protege, facts, here.first)
        if name in scenario.designs
        else None
        for name, reading in readings.items()
    }
    return Groundwork(
        facts, origin, reference, readings,
        read_practice(scenario, reference, readings, facts, origin.depth), held,
        run(readings[reference]), seed,
    )  # fmt: skip


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


def check_run(draws: int, years: int, seed: int = 0) -> None:
    """Raise InputError where draws, years or a seed cannot be."""
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
