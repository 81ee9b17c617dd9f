"""A commission at work: votes that make a finding, and what its silence means after its time."""

from collections.abc import Sequence
from datetime import datetime

from foedus.terms.compliance import Commission, Compliance
from foedus.watch.entries.act import FINDINGS, Act

#: The source of a finding that silence amounts to.
SILENCE = "silence"
_VOTES: dict[str, str] = {"vote-breach": "find-breach", "vote-no-breach": "find-no-breach"}


def found(acts: Sequence[Act], compliance: Compliance) -> list[Act]:
    """Acts in their order, the vote that makes a majority in the place of the finding.

    acts: those that their doers are entitled to. A seat's later vote takes its earlier one's place;
    a majority is the share of all seats that the text asks for, and more than voted against it.
    Votes decide nothing where the text names no majority.
    """
    body = compliance.commission
    cast: dict[str, str] = {}
    made, done = "", []
    for act in acts:
        if act.act not in _VOTES:
            done.append(act)
        elif body is not None and body.majority is not None:
            cast[act.by] = act.act
            finding = _VOTES[act.act]
            if finding != made and _carried(cast, act.act, body):
                made = finding
                done.append(act.model_copy(update={"act": finding, "by": body.title}))
    return done


def _carried(cast: dict[str, str], vote: str, body: Commission) -> bool:
    votes = sum(each == vote for each in cast.values())
    share = float(body.majority or 1.0) - 1e-9  # two thirds of three seats are two
    return votes / len(body.seats) >= share and votes > len(cast) - votes


def silence(acts: Sequence[Act], compliance: Compliance, as_of: datetime) -> list[Act]:
    """The finding that a commission's silence amounts to, once its time is up; else nothing.

    acts: as ``found`` gives them. The time runs from the first notification; a finding made in time
    breaks the silence whenever it became known.
    """
    body = compliance.commission
    told = [act for act in acts if act.act == "notify"]
    if body is None or body.silence == "unsettled" or not told:
        return []
    end = body.end(min(act.done for act in told), compliance.calendar)
    spoke = any(act.act in FINDINGS and end is not None and act.done <= end for act in acts)
    if end is None or end >= as_of or spoke:
        return []
    meaning = "find-breach" if body.silence == "breach" else "find-no-breach"
    like = told[0].model_dump(include={"guarantee", "clause", "incident"})
    return [
        Act.model_validate(
            like
            | {"source": SILENCE, "id": body.title, "known": end, "who": body.title,
               "act": meaning, "by": body.title}
        )
    ]  # fmt: skip
