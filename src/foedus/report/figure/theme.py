"""How everything drawn looks: type, colors, and what a page must set for light and dark.

Colors are those of Okabe & Ito (2008), told apart by readers with any common color vision. A figure
is drawn in the light ones; inline, each becomes a CSS variable that falls back to it.
"""

from typing import Any

#: The page's own sans, from an installed package; a script that it lacks falls to the reader's.
FONT = "Source Sans Pro, Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
#: Width of a figure, and the size of its text, in one unit: legible when a phone shrinks it.
WIDTH, TEXT, SMALL = 480, 14, 12.5

INK, MUTED, RULE, FAINT, PAPER = "#222222", "#5c666e", "#c9d0d5", "#eef1f3", "#ffffff"
BLUE, VERMILION, GREEN = "#0072b2", "#d55e00", "#009e73"
PURPLE, ORANGE, SKY = "#b45f93", "#c98500", "#3a9fdb"
RUST = "#a23b00"  # of the rung before war
SERIES = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)

#: Color drawn -> its CSS variable, and its value on dark paper.
VARIABLES: dict[str, tuple[str, str]] = {
    INK: ("--ink", "#e9ecef"),
    MUTED: ("--muted", "#a7b1b9"),
    RULE: ("--rule", "#46505a"),
    FAINT: ("--faint", "#232a30"),
    PAPER: ("--paper", "#14181b"),
    BLUE: ("--blue", "#4fb0ec"),
    VERMILION: ("--vermilion", "#ff8a4d"),
    GREEN: ("--green", "#3fcc9e"),
    PURPLE: ("--purple", "#e29ac8"),
    ORANGE: ("--orange", "#f0b63c"),
    SKY: ("--sky", "#93d3fa"),
    RUST: ("--rust", "#d98b5c"),
}


#: Labels of an axis of changes: a sign on all but 0.
SIGNED = "datum.value === 0 ? '0' : format(datum.value, '+~g')"


def css() -> str:
    """Rules that set the variables for light paper, and for dark where the reader asks for it."""
    light = "".join(f"{name}:{color};" for color, (name, _) in VARIABLES.items())
    dark = "".join(f"{name}:{color};" for name, color in VARIABLES.values())
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


def config() -> dict[str, Any]:
    """The Vega-Lite configuration of every figure."""
    return {
        "background": None,
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            "grid": False, "domainColor": RULE, "tickColor": RULE, "gridColor": RULE,
            "labelColor": MUTED, "labelFontSize": SMALL, "labelLimit": 400,
            "titleColor": MUTED, "titleFontSize": SMALL, "titleFontWeight": "normal",
            "tickSize": 4, "labelPadding": 4,
        },
        "text": {"color": INK, "fontSize": TEXT, "limit": 460},
        "title": {
            "anchor": "start", "frame": "bounds", "color": INK, "fontSize": 17,
            "fontWeight": "bold", "lineHeight": 22, "subtitleColor": MUTED,
            "subtitleFontSize": SMALL, "subtitleLineHeight": 17, "subtitlePadding": 6, "offset": 14,
        },
        "header": {"labelColor": INK, "labelFontSize": TEXT, "titleColor": MUTED},
    }  # fmt: skip
