"""A seal: forecasts with all that they were made from, as one record of the log."""

import base64
import gzip
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from foedus.errors import DataError
from foedus.forecasts.definitions import Definition
from foedus.forecasts.question import BaseRate, SealedQuestion
from foedus.ledger.moment import Moment
from foedus.record import Record, Slug, Text, wrong

#: What a seal is of.
What = Literal["scenario", "talks", "questions", "pairs"]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Maker(Record):
    """The program that made the forecasts. sha256: over every file of the package."""

    version: Text
    sha256: Digest
    python: Text
    numpy: Text


class PairTable(Record):
    """Chances of every pair as a table: CSV, compressed, in text.

    years: of which there are rows. base: rung -> how often it came. covers: the rungs in it.
    """

    rows: int
    years: tuple[int, ...]
    sha256: Digest  # of the CSV, before it is compressed
    content: Text
    base: dict[str, BaseRate]
    covers: tuple[str, ...]

    @classmethod
    def of(
        cls, csv: bytes, rows: int, years: tuple[int, ...], base: dict[str, BaseRate],
        covers: tuple[str, ...],
    ) -> "PairTable":  # fmt: skip
        """The table of a CSV; the same CSV gives the same record."""
        packed = base64.b64encode(gzip.compress(csv, 9, mtime=0)).decode()
        return cls(
            rows=rows, years=years, sha256=sha256(csv).hexdigest(), content=packed, base=base,
            covers=covers,
        )  # fmt: skip

    def csv(self) -> bytes:
        """The CSV. Raises DataError where it is not the one that was sealed."""
        return unpacked(self.content, self.sha256, "the table of pairs")


def unpacked(content: str, digest: str, what: str) -> bytes:
    """What a record holds in compressed text. Raises DataError where its bytes are others."""
    try:
        found = gzip.decompress(base64.b64decode(content, validate=True))
    except (ValueError, OSError, EOFError) as error:
        raise DataError(f"{what} cannot be unpacked: {error}") from None
    if sha256(found).hexdigest() != digest:
        raise DataError(f"{what} is not the one that was sealed")
    return found


class Seal(Record):
    """Forecasts of one subject. number: 1 for its first seal, then one more each time.

    definitions: of every event asked about, as they stood. settings: draws, seed and the like.
    inputs: texts that the forecasts were computed from, by name. data: card -> hash of the public
    data behind them. models: file -> hash of each posterior, which the log keeps whole. lacks: what
    the maker could not give, each with the reason.
    """

    kind: Literal["seal"] = "seal"
    form: Literal[1] = 1
    subject: Slug
    number: Annotated[int, Field(ge=1)]
    what: What
    title: Text
    recorded: Moment
    by: str = ""
    as_of: date
    maker: Maker
    settings: dict[str, Any] = Field(default_factory=dict)
    inputs: dict[str, str] = Field(default_factory=dict)
    data: dict[str, str] = Field(default_factory=dict)
    models: dict[str, Digest] = Field(default_factory=dict)
    definitions: dict[str, Definition]
    questions: tuple[SealedQuestion, ...] = ()
    table: PairTable | None = None
    lacks: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        ids = [each.id for each in self.questions]
        if len(set(ids)) < len(ids):
            raise wrong("two questions have one id")
        if not ids and self.table is None:
            raise wrong("nothing is forecast")
        undefined = {each.event for each in self.questions} - set(self.definitions)
        if undefined:
            raise wrong(f"no definition of {', '.join(sorted(undefined))}")
        return self

    @property
    def id(self) -> str:
        """``ukraine-2026/1``."""
        return f"{self.subject}/{self.number}"

    @property
    def day(self) -> date:
        """The day on which it was sealed, UTC."""
        return self.recorded.date()

    def question(self, name: str) -> SealedQuestion | None:
        """The question of an id."""
        return next((each for each in self.questions if each.id == name), None)


class KeptFile(Record):
    """A file that seals name by its hash: a posterior."""

    kind: Literal["file"] = "file"
    recorded: Moment
    name: Text
    sha256: Digest
    content: Text

    @classmethod
    def of(cls, name: str, content: bytes, recorded: Any) -> "KeptFile":
        """A file's bytes as a record."""
        packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
        return cls(recorded=recorded, name=name, sha256=sha256(content).hexdigest(), content=packed)

    def raw(self) -> bytes:
        """The file. Raises DataError where it is not the one that was kept."""
        return unpacked(self.content, self.sha256, self.name)
