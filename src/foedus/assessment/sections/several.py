"""Several protégés: any of them first, then each."""

from collections.abc import Iterator, Mapping

from foedus.assessment.sections.designs import head, horizons
from foedus.assessment.sections.ranking import label, reason
from foedus.assessment.sections.titles import headed
from foedus.assessment.sections.voice import Voice, right, stacked
from foedus.assessment.several import ASSUMES, JointDesign, Several
from foedus.estimate import Estimate
from foedus.facts.chronology import digest
from foedus.facts.sections import origin
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Section, Table
from foedus.report.yardstick import ICD_203, Yardstick

#: The events that the tables show.
_SHOWN = ("deadly", "war")


def sections(found: Several, yardstick: Yardstick = ICD_203) -> list[Section]:
    """The whole answer, likelihoods in the words of ``yardstick``."""
    voices = {state: Voice(each, yardstick) for state, each in found.each.items()}
    year = found.first.scenario.as_of.year
    stands = [
        f"{v.two}: {words.spelled(v.found.stands, year) or 'nothing'}." for v in voices.values()
    ]
    return [
        Section("question", "", "", tuple(map(Paragraph, _question(found, voices)))),
        Section("bottom-line", "Bottom line", "", (Bullets(tuple(bottom_line(found, voices))),)),
        Section("designs", "The designs", "", tuple(_tables(found, voices))),
        Section("stands", "What stands, and goes on", "", (Bullets(tuple(stands)),)),
        Section("limits", "What the numbers are not", "", (Bullets((*ASSUMES, _limits(found))),)),
    ]


def _question(found: Several, voices: Mapping[str, Voice]) -> Iterator[str]:
    one = found.first
    asked = one.scenario
    yield f"{asked.name}: {words.cut(asked.title, 200)}"
    yield (
        f"challenger {voices[asked.protege].one}, protégés "
        f"{words.listed(v.two for v in voices.values())}, as of {asked.as_of}; {one.draws:,} "
        f"draws, seed {one.seed}"
    )
    yield (
        f"forecast {asked.begins} to {asked.ends(one.years)}: {words.years(one.years)} of twelve "
        f"months, the first to {one.until(1)}"
    )
    yield from dict.fromkeys(each.fitted for each in found.each.values())
    yield from dict.fromkeys(
        f"facts of the pair {read}" for each in found.each.values() if (read := origin(each.facts))
    )
    known: dict[str, list[str]] = {}
    for v in voices.values():
        line = digest.head(v.found.scenario, v.found.facts)
        if line:
            known.setdefault(line, []).append(v.two)
    for line, of in known.items():
        yield line if len(of) == len(voices) else f"{words.listed(of)}: {line}"


def bottom_line(found: Several, voices: Mapping[str, Voice]) -> Iterator[str]:
    """Any of them, how designs compare for any, and each in a line."""
    first, *rest = answer(found, voices)
    yield first
    yield _dependence(found)
    yield from rest
    yield from map(alone, voices.values())


def answer(found: Several, voices: Mapping[str, Voice]) -> Iterator[str]:
    """Any of them without a guarantee, and how designs compare for any."""
    one = found.first
    own = found.any[one.reference]
    first = voices[one.scenario.protege]
    stands = any(each.stands for each in found.each.values())
    without = "a further guarantee" if stands else "a guarantee"
    war, deadly = (words.chance(own.by[event][-1], first.yardstick) for event in ("war", "deadly"))
    yield (
        f"Without {without}, the chance that {first.challenger} begins a war against any of "
        f"{words.listed(v.protege for v in voices.values())} {first.span} (to "
        f"{one.until(one.years)}) is {war}; that it begins deadly force against any, {deadly}."
    )
    if own.practice is not None:
        practice = words.chance(own.practice.by["war"][-1], first.yardstick)
        yield (
            "Where what stands is read by its practice, war against any has a chance of "
            f"{practice}."
        )
    yield from _designs(found)


def _dependence(found: Several) -> str:
    own = found.any[found.first.reference]
    return (
        "That holds where each is attacked or spared for reasons of its own, given the draw. One "
        "decision to attack all would make any less likely, down to the most endangered alone "
        f"({_both(own.least)}), and all of them likelier, up to the least endangered alone "
        f"({_both(own.every)}); where no two ever coincide, any is the sum ({_both(own.most)})."
    )


