"""A design search said as blocks: the front, its knee, why neighbors differ, what is not told."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from foedus.assessment.order import SURE
from foedus.assessment.sections import caveats
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.blocks import Bullets, Paragraph, Section, Table
from foedus.search.entrapment import SOURCE
from foedus.search.result import FrontPoint, OwnDesign, Search, Step
from foedus.search.words import change, changes, choice, notable, package, signing
from foedus.signing.acceptance import SCOPE
from foedus.signing.verdict import OF_PACKAGE


def sections(found: Search) -> tuple[Section, ...]:
    """The whole answer."""
    asked, done = found.assessment.scenario, found.assessment
    one, two = (words.name_of(s, asked.as_of.year) for s in (asked.challenger, asked.protege))
    setting = f"as of {asked.as_of}; {done.span(done.years)}; {done.draws:,} draws, seed {done.seed}"

    def bullets(ident: str, title: str, sentences: Iterator[str]) -> Section:
        return Section(ident, title, "", (Bullets(tuple(sentences)),))

    return (
        Section(
            "search", "", f"{asked.name}: designs searched for {two} against {one}",
            (Paragraph(setting), Paragraph(done.fitted)),
        ),
        bullets("bottom-line", "Bottom line", _bottom_line(found)),
        Section("front", "The front", "", (_front(found),)),
        bullets("knee", "The knee, and why", _knee(found)),
        Section("steps", "Why neighbors differ", "", (_steps(found),) if found.steps else ()),
        Section("own", "The scenario's own designs", "", (_own(found),)),
        bullets("alike", "What the search cannot tell apart", _alike(found)),
        bullets("limits", "What the numbers are not", _limits(found)),
    )  # fmt: skip


def _bottom_line(found: Search) -> Iterator[str]:
    knee, bare = found.front[found.knee], found.front[0]
    years = words.years(found.assessment.years)
    yield (
        f"The front's knee: {_named(found, found.knee)}. War within {years} "
        f"{words.chance(knee.war)}; {_rest(knee)}."
    )
    if found.knee:
        yield f"With {_named(found, 0)}, war is at {words.chance(bare.war)}; {_rest(bare)}."
    yield _settled(found)
    if len(knee.package.guarantors) == 1 and len(found.space.coalitions) > 1:
        yield (
            "One guarantor is named since the model credits no second one of a kind, and each more "
            "has to sign: read it as at least one."
        )
    beaten = [each.name for each in found.own if each.beaten_by is not None]
    kept = [each for each in found.own if each.beaten_by is None]
    if beaten:
        others = f"; {_are([each.name for each in kept])} not" if kept else ""
        yield (
            f"Of the scenario's own designs, {_are(beaten)} beaten by a package that is no worse "
            f"in anything and better in something{others}."
        )
    by_text = [each.name for each in kept if each.beaten_by_text is not None]
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


def _named(found: Search, at: int) -> str:
    return package(found.front[at].package, found.space)


def _are(names: list[str]) -> str:
    return f"{words.listed(names)} {'is' if len(names) == 1 else 'are'}"


def _rest(point: FrontPoint) -> str:
    drawn = words.percent(point.entrapment.value)
    return f"a guarantor drawn in {drawn}, cost {point.cost}{signing(point)}"


def _settled(found: Search) -> str:
    """Whether the knee hangs on how distances are measured, and on the luck of the draw."""
    share = f"in {words.percent(found.front[found.knee].knee)} of posterior draws"
    others = {way: at for way, at in found.nearest.items() if at != found.knee}
    if not others:
        return f"It is nearest to the ideal by every distance tried, and {share}."
    named = "; ".join(
        f"by the {'sum of shortfalls' if way == 'sum' else 'largest shortfall'} it is "
        f"#{at + 1} ({_named(found, at)})"
        for way, at in others.items()
    )
    return f"The knee is soft: it is this one {share}, and {named}."


def _cell(found: Estimate) -> str:
    """A chance, its interval under it."""
    span = words.span(found.low, found.high).removesuffix("%")
    return f"{words.percent(found.value)}\n({span})"


def _front(found: Search) -> Table:
    signed = not found.unsigned
    rows = []
    for at in found.shown:
        point = found.front[at]
        rows.append((
            f"{'* ' if at == found.knee else ''}{at + 1}", _named(found, at), _cell(point.war),
            _cell(point.entrapment), str(point.cost),
            *([OF_PACKAGE[point.signing]] if point.signing is not None else []),
            words.percent(point.stays),
        ))  # fmt: skip
    hidden = len(found.front) - len(found.shown)
    return Table(
        "front",
        "",
        ("#", "package", f"war, {found.assessment.years} y", "drawn in", "cost",
         *(["signing"] if signed else []), "stays"),
        tuple(rows),
        words.said(
            f"{hidden} more on the front lie between those shown (--most, --json)."
            if hidden else "",
            "*: the knee. Drawn in: chance of war while defense is promised, times the record of "
            "such promises honored. Cost: military ties and states that station forces, one each, "
            "an index.",
            "Signing: the class of whoever stands most in the way, unscored (`foedus accept`)."
            if signed else "",
            "Stays: share of posterior draws in which the package is on the front too. In brackets "
            "90% intervals.",
        ),
        ("r", "l", "r", "r", "r", *("r" for _ in range(signed)), "r"),
    )  # fmt: skip


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
        lost = f" and gives up {words.listed(worse)}" if worse else ""
        yield f"{way}, at #{at + 1} ({_named(found, at)}), gains {gained}{lost}."
    first = max(range(len(found.front)), key=lambda at: found.front[at].chosen)
    yield (
        f"Over all weightings of the objectives alike, it is the best in "
        f"{words.percent(point.chosen)}; most often best is #{first + 1}, in "
        f"{words.percent(found.front[first].chosen)}."
    )


def _steps(found: Search) -> Table:
    rows: list[tuple[str, ...]] = []
    for step in found.steps:
        name = f"#{step.before + 1} to #{step.after + 1}"
        differs = {each: _differs(each, step, found) for each in step.parts}
        lone = len(differs) == 1
        known = notable("war", step.total["war"])
        rows.append((
            f"{name}: {next(iter(differs.values()))}" if lone else name,
            *_moves(found, step.total), words.percent(step.less_war) if known else "–",
            ("yes" if step.told else "no") if known else "–",
        ))  # fmt: skip
        if not lone:
            rows += [(f"– {differs[each]}", *_moves(found, parts), "", "")
                     for each, parts in step.parts.items()]  # fmt: skip
    heads = {"war": "war", "entrapment": "drawn in", "cost": "cost", "signing": "signing"}
    return Table(
        "steps",
        "What each change did; where several differ, each one's part is its mean over all orders "
        "in which they can be made (Shapley's value).",
        ("step", *(heads[name] for name in found.objectives), "less war", "told apart"),
        tuple(rows),
        "pp: percentage points. Less war: share of draws in which war is less likely after the "
        f"step. Told apart: in {words.percent(SURE)} of draws or more, and change within pairs "
        "does not reverse it.",
        ("l", *("r" for _ in found.objectives), "r", "r"),
    )


def _moves(found: Search, parts: dict[str, float]) -> list[str]:
    """A cell an objective: by how much it changed."""
    return [
        change(name, parts[name], named=False) if notable(name, parts[name]) else "–"
        for name in found.objectives
    ]


def _differs(kinds: tuple[str, ...], step: Step, found: Search) -> str:
    before, after = (found.front[at].package for at in (step.before, step.after))
    return "; ".join(
        f"{what} {choice(what, before, found.space)} → {choice(what, after, found.space)}"
        for what in kinds
    )


def _own(found: Search) -> Table:
    return Table(
        "own",
        "",
        ("design", f"war, {found.assessment.years} y", "drawn in", "cost", "beside the front"),
        tuple(
            (each.name, _cell(each.war), _cell(each.entrapment), str(each.cost),
             _beside(found, each))
            for each in found.own
        ),
        "",
        ("l", "r", "r", "r", "l"),
    )  # fmt: skip


def _beside(found: Search, own: OwnDesign) -> str:
    """Who would sign a design, and which package beats it."""
    signed = signing(own).removeprefix(", ")
    if own.beaten_by is not None:
        values = found.front[own.beaten_by].values
        by = changes({name: values[name] - value for name, value in own.values.items()})
        beaten = f"beaten by #{own.beaten_by + 1} ({by})"
    elif own.beaten_by_text is not None:
        beaten = (
            "no package beats it by every reading; by its text alone "
            f"#{own.beaten_by_text + 1} does"
        )
    else:
        beaten = "no package beats it"
    return "; ".join(filter(None, (signed, beaten)))


def _alike(found: Search) -> Iterator[str]:
    """What has no influence on what was measured, so that nothing is said of it."""
    yield (
        "The ladder sees whether a minor, a major or a nuclear power is bound to defend, and how "
        "many military ties there are. A second guarantor of a kind, the words of a promise short "
        "of defense, discretion, and how it is adopted change no chance of war here. That is no "
        "evidence that they do not matter: a lone guarantor on the front stands for at least one."
    )
    shown = [found.front[at] for at in found.shown]
    for places, states in _runs([tuple(map(" and ".join, each.instead)) for each in shown]):
        if states:
            yield (
                f"{_from_to(found, places)}: with {words.listed(states)} as guarantor instead, "
                "risk, cost and class are the same."
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
            yield (
                f"{_from_to(found, places)}: each stands for {number} packages of the same values, "
                f"which differ in {words.listed(varies)} (--json lists how)."
            )
    yield from (f"{state} was left out: {why}." for state, why in found.left_out.items())


def _runs(values: list[tuple[str, ...]]) -> Iterator[tuple[list[int], tuple[str, ...]]]:
    """Places of equal neighbors together, with what they have in common."""
    for common, run in groupby(enumerate(values), key=itemgetter(1)):
        yield [place for place, _ in run], common


def _from_to(found: Search, places: list[int]) -> str:
    first, last = (found.shown[places[end]] + 1 for end in (0, -1))
    return f"#{first}" if first == last else f"#{first} to #{last}"


def _limits(found: Search) -> Iterator[str]:
    """What the search assumes and what it cannot say."""
    record = found.assessment.honor.record
    eras = ", ".join(f"{c.honored} of {c.called} signed {era}" for era, c in record.by_era.items())
    yield (
        "Drawn in rests on the record of promises signed since 1945, whoever gives one and "
        f"whatever it says: {record.defense.honored} of {record.defense.called} promises of "
        f"defense called on in war were honored ({eras}; {SOURCE}). Among packages that promise "
        "defense it moves with the chance of war alone."
    )
    yield "A package is taken to stand for good; the scenario's own designs lapse as they may."
    yield "The cost is an ordinal index, a judgement; nobody has counted what a tie costs."
    if found.unsigned:
        yield f"Who would sign is no objective here: {found.unsigned}."
    else:
        yield f"Signing: {SCOPE}"
    yield from caveats.limits(found.assessment)
