"""Questions that a reader will ask, each answered from the terms and the assessment."""

from collections.abc import Iterator

from foedus.assess import words
from foedus.brief.blocks import Block, Bullets, Paragraph, Question, Section, Table
from foedus.brief.content import calls, phrase
from foedus.brief.content.material import Material
from foedus.brief.content.stands import position
from foedus.terms import Guarantee
from foedus.terms.clause import Clause
from foedus.terms.compare import ABSENT, Change

#: Attacks of the past, and differences from Article 5, that are told.
ATTACKS, CHANGES = 6, 8

_TRIGGER = {
    "armed-attack": "on an armed attack", "threat": "on a threat", "seizure": "on a seizure of "
    "territory", "internal": "on internal conflict", "any": "whatever the occasion",
}  # fmt: skip
_DISCRETION = {
    "automatic": "automatic", "as-deemed-necessary": "as each guarantor deems necessary",
    "after-consultation": "after consultation",
}  # fmt: skip
_OWED = {
    "defense": "defend", "offense": "join an attack", "neutrality": "stay neutral",
    "consultation": "consult", "aid": "give material aid",
    "sanctions": "impose sanctions", "assurance": "seek action by the UN or others",
}  # fmt: skip
_NOT = {"armed-attack": "not attack", "seizure": "not seize territory",
        "threat": "not threaten"}  # fmt: skip
_RENOUNCED = {"barred": "renunciation is barred", "conditional": "renunciation is conditional",
              "allowed": "any party may renounce it"}  # fmt: skip
_RENEWED = {"none": "it is not renewed", "automatic": "it is renewed by itself",
            "by-agreement": "it is renewed by agreement"}  # fmt: skip
_ADOPTED = {"executive": "executives alone, so a successor can drop it without a vote",
            "legislature": "legislatures", "treaty": "treaty"}  # fmt: skip


def section(m: Material) -> Section:
    """All of them."""
    left = phrase.left_out(len(m.terms), len(m.terms) + m.terms_left, "design")
    asked = (
        Question("What would trigger it?", tuple(_triggers(m))),
        Question(_past_question(m), tuple(_past(m))),
        Question("What must the guarantor do?", tuple(_duties(m))),
        Question("Who can end it, and how?", tuple(_ends(m))),
        Question("What is each party's position?", tuple(position(m))),
        Question("What are the challenges?", (Bullets(tuple(_challenges(m))),)),
        Question("Is it like Article 5?", tuple(_article_5(m))),
    )
    return Section(
        "questions",
        "Questions and answers",
        phrase.said("Answers about terms are read from the designs' own clauses.", left),
        asked,
    )


def _none(m: Material) -> Iterator[Block]:
    if not m.terms:
        yield Paragraph("No design names a guarantor.")


def _triggers(m: Material) -> Iterator[Block]:
    yield from _none(m)
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
            tuple((*row, phrase.some(names)) for row, names in rows.items()),
        )
    silent = [name for name, design in m.terms.items() if not design.clauses]
    if silent:
        yield Paragraph(f"No clause at all: {phrase.some(silent)}.")


def _clause(m: Material, clause: Clause) -> tuple[str, ...]:
    return (
        _owed(clause),
        _when(clause),
        _where(m, clause),
        phrase.parties(clause.adversaries, m.year) if clause.adversaries else "any state",
        _DISCRETION[clause.discretion] if clause.discretion else "not said",
        _conditions(clause),
    )


def _owed(clause: Clause) -> str:
    """What is owed, after ``to``."""
    if clause.obligation == "nonaggression":
        return _NOT.get(clause.trigger, "not attack")
    return _OWED[clause.obligation]


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
    return phrase.some(told, 4)


def _where(m: Material, clause: Clause) -> str:
    if not clause.area:
        return f"{m.two} as a whole"
    return phrase.cut("; ".join(phrase.party(each, m.year) for each in clause.area), 160)


def _past_question(m: Material) -> str:
    """With the years of the attacks, the latest first."""
    years = dict.fromkeys(str(each.on.year) for each in calls.attacks(m.found.scenario)[:ATTACKS])
    when = f"in {phrase.some(list(years))}" if years else "before"
    return f"Would it have applied {when}?"


