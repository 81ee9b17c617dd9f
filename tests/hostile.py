"""A scenario that means harm: markup of every kind in every free text, and far too much of it."""

from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from foedus import scenario
from foedus.record import Text
from foedus.scenario import Scenario

HOSTILE = (
    "</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)>"
    "<svg onload=alert(3)>{{ 7*7 }}{% raw %} ]]> &lt; \"' \\input{/etc/passwd} $x^2$ "
    '#panic("typst") #read("/etc/passwd") *b* = javascript:alert(4) https://evil.invalid/?a="><b>'
)


def hostile(claims: int = 200, designs: int = 40) -> Scenario:
    """Ukraine's question with so many claims and designs."""
    asked: Scenario = harmed(scenario.load("ukraine-2025"))
    said = [
        each.model_copy(update={"id": f"claim-{at}", "origin": None, "contradicts": ()})
        for at, each in enumerate((asked.claims * (1 + claims // len(asked.claims)))[:claims])
    ]
    cycle = list(asked.designs.values())
    weighed = {f"design-{at}": cycle[at % len(cycle)] for at in range(designs)}
    update: dict[str, Any] = {
        "claims": tuple(said),
        "designs": weighed,
        "issues": kept(asked.issues, weighed),
    }
    if asked.hypotheses is not None:
        named = {each.id: f"claim-{at}" for at, each in enumerate(asked.claims[:claims])}
        rows = tuple(
            row.model_copy(update={"claim": named[row.claim]})
            for row in asked.hypotheses.evidence
            if row.claim in named
        )
        update["hypotheses"] = asked.hypotheses.model_copy(update={"evidence": rows})
    return asked.model_copy(update=update)


def kept(issues: Any, designs: Any) -> Any:
    """Issues without places of designs that are gone."""
    return tuple(
        each.model_copy(
            update={"designs": {name: at for name, at in each.designs.items() if name in designs}}
        )
        for each in issues
    )


def harmed(value: Any) -> Any:
    """A copy of a record in which every free text begins with harm."""
    if not isinstance(value, BaseModel):
        if isinstance(value, dict):
            return {key: harmed(each) for key, each in value.items()}
        if isinstance(value, tuple):
            return tuple(map(harmed, value))
        return value
    hints = get_type_hints(type(value), include_extras=True)
    update = {}
    for name in type(value).model_fields:
        one = getattr(value, name)
        update[name] = marked(one) if free(hints[name]) else harmed(one)
    return value.model_copy(update=update)


def free(hint: Any) -> bool:
    """Whether a field holds free text."""
    return hint == Text or any(free(each) for each in get_args(hint))


def marked(value: Any) -> Any:
    if isinstance(value, str):
        return f"{HOSTILE} {value}"
    if isinstance(value, dict):
        return {key: marked(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(map(marked, value))
    return harmed(value)
