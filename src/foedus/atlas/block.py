"""A block of pairs: the facts of all read together, each forecast as ``assess`` forecasts it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.assessment.deterrence import compare
from foedus.assessment.groundwork import Groundwork, groundwork_of
from foedus.assessment.run import Case
from foedus.assessment.support import carried, reaches
from foedus.atlas.question import AtlasQuestion, Pair, unknown
from foedus.errors import InputError
from foedus.estimate import Estimate, chance
from foedus.facts import public, snapshot
from foedus.facts.assembly import gather
from foedus.facts.known import Known, needed
from foedus.history.paths import Chances
from foedus.scenario import Scenario
from foedus.scenario.several import scenarios
from foedus.sweep.cell import Settings

if TYPE_CHECKING:
    import polars as pl

#: Sources of facts whose years each row tells -> the column.
_YEARS = {
    "cow-nmc": "year_capability", "vdem-polyarchy": "year_regime", "cow-contiguity": "year_border",
    "tss-rivalries": "year_rivalry", "atop-members": "year_pacts",
}  # fmt: skip
_EVENTS = ("war", "deadly")


def cell(inputs: Mapping[str, Any], settings: Settings, seed: int) -> "pl.DataFrame":
    """A row a pair and design; of a pair without an answer one, which says why.

    settings: ``pairs``, such as ``RUS-UKR RUS-EST``. seed: the same for every pair. Raises
    DataError where the data cannot be had.
    """
    import polars as pl

    from foedus import document

    [template] = scenarios(
        document.Document("atlas", inputs["scenario"], {(): 1}), "atlas"
    ).values()  # fmt: skip
    asked = AtlasQuestion(inputs["year"], template)
    pairs = [(one, two) for one, _, two in (p.partition("-") for p in settings["pairs"].split())]
    rows = list(_rows(*_read(asked, pairs, inputs, seed), inputs["years"]))
    return pl.DataFrame(rows, schema=schema())


def _read(
    asked: AtlasQuestion, pairs: Sequence[Pair], inputs: Mapping[str, Any], seed: int
) -> tuple[list[Scenario], list[Groundwork | None], list[str]]:
    """The questions, their groundwork (None where it cannot be laid), and why it cannot."""
    missing = unknown({state for pair in pairs for state in pair}, asked.year)
    questions = [asked.of(pair, missing) for pair in pairs]
    works: list[Groundwork | None] = []
    why: list[str] = []
    for each, data in zip(questions, public.of_pairs(questions), strict=True):
        try:
            facts = _gathered(each, data)
            works.append(groundwork_of(each, facts, inputs["draws"], inputs["years"], seed))
            why.append("")
        except InputError as error:
            works.append(None)
            why.append(error.what)
    return questions, works, why


def _gathered(asked: Scenario, data: dict[str, Known]) -> dict[str, Known]:
    """The facts as ``foedus.facts.assembly.facts`` has them: a frozen file's before the data's."""
    frozen = snapshot.about(asked, None)
    if frozen:
        try:
            return gather(asked, frozen, None)
        except InputError:
            pass
    return gather(asked, frozen, data)


def forecasts(works: Sequence[Groundwork]) -> list[Chances]:
    """The chances of each pair's designs, read by their text. Pair by pair; all go through here."""
    return [each.run.chances(_cases(each)) for each in works]


def _cases(work: Groundwork) -> list[Case]:
    return [(each, work.held[each.name]) for each in work.readings.values()]


def _rows(
    questions: Sequence[Scenario], works: Sequence[Groundwork | None], why: Sequence[str],
    years: int,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    told = iter(forecasts([each for each in works if each is not None]))
    for asked, work, reason in zip(questions, works, why, strict=True):
        pair = {"challenger": asked.challenger, "protege": asked.protege}
        if work is None:
            yield {**pair, "design": "none", "binds": False, "why": reason}
            continue
        yield from _designs(pair, asked, work, next(told), years)


def _designs(
    pair: Mapping[str, str], asked: Scenario, work: Groundwork, found: Chances, years: int
) -> Iterator[dict[str, Any]]:
    zero = list(work.readings).index(work.reference)
    bare = found.by["war"][:, years - 1, zero].astype(np.float64)
    here, same = work.run.setting, _facts(asked, work)
    own = {**here.fixed, **here.memory}
    support = reaches(
        work.origin.ladder, [{**own, **each.columns} for each in work.readings.values()]
    )
    for place, (name, reading) in enumerate(work.readings.items()):
        war = found.by["war"][:, years - 1, place].astype(np.float64)
        far = support[place]
        versus = compare(found, place, zero, [place])
        row: dict[str, Any] = {**pair, "design": name, "binds": reading.binds, **same, "why": ""}
        for event in _EVENTS:
            row |= _named(event, chance(found.by[event][:, years - 1, place].astype(np.float64)))
        row |= _named("gain", chance(bare - war))
        row |= _named("ratio", versus.ratio["war"])
        row["percentile"] = far["onset"].percentile
        row["outside"] = sorted({each.name for rung in far.values() for each in rung.outside})
        yield row


def _named(what: str, found: Estimate) -> dict[str, float]:
    return {what: found.value, f"{what}_low": found.low, f"{what}_high": found.high}


def _facts(asked: Scenario, work: Groundwork) -> dict[str, Any]:
    """Who stands by the protégé today, and of which years the facts are."""
    stands = work.readings[work.reference].promises
    years = dict.fromkeys(_YEARS.values()) | {"year_disputes": None}
    used = needed(asked)
    for name in used:
        fact = work.facts[name]
        column = _YEARS.get(fact.source)
        if fact.origin != "scenario" and column and fact.year is not None:
            years[column] = min(years[column] or fact.year, fact.year)
        if name == "pair.mid_past12_h8":
            years["year_disputes"] = fact.year
    old = carried(asked, work.facts, used)
    return {
        "protected_by": sorted({state for each in stands for state in each.guarantors}),
        "pacts": [each.pact for each in stands if each.pact],
        **years,
        "oldest": min((each.year for each in old), default=asked.through),
        "assumed": sorted(asked.situation.states),
        "at_war": work.run.setting.ongoing,
    }


def schema() -> "dict[str, pl.DataType]":
    """Columns of a block."""
    import polars as pl

    numbers = [
        f"{w}{end}" for w in ("war", "deadly", "gain", "ratio") for end in ("", "_low", "_high")
    ]
    years = [*_YEARS.values(), "year_disputes", "oldest"]
    return {
        "challenger": pl.String(), "protege": pl.String(), "design": pl.String(),
        "binds": pl.Boolean(), **{name: pl.Float64() for name in numbers},
        "percentile": pl.Float64(), "outside": pl.List(pl.String()),
        "protected_by": pl.List(pl.String()), "pacts": pl.List(pl.String()),
        **{name: pl.Int16() for name in years}, "assumed": pl.List(pl.String()),
        "at_war": pl.Boolean(), "why": pl.String(),
    }  # fmt: skip
