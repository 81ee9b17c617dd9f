"""A fitted game as plain data, as a text table, and as a LaTeX table for a paper."""

from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.games.tree.bootstrap import Bootstrap
from foedus.games.tree.fit import GameFit
from foedus.games.tree.game import Game
from foedus.games.tree.inference import Kind, covariance


def errors_of(
    fit: GameFit, kind: Kind | None = None, replicated: Bootstrap | None = None
) -> tuple[Array, str]:
    """(K,) standard errors of the kind asked for, and its name."""
    if replicated is not None:
        return np.where(fit.free, replicated.se, np.nan), f"bootstrap of {replicated.unit}"
    chosen: Kind = kind or ("cluster" if fit.prepared.clusters is not None else "observed")
    return np.sqrt(np.diag(covariance(fit, chosen))), chosen


def plain(
    fit: GameFit, kind: Kind | None = None, replicated: Bootstrap | None = None
) -> dict[str, Any]:
    """A fit as data for JSON: numbers as they are, missing ones as None."""
    from scipy.special import ndtr

    se, of = errors_of(fit, kind, replicated)
    z = fit.coef / np.where(se > 0, se, np.nan)
    p = 2.0 * ndtr(-np.abs(z))
    game = fit.game
    out: dict[str, Any] = {
        "title": game.title,
        "status": fit.status,
        "n": fit.n,
        "rows_given": fit.prepared.rows_given,
        "loglik": fit.loglik,
        "gradient_norm": fit.gradient_norm,
        "parameters": fit.parameters,
        "aic": fit.aic,
        "bic": fit.bic,
        "coefficients": dict(zip(fit.names, map(float, fit.coef), strict=True)),
        "standard_errors": _named(fit, se),
        "p_values": _named(fit, p),
        "standard_error_kind": of,
        "fixed": [name for name, free in zip(fit.names, fit.free, strict=True) if not free],
        "searches": list(fit.starts),
        "note": fit.note,
        "data_sha256": fit.data_hash,
    }
    if isinstance(game, Game):
        out |= {"errors": game.errors, "link": game.link, "normalization": game.normalization}
    if replicated is not None:
        low, high = replicated.interval()
        out["bootstrap"] = {
            "replications": len(replicated.coef),
            "failed": replicated.failed,
            "seed": replicated.seed,
            "low": _named(fit, low),
            "high": _named(fit, high),
        }
    return out


def _named(fit: GameFit, values: Array) -> dict[str, float | None]:
    return {
        name: float(v) if free and np.isfinite(v) else None
        for name, v, free in zip(fit.names, values, fit.free, strict=True)
    }


def table(fit: GameFit, kind: Kind | None = None, replicated: Bootstrap | None = None) -> str:
    """A fit as a text table."""
    data = plain(fit, kind, replicated)
    width = max([len(name) for name in fit.names] + [11])
    lines = [data["title"], ""] if data["title"] else []
    lines.append(f"{'':{width}}  {'estimate':>10}  {'std. error':>10}  {'z':>7}  {'p':>6}")
    for name, value in data["coefficients"].items():
        se, p = data["standard_errors"][name], data["p_values"][name]
        if se is None:
            rest = "(fixed)" if name in data["fixed"] else "(no standard error)"
            lines.append(f"{name:{width}}  {_short(value)}  {rest:>10}")
        else:
            lines.append(
                f"{name:{width}}  {_short(value)}  {_short(se)}  {value / se:7.2f}  {p:6.3f}"
            )
    left_out = data["rows_given"] - data["n"]
    lines += [
        "",
        f"log-likelihood {data['loglik']:.4f}   AIC {data['aic']:.2f}   BIC {data['bic']:.2f}",
        f"{data['n']} rows" + (f" ({left_out} left out)" if left_out else "")
        + f", {data['parameters']} parameters, standard errors: {data['standard_error_kind']}",
        f"{data['status']}, gradient norm {data['gradient_norm']:.1e}, "
        f"{len(data['searches'])} searches",
    ]  # fmt: skip
    if replicated is not None:
        lines.append(f"{len(replicated.coef)} replications, {replicated.failed} without a maximum")
    if data["note"]:
        lines.append(f"note: {data['note']}")
    return "\n".join(lines)


def _short(value: float) -> str:
    size = abs(value)
    return f"{value:10.4g}" if size >= 1e5 or 0 < size < 1e-4 else f"{value:10.4f}"


def latex(fits: dict[str, GameFit], kind: Kind | None = None) -> str:
    """Fits side by side as a LaTeX table (booktabs), standard errors in parentheses."""
    names = list(dict.fromkeys(name for fit in fits.values() for name in fit.names))
    columns = [plain(fit, kind) for fit in fits.values()]
    heads = " & ".join(_tex(title) for title in fits)
    lines = [
        r"\begin{tabular}{l" + "r" * len(fits) + "}",
        r"\toprule",
        f" & {heads} " + r"\\",
        r"\midrule",
    ]
    for name in names:
        values, errors = [], []
        for data in columns:
            value = data["coefficients"].get(name)
            se = data["standard_errors"].get(name)
            values.append("" if value is None else f"${value:.3f}$")
            errors.append("" if se is None else f"$({se:.3f})$")
        lines.append(f"{_tex(name)} & {' & '.join(values)} " + r"\\")
        if any(errors):
            lines.append(f" & {' & '.join(errors)} " + r"\\")
    lines.append(r"\midrule")
    for head, key, form in (
        ("Log-likelihood", "loglik", "${:.2f}$"),
        ("AIC", "aic", "${:.2f}$"),
        ("Rows", "n", "{}"),
    ):
        lines.append(f"{head} & {' & '.join(form.format(d[key]) for d in columns)} " + r"\\")
    kinds = ", ".join(dict.fromkeys(d["standard_error_kind"] for d in columns))
    lines += [r"\bottomrule", r"\end{tabular}", f"% standard errors: {kinds}"]
    return "\n".join(lines) + "\n"


def _tex(text: str) -> str:
    plain_text = text.replace("\\", r"\textbackslash ")
    for mark in "&%$#_{}":
        plain_text = plain_text.replace(mark, "\\" + mark)
    return plain_text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")
