"""What sets the pair apart from a typical one, rung by rung."""

from foedus.assessment.sections.voice import Voice
from foedus.history.events import STEPS
from foedus.report.blocks import Bullets, Section, Table
from foedus.report.figure.type import signed

_SHOWN = 4  # drivers a rung


def section(v: Voice) -> Section:
    """The strongest effects of each rung, and all past disputes together."""
    rows, silent = [], []
    for rung, drivers in v.found.drivers.items():
        step = STEPS[rung]
        for each in drivers[:_SHOWN]:
            value = f"{each.value:.2g} ({each.typical:.2g})".replace("-", "−")
            rows.append((step, f"{signed(each.effect)} ({each.sd:.2f})", value, each.meaning))
        if not drivers:
            silent.append(
                f"Whether {step}: nothing but the guarantee; nothing else told such cases apart on "
                "trial."
            )
        total, sd = v.found.memory[rung]
        if abs(total) > 0.005:
            together = "all past disputes between the two, together"
            rows.append((step, f"{signed(total)} ({sd:.2f})", "", together))
    table = Table(
        "drivers", "The strongest effects on the logit, by rung",
        ("On whether", "Effect (sd)", "Value (typical)", "What"), tuple(rows), "",
        ("l", "r", "r", "l"),
    )  # fmt: skip
    return Section(
        "drivers",
        "What drives it",
        "Beside a typical politically relevant pair, in the first twelve months, without a "
        "guarantee.",
        (table, *([Bullets(tuple(silent))] if silent else [])),
    )
