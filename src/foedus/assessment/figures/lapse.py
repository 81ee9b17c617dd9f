"""What goes with a commitment being broken off: every term tried, prior beside posterior."""

from foedus.assessment.result import Assessment
from foedus.estimate import Z90
from foedus.report.figure.figure import Figure
from foedus.report.figure.forest import ForestRow, forest
from foedus.report.figure.theme import SIGNED
from foedus.report.figure.type import signed


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: name, meaning, kept, mean, sd, low, high, prior_sd.

    Effects are on the logit of the yearly chance, for one standard deviation of the term.
    """
    model = found.run.lapsing.model
    rows = tuple(
        {
            "name": term["name"], "meaning": term["meaning"], "kept": bool(term["kept"]),
            "mean": term["mean"], "sd": term["sd"],
            "low": term["mean"] - Z90 * term["sd"], "high": term["mean"] + Z90 * term["sd"],
            "prior_sd": term["prior_sd"],
        }
        for term in model.terms
    )  # fmt: skip
    entries = []
    for kept, title in ((True, "Kept"), (False, "Left out: no better forecasts out of sample")):
        mine = [row for row in rows if row["kept"] is kept]
        if mine:
            entries.append(ForestRow(title))
        entries += [
            ForestRow(row["meaning"], row["mean"], row["low"], row["high"],
                  f"{signed(row['mean'])} ± {row['sd']:.2f}",
                  (-Z90 * row["prior_sd"], Z90 * row["prior_sd"]), used=kept)
            for row in mine
        ]  # fmt: skip
    ends = max((max(abs(r["low"]), abs(r["high"]), Z90 * r["prior_sd"]) for r in rows), default=1.0)
    told = "; ".join(
        f"{row['meaning']} {signed(row['mean'])} ({signed(row['low'])} to {signed(row['high'])})"
        for row in rows
        if row["kept"]
    )
    tried = sum(not row["kept"] for row in rows)
    dropped = f" {tried} terms were tried and left out." if tried else ""
    return Figure(
        name="lapse",
        title="What goes with a commitment being broken off: prior and posterior",
        alt=(
            "Forest plot of each term's effect on the logit of the yearly chance that a commitment "
            f"is broken off, prior beside posterior, with 90% intervals. Kept: {told}.{dropped}"
        ),
        note=(
            "Effect of one standard deviation on the logit of the yearly chance; right of 0: "
            "broken off more often. Pale bars: priors. Lines: 90% intervals. Fitted on "
            f"{model.first}–{model.last}; associations, not proof of cause."
        ),
        rows=rows,
        spec=forest(entries, {"tickCount": 5, "labelExpr": SIGNED}, (-1.05 * ends, 1.05 * ends), 0),
    )