def _both(by: Mapping[str, tuple[Estimate, ...]]) -> str:
    war, deadly = (words.percent(by[event][-1].value) for event in ("war", "deadly"))
    return f"war {war}, deadly force {deadly}"


def _designs(found: Several) -> Iterator[str]:
    """A sentence on every group of designs that is not the reference's."""
    reference, titles = found.first.reference, found.first.titles
    own = found.order.group(reference)
    if len(own) > 1:
        alike = words.listed(titles[name] for name in own if name != reference)
        yield f"For any of them the model cannot tell {alike} from {titles[reference]}."
    for group in found.order.groups:
        if reference in group:
            continue
        pair = found.order.pair(group[0], reference)
        if pair is None:
            continue
        ratio = found.any[group[0]].ratio["war"]
        if words.times(ratio.low) == words.times(ratio.high) == "1.00":
            yield f"Under {label(group, titles)}, against any: the same to the digits shown."
            continue
        if pair.told:
            side = "below" if pair.low == group[0] else "above"
            told = f"{side} it by every reading"
        else:
            told = f"not told apart from it: {reason(pair, titles)}"
        yield (
            f"Under {label(group, titles)}, against any: {_chance(found.any[group[0]])}; "
            f"{told.replace(' it', f' {titles[reference]}', 1)}."
        )


def _chance(own: JointDesign) -> str:
    war, ratio = own.by["war"][-1], own.ratio["war"]
    return f"war {words.brackets(war)}, {words.ratio(ratio)} of that under the reference"


def alone(v: Voice) -> str:
    """One protégé in a line: deadly force, war, and the count without a model."""
    when = f", once the fighting of {v.year} has stopped" if v.found.setting.ongoing else ""
    war, deadly = (words.brackets(v.bare.risk.by[event][-1]) for event in ("war", "deadly"))
    said = f"{v.two} alone{when}: war {war}, deadly force {deadly}"
    if v.found.peers is None:
        return f"{said}."
    own = v.found.peers.own
    return (
        f"{said}; of {own.n:,} pairs like it, without a model, {own.k:,} saw a war begun "
        f"({words.percent(own.k / own.n)}; {words.span(own.low, own.high)})."
    )


def _tables(found: Several, voices: Mapping[str, Voice]) -> Iterator[Table | Paragraph]:
    alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}  # of the same digits, printed once
    for name, own in found.any.items():
        title = headed(found.first.titles[name])
        by_text = f"{title}, by its text" if own.practice else title
        rows = tuple(_rows(found, voices, name, own, practice=False))
        alike.setdefault(rows, []).append(by_text)
        if own.practice is not None:
            rows = tuple(_rows(found, voices, name, own.practice, practice=True))
            alike.setdefault(rows, []).append(f"{title}, by its practice")
    spans = horizons(found.first.years)
    heads = [head(event, span) for event in _SHOWN for span in spans]
    for number, (rows, titles) in enumerate(alike.items(), 1):
        yield Table(
            f"designs-{number}", "; ".join(titles), ("Against", *heads), rows, "",
            right(len(heads)),
        )  # fmt: skip
    yield Paragraph(
        "Begun by the challenger. Chances are means over draws; in brackets 90% intervals. Any of "
        "them: independent given the draw. At least: one decision meets all; at most: no two "
        "coincide. Deadly force and war are those of docs/war.md."
    )


def _rows(
    found: Several, voices: Mapping[str, Voice], name: str, own: JointDesign, *, practice: bool
) -> Iterator[tuple[str, ...]]:
    """A design, read one way: a row for each protégé and for any of them."""
    for v in voices.values():
        design = v.found.designs[name]
        read = design.practice if practice and design.practice else design
        yield v.two, *_cells(found, read.risk.by)
    yield "any of them", *_cells(found, own.by)
    for way, bound in (("at least", own.least), ("at most", own.most)):
        yield way, *(cell.split("\n")[0] for cell in _cells(found, bound))


def _cells(found: Several, by: Mapping[str, tuple[Estimate, ...]]) -> list[str]:
    spans = horizons(found.first.years)
    return [stacked(by[event][span - 1]) for event in _SHOWN for span in spans]


def _limits(found: Several) -> str:
    one = found.first
    return (
        "These are associations in the record, not the result of an experiment. What each number "
        "rests on, how a war would go and what would flip it: ask of one alone, with "
        f"`--protege {one.scenario.protege}`."
    )
