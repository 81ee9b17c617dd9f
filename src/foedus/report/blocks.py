"""What a brief is made of: plain words, tables and figures, which each renderer sets its own way.

Every string is plain text, some of it from files that anyone may have written: a renderer escapes
it. Nothing here knows HTML, TeX or typst.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from foedus.report.figure.figure import Figure  # it draws, which words alone do not need

Align: TypeAlias = Literal["l", "r"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. first: the number of its first item; 0 where items have no order and no number."""

    items: tuple[str, ...]
    first: int = 0


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines to be set as they are, in letters of one width: a tree, a document."""

    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One key judgement, its likelihood's word beside its number. detail: what it rests on."""

    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as many in each as there are columns; the first cell heads its row.

    name: unique among the tables of a page. align: of each column; all left where it is empty. A
    line break in a cell or head is kept by a terminal, and a blank elsewhere: an interval under its
    number.
    """

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    align: tuple[Align, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure. wide: it wants the page's whole width."""

    figure: "Figure"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures to be seen together: before and after."""

    left: Picture
    right: Picture


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a reader will ask, and the answer that the assessment computes."""

    question: str
    answer: "tuple[Block, ...]"


Block: TypeAlias = (
    Paragraph | Bullets | Preformatted | Judgement | Table | Picture | Pair | Question
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an answer. id: unique, fit for an anchor. lead: its point, in a sentence or two.

    topic: what it is about, where the title is what was found.
    """

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief. abstract: the bottom line, a sentence each. page: the parts of the first
    page. sections: all that stands behind it, as an annex; empty for the page alone.

    meta: version, seed, draws, hashes, by name. data: the assessment as plain values, in which
    every number that the brief prints can be found. kind: what the page calls itself; ground: what
    it was made from.
    """

    title: str
    subtitle: str
    as_of: str
    language: str = "en"
    authors: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    page: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "brief"
    ground: str = (
        "Generated from a scenario and its assessment; no sentence is written by hand for one "
        "scenario. This page holds the whole assessment as data."
    )
