"""Tables of a design search: the front, the steps along it, the scenario's own designs."""

from foedus.assessment.order import SURE
from foedus.assessment.sections.titles import headed
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.blocks import Align, Table
from foedus.search.result import FrontStep, OwnDesign, Search
from foedus.search.words import change, changes, choice, named, notable, signing
from foedus.signing.verdict import OF_PACKAGE

_RIGHT: Align = "r"


def _cell(found: Estimate) -> str:
    """A chance, its interval under it."""
    span = words.span(found.low, found.high).removesuffix("%")
    return f"{words.percent(found.value)}\n({span})"


def front(found: Search) -> Table:
    """What nothing beats, as many as are to be shown, the knee marked."""
    signed = not found.unsigned
    rows = []
    for at in found.shown:
        point = found.front[at]
        rows.append((
            f"{'* ' if at == found.knee else ''}{at + 1}", named(found, at), _cell(point.war),
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
            words.left_out(len(found.shown), len(found.front), "package")
            + " They lie between those shown (--most, --json)." * (hidden > 0),
            "*: the knee. Drawn in: chance of war while defense is promised, times the record of "
            "such promises honored. Cost: military ties and states that station forces, one each, "
            "an index.",
            "Signing: the class of whoever stands most in the way, unscored (`foedus accept`)."
            if signed else "",
            "Stays: share of posterior draws in which the package is on the front too. In brackets "
            "90% intervals.",
        ),
        ("r", "l", *(_RIGHT,) * (5 if signed else 4)),
    )  # fmt: skip


def steps(found: Search) -> Table:
    """What differs between neighbors on the front, and what each change did."""
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
        ("l", *(_RIGHT,) * (len(found.objectives) + 2)),
    )


def _moves(found: Search, parts: dict[str, float]) -> list[str]:
    """A cell an objective: by how much it changed."""
    return [
        change(name, parts[name], named=False) if notable(name, parts[name]) else "–"
        for name in found.objectives
    ]


def _differs(kinds: tuple[str, ...], step: FrontStep, found: Search) -> str:
    before, after = (found.front[at].package for at in (step.before, step.after))
    return "; ".join(
        f"{what} {choice(what, before, found)} → {choice(what, after, found)}" for what in kinds
    )


def own(found: Search) -> Table:
    """The scenario's designs, and what of the front beats each."""
    return Table(
        "own",
        "",
        ("design", f"war, {found.assessment.years} y", "drawn in", "cost", "beside the front"),
        tuple(
            (_named(found, each), _cell(each.war), _cell(each.entrapment), str(each.cost),
             _beside(found, each))
            for each in found.own
        ),
        "",
        ("l", "r", "r", "r", "l"),
    )  # fmt: skip


def _named(found: Search, design: OwnDesign) -> str:
    """A design's title, and beneath it the name that one types."""
    title = headed(found.assessment.titles[design.name])
    return title if title == design.name else f"{title}\n{design.name}"


def _beside(found: Search, design: OwnDesign) -> str:
    """Who would sign a design, and which package beats it."""
    signed = signing(design, found.assessment.scenario.as_of.year).removeprefix(", ")
    if design.beaten_by is not None:
        values = found.front[design.beaten_by].values
        by = changes({name: values[name] - value for name, value in design.values.items()})
        beaten = f"beaten by #{design.beaten_by + 1} ({by})"
    elif design.beaten_by_text is not None:
        beaten = (
            "no package beats it by every reading; by its text alone "
            f"#{design.beaten_by_text + 1} does"
        )
    else:
        beaten = "no package beats it"
    return "; ".join(filter(None, (signed, beaten)))