def _past(m: Material) -> Iterator[Block]:
    asked = m.found.scenario
    every = calls.attacks(asked)
    if not every:
        yield Paragraph(f"The scenario dates no attack on {m.two}.")
        return
    if not m.terms:
        yield from _none(m)
        return
    yield Paragraph(
        "Each design is read as if it had been in force on the day, with the guarantors that it "
        "names. The answer is about the case alone, not about whether the promise would have been "
        "kept."
    )
    rows = []
    for attack in every[:ATTACKS]:
        found = [calls.applied(design, attack, asked, name) for name, design in m.terms.items()]
        told = []
        for answer in ("yes", "arguable", "no"):
            names = [each.design for each in found if each.answer == answer]
            if names:
                told.append(f"{answer} under {phrase.some(names, 4)}")
        yield Paragraph(f"{_attack(m, attack)}: {'; '.join(told)}.")
        alike: dict[tuple[str, str], list[str]] = {}
        for each in found:
            alike.setdefault((each.answer, each.why), []).append(each.design)
        rows += [
            (attack.on.isoformat(), answer, phrase.some(names), phrase.sentence(why))
            for (answer, why), names in alike.items()
        ]
    yield Table(
        "past-attacks",
        "Each design's terms, held against each attack",
        ("Date", "Case arises", "Under", "Why"),
        tuple(rows),
        phrase.left_out(min(len(every), ATTACKS), len(every), "earlier attack"),
    )


def _attack(m: Material, attack: calls.Attack) -> str:
    what = f" ({attack.what})" if attack.what else ""
    return (
        f"{attack.on.isoformat()}, {calls.LEVELS[attack.hostility]} by "
        f"{phrase.party(attack.by, m.year)}{what}"
    )


def _duties(m: Material) -> Iterator[Block]:
    yield from _none(m)
    items = []
    for name, design in m.terms.items():
        owed = list(dict.fromkeys(_duty(clause, m.year) for clause in design.clauses))
        forces = [
            f"{phrase.party(each.state, m.year)} keeps "
            + (f"{each.number:,} troops" if each.number is not None else "forces")
            + (f" in {phrase.cut(each.where, 80)}" if each.where else "")
            for each in design.military.stationed
        ]
        promised = "; ".join(owed[:8]) if owed else "nothing that a clause says"
        items.append(
            phrase.said(
                f"{name}: {promised}.", f"Stationed: {phrase.some(forces, 4)}." if forces else ""
            )
        )
    if items:
        yield Bullets(tuple(items))


def _duty(clause: Clause, year: int) -> str:
    by = f" ({phrase.parties(clause.by, year, 3)} alone)" if clause.by else ""
    freedom = f", {_DISCRETION[clause.discretion]}" if clause.discretion else ""
    if clause.obligation == "nonaggression" or clause.trigger == "any":
        return f"{_owed(clause)}{freedom}{by}"
    return f"{_owed(clause)} {_TRIGGER[clause.trigger]}{freedom}{by}"


def _ends(m: Material) -> Iterator[Block]:
    yield from _none(m)
    items = []
    for name, design in m.terms.items():
        held = m.found.designs[name].durability
        stands = (
            f"The record puts the chance that it still stands at the end of {m.found.last} at "
            f"{phrase.chance(held.standing[-1], m.yardstick)}."
            if held
            else ""
        )
        items.append(phrase.said(f"{name}: {_law(design)}.", stands))
    if items:
        yield Bullets(tuple(items))


def _law(design: Guarantee) -> str:
    said = [
        f"adopted by {_ADOPTED[design.adopted_by]}" if design.adopted_by else
        "how it is adopted is not said",
        f"its term is {design.term:g} years" if design.term else "no term is set",
    ]  # fmt: skip
    if design.until:
        said.append(f"it ends with {phrase.cut(design.until, 120)}")
    if design.renewal:
        said.append(_RENEWED[design.renewal])
    said.append(
        _RENOUNCED[design.renunciation] if design.renunciation
        else "whether a party may renounce it is not said"
    )  # fmt: skip
    if design.notice is not None:
        said.append(f"notice is {design.notice:g} month{'' if design.notice == 1 else 's'}")
    return "; ".join(said)


def _challenges(m: Material) -> Iterator[str]:
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
            f"Lapse: the chance that {m.best.names[0]} still stands at the end of {m.found.last} "
            f"is {phrase.chance(best.durability.standing[-1], m.yardstick)}."
        )


def _article_5(m: Material) -> Iterator[Block]:
    yield from _none(m)
    items = []
    for name, found in m.beside_article_5.items():
        changes = [_change(each) for each in found.changes if each.group != "membership"]
        more = f"; and {len(changes) - CHANGES} more" if len(changes) > CHANGES else ""
        items.append(
            f"{name}: distance of terms {found.distance:.2f} (0 the same, 1 nothing alike). "
            + (f"Beside Article 5: {'; '.join(changes[:CHANGES])}{more}."
               if changes else "The terms are the same.")
        )  # fmt: skip
    if items:
        yield Bullets(tuple(items))


def _change(change: Change) -> str:
    name = change.name.replace("_", " ")
    match change.kind:
        case "added":
            return f"adds {name} ({_short(change.after)})"
        case "removed":
            return f"lacks {name} ({_short(change.before)})"
        case _:
            return f"{name}: {_short(change.after)}, not {_short(change.before)}"


def _short(value: str) -> str:
    return "nothing" if value == ABSENT else phrase.cut(value, 80)
