"""A figure: what it shows in words, its data, and how it is drawn."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.report.faces import inside
from foedus.report.figure import sizes, svg, theme
from foedus.report.figure.rows import Row, csv, html
from foedus.report.figure.type import wrapped
from foedus.report.fonts import lacking
from foedus.report.plain import plain
from foedus.storage import check_place, replacing, storing

if TYPE_CHECKING:
    import polars as pl

KINDS = (".svg", ".png", ".pdf", ".json", ".csv", ".html")
_TITLE_CHARS, _NOTE_CHARS = 60, 88  # a line, at the sizes that the theme gives the two


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart, with its text alternative and its data.

    alt: what the chart shows, with its numbers, for who cannot see it. note: how to read it, what
    it rests on, what is left out. source: whose data it shows, in a line, drawn under it. rows:
    every number in it, and of what was left out for space.
    spec: Vega-Lite, with its data inside and no title.
    """

    name: str
    title: str
    alt: str
    note: str
    rows: tuple[Row, ...]
    spec: Mapping[str, Any]
    source: str = field(default="", kw_only=True)

    def svg(self, *, ident: str | None = None, titled: bool = True) -> str:
        """The figure as SVG for a page: clear, sized by its place, colors by CSS variables.

        ident: begins every id in it; the figure's name if not given. titled: with title and note
        drawn in, else the page says them.
        """
        raw = svg.rendered(self._spec(titled))
        name = ident or f"figure-{self.name}"
        return svg.finished(
            raw, name, self.title, self.alt, inline=True, foot=self.source if titled else ""
        )

    def file(self) -> str:
        """The figure as an SVG file: on white paper, in plain colors, with its title."""
        raw = svg.rendered(self._spec(titled=True))
        return svg.finished(
            raw, f"figure-{self.name}", self.title, self.alt, inline=False, foot=self.source
        )

    def png(self, scale: float = 2.0, size: str = "") -> bytes:
        """A picture on white paper, ``scale`` pixels a unit of about 480 to the width.

        size: one of ``foedus.report.figure.sizes.SIZES``, which says the pixels instead.
        """
        return svg.png(self._framed(size), sizes.SIZES[size].scale if size else scale)

    def unset(self) -> set[str]:
        """Characters of its picture that no font of this machine has."""
        return lacking(svg.words(self.file()))

    def csv(self) -> str:
        """The data, a header and a line a row; cells that a spreadsheet would run are quoted."""
        return csv(self.rows)

    def html(self, *, ident: str | None = None, level: int = 0) -> str:
        """A figure element: caption, drawing, and the data as a table that opens.

        level: of the heading that the title is, 2 to 6; 0 for a plain line.
        """
        tag = f"h{level}" if level else "strong"
        return (
            f"<figure><figcaption><{tag}>{escape(self.title)}</{tag}>"
            f"<p>{escape(self.note)}</p></figcaption>"
            f"{self.svg(ident=ident, titled=False)}"
            f"{f'<p><small>{escape(self.source)}</small></p>' if self.source else ''}"
            f"<details><summary>Data</summary>{html(self.rows)}</details></figure>"
        )

    def page(self) -> str:
        """One self-contained page, without a script, in light and dark."""
        shown = self.html(level=1)
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<title>{escape(self.title)}</title><style>{inside(shown)}{theme.css()}{_PAGE}"
            f"</style></head><body><main>{shown}</main></body></html>\n"
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON; ``spec`` opens in any Vega-Lite editor."""
        return plain({
            "foedus_figure": 1,
            "name": self.name,
            "title": self.title,
            "alt": self.alt,
            "note": self.note,
            "source": self.source,
            "rows": self.rows,
            "spec": self._spec(titled=True),
        })  # fmt: skip

    def to_polars(self) -> "pl.DataFrame":
        """The data, a row a row."""
        import polars as pl

        return pl.DataFrame(self.rows, infer_schema_length=None)

    def save(self, path: Path | str, size: str = "") -> Path:
        """Write the figure whole or not at all, as its name ends: one of ``KINDS``.

        size: of a picture, one of ``foedus.report.figure.sizes.SIZES``. Raises InputError for
        another ending or no folder, DataError where it cannot be stored.
        """
        path = Path(path)
        check_place(path, KINDS)
        content = self._content(path.suffix.lower(), size)
        with storing(path, "another file"), replacing(path) as part:
            part.write_bytes(content)
        return path

    def _content(self, kind: str, size: str) -> bytes:
        match kind:
            case ".png":
                return self.png(size=size)
            case ".pdf":
                return svg.pdf(self._framed(size))
            case ".svg":
                text = self._framed(size) + "\n"
            case ".json":
                text = json.dumps(self.to_dict(), indent=1, ensure_ascii=False, allow_nan=False)
                text += "\n"
            case ".csv":
                text = self.csv()
            case _:
                text = self.page()
        return svg.clean(text).encode()  # type: ignore[no-any-return]

    def _framed(self, size: str) -> str:
        return sizes.framed(self.file(), size) if size else self.file()

    def _spec(self, titled: bool) -> dict[str, Any]:
        drawn = {
            "$schema": f"https://vega.github.io/schema/vega-lite/v{svg.VEGA_LITE}.json",
            "description": self.alt,
            **self.spec,
            "config": theme.config(),
        }
        if titled:
            drawn["title"] = {
                "text": wrapped(self.title, _TITLE_CHARS),
                "subtitle": wrapped(self.note, _NOTE_CHARS),
            }
        return drawn

    def _repr_html_(self) -> str:
        return f'<div style="--ink:currentColor">{self.html()}</div>'

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, str]:
        """What a notebook may show: HTML where it can, else words."""
        made = {"text/plain": f"{self.title}\n\n{self.alt}", "text/html": self._repr_html_()}
        kept = set(include or made) - set(exclude or ())
        return {kind: text for kind, text in made.items() if kind in kept}


_PAGE = (
    "body{margin:0;background:var(--paper);color:var(--ink);"
    f"font:1rem/1.5 {theme.FONT}}}"
    "main{max-width:44rem;margin:0 auto;padding:1rem}figure{margin:0}h1{font-size:1.3rem}"
    "p{color:var(--muted)}details{margin-top:1rem;overflow-x:auto}"
    "table{border-collapse:collapse;font-size:.9rem}th,td{padding:.2rem .6rem;text-align:left;"
    "border-bottom:1px solid var(--rule)}td.n{text-align:right;font-variant-numeric:tabular-nums}"
)
