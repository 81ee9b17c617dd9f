"""A fitted signaling game in words and tables: for a terminal, and for a paper (LaTeX)."""

from collections.abc import Iterable, Mapping

import numpy as np
from scipy import special

from foedus.games.signaling.fit import SignalingFit
from foedus.games.signaling.payoffs import UTILITY_WORDS
from foedus.games.signaling.specification import Specification

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


def show(spec: Specification) -> list[str]:
    """What a document says: the game, its payoffs, how it is fitted."""
    out = [spec.title, *spec.cites, "", *GAME.splitlines(), ""]
    for name, formula in spec.formulas.items():
        text = formula.text if formula.fixed is None else f"held at {formula.fixed:g}"
        out.append(f"{name:<6} {text:<60} {UTILITY_WORDS[name]}")
    out += ["", f"method {spec.method} ({METHOD_WORDS[spec.method]})"]
    out.append(f"first stage {spec.first_stage.kind}")
    if spec.method == "full":
        out.append(f"selection {spec.selection}, starts {spec.starts}, seed {spec.seed}")
    return out + (["", *spec.note.split("\n")] if spec.note.strip() else [])


def lines(fit: SignalingFit) -> list[str]:
    """The fit as a table for a terminal."""
    said = fit.as_dict()
    out = [fit.specification.title, f"{METHOD_WORDS[fit.specification.method]}: {fit.status}"]
    errors, z, p = _tests(fit)
    wide = max(len(name) for name in fit.names)
    out += ["", f"{'':<{wide}}  estimate  std. error       z  Pr(>|z|)"]
    for j, name in enumerate(fit.names):
        row = f"{name:<{wide}}  {fit.coef[j]:>8.4f}"
        row += "" if errors is None else f"  {errors[j]:>10.4f}  {z[j]:>6.2f}  {p[j]:>8.4f}"
        out.append(row)
    if fit.withheld:
        out.append(f"no standard errors: {fit.withheld}")
    out += [
        "",
        f"log-likelihood {fit.loglik:.4f}, gradient norm {fit.gradient_norm:.1e}",
        f"{fit.n} games, {fit.observations:g} outcomes"
        + (f", {fit.sample.dropped} rows dropped (missing values)" if fit.sample.dropped else ""),
    ]
    found = said["equilibria"]
    spread = ", ".join(
        f"{times} with {number}" for number, times in found["games_by_number"].items()
    )
    sure = "none was missed" if found["complete"] else "some lists may be incomplete"
    out.append(f"equilibria at the estimate: {spread} ({sure})")
    if fit.reached:
        out.append("log-likelihood by start: " + ", ".join(f"{v:.4f}" for v in fit.reached))
    return out


def latex(fit: SignalingFit) -> str:
    """The fit as a LaTeX tabular (booktabs): estimates with standard errors beneath."""
    errors, _, p = _tests(fit)
    rows = []
    for j, name in enumerate(fit.names):
        stars = "" if errors is None else "^{*}" * int(p[j] < 0.05)
        rows.append(f"{_escape(name)} & ${fit.coef[j]:.3f}{stars}$ \\\\")
        if errors is not None:
            rows.append(f" & $({errors[j]:.3f})$ \\\\")
    foot = [
        f"Log-likelihood & ${fit.loglik:.2f}$ \\\\",
        f"Games & {fit.n} \\\\",
        f"Status & {_escape(fit.status)} \\\\",
    ]
    body = ["\\begin{tabular}{lr}", "\\toprule", *rows, "\\midrule", *foot, "\\bottomrule"]
    return "\n".join([*body, "\\end{tabular}"])


def table(columns: Mapping[str, Iterable[object]]) -> list[str]:
    """Columns as aligned text; numbers to the right, four digits."""
    cells = [[name, *(_cell(value) for value in values)] for name, values in columns.items()]
    widths = [max(map(len, column)) for column in cells]
    rows = zip(*cells, strict=True)
    return ["  ".join(text.rjust(w) for text, w in zip(row, widths, strict=True)) for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _tests(fit: SignalingFit) -> tuple[np.ndarray | None, np.ndarray, np.ndarray]:
    errors = fit.standard_errors
    if errors is None:
        return None, np.array([]), np.array([])
    z = fit.coef / errors
    return errors, z, 2 * special.ndtr(-np.abs(z))


def _escape(text: str) -> str:
    for mark in ("\\", "_", "&", "%", "#", "$", "{", "}"):
        text = text.replace(mark, f"\\{mark}" if mark != "\\" else "\\textbackslash ")
    return text
