"""What stands in the way: signatures, discretion, honor, lapse, the data's reach."""

from collections.abc import Iterator

from foedus.assess import words
from foedus.brief.content import phrase
from foedus.brief.content.material import Material


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
        yield f"No promise of defense that the model can find: {phrase.some(silent)}."
    if binding:
        loose = [
            name for name in binding
            if (given := m.found.scenario.designs.get(name)) is not None
            and all(each.discretion != "automatic" for each in given.owed("defense"))
        ]  # fmt: skip
        if loose:
            yield f"Discretion: no promise of defense is automatic under {phrase.some(loose)}."
        yield from _record(m)
        least = min(binding.values(), key=lambda each: each.risk.by["war"][-1].value)
        far = max(least.reach.values(), key=lambda each: each.percentile)
        yield (
            f"Extrapolation: under {least.reading.name} the case lies farther from the middle of "
            f"the data than {words.percent(far.percentile / 100)} of comparable rows."
        )


def _signatures(m: Material) -> Iterator[str]:
    told = []
    for name, one in list(m.signing.items()):
        if name in m.terms:
            weak = min(one.parties, key=lambda each: each.chance.value)
            told.append(
                f"{name} {words.percent(one.joint.value)} (least willing: "
                f"{phrase.party(weak.name, m.year)}, {words.percent(weak.chance.value)})"
            )
    if told:
        yield (
            f"Signatures: the chance that all whose signature is needed would sign is "
            f"{phrase.some(told, 4)}. The weights behind it are judgements."
        )


def _record(m: Material) -> Iterator[str]:
    if m.best is None:
        return
    best = m.best.result
    if best.reliability is not None:
        yield (
            "Honor: in the record, the chance that a promise like that of "
            f"{m.best.names[0]} is honored when a war calls on it is "
            f"{phrase.chance(best.reliability.honored, m.yardstick)}."
        )
    if best.durability is not None:
        yield (
            f"Lapse: the chance that {m.best.names[0]} still stands in "
            f"{m.found.until(m.found.years)} "
            f"is {phrase.chance(best.durability.standing[-1], m.yardstick)}."
        )
