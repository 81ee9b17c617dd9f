"""A figure's data as tables: CSV that no spreadsheet runs, HTML that no browser does."""

import csv as files
from collections.abc import Mapping, Sequence
from html import escape
from io import StringIO
from typing import Any

Row = Mapping[str, Any]  # column -> str, int, float, bool or None

#: A text that begins so is run as a formula by spreadsheets (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@")


def columns(rows: Sequence[Row]) -> list[str]:
    """Every column of the rows, in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def csv(rows: Sequence[Row]) -> str:
    """CSV (RFC 4180, but lines end in LF) in full precision; text that a spreadsheet would run
    as a formula begins with an apostrophe."""
    out = StringIO()
    writer = files.writer(out, lineterminator="\n")
    names = columns(rows)
    writer.writerow([safe(name) for name in names])
    for row in rows:
        writer.writerow([safe(row.get(name)) for name in names])
    return out.getvalue()


def safe(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not run; lines inside it end in LF."""
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{value}" if value.lstrip().startswith(_FORMULA) else value
    return "" if value is None else value


def html(rows: Sequence[Row]) -> str:
    """A table; numbers to four digits."""
    names = columns(rows)
    head = "".join(f'<th scope="col">{escape(name.replace("_", " "))}</th>' for name in names)
    body = "".join(f"<tr>{''.join(_cell(row.get(name)) for name in names)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, float):
        return f'<td class="n">{value:.4g}</td>'
    if isinstance(value, int):
        return f'<td class="n">{value}</td>'
    return f"<td>{escape('' if value is None else str(value))}</td>"
