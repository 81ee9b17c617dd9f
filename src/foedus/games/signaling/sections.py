"""The crisis-signaling game in words: a document, a check, a fit, its equilibria, a prediction."""

from collections.abc import Collection

import numpy as np

from foedus.games.estimates import Estimates
from foedus.games.sections import coefficients, rows, side_by_side
from foedus.games.signaling.equilibria import Equilibria
from foedus.games.signaling.fit import SignalingFit
from foedus.games.signaling.payoffs import UTILITY_WORDS, Payoffs
from foedus.games.signaling.predict import Prediction
from foedus.games.signaling.sample import Sample
from foedus.games.signaling.specification import Specification
from foedus.report.blocks import Bullets, Paragraph, Preformatted, Section, Table
from foedus.report.latex import tabular
from foedus.report.words import counted

METHOD_WORDS = {
    "pl": "pseudo-likelihood",
    "npl": "nested pseudo-likelihood",
    "full": "full maximum likelihood over equilibria",
}
GAME = """\
A ──keeps────────────────────────────▶ sq   status quo    A: SA     B: 0
└─challenges─▶ B ──concedes──────────▶ cd   concession    A: VA     B: CB
               └─resists─▶ A ──holds─▶ sf   stand firm    A: barWA  B: barWB
                           └─folds───▶ bd   back down     A: bara   B: VB"""


def description(spec: Specification) -> tuple[Section, ...]:
    """What a document says: the game, its payoffs, how it is fitted."""
    formulas = tuple(
        (
            name,
            formula.text if formula.fixed is None else f"held at {formula.fixed:g}",
            UTILITY_WORDS[name],
        )
        for name, formula in spec.formulas.items()
    )
    how = [f"method {spec.method} ({METHOD_WORDS[spec.method]})"]
    how.append(f"first stage {spec.first_stage.kind}")
    if spec.method == "full":
        how.append(f"selection {spec.selection}, starts {spec.starts}, seed {spec.seed}")
    how += [spec.note] if spec.note.strip() else []
    table = Table("payoffs", "", ("payoff", "made of", ""), formulas)
    return (
        Section("game", "", spec.title, (Bullets(spec.cites),)),
        Section("tree", "Tree", "", (Preformatted(GAME),)),
        Section("payoffs", "Payoffs", "", (table,)),
        Section("method", "Method", "", tuple(map(Paragraph, how))),
    )


def check(game: str, made: Sample | None) -> tuple[Section]:
    """That a document is right and, with data, that its game can be estimated."""
    lead = f"{game}: the document is fine"
    if made is None:
        return (Section("check", "", lead, ()),)
    said = (
        f"identified: {counted(len(made.design.names), 'parameter')}, "
        f"{counted(len(made.design), 'game')} ({counted(made.dropped, 'row')} dropped)"
    )
    return (Section("check", "", lead, (Paragraph(said),)),)


def fit(fit: SignalingFit) -> tuple[Section, ...]:
    """Estimates, how well they fit, which equilibria there are."""
    spec, found = fit.specification, fit.equilibria
    dropped = fit.sample.dropped
    said = [f"no standard errors: {fit.withheld}"] if fit.withheld else []
    said += [
        f"log-likelihood {fit.loglik:.4f}, gradient norm {fit.gradient_norm:.1e}",
        f"{counted(fit.n, 'game')}, {fit.observations:g} outcomes"
        + (f", {counted(dropped, 'row')} dropped (missing values)" if dropped else ""),
    ]
    numbers, times = np.unique(found.number, return_counts=True)
    spread = ", ".join(f"{t} with {n}" for n, t in zip(numbers, times, strict=True))
    sure = "none was missed" if found.certified.all() else "some lists may be incomplete"
    said.append(f"equilibria at the estimate: {spread} ({sure})")
    if fit.reached:
        said.append("log-likelihood by start: " + ", ".join(f"{v:.4f}" for v in fit.reached))
    method = Paragraph(f"{METHOD_WORDS[spec.method]}: {fit.status}")
    return (
        Section("estimates", "", spec.title, (method, coefficients(estimates(fit)))),
        Section("fit", "Fit", "", tuple(map(Paragraph, said))),
    )


def estimates(fit: SignalingFit) -> Estimates:
    """Coefficients with their standard errors."""
    errors = fit.standard_errors
    none = np.full(len(fit.coef), np.nan)
    return Estimates(fit.names, fit.coef, none if errors is None else errors)


def latex(fit: SignalingFit) -> str:
    """The fit as a LaTeX tabular (booktabs): estimates with standard errors beneath."""
    foot = (
        ("Log-likelihood", f"{fit.loglik:.2f}"), ("Games", f"{fit.n}"), ("Status", fit.status),
    )  # fmt: skip
    return tabular(side_by_side({"": estimates(fit)}, stars=True), foot)


def solution(games: Payoffs, found: Equilibria, varied: Collection[str] = ()) -> tuple[Section]:
    """All equilibria of each game, and whether any may be missing. varied: payoffs to show."""
    said = []
    empty = int((found.number == 0).sum())
    if empty:
        none = f"{empty} of {len(games)} games have none"
        said.append(f"{none}: A never challenging is their limit")
    sure = bool(found.certified.all())
    said.append("certified: none was missed" if sure else "some equilibria may touch: list open")
    if not len(found.row):
        return (Section("certificate", "", "", tuple(map(Paragraph, said))),)
    return rows(found.frame(games, varied).rename({"equilibrium": "rank"}), None, *said)


def prediction(path: Prediction) -> tuple[Section]:
    """Outcomes expected at every equilibrium of every row, and whether any may be missing."""
    import polars as pl

    frame, found = path.frame(), path.equilibria
    rank = pl.format("{} of {}", "equilibrium", "of").alias("equilibrium")
    frame = frame.with_columns(rank).drop("of").rename({"equilibrium": "rank"})
    sure = bool(found.certified.all())
    frame = frame.drop("certified") if sure else frame
    frame = frame if path.outside.any() else frame.drop("regressors_outside_data")
    said = ["certified: none was missed"] if sure else []
    said += [] if path.outside.any() else ["no regressor lies outside the data fitted on"]
    return rows(frame, None, *said)
