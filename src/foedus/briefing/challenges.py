"""What stands in the way: signatures, discretion, honor, lapse, the data's reach."""

from collections.abc import Iterator

from foedus.assessment.figures.groups import Group
from foedus.briefing.material import Material
from foedus.report import words


def challenges(m: Material) -> Iterator[str]:
    """A sentence or two each."""
    if m.found.setting.ongoing:
        yield (
            f"Peace first: the fighting of {m.year} must stop before any of this begins, and "
            "whether it does is not forecast."
        )
    yield from _signatures(m)
    binding = {name: each for name, each in m.found.designs.items() if each.reading.binds}
    silent = [name for name in m.terms if name not in binding]
    if silent:
        yield f"No promise of defense that the model can find: {m.some(silent)}."
    if binding:
        loose = [
            name for name in binding
            if (given := m.found.scenario.designs.get(name)) is not None
            and all(each.discretion != "automatic" for each in given.owed("defense"))
        ]  # fmt: skip
        if loose:
            yield f"Discretion: no promise of defense is automatic under {m.some(loose)}."
        yield from _record(m)
        least, far = max(
            ((name, one) for name, each in binding.items() for one in each.reach.values()),
            key=lambda pair: pair[1].percentile,
        )
        yield (
            f"Extrapolation: under {m.title(least)} the case lies farther from the middle of "
            f"the data than {words.percent(far.percentile / 100)} of comparable rows."
        )


def _signatures(m: Material) -> Iterator[str]:
    told = []
    for name, one in m.signing.items():
        blocks = one.of("blocks")
        if name in m.terms and blocks:
            told.append(f"{m.title(name)} ({words.parties(blocks, m.year, 3)})")
    if told:
        yield (
            f"Signatures: somebody is better off without it, under most of the weights tried, in "
            f"{words.some(told, 4)}. The weights are judgements, and nothing scores them."
        )


def _record(m: Material) -> Iterator[str]:
    for group in m.lowest[:2]:
        yield from _kept(m, group)


def _kept(m: Material, group: Group) -> Iterator[str]:
    best = group.result
    if best.reliability is not None:
        yield (
            "Honor: in the record, the chance that a promise like that of "
            f"{group.titles[0]} is honored when a war calls on it is "
            f"{words.chance(best.reliability.honored, m.yardstick)}."
        )
    if best.durability is not None:
        yield (
            f"Lapse: the chance that {group.titles[0]} still stands in "
            f"{m.found.until(m.found.years)} "
            f"is {words.chance(best.durability.standing[-1], m.yardstick)}."
        )
