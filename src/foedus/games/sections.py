"""Games in words: a document, a check, a fit, a solution, a prediction."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.games.estimates import Estimates
from foedus.games.tree.bootstrap import Bootstrap
from foedus.games.tree.draw import tree_text
from foedus.games.tree.fit import GameFit
from foedus.games.tree.identify import IdentificationProblem
from foedus.games.tree.inference import Kind, LikelihoodProfile
from foedus.games.tree.predict import Effect
from foedus.games.tree.solve import Solution
from foedus.games.values import best_responses, estimates
from foedus.report.blocks import Align, Block, Bullets, Paragraph, Preformatted, Section, Table
from foedus.report.latex import tabular
from foedus.report.text import text
from foedus.report.words import counted, decimal

if TYPE_CHECKING:
    import polars as pl

MOST = 40  # rows of a table that are shown


def catalog(titles: Mapping[str, str]) -> tuple[Section]:
    """Names of games, and what each is about."""
    return (Section("games", "", "", (Table("games", "", ("game", "title"), _pairs(titles)),)),)


def description(data: Mapping[str, Any]) -> tuple[Section, ...]:
    """A declared game, from ``foedus.games.values.description``."""
    about: list[Block] = [Bullets(tuple(data["cites"]))] if data["cites"] else []
    about += [Paragraph(data["note"])] if data["note"] else []
    head = Section("game", "", data["title"], tuple(about))
    if "tree" not in data:
        values = data["reservation values"]
        rows = (("offer", data["offer"]), *((f"reservation value, {p}", values[p]) for p in values))
        return head, Section("payoffs", "Payoffs", "", (Table("payoffs", "", ("", ""), rows),))
    payoffs = Table(
        "payoffs", "", ("player", "outcome", "payoff"),
        tuple(
            (player, outcome, formula)
            for player, own in data["utilities"].items()
            for outcome, formula in own.items()
        ),
    )  # fmt: skip
    how = [*(f"scale of {player}: {formula}" for player, formula in data["scale"].items())]
    how.append(f"errors: {data['errors']}, link: {data['link']}")
    return (
        head,
        Section("tree", "Tree", "", (Preformatted(data["tree"]),)),
        Section("payoffs", "Payoffs", "", (payoffs, *map(Paragraph, how))),
    )


def check(title: str, found: Sequence[IdentificationProblem], with_data: bool) -> tuple[Section]:
    """Whether a game's document is right and, with data, whether it can be estimated."""
    if not found:
        more = "" if with_data else " (--data checks identification too)"
        return (Section("check", "", f"{title}: ok{more}", ()),)
    said = (f"{one.kind}: {one.what}" + (f"; try: {one.hint}" if one.hint else "") for one in found)
    return (Section("check", "", f"{title}: not identified", (Bullets(tuple(said)),)),)


def fit(
    fit: GameFit,
    kind: Kind | None = None,
    replicated: Bootstrap | None = None,
    profiles: Sequence[LikelihoodProfile] = (),
) -> tuple[Section, ...]:
    """Estimates, how well they fit, how the search went."""
    found, of = estimates(fit, kind, replicated)
    left_out = fit.prepared.rows_given - fit.n
    said = [
        f"log-likelihood {fit.loglik:.4f}, AIC {fit.aic:.2f}, BIC {fit.bic:.2f}",
        f"{counted(fit.n, 'row')}{f' ({left_out} left out)' if left_out else ''}, "
        f"{counted(fit.parameters, 'parameter')}, standard errors: {of}",
        f"{fit.status}, gradient norm {fit.gradient_norm:.1e}, "
        + counted(len(fit.starts), "search", "searches"),
    ]
    if replicated is not None:
        said.append(f"{len(replicated.coef)} replications, {replicated.failed} without a maximum")
    said += [f"note: {fit.note}"] if fit.note else []
    said += map(_profile, profiles)
    return (
        Section("estimates", "", fit.game.title, (coefficients(found),)),
        Section("fit", "Fit", "", tuple(map(Paragraph, said))),
    )


def _profile(found: LikelihoodProfile) -> str:
    warning = (
        f"; a higher log-likelihood, {found.higher:.4f}, lies off the estimate: fit again with "
        "more --starts"
        if found.higher is not None
        else ""
    )
    interval = f"{found.level:.0%} interval [{found.low:.4f}, {found.high:.4f}]"
    return f"profile of {found.name}: {interval}{warning}"


def table(fit_: GameFit, kind: Kind | None = None, replicated: Bootstrap | None = None) -> str:
    """A fit as text."""
    return text(fit(fit_, kind, replicated))


