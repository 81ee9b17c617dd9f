"""What a scenario's talks end in, as questions: the chance to reach each named point of a scale."""

from foedus.errors import InputError
from foedus.forecasts.definitions import definitions
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.question import BaseRate, SealedQuestion
from foedus.negotiation.forecast import headline, unscored
from foedus.negotiation.stances import LOW
from foedus.negotiation.talks import Talk, talks
from foedus.report import words
from foedus.scenario import Scenario, dumps
from foedus.scenario.statements import ScenarioIssue


def draft(
    scenario: Scenario,
    *,
    draws: int,
    seed: int,
    years: int,
    by: str = "",
    subject: str = "",
    issue: str | None = None,
) -> SealDraft:
    """The forecast of every issue, to be sealed; its window is ``years`` from the question's day.

    Raises InputError where no issue names a point of its scale, and what ``talks`` raises.
    """
    found = talks(scenario, issue, draws=draws, seed=seed)
    matters = {each.name: each for each in scenario.issues}
    questions = [
        each for talk in found for each in _questions(scenario, matters[talk.name], talk, years)
    ]
    if not questions:
        raise InputError(
            "no issue names a point of its scale above its least",
            where=f"{scenario.name}, issues",
            hint="add `scale` to an issue: points from 0 to 100 with a name each",
        )
    return SealDraft(
        subject=f"{subject or scenario.name}-talks",
        what="talks",
        title=f"What talks end in: {scenario.title}",
        as_of=scenario.as_of,
        definitions={"at-least": definitions()["at-least"]},
        questions=tuple(questions),
        settings={"draws": draws, "seed": seed, "years": years},
        inputs={
            "scenario": dumps(scenario),
            "quantiles": _quantiles(found),
        },
        data={"negotiation": str(headline().provenance["data"])},
        lacks=(unscored(), "no plain logit of talks exists"),
        by=by,
    )


def _questions(
    scenario: Scenario, matter: ScenarioIssue, talk: Talk, years: int
) -> list[SealedQuestion]:
    """A question for each named point above the scale's least."""
    shape = talk.after.distribution
    found = []
    for point, name in sorted(matter.scale.items(), key=lambda each: int(each[0])):
        at = float(point)
        if at <= LOW:
            continue
        reached = float(shape.p[shape.value >= at].sum())
        found.append(
            SealedQuestion(
                id=f"{matter.name}/{point}",
                text=f"{matter.title}: {words.cut(name, 120)} or more ({point} of 100)",
                event="at-least", opens=scenario.begins, closes=scenario.ends(years),
                chance=min(max(float(f"{reached:.9g}"), 0.0), 1.0), point=at,
                base=BaseRate(
                    chance=sum(int(each) >= at for each in matter.scale) / len(matter.scale),
                    how="every named point of the scale alike: nobody has counted such talks",
                ),
                cluster=f"{scenario.name}/{matter.name}",
            )
        )  # fmt: skip
    return found


def _quantiles(found: tuple[Talk, ...]) -> str:
    """The whole forecast of each issue as JSON, for whoever would score it otherwise."""
    from json import dumps as json

    return json({talk.name: talk.after.to_dict()["quantiles"] for talk in found})
