"""A claim as it was drafted."""

from dataclasses import dataclass

from foedus.clip.grading import Grading
from foedus.clip.modality import Mode
from foedus.clip.people.speakers import Speaker
from foedus.clip.speech.attribution import Form, Span
from foedus.clip.text.dates import Dated


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim as it was drafted. span: of its words, in code points of the original.

    via: who carried it, nearest to the speaker first. chain: from the state spoken of to the page.
    uncertain: the words stand without quotation marks where speech was lost; never to be quoted.
    """

    id: str
    span: Span
    text: str
    pieces: tuple[Span, ...]
    speaker: Speaker
    source_span: Span | None
    cue: str
    cue_span: Span
    form: Form
    via: tuple[str, ...]
    chain: tuple[str, ...]
    mode: Mode
    hedged: bool
    quoted: bool
    uncertain: bool
    speaks_of: str | None
    topic: str | None
    issue: str | None
    on: Dated | None
    grading: Grading
    origin: str
    score: float
    carriers: tuple[tuple[Span, Span], ...] = ()
    relayed: bool = False  # somebody else reports that it was said
    source: int = 0
    status: str = "draft"
