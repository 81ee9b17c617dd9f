"""Columns of text read as numbers: decimal marks, thousands, missing values, strays among them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.errors import InputError

if TYPE_CHECKING:
    import polars as pl

#: Missing in any column; in a column of numbers also what Stata, R and Excel write.
BLANK = ("", "NA")
_MISSING = r"(?i)^(na|n/a|#n/a|nan|null|\.[a-z]?|)$"
MINUS = r"^[−–]"
_PLAIN = r"^[-+]?(([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|(?i:inf))$"
_WHOLE = r"^[-+]?[0-9]{1,19}$"
PERCENT = r"\s*%$"
_SPACES = "[ \u00a0\u2009\u202f'’]"
SPACED = rf"^[-+]?[0-9]{{1,3}}({_SPACES}[0-9]{{3}})+([.,][0-9]+)?$"
#: Numbers in some style that this file's may not be.
_STYLED = r"^[-+]?[0-9]*([.,][0-9]+)+\s*%?$|^[-+]?[0-9]+\s*%$"
#: Amounts of money, negative numbers in parentheses, and days: like numbers, and not read as any.
_MONEY = r"^[-+]?[$€£¥]\s*[-+]?[0-9][0-9.,]*$|^[-+]?[0-9][0-9.,]*\s*([$€£¥]|EUR|USD|GBP)$"
_PARENTHESES = r"^\([0-9][0-9.,]*\)$"
_DAY = r"^[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}$|^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}$"
_LIKE = "|".join((_STYLED, _MONEY, _PARENTHESES, _DAY))
#: Words among so many numbers, as a share, are strays; among fewer, the column is one of words.
NUMBERS = 0.1
#: What joins the numbers of a quantity: 30..50, 40±10.
JOINTS = r"\.\.|±|\+-"
_YES_NO = {"yes": "1", "true": "1", "no": "0", "false": "0"}


@dataclass(frozen=True, slots=True)
class Marks:
    """How a file writes numbers. decimal: ``.`` or ``,``. group: what parts thousands, or none."""

    decimal: str = "."
    group: str = ""

    @property
    def other(self) -> str:
        """The mark that is not decimal."""
        return "," if self.decimal == "." else "."

    @property
    def grouped(self) -> str:
        """The pattern of a number with its thousands parted."""
        d, g = re.escape(self.decimal), re.escape(self.other)
        return rf"^[-+]?[1-9][0-9]{{0,2}}({g}[0-9]{{3}})+({d}[0-9]+)?$"

    @property
    def proof(self) -> str:
        """The pattern of a number that is one under this decimal mark alone.

        1,234,567 is one; 1.234.567 is not, since codes and addresses are written so too.
        """
        d, g = re.escape(self.decimal), re.escape(self.other)
        thousands = r"^[-+]?[1-9][0-9]{0,2}(,[0-9]{3}){2,}$"
        return "|".join((
            rf"^[-+]?[0-9]*{d}([0-9]{{1,2}}|[0-9]{{4,}}|[0-9]+[eE][-+]?[0-9]+)$",
            rf"^[-+]?(0*|0[0-9]+|[0-9]{{4,}}){d}[0-9]+$",
            rf"^[-+]?[0-9]{{1,3}}({g}[0-9]{{3}})+{d}[0-9]+$",
            *([thousands] if self.decimal == "." else []),
        ))  # fmt: skip


#: A decimal point, and nothing between thousands.
POINT = Marks()


def marks(columns: Iterable["pl.Series"]) -> Marks:
    """How numbers are written, from what the cells prove; a decimal point where they do not.

    Thousands are read only beside proof of the decimal mark, since 1,001 alone may be either.
    """
    found = {".": False, ",": False}
    for column in columns:
        pointed = _cast(column) is not None  # so that no comma is in it
        if all(found.values()) or (pointed and found["."]):
            continue
        if not column.str.contains(r"[.,]").any():
            continue
        parts = column.str.replace_all(JOINTS, "|").str.split("|").explode().str.strip_chars()
        text = _one_word(parts.str.replace(MINUS, "-").str.replace(PERCENT, ""))
        for mark, known in found.items():
            found[mark] = known or bool(text.str.contains(Marks(mark).proof).any())
    if found[","]:
        return POINT if found["."] else Marks(",", ".")
    return Marks(".", "," if found["."] else "")


def _one_word(text: "pl.Series") -> "pl.Series":
    """Cells without the spaces between their thousands."""
    import polars as pl

    x = pl.col("x")
    bare = pl.when(x.str.contains(SPACED)).then(x.str.replace_all(_SPACES, "")).otherwise(x)
    return text.to_frame("x").select(x=bare)["x"]


def plain(column: "pl.Series", style: Marks) -> "pl.Series":
    """Cells with their numbers as a computer writes them, missing ones null, words as they are."""
    import polars as pl

    x = pl.col("x")
    steps = [
        pl.when(~x.str.contains(_MISSING)).then(x),
        pl.when(x.str.contains(PERCENT).all()).then(x.str.replace(PERCENT, "")).otherwise(x),
    ]
    if style.group:
        bare = x.str.replace_all(style.group, "", literal=True)
        steps.append(pl.when(x.str.contains(style.grouped)).then(bare).otherwise(x))
    if style.decimal == ",":
        comma = x.str.contains(r"^[-+]?[0-9]*,[0-9]+([eE][-+]?[0-9]+)?$")
        steps.append(pl.when(comma).then(x.str.replace(",", ".", literal=True)).otherwise(x))
    table = _one_word(column.str.strip_chars().str.replace(MINUS, "-")).to_frame("x")
    for step in steps:
        table = table.with_columns(x=step)
    return table["x"].alias(column.name)


def _cast(column: "pl.Series") -> "pl.Series | None":
    """A column whose cells are numbers as a computer writes them, or BLANK; None for any other."""
    import polars as pl

    blank = int(column.is_in(BLANK).sum())
    if blank == len(column):
        return None
    for kind in (pl.Int64, pl.Float64):
        numbers = column.cast(kind, strict=False)
        if numbers.null_count() == blank and not (kind == pl.Float64 and numbers.is_nan().any()):
            return numbers
    return None


def typed(column: "pl.Series", style: Marks = POINT, *, required: bool = False) -> "pl.Series":
    """A column of text as integers, else numbers, else truth values, else text.

    required: numbers are needed, so yes and no are 1 and 0, and a blank column is numbers.
    """
    import polars as pl

    done = _cast(column) if style.decimal == "." else None
    if done is not None:
        return done
    text = plain(column, style)
    some = text.drop_nulls()
    low = some.str.to_lowercase()
    if required and not len(some):
        return text.cast(pl.Float64)
    if required and low.is_in(list(_YES_NO)).all():
        text = text.str.to_lowercase().replace(_YES_NO)
        some = text.drop_nulls()
    if len(some) and some.str.contains(_PLAIN).all():
        if some.str.contains(_WHOLE).all():
            whole = text.str.strip_prefix("+").cast(pl.Int64, strict=False)
            if whole.null_count() == text.null_count():
                return whole
        return text.str.strip_prefix("+").cast(pl.Float64)
    if len(some) and low.is_in(["true", "false"]).all():
        return text.str.to_lowercase() == "true"
    return column.to_frame("x").select(
        pl.when(~pl.col("x").is_in(BLANK)).then(pl.col("x")).alias(column.name)
    )[column.name]


def stray(column: "pl.Series", style: Marks = POINT, *, required: bool = False) -> int | None:
    """The place of the first word in a column of text that is mostly one of numbers, or None.

    required: of the first word at all.
    """
    text = plain(column, style).fill_null("")
    number = text.str.contains(_PLAIN)
    words = (text != "") & ~number
    if not words.any():
        return None
    like = int(number.sum()) + int((words & text.str.contains(_LIKE)).sum())
    if not required and like <= NUMBERS * int((text != "").sum()):
        return None
    return int(words.arg_true()[0])


def refusal(column: "pl.Series", place: int, where: str | None, *, kinds: bool) -> InputError:
    """The error that names a stray cell. where: its place. kinds: the column may be words."""
    value = str(column[place])
    if re.fullmatch(r"[-+]?[0-9]{1,3},[0-9]{3}", value):
        hint = f"write {value.replace(',', '')} or {value.replace(',', '.')}: it may be either"
    elif value.endswith("%"):
        hint = "write % in every cell of the column, or in none"
    elif re.search(_MONEY, value):
        hint = "leave the currency out: the number alone"
    elif re.search(_PARENTHESES, value):
        hint = f"write -{value[1:-1]} if it is below zero"
    elif re.search(_DAY, value):
        hint = "a day is no number: write the year, or how long ago it was"
    elif re.search(r"[.,][0-9]", value):
        hint = "write decimals with a point and no mark between thousands, or all of them alike"
    else:
        hint = "correct the cell or leave it blank"
    if kinds:
        hint += f"; where the column names kinds, write C({column.name}) in the formula"
    return InputError(
        f"column {column.name!r} holds {value!r}, not a number (missing: a blank, NA or .)",
        where=where,
        hint=hint,
    )
