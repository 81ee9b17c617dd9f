"""The brief as one HTML page, which opens offline and asks nothing of the network.

Every text is escaped by the template. Styles and the script are allowed by their hashes alone, so
that no text could run even where an escape were forgotten.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from foedus.report import faces
from foedus.report.blocks import Brief, Section
from foedus.report.figure import rows, theme
from foedus.report.figure.svg import clean
from foedus.report.layout import Layout, bare, laid, pieces
from foedus.report.script import LEFTWARD, leftward, tag

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

SHOWN = 100  # rows of a figure's data that the page shows; its CSV has all
_FORMS = {"": "{}", "kept": '<span class="kept">{}</span>', "code": "<code>{}</code>"}
_LINK = '<a href="{0}" rel="noreferrer">{0}</a>'
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def html(brief: Brief) -> str:
    """The page: UTF-8, self-contained, light and dark, whole without a script."""
    from markupsafe import Markup

    made, env = laid(brief), environment("foedus.report")
    for told in made.figures:
        told.update(_drawn(told))
    css, js = source(env, "page.css"), source(env, "page.js")
    said = f"{brief.title}{brief.subtitle}{brief.abstract}{brief.authors}{made.page}{made.sections}"
    css = Markup(style(css, said))  # noqa: S704 (the package's own)
    styles = [str(css), *_styles(made)]
    text = env.get_template("page.html").render(
        brief=brief, page=made.page, sections=made.sections, css=css, js=Markup(js),  # noqa: S704
        policy=policy(styles, js), about=_about(brief),
        figures={told["file"]: _lean(told["figure"].rows) for told in made.figures},
    )  # fmt: skip
    return str(clean(text))


@dataclass(frozen=True, slots=True)
class Fragment:
    """Sections as HTML, for a page that has a head of its own. styles: sources of a content
    security policy that its drawings need.
    """

    parts: "tuple[Markup, ...]"  # one a section
    styles: tuple[str, ...]


def fragment(sections: Iterable[Section], level: int = 2, prefix: str = "") -> Fragment:
    """Sections as ``html`` sets them, in the order given, empty ones left out.

    level: of their headings, 2 to 4. prefix: letters before every anchor, so that those of several
    fragments on one page stay apart.
    """
    from markupsafe import Markup

    env = environment("foedus.report")
    kept = tuple(each for each in sections if each.lead or each.blocks)
    made = laid(Brief("", "", "", sections=kept), prefix)
    for told in made.figures:
        told.update(_drawn(told))
    template = env.get_template("fragment.html")
    return Fragment(
        tuple(
            Markup(clean(template.render(section=each, level=level)))  # noqa: S704 (escaped there)
            for each in made.sections
        ),
        tuple(dict.fromkeys(map(_hash, _styles(made)))),
    )


def _styles(made: Layout) -> list[str]:
    """The style elements of all drawings."""
    found = (_STYLE.findall(told["svg"]) for told in made.figures)
    return [unescape(each) for styles in found for each in styles]


@cache
def environment(package: str) -> "Environment":
    """Templates of a package: strict, every text escaped, with the filters of ``blocks.html``."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=ChoiceLoader([PackageLoader(each) for each in (package, "foedus.report")]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.filters["told"] = _told
    env.filters["way"] = _way
    env.filters["data"] = _data
    return env


def source(env: "Environment", name: str) -> str:
    """The text of a template's file: a style or a script."""
    if env.loader is None:
        raise LookupError(name)
    return env.loader.get_source(env, name)[0]


def _drawn(told: dict[str, Any]) -> dict[str, Any]:
    """What the page shows of a figure: its drawing, its data as a table and as CSV."""
    from markupsafe import Markup

    figure = told["figure"]
    return {
        "svg": Markup(figure.svg(ident=f"drawing-{told['id']}", titled=False)),  # noqa: S704
        "table": Markup(rows.html(figure.rows[:SHOWN])),  # noqa: S704 (both escape what they take)
        "rows": len(figure.rows), "shown": min(len(figure.rows), SHOWN),
        "csv": "data:text/csv;charset=utf-8," + quote(clean(figure.csv()), safe=",:;()*+.- _!~"),
    }  # fmt: skip


def _lean(all_: Sequence[rows.Row]) -> dict[str, Any]:
    """Rows with each column named once; page.js names them in every row again."""
    names = rows.columns(all_)
    return {"columns": names, "rows": [[row.get(name) for name in names] for row in all_]}


def _told(text: str) -> "Markup":
    """A text in which web addresses are links and intervals stay whole."""
    from markupsafe import Markup

    among = not leftward(text)
    return Markup("").join(
        _among(piece) if among and not kind
        else Markup(_FORMS.get(kind, _LINK)).format(bare(piece, kind))  # noqa: S704 (format escapes)
        for piece, kind in pieces(text)
    )  # fmt: skip


def _among(text: str) -> "Markup":
    """A piece in which words that run to the left do not move what stands around them."""
    from markupsafe import Markup, escape

    parts = re.split(LEFTWARD, text)
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _way(text: str) -> "Markup":
    """The attributes of an element whose text runs to the left, or is in another script."""
    from markupsafe import Markup

    way = Markup(' dir="rtl"') if leftward(text) else Markup("")
    return way + (Markup(' lang="{}"').format(tag(text)) if tag(text) else Markup(""))


def _data(value: Any) -> "Markup":
    """Compact JSON that ends no script element, as no ``<`` is in it."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def style(css: str, said: str) -> str:
    """A page's whole style: the house's faces, colors, and its own rules.

    said: all that the page says, whose letters the faces get.
    """
    return faces.css(said) + colors() + css


def colors() -> str:
    """The house's colors: light, dark as the reader's system or the button says, light on paper."""
    light = "".join(f"{name}:{color};" for color, (name, _) in theme.VARIABLES.items())
    dark = "".join(f"{name}:{color};" for name, color in theme.VARIABLES.values())
    dark = f"{{color-scheme:dark;{dark}}}"
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){dark}}}\n"
        f"@media screen{{:root[data-theme=dark]{dark}}}\n"
    )


def policy(styles: Sequence[str], script: str, hashed: Sequence[str] = ()) -> str:
    """The page's content security policy: its own styles and script, by hash, and faces.

    hashed: more sources of styles, as a ``Fragment`` has them.
    """
    style = " ".join(dict.fromkeys([*map(_hash, styles), *hashed]))
    return (
        f"default-src 'none'; img-src data:; font-src data:; style-src {style}; "
        f"script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _about(brief: Brief) -> dict[str, Any]:
    """The page for machines, in the words of schema.org."""
    return {
        "@context": "https://schema.org", "@type": "Report", "name": brief.title,
        "description": brief.subtitle, "abstract": " ".join(brief.abstract),
        "datePublished": brief.as_of, "inLanguage": brief.language,
        "author": [{"@type": "Organization", "name": name} for name in brief.authors],
        "identifier": [
            {"@type": "PropertyValue", "name": name, "value": value}
            for name, value in brief.meta.items()
        ],
    }  # fmt: skip
