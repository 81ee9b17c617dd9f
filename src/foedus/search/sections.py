"""A design search said as blocks: the front, its knee, why neighbors differ, what is not told."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from foedus.assessment.order import SURE
from foedus.assessment.sections.limits import caveats
from foedus.history.honor.features import era
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Section
from foedus.search import tables
from foedus.search.entrapment import SOURCE
from foedus.search.result import FrontPoint, Search
from foedus.search.space import NOTHING
from foedus.search.words import change, named, notable, signing
from foedus.signing.acceptance import SCOPE


def sections(found: Search) -> tuple[Section, ...]:
    """The whole answer."""
    asked, done = found.assessment.scenario, found.assessment
    one, two = (words.name_of(s, asked.as_of.year) for s in (asked.challenger, asked.protege))
    setting = (
        f"as of {asked.as_of}; {done.span(done.years)}; {done.draws:,} draws, seed {done.seed}"
    )

    def bullets(ident: str, title: str, sentences: Iterator[str]) -> Section:
        return Section(ident, title, "", (Bullets(tuple(sentences)),))

    return (
        Section(
            "search", "", f"{asked.name}: designs searched for {two} against {one}",
            (Paragraph(setting), Paragraph(done.fitted)),
        ),
        bullets("bottom-line", "Bottom line", _bottom_line(found)),
        Section("front", "The front", "", (tables.front(found),)),
        bullets("knee", "The knee, and why", _knee(found)),
        Section("steps", "Why neighbors differ", "", (tables.steps(found),) if found.steps else ()),
        Section("own", "The scenario's own designs", "", (tables.own(found),)),
        bullets("alike", "What the search cannot tell apart", _alike(found)),
        bullets("limits", "What the numbers are not", _limits(found)),
    )  # fmt: skip


def _bottom_line(found: Search) -> Iterator[str]:
    knee, bare = found.front[found.knee], found.front[0]
    years, year = words.years(found.assessment.years), found.assessment.scenario.as_of.year
    yield (
        f"The front's knee: {named(found, found.knee)}. War within {years} "
        f"{words.chance(knee.war)}; {_rest(knee, year)}."
    )
    if found.knee:
        least = named(found, 0)
        first = least if bare.package == NOTHING else f"#1 ({least})"
        yield f"With {first}, war is at {words.chance(bare.war)}; {_rest(bare, year)}."
    yield _settled(found)
    if len(knee.package.guarantors) == 1 and len(found.space.coalitions) > 1:
        yield (
            "One guarantor is named since the model credits no second one of a kind, and each more "
            "has to sign: read it as at least one."
        )
    titles = found.assessment.titles
    beaten = [titles[each.name] for each in found.own if each.beaten_by is not None]
    kept = [each for each in found.own if each.beaten_by is None]
    if beaten:
        others = f"; {_are([titles[each.name] for each in kept])} not" if kept else ""
        yield (
            f"Of the scenario's own designs, {_are(beaten)} beaten by a package that is no worse "
            f"in anything and better in something{others}."
        )
    by_text = [titles[each.name] for each in kept if each.beaten_by_text is not None]
    if by_text:
        one = len(by_text) == 1
        yield (
            f"By {'its text' if one else 'their texts'} alone {words.listed(by_text)} would be "
            "beaten too; by practice, or by change within pairs, "
            f"{'it is' if one else 'they are'} not."
        )
    passed = (
        f" {found.passed_over:,} were passed over, since a coalition within theirs does as much "
        "with fewer to sign;"
        if found.passed_over
        else ""
    )
    yield (
        f"The front is whole: of {len(found.space.packages):,} packages{passed} {found.weighed:,} "
        f"were weighed, of {found.kinds:,} distinct values, and {len(found.front)} are beaten by "
        "none. Nothing was left to an optimizer."
    )


def _are(names: list[str]) -> str:
    return f"{words.listed(names)} {'is' if len(names) == 1 else 'are'}"


def _rest(point: FrontPoint, year: int) -> str:
    drawn = words.percent(point.entrapment.value)
    return f"a guarantor drawn in {drawn}, cost {point.cost}{signing(point, year)}"


def _settled(found: Search) -> str:
    """Whether the knee hangs on how distances are measured, and on the luck of the draw."""
    share = f"in {words.percent(found.front[found.knee].knee)} of posterior draws"
    others = {way: at for way, at in found.nearest.items() if at != found.knee}
    if not others:
        return f"It is nearest to the ideal by every distance tried, and {share}."
    farther = "; ".join(
        f"by the {'sum of shortfalls' if way == 'sum' else 'largest shortfall'} it is "
        f"#{at + 1} ({named(found, at)})"
        for way, at in others.items()
    )
    return f"The knee is soft: it is this one {share}, and {farther}."


def _knee(found: Search) -> Iterator[str]:
    """Why the knee is where it is: what the neighbors give for what they take."""
    place, point = found.knee, found.front[found.knee]
    yield (
        "Each objective is scaled from its best to its worst value on the front; the knee is the "
        "package nearest to having the best of all at once. Equal scales are a judgement."
        + ("" if found.unsigned else " Who would sign is left out of it: nothing scores that.")
    )
    for at, way in ((place - 1, "Stopping short of it"), (place + 1, "Going beyond it")):
        if not 0 <= at < len(found.front):
            continue
        values = found.front[at].values
        by = {name: values[name] - point.values[name] for name in point.values}
        better, worse = (
            [change(name, each) for name, each in by.items()
             if notable(name, each) and ((each > 0) == (name == "signing")) is gains]
            for gains in (True, False)
        )  # fmt: skip
        gained = words.listed(better) if better else "nothing to speak of"
        lost = f", and gives up {words.listed(worse)}" if worse else ""
        yield f"{way}, at #{at + 1} ({named(found, at)}), gains {gained}{lost}."
    first = max(range(len(found.front)), key=lambda at: found.front[at].chosen)
    yield (
        f"Over all weightings of the objectives alike, it is the best in "
        f"{words.percent(point.chosen)}; most often best is #{first + 1}, in "
        f"{words.percent(found.front[first].chosen)}."
    )


def _alike(found: Search) -> Iterator[str]:
    """What has no influence on what was measured, so that nothing is said of it."""
    yield (
        "The ladder sees whether a minor, a major or a nuclear power is bound to defend, and how "
        "many military ties there are. A second guarantor of a kind, the words of a promise short "
        "of defense, discretion, and how it is adopted change no chance of war here. That is no "
        "evidence that they do not matter: a lone guarantor on the front stands for at least one."
    )
    shown, year = [found.front[at] for at in found.shown], found.assessment.scenario.as_of.year
    for places, states in _runs(
        [tuple(words.parties(who, year) for who in each.instead) for each in shown]
    ):
        if states:
            yield (
                f"{_from_to(found, places)}: with {_or(states)} as guarantor instead, risk, cost "
                "and class are the same."
            )
    level = [step for step in found.steps if notable("war", step.total["war"]) and not step.told]
    if level:
        every = len(level) == len(found.steps)
        pairs = "; ".join(f"#{step.before + 1} and #{step.after + 1}" for step in level)
        yield (
            f"War is not told apart between {'any two neighbors shown' if every else pairs}: its "
            f"order holds in fewer than {words.percent(SURE)} of draws, or change within pairs "
            "reverses it."
        )
    for places, varies in _runs([tuple(each.varies) for each in shown]):
        if varies:
            counts = [shown[place].alike for place in places]
            least, most = min(counts), max(counts)
            number = f"{least:,}" if least == most else f"{least:,} to {most:,}"
            each = "stands" if len(places) == 1 else "each stand"
            yield (
                f"{_from_to(found, places)} {each} for {number} packages of the same values, "
                f"which differ in {words.listed(varies)} (--json lists how)."
            )
    yield from (
        f"{words.party(state, year)} was left out: {why}." for state, why in found.left_out.items()
    )


def _or(names: tuple[str, ...]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _runs(values: list[tuple[str, ...]]) -> Iterator[tuple[list[int], tuple[str, ...]]]:
    """Places of equal neighbors together, with what they have in common."""
    for common, run in groupby(enumerate(values), key=itemgetter(1)):
        yield [place for place, _ in run], common


def _from_to(found: Search, places: list[int]) -> str:
    first, last = (found.shown[places[end]] + 1 for end in (0, -1))
    return f"#{first}" if first == last else f"#{first} to #{last}"


def _limits(found: Search) -> Iterator[str]:
    """What the search assumes and what it cannot say."""
    record, signed = found.assessment.honor.record, era(found.assessment.scenario.as_of.year)
    eras = ", ".join(f"{c.honored} of {c.called} signed {e}" for e, c in record.by_era.items())
    yield (
        f"Drawn in rests on the record of promises signed {signed}, whoever gives one and "
        f"whatever it says: {record.defense.honored} of {record.defense.called} promises of "
        f"defense called on in war were honored ({eras}; {SOURCE}). Among packages that promise "
        "defense it moves with the chance of war alone."
    )
    yield "A package is taken to stand for good; the scenario's own designs lapse as they may."
    yield "The cost is an ordinal index, a judgement; nobody has counted what a tie costs."
    if found.unsigned:
        yield f"Who would sign is no objective here: {found.unsigned}."
    else:
        yield SCOPE
    yield from caveats.limits(found.assessment)
