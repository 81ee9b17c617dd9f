"""A suggested NATO grade, with its reason: the source by who spoke, the information by how.

One article never earns an A or a 1. The grade is a draft as well: the analyst sets it.
"""

from dataclasses import dataclass

from foedus.clip.modality import Mode
from foedus.clip.people.speakers import Speaker
from foedus.clip.speech.attribution import Form
from foedus.clip.speech.subjects import head, is_role

_CONSENT = {"agreed", "considering", "conditional"}


@dataclass(frozen=True, slots=True)
class Grading:
    """grade: a letter and a digit. why: of both, in words."""

    grade: str
    why: str


def graded(
    speaker: Speaker,
    form: Form,
    mode: Mode,
    speaks_of: str | None,
    *,
    contradicted: bool = False,
    corroborated: bool = False,
    relayed: bool = False,
) -> Grading:
    """The grade of one draft. speaks_of: the state whose position it reports, where one is.

    corroborated: another origin among the texts says so too. contradicted: the text does. relayed:
    somebody else reports that the speaker said it.
    """
    letter, source = _source(speaker, form, speaks_of)
    if relayed and letter == "B":
        letter, source = "C", "by what another says that a named official said"
    number, information = _information(
        speaker, form, mode, speaks_of, contradicted=contradicted, corroborated=corroborated
    )
    guess = "; the speaker is a guess" if speaker.guess else ""
    guess += f"; {speaker.doubt}" if speaker.doubt else ""
    return Grading(f"{letter}{number}", f"{letter}: {source}{guess}; {number}: {information}")


def _source(speaker: Speaker, form: Form, speaks_of: str | None) -> tuple[str, str]:
    foreign = speaks_of is not None and speaks_of != speaker.state
    named = bool(speaker.name) and speaker.how in {"name", "unknown name", "carried over", "office"}
    if form == "hedge" or speaker.how == "nobody":
        return "F", "nobody is named"
    if speaker.how == "unnamed":
        described = len(speaker.said.split()) > 1 and is_role(head(speaker.said))
        placed = described or speaker.state is not None or speaker.role is not None
        return ("D", "unnamed, but placed") if placed else ("F", "nobody is named")
    if speaker.how == "body":
        if form in {"noun", "infinitive"}:
            return "D", "the text's own words about a state or body"
        return "C", "a state or body, and no person"
    if named and speaker.role and not foreign:
        return "B", "a named official on the own government"
    if foreign:
        return "C", "named, but speaking of another state"
    return "C", "named, but with no office given, or interested"


def _information(
    speaker: Speaker, form: Form, mode: Mode, speaks_of: str | None, *,
    contradicted: bool, corroborated: bool,
) -> tuple[int, str]:  # fmt: skip
    if form == "hedge":
        return 6, "a bare hedge"
    if speaks_of is not None and speaks_of != speaker.state and mode in _CONSENT:
        return 4, "hearsay of another state's consent"
    if contradicted:
        return 4, "the text contradicts it"
    if corroborated:
        return 2, "another origin says so too"
    return 3, "one article, nothing else known"
