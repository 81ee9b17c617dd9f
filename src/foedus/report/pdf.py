"""The brief as a PDF that a screen reader can read: tagged, PDF/UA-1, set by typst.

Every text goes to typst as data, in JSON, and none as markup; drawings go as bytes. Nothing is
read from disk or from the network.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

from foedus.errors import DataError
from foedus.report import fonts
from foedus.report.blocks import Brief
from foedus.report.figure.figure import Figure
from foedus.report.figure.svg import clean
from foedus.report.layout import bare, laid, pieces
from foedus.report.script import leftward

_TEXT_WIDTH, _ADVANCE = 459.0, 0.47  # of the page, in points; of a letter, in ems
_CELL = 1000  # characters of a cell that a page surely holds
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_LONG = re.compile(r"\S{40,}")  # a word that no line holds
#: Of the first page's type, the largest first.
_SCALES = (1.08, 1.04, 1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.75)
_BREAK = 24  # characters after which such a word may be broken


def pdf(brief: Brief, say: Callable[[str], None] = lambda _: None) -> bytes:
    """The document, checked against PDF/UA-1 as it is written.

    The data of every figure (CSV) and the assessment (JSON) are attached. Characters that no font
    here has are set as U+FFFD; the document says how many, and ``say`` is told which and what would
    help. Raises DataError where typst refuses the document, InputError for a folder of fonts that
    is none.
    """
    import typst

    told = clean(_told(brief))
    at = datetime.combine(_day(brief.as_of), time(), UTC)
    template = files("foedus.report").joinpath("templates/brief.typ").read_bytes()
    # Typst's own fonts; the system's too where they lack a character or join Arabic badly.
    alone = not _leftward(told)
    gone = set[str]()
    while True:
        try:
            told["scale"] = _scale(template, told, alone)
            made = typst.compile(
                template, format="pdf", sys_inputs={"brief": json.dumps(told)},
                pdf_standards="ua-1", timestamp=at, font_paths=fonts.at_hand(system=not alone),
            )  # fmt: skip
        except typst.TypstError as error:
            lacking = fonts.unset(error.diagnostic)
            if not lacking - {"\ufffd"}:
                raise DataError(
                    f"typst cannot set the brief: {error.message}", hint="--out brief.html"
                ) from error
            if not alone:
                gone |= lacking - {"\ufffd"}
                told = _without(told, lacking)
                told["unset"] = fonts.summary(gone)
            alone = False
        else:
            for line in fonts.advice(gone, "PDF"):
                say(line)
            return bytes(made)


def _scale(template: bytes, told: dict[str, Any], alone: bool) -> float:
    """How large the first page's type may be for it to be one page."""
    import typst

    front = told | {"sections": [], "files": []}
    known = fonts.at_hand(system=not alone)

    def fits(scale: float) -> bool:
        found = typst.query(
            template, "<front>", field="value", one=True,
            sys_inputs={"brief": json.dumps(front | {"scale": scale})}, font_paths=known,
        )  # fmt: skip
        return bool(json.loads(found) == 1)

    first = bisect_left(_SCALES, True, key=fits)  # smaller type never takes more room
    return _SCALES[min(first, len(_SCALES) - 1)]


def _leftward(value: Any) -> bool:
    """Whether any text of plain values runs from right to left."""
    match value:
        case str():
            return leftward(value)
        case dict():
            return any(map(_leftward, value.values()))
        case list() | tuple():
            return any(map(_leftward, value))
        case _:
            return False


def _told(brief: Brief) -> dict[str, Any]:
    """All that the template needs, as plain values."""
    made = laid(brief)
    for each in made.figures:
        figure = each.pop("figure")
        drawn = _svg(figure)
        each.update(
            svg=drawn,
            aspect=_aspect(drawn),
            note=_pieces(figure.note),
            source=_pieces(figure.source),
            csv=figure.csv(),
        )
    attached = [
        {"name": "assessment.json", "kind": "application/json", "about": "The assessment",
         "content": json.dumps(brief.data, ensure_ascii=False, allow_nan=False)},
        *({"name": f"{each['file']}.csv", "kind": "text/csv",
           "about": f"Data of figure {each['number']}", "content": each.pop("csv")}
          for each in made.figures),
    ]  # fmt: skip
    day = _day(brief.as_of)
    return {
        "title": brief.title, "short": _short(brief.title), "subtitle": brief.subtitle,
        "authors": list(brief.authors), "as_of": brief.as_of, "language": brief.language,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "description": brief.subtitle, "keywords": [],
        "abstract": [_pieces(each) for each in brief.abstract],
        "page": [_part(each) for each in made.page],
        "sections": [_part(each) for each in made.sections],
        "meta": {name: _pieces(value) for name, value in brief.meta.items()},
        "unset": "",
        "files": [[each[key] for key in ("name", "kind", "about", "content")] for each in attached],
    }  # fmt: skip