def coefficients(fit: Estimates) -> Table:
    """A row a coefficient: estimate, standard error, z and p."""
    rows = []
    each = zip(fit.names, fit.coef, fit.errors, fit.z, fit.p, strict=True)
    for name, value, error, z, p in each:
        if np.isfinite(error):
            tests = (decimal(error), f"{z:.2f}", f"{p:.4f}")
        else:
            tests = ("fixed" if name in fit.held else "none", "", "")
        rows.append((name, decimal(value), *tests))
    columns = ("", "estimate", "std. error", "z", "p")
    return Table("estimates", "", columns, tuple(rows), align=("l", "r", "r", "r", "r"))


def side_by_side(fits: Mapping[str, Estimates], *, note: str = "", stars: bool = False) -> Table:
    """A column a fit, standard errors in brackets beneath the estimates.

    stars: mark an estimate whose p value is below 0.05.
    """
    names = dict.fromkeys(name for fit in fits.values() for name in fit.names)
    cells = [_cells(fit, stars) for fit in fits.values()]
    rows = tuple((name, *(column.get(name, "") for column in cells)) for name in names)
    numbers: list[Align] = ["r"] * len(fits)
    return Table("fits", "", ("", *fits), rows, note=note, align=("l", *numbers))


def _cells(fit: Estimates, stars: bool) -> dict[str, str]:
    return {
        name: f"{value:.3f}{'*' if stars and p < 0.05 else ''}"
        + (f"\n({error:.3f})" if np.isfinite(error) else "")
        for name, value, error, p in zip(fit.names, fit.coef, fit.errors, fit.p, strict=True)
    }


def latex(fits: Mapping[str, GameFit], kind: Kind | None = None) -> str:
    """Fits side by side as a LaTeX table (booktabs), standard errors in brackets."""
    found = {name: estimates(one, kind) for name, one in fits.items()}
    kinds = ", ".join(dict.fromkeys(of for _, of in found.values()))
    foot = (
        ("Log-likelihood", *(f"{one.loglik:.2f}" for one in fits.values())),
        ("AIC", *(f"{one.aic:.2f}" for one in fits.values())),
        ("Rows", *(f"{one.n}" for one in fits.values())),
    )
    columns = {name: own for name, (own, _) in found.items()}
    return tabular(side_by_side(columns, note=f"standard errors: {kinds}"), foot)


def solution(solved: Solution) -> tuple[Section, ...]:
    """The tree with probabilities averaged over the rows; a single row's best responses."""
    drawn = Section("tree", "", "", (Preformatted(tree_text(solved.structure.tree, solved)),))
    if solved.rows > 1:
        said = f"averages over {solved.rows} rows; --json prints each"
        return drawn, Section("rows", "Rows", said, ())
    best = {name: actions[0] for name, actions in best_responses(solved).items()}
    table = Table("best", "", ("", ""), _pairs(best))
    return drawn, Section("best", "Best responses", "", (table,))


def effect(found: Effect) -> tuple[Section]:
    """What a change of columns does to each outcome, on average."""
    columns = ("outcome", "before", "after", "change", f"{found.level:.0%} interval")
    rows = zip(
        found.labels, found.before, found.after, found.change, found.low, found.high, strict=True
    )
    table = Table(
        "effect", f"if {found.changed}, on average", columns,
        tuple(
            (label, f"{before:.4f}", f"{after:.4f}", f"{change:+.4f}", f"{low:+.4f} to {high:+.4f}")
            for label, before, after, change, low, high in rows
        ),
        align=("l", "r", "r", "r", "r"),
    )  # fmt: skip
    return (Section("effect", "", "", (table,)),)


def rows(frame: "pl.DataFrame", most: int | None = MOST, *said: str) -> tuple[Section]:
    """The first rows of a table of predictions, an interval's ends beneath their number.

    most: how many rows at most; all where it is None. said: sentences below.
    """
    shown = frame if most is None else frame.head(most)
    more = frame.height - shown.height
    bounds = {name: _bounds(name) for name in frame.columns if _bounds(name)[0] in frame.columns}
    below = {end for pair in bounds.values() for end in pair}
    columns = [[name, *bounds.get(name, ())] for name in frame.columns if name not in below]
    heads = (
        "\n".join([_head(name), *(("low", "high") if ends else ())]) for name, *ends in columns
    )
    cells = (
        tuple("\n".join(_cell(row[name]) for name in names) for names in columns)
        for row in shown.iter_rows(named=True)
    )
    numbers: list[Align] = ["r"] * len(columns)
    note = f"… {more} more rows: use --json or --out FILE.csv" if more else ""
    table = Table("rows", "", tuple(heads), tuple(cells), note=note, align=tuple(numbers))
    return (Section("rows", "", "", (table, *map(Paragraph, said))),)


def _bounds(name: str) -> tuple[str, str]:
    """What the columns with the interval of a column are called."""
    if name.startswith("Pr("):
        return name.replace("Pr", "low", 1), name.replace("Pr", "high", 1)
    return f"{name}_low", f"{name}_high"


def _head(name: str) -> str:
    return name.replace("_", " ").replace("(", "\n(", 1).replace(",", ",\n")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _pairs(named: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(named.items())
