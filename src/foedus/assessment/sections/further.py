"""What the bottom line leaves out: deadly force, a count, the other answers, a second model."""

from collections.abc import Iterator

from foedus.assessment.sections import beside, ranking
from foedus.assessment.sections.bottom_line import others, ratio
from foedus.assessment.sections.voice import Voice
from foedus.report import words
from foedus.report.blocks import Bullets, Section


def section(v: Voice) -> Section | None:
    """All of it; None where there is nothing to add."""
    said = further(v)
    return Section("further", "Beside it", "", (Bullets(said),)) if said else None


def further(v: Voice) -> tuple[str, ...]:
    """A sentence or two each, in the order of what they are about."""
    said = (
        _unranked(v), *beside.sentences(v), *others(v), *_alike(v), _inner(v),
        ranking.second(v.found),
    )  # fmt: skip
    return tuple(filter(None, said))


def _unranked(v: Voice) -> str:
    """Why several lowest are not told apart; empty where there is one."""
    names = [each.names[0] for each in v.lowest]
    if len(names) < 2:
        return ""
    ratios = words.some([ratio(each) for each in v.lowest], 3)
    return (
        f"Nothing ranks {words.some([each.titles[0] for each in v.lowest], 3)}, since "
        f"{ranking.why(names, v.found.order, v.found.titles)}; their ratios to the reference: "
        f"{ratios}."
    )


def _alike(v: Voice) -> Iterator[str]:
    """Designs that have the reference's own answer, by why they have it."""
    readings = {name: v.found.designs[name].reading for name in v.same}
    silent = [name for name, read in readings.items() if not read.binds]
    instead = [name for name, read in readings.items() if read.binds and read.replaces]
    idle = [name for name, read in readings.items() if read.binds and not read.replaces]
    if silent:
        it = "it" if len(silent) == 1 else "them"
        yield (
            f"The model finds no promise of defense in {v.some(silent)}, and gives {it} the "
            f"same numbers as the state of things without {v.none}."
        )
    if instead:
        pacts = list(dict.fromkeys(pact for name in instead for pact in readings[name].replaces))
        yield (
            f"In the place of {words.some(pacts)}, the model cannot tell {v.some(instead)}"
            f"{_by_text(v, instead)} from what stands: it reads whether a major, a minor and a "
            "nuclear power are bound, and how deep, not which."
        )
    if idle:
        yield (
            f"To what stands already, {v.some(idle)} would add nothing that the model can tell"
            f"{_by_text(v, idle).rstrip(',')}."
        )


def _by_text(v: Voice, names: list[str]) -> str:
    """Said where their practice is read otherwise."""
    if not any(v.found.designs[name].practice for name in names):
        return ""
    return ", by its text," if len(names) == 1 else ", by their texts,"


def _inner(v: Voice) -> str:
    least = v.lowest[:3]
    if not least:
        return ""
    inner = [each.result.within["war"] for each in least]
    verb = "does not exclude" if any(one.low <= 1 <= one.high for one in inner) else "excludes"
    told = [
        f"{words.ratio(one)} under {each.titles[0]}" for one, each in zip(inner, least, strict=True)
    ]
    return (
        "States that get guarantees differ from those that do not; judged only by pairs whose "
        f"guarantee changed over time, the ratio is {words.some(told)}, which {verb} that nothing "
        "changes."
    )
