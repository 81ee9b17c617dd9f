"""What a forecast is conditional on, in words."""

from datetime import date

from foedus.history import origins
from foedus.history.ladder import Ladder
from foedus.history.setting import Setting


def assumptions(setting: Setting, ladder: Ladder, as_of: date) -> list[str]:
    """What a forecast of the setting by the ladder is conditional on, one sentence each."""
    said = []
    if setting.ongoing:
        said.append(
            f"The fighting of {as_of} has stopped before the forecast begins; "
            "whether it does is not forecast, and no design is credited with stopping it."
        )
    return [
        *said,
        "Each design is in force unchanged from the first year, and known to the challenger, until "
        "it lapses; a lapse is known too, and leaves the risk that stands without it.",
        "Whether a promise is honored changes how a war goes, not whether it comes.",
        _stays(ladder),
        _sides(setting),
        _level(ladder),
    ]


def _level(ladder: Ladder) -> str:
    if not origins.pools(ladder):
        return (
            "How high the chances of deadly force and war are over years is as the ladder's own "
            "paths have it: of no such forecast the years were over."
        )
    return (
        "How high the chances of deadly force and war are over years is set, for the pair as "
        "things stand, by how such forecasts came out (foedus score horizon); designs keep the "
        "ratios of their hazards."
    )


def _stays(ladder: Ladder) -> str:
    with_others = "the two states' disputes with others stay as they are"
    if ladder.rivalry is None:
        return f"Power, regimes, rivalry and {with_others}."
    return f"Power, regimes and {with_others}; rivalry ends and begins along the way as others did."


def _sides(setting: Setting) -> str:
    if setting.back is None:
        return (
            "Only disputes that the challenger begins are forecast: what the protégé did with "
            "others is not known here."
        )
    return (
        "Chances are of what the challenger begins first, unless both sides are named; disputes "
        "that the protégé begins are forecast too, and what either begins enters the memory of "
        "both."
    )
