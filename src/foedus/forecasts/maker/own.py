"""An analyst's own questions and chances, from a file: what no model here forecasts."""

from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from foedus import document
from foedus.forecasts.definitions import Definition
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.question import BaseRate, Chance, Rival, SealedQuestion, ordered
from foedus.record import Day, Record, Slug, Text, validate, wrong


class OwnQuestion(Record):
    """One question as its author wrote it; the definition is theirs too, and is sealed with it."""

    id: Slug
    text: Text
    definition: Definition
    opens: Day
    closes: Day
    chance: Chance
    low: Chance | None = None
    high: Chance | None = None
    base: BaseRate
    logit: Rival | None = None
    cluster: Slug | None = None
    judgement: Text | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if not self.definition.sources:
            raise wrong("the definition names no source that will settle it", "sources: [...]")
        ordered(self.opens, self.closes, self.low, self.high)
        return self

    def sealed(self) -> SealedQuestion:
        """The question as a seal has it."""
        given = self.model_dump(include={"id", "text", "opens", "closes", "chance", "low", "high"})
        return SealedQuestion(
            **given, event=self.id, base=self.base, logit=self.logit,
            cluster=self.cluster or self.id,
        )  # fmt: skip


class QuestionFile(Record):
    """A file of questions."""

    foedus_questions: Literal[1]
    subject: Slug
    title: Text
    by: Text
    as_of: Day
    questions: tuple[OwnQuestion, ...]

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not self.questions:
            raise wrong("no question is asked", "questions: a list of one or more")
        return self


def is_questions(path: Path) -> bool:
    """Whether a file says that it holds questions."""
    try:
        return "foedus_questions" in path.read_text("utf-8", "ignore")[:4000]
    except (OSError, ValueError):
        return False


def draft(path: Path) -> SealDraft:
    """The chances of a file, to be sealed. Raises DocumentError with each mistake's line."""
    read = document.read(path)
    asked = validate(QuestionFile, read)
    return SealDraft(
        subject=asked.subject,
        what="questions",
        title=asked.title,
        as_of=asked.as_of,
        definitions={each.id: each.definition for each in asked.questions},
        questions=tuple(each.sealed() for each in asked.questions),
        inputs={"questions": path.read_text("utf-8")},
        lacks=("a person's own chances: no model of this program made them",),
        by=asked.by,
    )