def _part(section: dict[str, Any]) -> dict[str, Any]:
    blocks = [_set(one) for one in section["blocks"]]
    return section | {"lead": _pieces(section["lead"]), "blocks": blocks}


def _set(block: dict[str, Any]) -> dict[str, Any]:
    """A block with its texts in pieces."""
    match block["kind"]:
        case "paragraph":
            return block | {"text": _pieces(block["text"])}
        case "bullets":
            return block | {"items": [_pieces(each) for each in block["items"]]}
        case "judgement":
            return block | {key: _pieces(block[key]) for key in ("text", "detail")}
        case "table":
            rows = [[_pieces(cell) for cell in row] for row in block["rows"]]
            told = {"rows": rows, "note": _pieces(block["note"]), "long": _long(block)}
            return block | _columns(block) | told
        case "pair" | "question":
            return block | {"blocks": [_set(each) for each in block["blocks"]]}
        case _:
            return block


def _columns(table: Mapping[str, Any]) -> dict[str, Any]:
    """The size of a table's type, in points, and each column's share of the width.

    A column has room for its longest word, and what is left goes to those with long texts; None
    for each where the table is as wide as its words.
    """
    count = len(table["columns"])
    size = 8.8 if count < 6 else 7.8 if count < 8 else 7.0
    room = _TEXT_WIDTH / (_ADVANCE * size) - 10.0 * count / (_ADVANCE * size)
    cells = list(zip(table["columns"], *table["rows"], strict=True))
    want = [min(max(map(len, column)), 120) for column in cells]
    if sum(want) <= 0.8 * room:
        return {"size": size, "widths": [None] * count}
    need = [1 + min(max(map(_longest, column)), _BREAK) for column in cells]
    spare = max(room - sum(need), 0.0) / max(sum(want) - sum(need), 1)
    widths = [least + max(most - least, 0) * spare for least, most in zip(need, want, strict=True)]
    return {"size": size, "widths": widths}


def _long(table: Mapping[str, Any]) -> bool:
    """Whether a row may be higher than a page, so that pages must break it."""
    return any(len(cell) > _CELL for row in table["rows"] for cell in row)


def _longest(text: str) -> int:
    """Characters of the longest piece that a line cannot break."""
    return max(
        (
            len(word) if kind else max(map(len, word.split("-")))
            for piece, kind in pieces(text)
            for word in ([piece] if kind == "kept" else piece.split())
        ),
        default=0,
    )


def _pieces(text: str) -> list[tuple[str, str]]:
    return [(_broken(bare(piece, kind)), kind) for piece, kind in pieces(text)]


def _broken(text: str) -> str:
    """The text with places where a word that no line holds may be broken."""
    return _LONG.sub(
        lambda match: "\u200b".join(
            match[0][at : at + _BREAK] for at in range(0, len(match[0]), _BREAK)
        ),
        text,
    )


def _svg(figure: Figure) -> str:
    """The drawing in plain colors, which need no styles."""
    return _STYLE.sub("", figure.svg(titled=False))


def _aspect(drawing: str) -> float:
    """Width by height."""
    match = _BOX.search(drawing)
    return float(match[1]) / max(float(match[2]), 1.0) if match else 1.0


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DataError(f"the brief's date is {text!r}, expected YYYY-MM-DD") from error


def _without(value: Any, lacking: set[str]) -> Any:
    """The same values with characters that cannot be set as U+FFFD."""
    match value:
        case str():
            return value.translate({ord(each): "\ufffd" for each in lacking})
        case dict():
            return {key: _without(each, lacking) for key, each in value.items()}
        case list():
            return [_without(each, lacking) for each in value]
        case _:
            return value
