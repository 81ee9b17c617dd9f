"""What each design's clauses promise: when, what, until when, and beside which instrument."""

from collections.abc import Iterator

from foedus.briefing.material import Material
from foedus.briefing.terms import readable
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Table
from foedus.terms import Guarantee
from foedus.terms.clause import DUTIES, Clause
from foedus.terms.compare import ABSENT, TermsChange

#: Differences from an instrument that are told.
CHANGES = 8
_TRIGGER = {
    "armed-attack": "on an armed attack", "threat": "on a threat", "seizure": "on a seizure of "
    "territory", "internal": "on internal conflict", "any": "whatever the occasion",
}  # fmt: skip
_DISCRETION = {
    "automatic": "automatic", "as-deemed-necessary": "as each guarantor deems necessary",
    "after-consultation": "after consultation",
}  # fmt: skip
_NOT = {"seizure": "not seize territory", "threat": "not threaten"}
_RENOUNCED = {"barred": "renunciation is barred", "conditional": "renunciation is conditional",
              "allowed": "any party may renounce it"}  # fmt: skip
_RENEWED = {"none": "it is not renewed", "automatic": "it is renewed by itself",
            "by-agreement": "it is renewed by agreement"}  # fmt: skip
_ADOPTED = {"executive": "executives alone, so a successor can drop it without a vote",
            "legislature": "legislatures", "treaty": "treaty"}  # fmt: skip


def triggers(m: Material) -> Iterator[Block]:
    """When each promise is owed: a row a clause, with the designs that have it."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for name, design in m.terms.items():
        for clause in design.clauses:
            named = rows.setdefault(_clause(m, clause), [])
            if name not in named:
                named.append(name)
    if rows:
        yield Table(
            "triggers",
            "When each promise is owed",
            ("To", "When", "Where", "Against", "Judged", "Conditions", "In"),
            tuple((*row, m.some(names)) for row, names in rows.items()),
        )
    silent = [name for name, design in m.terms.items() if not design.clauses]
    if silent:
        yield Paragraph(f"No clause at all: {m.some(silent)}.")


def _clause(m: Material, clause: Clause) -> tuple[str, ...]:
    return (
        _owed(clause),
        _when(clause),
        _where(m, clause),
        words.parties(clause.adversaries, m.year) if clause.adversaries else "any state",
        _DISCRETION[clause.discretion] if clause.discretion else "not said",
        _conditions(clause),
    )


def _where(m: Material, clause: Clause) -> str:
    if not clause.area:
        return f"{m.two} as a whole"
    return words.cut("; ".join(words.party(each, m.year) for each in clause.area), 160)


def _owed(clause: Clause) -> str:
    """What is owed, after ``to``."""
    if clause.obligation == "nonaggression" and clause.trigger in _NOT:
        return _NOT[clause.trigger]
    return DUTIES[clause.obligation]


def _when(clause: Clause) -> str:
    return "at all times" if clause.obligation == "nonaggression" else _TRIGGER[clause.trigger]


def _conditions(clause: Clause) -> str:
    """Conditions that no other column tells."""
    told = [
        each.replace("-", " ")
        for each in clause.conditions
        if not (each == "location" and clause.area)
        and not (each == "adversary" and clause.adversaries)
    ]
    return words.some(told, 4)


def duties(m: Material) -> Iterator[Block]:
    """What each design obliges its guarantors to."""
    items = []
    for name, design in m.terms.items():
        owed = list(dict.fromkeys(_duty(clause, m.year) for clause in design.clauses))
        forces = [
            f"{words.party(each.state, m.year)} keeps "
            + (f"{each.number:,} troops" if each.number is not None else "forces")
            + (f" in {words.cut(each.where, 80)}" if each.where else "")
            for each in design.military.stationed
        ]
        promised = "; ".join(owed[:8]) if owed else "nothing that a clause says"
        items.append(
            words.said(
                f"{m.head(name)}: {promised}.",
                f"Stationed: {words.some(forces, 4)}." if forces else "",
            )
        )
    if items:
        yield Bullets(tuple(items))


def _duty(clause: Clause, year: int) -> str:
    by = f" ({words.parties(clause.by, year, 3)} alone)" if clause.by else ""
    freedom = f", {_DISCRETION[clause.discretion]}" if clause.discretion else ""
    if clause.obligation == "nonaggression" or clause.trigger == "any":
        return f"{_owed(clause)}{freedom}{by}"
    return f"{_owed(clause)} {_TRIGGER[clause.trigger]}{freedom}{by}"


def ends(m: Material) -> Iterator[Block]:
    """By what each design ends, and how likely it is to stand to the last year."""
    items = []
    for name, design in m.terms.items():
        held = m.found.designs[name].durability
        stands = (
            f"The record puts the chance that it still stands in {m.found.until(m.found.years)} at "
            f"{words.chance(held.standing[-1], m.yardstick)}."
            if held
            else ""
        )
        items.append(words.said(f"{m.head(name)}: {_law(design)}.", stands))
    if items:
        yield Bullets(tuple(items))


def _law(design: Guarantee) -> str:
    said = [
        f"adopted by {_ADOPTED[design.adopted_by]}" if design.adopted_by else
        "how it is adopted is not said",
        f"its term is {design.term:g} years" if design.term else "no term is set",
    ]  # fmt: skip
    if design.until:
        said.append(f"it ends with {words.cut(design.until, 120)}")
    if design.renewal:
        said.append(_RENEWED[design.renewal])
    said.append(
        _RENOUNCED[design.renunciation] if design.renunciation
        else "whether a party may renounce it is not said"
    )  # fmt: skip
    if design.notice is not None:
        said.append(f"notice is {design.notice:g} month{'' if design.notice == 1 else 's'}")
    return "; ".join(said)


def beside(m: Material) -> Iterator[Block]:
    """How each design's terms differ from the instrument that they are held against."""
    items = []
    for name, found in m.beside_model.items():
        changes = [
            readable(_change(each), m.year) for each in found.changes if each.group != "membership"
        ]
        more = f"; and {len(changes) - CHANGES} more" if len(changes) > CHANGES else ""
        items.append(
            f"{m.head(name)}: distance of terms {found.distance:.2f} (0 the same, 1 nothing "
            "alike). "
            + (f"Beside it: {'; '.join(changes[:CHANGES])}{more}."
               if changes else "The terms are the same.")
        )  # fmt: skip
    if items:
        yield Bullets(tuple(items))


def _change(change: TermsChange) -> str:
    name = change.name.replace("_", " ")
    match change.kind:
        case "added":
            return f"adds {name} ({_short(change.after)})"
        case "removed":
            return f"lacks {name} ({_short(change.before)})"
        case _:
            return f"{name}: {_short(change.after)}, not {_short(change.before)}"


def _short(value: str) -> str:
    return "nothing" if value == ABSENT else words.cut(value, 80)
