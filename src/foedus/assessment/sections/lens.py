"""The second lens: each design as the extended-deterrence game sees it, beside the ladder."""

from collections.abc import Iterator

from foedus.assessment.lens import Lens, View
from foedus.assessment.sections.ranking import Titles
from foedus.assessment.sections.titles import headed
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.blocks import Bullets, Section, Table


def section(found: Lens, titles: Titles) -> Section:
    """A row a design, then what to beware of."""
    rows = []
    for name, view in found.designs.items():
        ratio = _ratio(view.ratio) if name != found.reference else ""
        rows.append(
            (
                headed(titles[name]),
                _cell(view.challenge),
                f"{view.ladder:.1%}",
                ratio,
                _cell(view.resist),
            )
        )
    table = Table(
        "lens",
        "",
        (
            "Design",
            "Challenge\nwith force",
            "Ladder",
            f"Ratio to\n{titles[found.reference]}",
            "Resisted",
        ),
        tuple(rows),
        "Brackets hold 90% intervals.",
        ("l", "r", "r", "r", "r"),
    )  # fmt: skip
    return Section(
        "lens",
        f"The strategic lens: {found.year}, as the extended-deterrence game sees it",
        "",
        (table, Bullets(tuple(map(words.sentence, _cautions(found))))),
    )


def _cautions(found: Lens) -> Iterator[str]:
    views: list[View] = list(found.designs.values())
    worst = max(
        (view.ratio_if_doing for view in views if view.ratio_if_doing),
        key=lambda ratio: ratio.value,
        default=None,
    )
    yield (
        "The ratio takes it that promises were made where the danger was, and did not make it; "
        f"if they did, it would be up to {_ratio(worst)}."
    )
    odds = ", ".join(
        f"{odds.value:.1f} ({odds.low:.1f}–{odds.high:.1f}) {era}"
        for era, odds in found.bound.items()
    )
    yield (
        f"A state bound to defend was more likely to join than an unbound one alike, odds {odds}. "
        "Correlation: states promise to defend whom they would help."
    )
    yield from found.cautions
    outside = {name for view in views for name in view.outside}
    if outside:
        yield f"beyond what the game was fitted on: {', '.join(sorted(outside))}"


def _cell(found: Estimate | None) -> str:
    if found is None:
        return "not a forecast"
    return f"{found.value:.1%} ({found.low:.1%}–{found.high:.1%})"


def _ratio(found: Estimate | None) -> str:
    return "–" if found is None else f"{found.value:.2f} ({found.low:.2f}–{found.high:.2f})"
