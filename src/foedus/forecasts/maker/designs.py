"""A scenario's designs as questions: dispute, force, deadly force, war in 1, 5, 10, 20 years.

The answer is computed from what is sealed: the scenario as YAML and the facts as a frozen file. So
whoever holds the seal can compute it again.
"""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from scipy.special import expit

from foedus.assessment import Assessment, assess
from foedus.estimate import Estimate
from foedus.evidence.chronology import chronology
from foedus.facts import assembly
from foedus.forecasts.definitions import Definition, definitions
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.maker.program import posteriors
from foedus.forecasts.question import BaseRate, Rival, SealedQuestion
from foedus.history import origins
from foedus.history.horizon.pool import HORIZONS, Pool, terms
from foedus.history.horizon.score import LATELY
from foedus.history.rates import posterior as rates
from foedus.history.setting import Setting
from foedus.report import words
from foedus.report.words import name_of
from foedus.scenario import Scenario, dumps

#: The events that are asked about, over each of ``HORIZONS``: all that an answer has -> the rung,
#: by which it is defined and counted.
ASKED = {"dispute": "onset", "force": "force", "deadly": "deadly", "war": "war"}
_VERBS = {
    "dispute": "begins a dispute with",
    "force": "uses force in a dispute that it begins with",
    "deadly": "uses deadly force in a dispute that it begins with",
    "war": "begins a war against",
}


def answered(text: str, facts: str, name: str, draws: int, years: int, seed: int) -> Assessment:
    """The answer to a scenario from sealed texts: its YAML and its frozen facts."""
    from foedus.scenario import loads

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.evidence.json"
        file.write_text(facts, "utf-8")
        return assess(loads(text, name), draws=draws, years=years, seed=seed, evidence=file)


def draft(
    scenario: Scenario, path: Path | None, *, draws: int, years: int, seed: int, by: str = "",
    subject: str = "",
) -> SealDraft:  # fmt: skip
    """The forecasts of every design, to be sealed. path: frozen facts beside the scenario's file.

    subject: the scenario's name if not given.

    Raises what ``assess`` does.
    """
    known = assembly.unstated(scenario, path)
    text, facts = dumps(scenario), known.dumps()
    found = answered(text, facts, scenario.name, draws, years, seed)
    return SealDraft(
        subject=subject or slug(scenario.name),
        what="scenario",
        title=scenario.title,
        as_of=scenario.as_of,
        definitions={event: first(definitions()[rung]) for event, rung in ASKED.items()},
        questions=tuple(_questions(found)),
        settings={"draws": draws, "years": years, "seed": seed},
        inputs={"scenario": text, "facts": facts, "chronology": chronology().about.version},
        data={**found.ladder.hashes, **known.hashes},
        models=posteriors(found.run.origin),
        lacks=lacks(scenario),
        by=by,
    )  # fmt: skip


def lacks(scenario: Scenario) -> tuple[str, ...]:
    """What a reader should know of the rates beside the chances."""
    last = rates.shipped().last
    if scenario.through >= last:
        return (f"base rates and plain logits know no outcome after {last}",)
    return (f"base rates count years to {last}, later than the question's; so do the logits of "
            "dispute and force",)  # fmt: skip


def slug(name: str) -> str:
    """A name as a subject may be called: letters and digits, joined by hyphens."""
    return re.sub(r"[^a-z0-9._]+", "-", name.lower()).strip("-._")[:80] or "scenario"


def first(event: Definition) -> Definition:
    """An event over years: the first one between the two decides, whoever begins it."""
    said = f"{event.means}; the first such event between the two in the window decides"
    return event.model_copy(update={"means": said})


def _questions(found: Assessment) -> list[SealedQuestion]:
    asked, here = found.scenario, found.setting
    year = asked.as_of.year
    one, two = name_of(asked.challenger, year), name_of(asked.protege, year)
    known = origins.pools(found.ladder)
    questions = []
    for design, result in found.designs.items():
        held = "" if design == found.reference else f"with {design} in force, "
        for event in ASKED:
            for years in (each for each in HORIZONS if each <= found.years):
                chance = result.risk.by[event][years - 1]
                within = f"{held}{one} {_VERBS[event]} {two} within {words.years(years)}"
                questions.append(SealedQuestion(
                    id=f"{design}/{event}/{years}", text=within, event=event,
                    condition="" if design == found.reference else design,
                    opens=asked.begins, closes=asked.ends(years),
                    **_ends(chance), base=base_rate(event, years, here),
                    logit=_logit(known, event, years, here, result.reading.columns),
                    cluster=f"{asked.challenger}-{asked.protege}",
                    asked_of=(asked.challenger, asked.protege),
                ))  # fmt: skip
    return questions


def _ends(chance: Estimate) -> dict[str, float]:
    """A chance as it is sealed: to nine digits, within its own interval's reach."""
    value, low, high = (float(f"{each:.9g}") for each in (chance.value, chance.low, chance.high))
    return {"chance": min(max(value, 0.0), 1.0), "low": low, "high": min(high, 1.0)}


def base_rate(event: str, years: int, here: Setting) -> BaseRate:
    """How often it came to pairs of this kind: the narrowest kind that the record follows."""
    fixed = here.fixed
    lately = here.ongoing or bool(here.memory["since_war"] <= LATELY)
    kind = (
        "rivals at war lately" if fixed["rivalry"] and lately
        else "rivals" if fixed["rivalry"]
        else "relevant" if fixed["relevant"]
        else "all"
    )  # fmt: skip
    counted = rates.shipped()
    cell = counted.of(ASKED[event], years, kind)
    how = (
        f"{kind if kind != 'all' else 'all pairs'}, windows of {words.years(years)} from each year "
        f"of {counted.first} on, over by {counted.last}: docs/forecasts.md"
    )
    return BaseRate(chance=cell.came / cell.windows, events=cell.came, of=cell.windows, how=how)


def _logit(
    pools: Mapping[str, Pool], event: str, years: int, here: Setting, own: Mapping[str, float]
) -> Rival | None:
    """The small logit alone: six columns, no paths. None where no pool was known.

    Of deadly force and war it is the pools' own, as it was known; of less, that of all years.
    """
    columns = {**here.fixed, **here.memory, **own}
    pool = pools.get(event)
    fitted = next((e for e in pool.horizons if e.years == years), None) if pool else None
    if fitted is not None:
        x = terms({name: np.atleast_1d(value) for name, value in columns.items()})[0]
        chance = float(expit(x @ fitted.direct.mean))
    elif pools and event not in pools:
        chance = rates.shipped().logit(ASKED[event], years).chance(columns)
    else:
        return None
    how = "logit of rivalry, land border, relevance, past disputes, guarantor: docs/horizon.md"
    return Rival(chance=float(f"{chance:.9g}"), how=how)
