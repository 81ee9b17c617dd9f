"""What a commission owes: a finding, within the time that the text gives it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from foedus.terms.compliance import Compliance
from foedus.terms.guarantee import Guarantee
from foedus.watch.duty.commission import SILENCE
from foedus.watch.duty.deadline import Deadline
from foedus.watch.duty.duty import Duty, DutyState
from foedus.watch.duty.trigger import Opened
from foedus.watch.entries.act import FINDINGS, Act

_MEANS = {"breach": "a breach", "no-breach": "no breach"}


def finding(
    guarantee: Guarantee, clause: int, incident: str, victim: str, acts: Sequence[Act],
    lapsed: bool, as_of: datetime,
) -> tuple[Duty, ...]:  # fmt: skip
    """What a commission with a time limit owes in one case; nothing by a text that sets it none.

    acts: those that their doers are entitled to, votes made findings. lapsed: whether the incident
    is withdrawn.
    """
    compliance = guarantee.compliance or Compliance()
    body = compliance.commission
    if body is None or not body.limited:
        return ()
    told = min((act.done for act in acts if act.act == "notify"), default=None)
    spoke = next((act for act in acts if act.act in FINDINGS and act.source != SILENCE), None)
    end = None if told is None else body.end(told, compliance.calendar)
    duty = Duty(
        guarantee.name, clause, incident, "find", "find whether it was a breach", body.title,
        victim, "waiting", Deadline(end, end, f"{body.says} of the notification"),
        None if told is None else Opened(told, "notification"),
        Opened(spoke.done, spoke.name) if spoke else None,
        silence="" if body.silence == "unsettled" else f"it found {_MEANS[body.silence]}",
    )  # fmt: skip
    state: DutyState = "waiting"
    if spoke is not None:
        state = "discharged-late" if end is not None and spoke.done > end else "discharged"
    elif lapsed:
        state = "lapsed"
    elif end is not None:
        state = "defaulted" if as_of > end else "running"
    return (replace(duty, state=state),)
