"""Promises called on in war: how many were honored, and what the model of that learned."""

from foedus.assessment.result import Assessment
from foedus.estimate import Z90
from foedus.history.honor import Count
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.forest import ForestRow, forest
from foedus.report.figure.theme import SIGNED
from foedus.report.figure.type import signed

_ENDS = 3.0  # of the axis of effects at least, on the logit


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: kind, name, called, honored, value, low, high, prior_sd."""
    honor = found.honor
    record = honor.record
    counts: list[tuple[str, str, Count]] = [("all", "defense, all", record.defense)]
    counts += [("era", f"defense, signed {name}", each) for name, each in record.by_era.items()]
    counts += [
        ("obligation", f"{name} owed", each)
        for name, each in record.by_obligation.items()
        if name != "defense"
    ]
    rows = [
        {"kind": kind, "name": name, "called": each.called, "honored": each.honored,
         "value": each.share, "low": each.low, "high": each.high, "prior_sd": None}
        for kind, name, each in counts
    ]  # fmt: skip
    rows += [
        {"kind": "coefficient", "name": one.meaning, "called": None, "honored": None,
         "value": one.mean, "low": one.low, "high": one.high, "prior_sd": one.prior_sd}
        for one in honor.coefficients
    ]  # fmt: skip
    shares = [ForestRow("Share honored, of those called on")] + [
        ForestRow(f"{name}: {each.honored} of {each.called}", each.share, each.low, each.high,
              f"{words.percent(each.share)} ({words.span(each.low, each.high)})",
              used=kind != "obligation")
        for kind, name, each in counts
    ]  # fmt: skip
    effects = [ForestRow("Terms of the fitted model, on the logit")] + [
        ForestRow(
            one.meaning, one.mean, one.low, one.high,
            f"{signed(one.mean)} ± {one.sd:.2f}",
            (0.0 if one.prior == "half-normal" else -Z90 * one.prior_sd, Z90 * one.prior_sd),
        )
        for one in honor.coefficients
    ]  # fmt: skip
    told = "; ".join(
        f"{name}: {each.honored} of {each.called}, {words.percent(each.share)} "
        f"(90% interval {words.span(each.low, each.high)})"
        for _, name, each in counts
    )
    learned = "; ".join(
        f"{one.meaning} {signed(one.mean)} ({signed(one.low)} to {signed(one.high)})"
        for one in honor.coefficients
    )
    percents = {"format": ".0%", "tickCount": 5}
    reach = (max(abs(one.low), abs(one.high)) for one in honor.coefficients)
    ends = 1.05 * max(_ENDS, *reach)
    return Figure(
        name="honor",
        title="Promises that a war called on, and those that were honored",
        alt=(
            f"Forest plot of the share of promises honored among those called on in war: {told}. "
            f"Below it the terms of the fitted model on the logit, with 90% intervals: {learned}."
        ),
        note=(
            "Lines: 90% intervals. Pale bars: priors. Only promises that a war called on are in "
            "the record; challengers attack where they expect a promise to be broken, so it is "
            "not the share of all promises that would be kept."
        ),
        rows=tuple(rows),
        spec={
            "vconcat": [
                forest(shares, percents, (0.0, 1.0), None),
                forest(effects, {"tickCount": 7, "labelExpr": SIGNED}, (-ends, ends), 0.0),
            ],
            "spacing": 26, "bounds": "full",
            "resolve": {"scale": {"x": "independent", "y": "independent"}},
        },
    )  # fmt: skip
