"""Whether each design's case would have arisen in the attacks of the past."""

from collections.abc import Iterator

from foedus.briefing import calls
from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Table
from foedus.watch.casus.conditions import LEVELS

#: Attacks that are told, the latest first.
ATTACKS = 6


def question(m: Material) -> str:
    """With the years of the attacks, the latest first."""
    years = dict.fromkeys(str(each.on.year) for each in calls.attacks(m.found.scenario)[:ATTACKS])
    when = f"in {words.some(list(years))}" if years else "before"
    return f"Would it have applied {when}?"


def answer(m: Material) -> Iterator[Block]:
    """What holds of each attack, then every verdict with its reason; what is alike, once."""
    asked = m.found.scenario
    every = calls.attacks(asked)
    if not every or not m.terms:
        return
    yield Paragraph(
        "Each design is read as if it had been in force on the day, with the guarantors that it "
        "names. The answer is about the case alone, not about whether the promise would have been "
        "kept."
    )
    said: dict[str, list[str]] = {}  # what holds of the designs -> of which attacks
    rows: dict[tuple[str, str, str], list[str]] = {}  # answer, designs, reason -> days
    for attack in every[:ATTACKS]:
        found = [calls.applied(design, attack, asked, name) for name, design in m.terms.items()]
        told = []
        for answer in ("yes", "arguable", "no"):
            names = [each.design for each in found if each.answer == answer]
            if names:
                told.append(f"{answer} under {m.some(names, 4)}")
        said.setdefault("; ".join(told), []).append(_attack(m, attack))
        alike: dict[tuple[str, str], list[str]] = {}
        for each in found:
            alike.setdefault((each.answer, each.why), []).append(each.design)
        for (answer, why), names in alike.items():
            key = (answer, m.some(names), words.sentence(why))
            rows.setdefault(key, []).append(attack.on.isoformat())
    yield Bullets(tuple(f"{'; '.join(those)}: {told}." for told, those in said.items()))
    yield Table(
        "past-attacks",
        "Each design's terms, held against each attack",
        ("Date", "Case arises", "Under", "Why"),
        tuple((", ".join(days), *key) for key, days in rows.items()),
        words.left_out(min(len(every), ATTACKS), len(every), "earlier attack"),
    )


def _attack(m: Material, attack: calls.Attack) -> str:
    what = f" ({attack.what})" if attack.what else ""
    return (
        f"{attack.on.isoformat()}, {LEVELS[attack.hostility]} by "
        f"{words.party(attack.by, m.year)}{what}"
    )
