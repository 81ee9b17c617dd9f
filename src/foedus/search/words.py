"""Sentences about a design search, each computed; never a word without its number."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from foedus.assessment.order import SURE
from foedus.assessment.sections import caveats
from foedus.report import words
from foedus.search.entrapment import SOURCE
from foedus.search.result import FrontPoint, Point, Search
from foedus.search.space import NOTHING, Package, Space
from foedus.signing.acceptance import SCOPE

_ADOPTED = {"executive": "by executives", "legislature": "by legislatures", "treaty": "by treaty"}
_PROMISED = {
    "assurance": "assures", "consultation": "consults", "aid": "aids", "defense": "defends",
    "automatic-defense": "defends automatically",
}  # fmt: skip
_PRESENT = {"none": "", "access": "access to bases", "permanent": "bases", "forces": "forces"}
_SAID = {"war": "war", "entrapment": "guarantor at war", "cost": "cost", "signing": "signing"}
SMALL = 5e-5  # a change of a chance that is not worth a word


def package_words(package: Package, space: Space) -> str:
    """``FRA defends, by executives; bases, 3 ties``."""
    if package == NOTHING:
        return "no guarantee"
    who = package.guarantors
    named = ", ".join(who) if len(who) <= 4 else f"{', '.join(who[:3])} and {len(who) - 3} more"
    said = f"{named}: {_PROMISED[package.promise]}, {_ADOPTED[package.adoption]}"
    sending = space.sending(package)
    parts = [f"forces of {', '.join(sending)}" if sending else _PRESENT[package.presence]]
    parts.append(f"{package.ties} tie{'' if package.ties == 1 else 's'}" if package.ties else "")
    kept = ", ".join(part for part in parts if part)
    return f"{said}; {kept}" if kept else said


def bottom_line(found: Search) -> list[str]:
    """The answer in a few sentences, each computed."""
    knee, bare = found.front[found.knee], found.front[0]
    years = words.years(found.assessment.years)
    said = [
        f"The front's knee: {package_words(knee.package, found.space)}. War within {years} "
        f"{words.chance(knee.war)}; {_rest(knee)}."
    ]
    if found.knee:
        said.append(
            f"With {package_words(bare.package, found.space)}, war is at "
            f"{words.chance(bare.war)}; {_rest(bare)}."
        )
    said.append(_settled(found))
    if len(knee.package.guarantors) == 1 and len(found.space.coalitions) > 1:
        said.append(
            "One guarantor is named since the model credits no second one of a kind, and each more "
            "has to sign: read it as at least one."
        )
    beaten = [d for d in found.own if d.beaten_by is not None]
    kept = [d.name for d in found.own if d.beaten_by is None]
    if beaten:
        said.append(
            f"Of the scenario's own designs, {words.listed(d.name for d in beaten)} "
            f"{'is' if len(beaten) == 1 else 'are'} beaten by a package that is no worse in "
            "anything and better in something"
            + (f"; {words.listed(kept)} {'is' if len(kept) == 1 else 'are'} not." if kept else ".")
        )
    by_text = [d.name for d in found.own if d.beaten_by is None and d.beaten_by_text is not None]
    if by_text:
        said.append(
            f"By {'its text' if len(by_text) == 1 else 'their texts'} alone "
            f"{words.listed(by_text)} would be beaten too; by practice, or by change within pairs, "
            f"{'it is' if len(by_text) == 1 else 'they are'} not."
        )
    passed = (
        f" {found.passed_over:,} were passed over, since a coalition within theirs does as much "
        "with fewer to sign;"
        if found.passed_over
        else ""
    )
    said.append(
        f"The front is whole: of {len(found.space.packages):,} packages{passed} {found.weighed:,} "
        f"were weighed, of {found.kinds:,} distinct values, and {len(found.front)} are beaten by "
        "none. Nothing was left to an optimizer."
    )
    return said


def _rest(point: FrontPoint) -> str:
    said = f"a guarantor drawn in {words.percent(point.entrapment.value)}, cost {point.cost}"
    return said + signing_words(point)


def signing_words(point: Point) -> str:
    """``, blocked by RUS``; empty where nothing is said of who would sign."""
    if point.signing is None:
        return ""
    if point.blocks:
        return f", blocked by {words.listed(point.blocks)}"
    return ", all parties for it" if point.signing == "for" else ", open: nobody blocks"


def _settled(found: Search) -> str:
    """Whether the knee hangs on how distances are measured, and on the luck of the draw."""
    share = f"in {words.percent(found.front[found.knee].knee)} of posterior draws"
    others = {way: at for way, at in found.nearest.items() if at != found.knee}
    if not others:
        return f"It is nearest to the ideal by every distance tried, and {share}."
    told = "; ".join(
        f"by the {'sum of shortfalls' if way == 'sum' else 'largest shortfall'} it is "
        f"#{at + 1} ({package_words(found.front[at].package, found.space)})"
        for way, at in others.items()
    )
    return f"The knee is soft: it is this one {share}, and {told}."


def knee(found: Search) -> list[str]:
    """Why the knee is where it is: what the neighbors give for what they take."""
    place, point = found.knee, found.front[found.knee]
    said = [
        "Each objective is scaled from its best to its worst value on the front; the knee is the "
        "package nearest to having the best of all at once. Equal scales are a judgement."
        + ("" if found.unsigned else " Who would sign is left out of it: nothing scores that.")
    ]
    for at, way in ((place - 1, "Stopping short of it"), (place + 1, "Going beyond it")):
        if not 0 <= at < len(found.front):
            continue
        other = found.front[at]
        change = {k: other.values[k] - point.values[k] for k in point.values}
        better = [_change(k, v) for k, v in change.items() if _gain(k, v) > _least(k)]
        worse = [_change(k, v) for k, v in change.items() if _gain(k, v) < -_least(k)]
        told = f"{way}, at #{at + 1} ({package_words(other.package, found.space)}),"
        told += f" gains {words.listed(better)}" if better else " gains nothing to speak of"
        said.append(told + (f" and gives up {words.listed(worse)}." if worse else "."))
    first = max(range(len(found.front)), key=lambda at: found.front[at].chosen)
    said.append(
        f"Over all weightings of the objectives alike, it is the best in "
        f"{words.percent(point.chosen)}; most often best is #{first + 1}, in "
        f"{words.percent(found.front[first].chosen)}."
    )
    return said


def _gain(objective: str, change: float) -> float:
    return change if objective == "signing" else -change


def _least(objective: str) -> float:
    return 0.5 if objective == "cost" else SMALL


def _change(objective: str, change: float) -> str:
    if objective == "cost":
        return f"{_SAID[objective]} {change:+.0f}"
    if objective == "signing":
        return f"{_SAID[objective]} {change:+.2g} {'class' if abs(change) <= 1 else 'classes'}"
    return f"{_SAID[objective]} {100 * change:+.2f} pp"


def changes_words(parts: Mapping[str, float]) -> str:
    """Objectives that changed, by how much; changes too small for a word are left out."""
    told = [_change(k, v) for k, v in parts.items() if abs(v) > _least(k)]
    return ", ".join(told) or "nothing that is measured"


def alike(found: Search) -> list[str]:
    """What has no influence on what was measured, so that nothing is said of it."""
    said = [
        "The ladder sees whether a minor, a major or a nuclear power is bound to defend, and how "
        "many military ties there are. A second guarantor of a kind, the words of a promise short "
        "of defense, discretion, and how it is adopted change no chance of war here. That is no "
        "evidence that they do not matter: a lone guarantor on the front stands for at least one.",
    ]
    for places, states in _runs([_near(found.front[at]) for at in found.shown]):
        if states:
            said.append(
                f"{_from_to(found, places)}: with {words.listed(states)} as guarantor instead, "
                "risk, cost and class are the same."
            )
    level = [step for step in found.steps if abs(step.total["war"]) > SMALL and not step.told]
    if level:
        every = len(level) == len(found.steps)
        pairs = "; ".join(f"#{step.before + 1} and #{step.after + 1}" for step in level)
        said.append(
            f"War is not told apart between {'any two neighbors shown' if every else pairs}: its "
            f"order holds in fewer than {words.percent(SURE)} of draws, or change within pairs "
            "reverses it."
        )
    kinds = [tuple(found.front[at].varies) for at in found.shown]
    for places, varies in _runs(kinds):
        counts = [found.front[found.shown[place]].alike for place in places]
        least, most = min(counts), max(counts)
        if varies:
            number = f"{least:,}" if least == most else f"{least:,} to {most:,}"
            said.append(
                f"{_from_to(found, places)}: each stands for {number} packages of the same values, "
                f"which differ in {words.listed(varies)} (--json lists how)."
            )
    said += [f"{state} was left out: {why}." for state, why in found.left_out.items()]
    return said


def _near(point: FrontPoint) -> tuple[str, ...]:
    return tuple(" and ".join(who) for who in point.instead)


def _runs(values: list[tuple[str, ...]]) -> Iterator[tuple[list[int], tuple[str, ...]]]:
    """Places of equal neighbors together, with what they have in common."""
    for _, run in groupby(enumerate(values), key=itemgetter(1)):
        members = list(run)
        yield [place for place, _ in members], members[0][1]


def _from_to(found: Search, places: list[int]) -> str:
    first, last = (found.shown[places[end]] + 1 for end in (0, -1))
    return f"#{first}" if first == last else f"#{first} to #{last}"


def limits(found: Search) -> list[str]:
    """What the search assumes and what it cannot say."""
    record = found.assessment.honor.record
    eras = ", ".join(f"{c.honored} of {c.called} signed {era}" for era, c in record.by_era.items())
    said = [
        "Drawn in rests on the record of promises signed since 1945, whoever gives one and "
        f"whatever it says: {record.defense.honored} of {record.defense.called} promises of "
        f"defense called on in war were honored ({eras}; {SOURCE}). Among packages that promise "
        "defense it moves with the chance of war alone.",
        "A package is taken to stand for good; the scenario's own designs lapse as they may.",
        "The cost is an ordinal index, a judgement; nobody has counted what a tie costs.",
    ]
    if found.unsigned:
        said.append(f"Who would sign is no objective here: {found.unsigned}.")
    else:
        said.append(f"Signing: {SCOPE}")
    return [*said, *caveats.limits(found.assessment)]
