"""What lies beyond the data, what the numbers are not, and what they rest on, in words."""

from foedus.assessment.result import Assessment
from foedus.assessment.sections.limits.assumptions import assumptions as conditions
from foedus.assessment.sections.voice import Voice
from foedus.assessment.support import is_history
from foedus.evidence.card import called
from foedus.facts.chronology import digest, disputes
from foedus.history.events import STEPS
from foedus.history.pair import EVENTS
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Section
from foedus.scenario import ground
from foedus.scenario.situation import RecentDispute


def outside(found: Assessment) -> list[str]:
    """Covariates beyond the range of politically relevant pairs, a line each."""
    far = {
        (each.name, each.meaning, each.value, each.lowest, each.highest)
        for design in found.designs.values()
        for reach in design.reach.values()
        for each in reach.outside
    }
    told = {
        f"Outside the data: {meaning} is {value:.3g}; the data have {lowest:.3g} to {highest:.3g}."
        for _, meaning, value, lowest, highest in far
    }
    return sorted(told)  # the rungs share covariates, each with rows of its own


def extrapolated(found: Assessment) -> list[str]:
    """What lies beyond the data, and by how much."""
    asked, said = found.scenario, []
    for name in EVENTS:
        reaches = {n: d.reach[name] for n, d in found.designs.items()}
        most = max(reaches, key=lambda n: reaches[n].percentile)
        said.append(
            f"Whether {STEPS[name]}: the case lies farther from the middle of the data than "
            f"{words.share(reaches[found.reference].percentile)} of politically relevant rows "
            f"without a guarantee, and than {words.share(reaches[most].percentile)} "
            f"under {found.titles[most]}."
        )
    said += outside(found) or ["No covariate lies outside the range of politically relevant pairs."]
    ages = [c for c in found.carried if not any(map(is_history, c.names))]
    if ages:
        aged = ", ".join(f"{called(c.source)} {c.year} ({words.years(c.years)})" for c in ages)
        said.append(f"Carried forward, last year known and by how much: {aged}.")
    year = max(fact.year or 0 for name, fact in found.facts.items() if is_history(name))
    if year < asked.as_of.year:
        both = {asked.challenger, asked.protege}
        mine = [d for d in asked.situation.disputes if {d.initiator, d.target} == both]
        listed = len([each for each in mine if each.start.year > year])
        kept = [each for each in disputes.between(asked) if not each.instead]
        said.append(
            f"Disputes are in the data to {year}. After it those between the two count that the "
            f"scenario lists ({listed}) and that the chronology has ({len(kept)}); what either "
            f"does with others is taken to stay at its level of {year + 1}, or at what is known "
            "since where that is more. The chronology is a record of news from 2015 on, without "
            "threats and displays (docs/chronology.md)."
        )
        said += [_older(each, year) for each in mine if each.start.year <= year]
    said += digest.details(asked, found.facts)
    fitted = f"The ladder was fitted to {found.ladder.first}–{found.ladder.last}"
    if asked.as_of.year <= found.ladder.last:
        said.append(f"{fitted}, years that the question asks about: its answer is no forecast.")
    else:
        said.append(f"{fitted}; its last era is taken to go on to {found.last}.")
    return said


def _older(dispute: RecentDispute, year: int) -> str:
    """What is read of a dispute that begins before the data end, and that the scenario lists."""
    read = (
        f"its end: the two were in a dispute to {dispute.end}" if dispute.end
        else "that it is not over: the two were in a dispute within the last year"
    )  # fmt: skip
    return (
        f"The scenario's dispute of {dispute.start.year} begins where the data count for "
        f"themselves (to {year}), and adds none to their count. What is read is {read}."
    )


def limits(found: Assessment) -> list[str]:
    """What the forecast assumes and what it cannot say."""
    return [
        *conditions(found.setting, found.ladder, found.scenario.as_of),
        "These are associations in the record, not the result of an experiment: who gets a "
        "guarantee is no accident.",
    ]


def assumptions(v: Voice) -> Section:
    """Key assumptions: the model's, and the scenario's own judgements."""
    given = list(ground.facts(v.found.scenario))
    bare = [place for place, _, grounded in given if not grounded]
    own = [fact for fact in v.found.facts.values() if fact.source.startswith("judgement")]
    said = (
        f"The scenario states {words.counted(len(given), 'fact')}; "
        + (f"{len(bare)} {'names' if len(bare) == 1 else 'name'} no ground: "
           f"{words.some([words.cut(each, 80) for each in bare])}."
           if bare else "each names its source or owns to being a judgement.")
    )  # fmt: skip
    leaning = (
        f"Of the {words.counted(len(v.found.facts), 'fact')} that the forecast rests on, "
        f"{words.counted(len(own), 'is', 'are') if own else 'none is'} the judgement of the "
        "scenario's author."
    )
    return Section(
        "assumptions",
        "Key assumptions",
        "If one of these fails, so does the number that rests on it.",
        (Bullets(tuple(limits(v.found))), Paragraph(f"{said} {leaning}")),
    )


def extrapolation(v: Voice) -> Section:
    """How far the question lies from the data."""
    return Section(
        "extrapolation",
        "What is extrapolated, and how far",
        "The farther from the data, the more the answer is the model's form and the less the "
        "record.",
        (Bullets(tuple(extrapolated(v.found))),),
    )
