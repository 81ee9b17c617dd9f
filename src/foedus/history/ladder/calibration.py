"""The calibration plot: forecasts beside what happened, on logarithmic axes."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import InputError
from foedus.storage import replacing, storing

if TYPE_CHECKING:
    from foedus.history.ladder.score import Score

KINDS = (".svg", ".png", ".html", ".json")
_TITLES = {
    "onset": "Onset", "force": "Force, given onset", "deadly": "Deadly force, given force",
    "war": "War, given deadly force",
}  # fmt: skip


def check_plot(path: Path) -> None:
    """Refuse a picture that cannot be written, before any work is done. Raises InputError."""
    if path.suffix not in KINDS:
        raise InputError(
            f"cannot tell the kind of picture from {path.name!r}",
            where="--plot",
            hint="a name in " + ", ".join(KINDS),
        )
    if not path.parent.is_dir():
        raise InputError(f"there is no folder {str(path.parent)!r}", where="--plot")


def draw(scores: Mapping[str, "Score"], path: Path) -> None:
    """Draw the ladder's calibration, a panel a rung. Raises DataError if it cannot be stored."""
    picture = chart(scores)
    with storing(path, "another --plot"), replacing(path) as part:
        picture.save(
            str(part), format=path.suffix[1:], **({} if path.suffix != ".png" else {"ppi": 144})
        )


def chart(scores: Mapping[str, "Score"]) -> Any:
    """An Altair chart: observed share against forecast by bin, with 90% intervals."""
    import altair as alt

    panels = []
    for name, score in scores.items():
        bins = [one for one in score.bins if one["high"] > 0]
        if name != "onset":
            low, high = 0.0, 0.5 if name == "war" else 1.0
            scale = alt.Scale(domain=[low, high])
        else:
            low = min(min(one["forecast"], max(one["low"], 1e-6)) for one in bins)
            high = max(max(one["forecast"], one["high"]) for one in bins)
            scale = alt.Scale(type="log", domain=[low, high])
        rows = [{**one, "low": max(one["low"], low), "observed_": max(one["observed"], low)}
                for one in bins]  # fmt: skip
        base = alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
        axis = alt.Axis(format=".1~%" if name != "onset" else "~%", grid=True, tickCount=5)
        x = alt.X("forecast:Q", scale=scale, axis=axis, title="forecast")
        ideal = (
            alt.Chart(alt.Data(values=[{"a": low}, {"a": high}]))  # type: ignore[no-untyped-call]
            .mark_line(color="#999", strokeDash=[4, 3])
            .encode(x=alt.X("a:Q", scale=scale), y=alt.Y("a:Q", scale=scale))
        )
        points = base.mark_circle(size=60, color="#1f5f8b", opacity=1).encode(
            x=x, y=alt.Y("observed_:Q", scale=scale, axis=axis, title="observed")
        )
        spans = base.mark_rule(color="#1f5f8b").encode(x=x, y="low:Q", y2="high:Q")
        panels.append((ideal + spans + points).properties(width=230, height=230,
                                                          title=_TITLES[name]))  # fmt: skip
    first = next(iter(scores.values()))
    origins = ", ".join(map(str, first.origins))
    return (
        alt.hconcat(*panels)
        .properties(
            title=alt.TitleParams(
                "Calibration of the ladder out of sample",
                subtitle=f"Fitted before {origins}, scored to {first.last}. Bars: 90% intervals "
                "of the observed share. On the dashed line a forecast is right.",
            )
        )
        .configure(font="Helvetica, Arial, sans-serif", background="white")
    )
