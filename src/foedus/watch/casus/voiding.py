"""Whether the protected state's own acts ended or suspended what it is owed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from foedus.terms.compliance import Casus, Compliance
from foedus.terms.guarantee import Guarantee
from foedus.watch.casus.area import Areas
from foedus.watch.casus.conditions import conditions
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.ruling import accumulated
from foedus.watch.casus.truth import Truth, TruthGround, all_of, unknown


@dataclass(frozen=True, slots=True)
class VoidingRuling:
    """One voiding condition against one incident, where it may hold. effect: ends or suspends."""

    guarantee: str
    condition: str
    effect: str
    incident: str
    truth: Truth
    grounds: tuple[TruthGround, ...]

    @property
    def deciding(self) -> tuple[str, ...]:
        """What leaves it open; why it holds, where it does."""
        return tuple(each.fact for each in self.grounds if each.truth is self.truth)


def voided(
    guarantee: Guarantee, incidents: Sequence[Incident], victim: str, challenger: str, areas: Areas
) -> Iterator[VoidingRuling]:
    """Voiding conditions that are met, or may be; one that is excluded is left out.

    The protected state is the actor here and the challenger the victim. Provocation is for a
    finding: a condition that asks for its absence is never met by the facts alone.
    """
    for each in (guarantee.compliance or Compliance()).voided_by:
        casus = each.casus.model_copy(update={"actors": each.casus.actors or (victim,)})

        def grounds(
            incident: Incident, asked: Casus = casus, unprovoked: bool = each.unprovoked
        ) -> list[TruthGround]:
            found = list(conditions(incident, asked, challenger, areas))
            if unprovoked:
                found.append(unknown("provocation", "whether it was provoked"))
            return found

        for incident, truth, told in _held(incidents, grounds, casus):
            if truth is not Truth.NOT_MET:
                yield VoidingRuling(
                    guarantee.name, each.name, each.effect, incident, truth, tuple(told)
                )


def _held(
    incidents: Sequence[Incident], grounds: Callable[[Incident], list[TruthGround]], casus: Casus
) -> Iterator[tuple[str, Truth, list[TruthGround]]]:
    """A condition against each incident; one that many meet together, against the last of them."""
    if casus.intensity is None:
        for each in incidents:
            told = grounds(each)
            yield each.name, all_of(told), told
        return
    found, told, _ = accumulated(incidents, grounds, casus.intensity)
    begun = {each.name: (each.lead.start, each.name) for each in incidents}
    if found.counted:
        yield max(found.counted, key=lambda name: begun[name]), found.truth, told
