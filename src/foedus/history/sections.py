"""What models of history say in the same words: measures, gains, calibration, how far apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from foedus.report.blocks import Align, Paragraph, Table

if TYPE_CHECKING:
    from foedus.history.measures import Measures

#: Summed log loss and its standard error.
Gain = tuple[float, float]
#: Standard errors from which a gain is clear.
CLEAR = 2.0
#: Above a table of bins.
CALIBRATION = "Calibration: forecast beside what happened, in bins of equal expected events."
_LEFT: Align = "l"
_RIGHT: Align = "r"
#: What a table of measures shows, unless fewer are asked for.
SHOWN = ("AUC", "Brier", "log loss", "slope", "mean")
_VALUES: dict[str, tuple[Callable[["Measures"], float | None], str]] = {
    "expected": (lambda m: m.mean * m.n, ",.1f"),
    "AUC": (lambda m: m.auc, ".3f"),
    "AP": (lambda m: m.average_precision, ".3f"),
    "Brier": (lambda m: m.brier, ""),
    "log loss": (lambda m: m.log_loss, ""),
    "slope": (lambda m: m.slope, ".2f"),
    "mean": (lambda m: m.mean, "%"),
}


def measures(
    name: str,
    found: Mapping[str, "Measures"],
    gain: Mapping[str, Gain] | None = None,
    *,
    own: str = "",
    shown: Iterable[str] = SHOWN,
    digits: int = 6,
    caption: str = "",
) -> Table:
    """Measures of several models' forecasts, a row a model, beside what they lose over ``own``.

    digits: of Brier score and log loss; a mean has two fewer decimals, in percent.
    """
    forms = {"": f".{digits}f", "%": f".{max(0, digits - 3)}%"}
    kinds = [(each, *_VALUES[each]) for each in shown]
    rows = tuple(
        (
            model,
            *(value(value_of(one), forms.get(form, form)) for _, value_of, form in kinds),
            *((over(gain.get(model), own),) if gain else ()),
        )
        for model, one in found.items()
    )
    heads = ("", *(head for head, *_ in kinds), *((f"log loss over {own}'s",) if gain else ()))
    return table(name, heads, rows, caption)


def value(number: float | None, form: str) -> str:
    """A number, or a dash where there is none."""
    return "–" if number is None else format(number, form)


def table(
    name: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], caption: str = "",
    note: str = "", words: int = 0,
) -> Table:  # fmt: skip
    """A table of numbers, to the right; words: how many of its last columns are none."""
    align = (_LEFT, *(_RIGHT,) * (len(heads) - 1 - words), *(_LEFT,) * words)
    return Table(name, caption, heads, tuple(rows), note, align)


def pm(gain: Gain, digits: int = 1) -> str:
    """``+12.3 ± 4.0``."""
    total, se = gain
    return f"{total:+z,.{digits}f} ± {se:.{digits}f}"


def over(gain: Gain | None, own: str) -> str:
    """Log loss over that of ``own``, and beneath it what that says; empty where there is none."""
    if gain is None:
        return ""
    total, se = gain
    if abs(total) < CLEAR * se:
        return f"{pm(gain)}\nno clear difference"
    return pm(gain) if total > 0 else f"{pm(gain)}\nbetter than {own}"


def summed(own: str, cluster: str) -> Paragraph:
    """How a column of gains is to be read."""
    return Paragraph(
        f"Log loss over {own}'s: summed over rows, ± its standard error, clustered by {cluster}."
    )


def bins(name: str, found: Sequence[Mapping[str, float]], digits: int = 3) -> Table:
    """Calibration: what was forecast beside what happened, with its interval where there is one."""
    spans = all("low" in one for one in found)
    rows = tuple(
        (
            f"{one['forecast']:.{digits}%}",
            f"{one['observed']:.{digits}%}",
            *((f"{one['low']:.2%}–{one['high']:.2%}",) if spans else ()),
            f"{one['n']:,}",
        )
        for one in found
    )
    heads = ("forecast", "observed", *(("90% interval",) if spans else ()), "rows")
    return Table(name, CALIBRATION, heads, rows, align=(_RIGHT,) * len(heads))


def difference(apart: float | None) -> Paragraph:
    """How far a fit is from the one that ships."""
    if apart is None:
        return Paragraph(
            "Not comparable with the shipped posterior: other years, data or covariates."
        )
    return Paragraph(f"Largest difference from the shipped posterior: {apart:.2g} posterior sd.")


def sample(origins: Iterable[int], one: "Measures", last: int) -> str:
    """What was fitted when, and scored on what."""
    return (
        f"Fitted before {', '.join(map(str, origins))}; {one.n:,} rows to {last}, "
        f"{one.events:,} events ({rate(one.events, one.n)})."
    )


def rate(events: float, n: int) -> str:
    """A share in percent, to two decimals."""
    return f"{events / n:.2%}"
