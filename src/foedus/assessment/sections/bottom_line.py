"""The answer to a scenario in a few sentences, each computed."""

from foedus.assessment.result import Assessment
from foedus.assessment.sections import beside, ranking, voice
from foedus.report.words import chance, listed, name_of, years


def bottom_line(found: Assessment) -> list[str]:
    """The answer in a few sentences, each computed."""
    year = found.scenario.as_of.year
    one, two = (name_of(who, year) for who in (found.scenario.challenger, found.scenario.protege))
    span_of_years = f"within {years(found.years)} (to {found.until(found.years)})"
    bare = found.designs[found.reference]
    when = f", once the fighting of {year} has stopped," if found.setting.ongoing else ""
    said = [
        f"{voice.reference(found)}, the record puts the chance that {one} begins a war "
        f"against {two} {span_of_years}{when} at {chance(bare.risk.by['war'][-1])}.",
        *beside.sentences(found),
    ]
    said += ranking.ranking(found)
    same = [name for name in found.order.group(found.reference) if name != found.reference]
    unseen = [name for name in same if not found.designs[name].reading.binds]
    if unseen:
        said.append(
            f"The model can tell no promise of defense in {listed(unseen)}: the numbers are those "
            f"without {voice.none(found)}."
        )
    seen = bare.reading.columns
    idle = [n for n, d in found.designs.items() if d.reading.binds and d.reading.columns == seen]
    instead = [name for name in idle if found.designs[name].reading.replaces]
    if instead:
        pacts = listed(dict.fromkeys(p for n in instead for p in found.designs[n].reading.replaces))
        said.append(
            f"In the place of {pacts}, the model cannot tell {listed(instead)} from what stands: "
            "it reads whether a major, a minor and a nuclear power are bound, and how deep, not "
            "which."
        )
    idle = [name for name in idle if name not in instead]
    if idle:
        said.append(
            f"To what stands already, {listed(idle)} would add nothing that the model can tell."
        )
    return [*said, *filter(None, [ranking.second(found)])]
