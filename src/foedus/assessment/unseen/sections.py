"""What is not seen of designs, in words: for `foedus check` and `new`, and beside an answer."""

from collections.abc import Mapping

from foedus.assessment.result import Assessment
from foedus.assessment.unseen.change import FIELDS, OF_GUARANTORS, PROMISE
from foedus.assessment.unseen.unseen import Unseen, table, unseen
from foedus.facts.known import Facts
from foedus.report import words
from foedus.report.blocks import Bullets, Section
from foedus.scenario import Scenario

#: What is named first where there is no room for all.
EXAMPLES = (
    "military.stationed.number", "clauses.discretion", "clauses.consultation", "clauses.area",
    "clauses.trigger", "clauses.conditions",
)  # fmt: skip


def section(scenario: Scenario, facts: Facts | None) -> Section:
    """For `foedus check` and `foedus new`: what is not seen, as far as facts are known."""
    said = lines(unseen(scenario, facts))
    if facts is None:
        said.append("which designs read the same: not known before the facts are (`foedus facts`)")
    title = "what an assessment does not see of these designs"
    return Section("unseen", title, "", (Bullets(tuple(said)),))


def lines(found: Unseen) -> list[str]:
    """In words for a terminal, without a heading: a sentence each."""
    said = []
    if found.alike:
        groups = "; ".join(words.listed(group) for group in found.alike)
        said.append(f"read the same, so that they get the same numbers: {groups}")
    if found.fields:
        said.append(f"written here, and read by no model of an assessment: {_named(found.fields)}")
    if found.lasting:
        said.append(f"read only for how long it stands: {_named(found.lasting)}")
    if found.values:
        told = "; ".join(
            f"{' = '.join(group)} ({FIELDS[field]})"
            for field, groups in found.values.items()
            for group in groups
        )
        said.append(f"words read as one: {told}")
    return [*said, of_guarantors()]


def of_guarantors() -> str:
    """What the models see of a guarantor, and what not."""
    by = {what: table()[f"guarantor.{what}"] for what in OF_GUARANTORS}
    seen = words.listed(
        OF_GUARANTORS[what] + (" (for how long it stands)" if models == {"lapse"} else "")
        for what, models in by.items()
        if models
    )
    not_seen = [OF_GUARANTORS[what] for what, models in by.items() if not models]
    return f"of a guarantor the models see {seen}" + (
        f"; not {' or '.join(not_seen)}" if not_seen else ""
    )


def beside(found: Assessment) -> str:
    """One sentence to stand beside an assessment's designs; empty where all that is said is read.

    Which designs give one answer its bottom line says.
    """
    shown = {name: design for name, design in found.scenario.designs.items()
             if name in found.designs}  # fmt: skip
    told = unseen(found.scenario.model_copy(update={"designs": shown})).fields
    if not told:
        return ""
    some = [FIELDS[field] for field in EXAMPLES if field in told][:3]
    if not table()["guarantor.name"]:
        some.append("which state a guarantor is, among those of its kind")
    named = f", such as {words.listed(some)}" if some else ""
    return (
        f"No model here reads {len(told)} of the things that these designs say{named}; "
        "`foedus check` lists them."
    )


def _named(fields: Mapping[str, tuple[str, ...]]) -> str:
    """Fields in words; the promises together."""
    promised = [field.removeprefix("clauses.") for field in fields
                if FIELDS[field].startswith(PROMISE)]  # fmt: skip
    told = [FIELDS[field] for field in fields if not FIELDS[field].startswith(PROMISE)]
    if promised:
        told.insert(0, f"promises of {'/'.join(promised)}")
    return words.listed(told)
