"""Which of the guarantee's terms compare different pairs, and which one pair over time."""

from foedus.assessment.result import Assessment
from foedus.history.events import STEPS
from foedus.history.pair import EVENTS

_TERMS = {"minor": "a minor guarantor", "major": "a major guarantor",
          "nuclear": "a nuclear guarantor", "depth_minor": "depth with a minor guarantor",
          "depth_major": "depth with a major guarantor"}  # fmt: skip


def selection(found: Assessment) -> list[str]:
    """Which of the guarantee's terms compare different pairs, and which one pair over time.

    One sentence a rung, about the term that sets pairs or years apart most surely, among those that
    some design moves. Empty where no design binds anyone.
    """
    used = {one.name for design in found.designs.values() for one in design.terms["onset"]}
    said = []
    for rung in EVENTS:
        kinds = {
            (term["name"], term["kind"]): (float(term["mean"]), float(term["sd"]))
            for term in found.ladder.rungs[rung].variants
            if term["name"] in used
        }
        names = {name for name, _ in kinds}
        if not names:
            continue
        name = max(
            sorted(names),
            key=lambda n: max(abs(kinds[n, k][0]) / kinds[n, k][1] for k in ("within", "between")),
        )
        inner, outer = kinds[name, "within"], kinds[name, "between"]
        if abs(outer[0]) > 2 * abs(inner[0]):
            what = "mostly tells different pairs apart, and says little of one pair over time"
        elif abs(inner[0]) > 2 * abs(outer[0]):
            what = "mostly tells the years of one pair apart, with and without"
        else:
            what = "tells both pairs and one pair's years apart"
        said.append(
            f"On whether {STEPS[rung]}, {_TERMS[name]} {what}: between pairs {_plus(outer[0])} "
            f"(sd {outer[1]:.2f}), within a pair {_plus(inner[0])} (sd {inner[1]:.2f}) on the "
            "logit."
        )
    return said


def _plus(value: float) -> str:
    """``+0.66``, ``−0.29``, with a true minus sign."""
    return f"{value:+.2f}".replace("-", "−")
