"""An explanation as plain text for a terminal, at most 100 columns wide."""

import textwrap
from collections.abc import Iterator

from foedus.explanation.explain import Numbers
from foedus.explanation.result import Basis, Explanation, Step, Term
from foedus.facts.known import Known

WIDTH = 100
#: Parts of a logit that are smaller are told together, unless all are asked for.
SMALL = 0.05


def wrapped(text: str, first: str = "", then: str = "  ") -> list[str]:
    """Lines of a paragraph, never wider than the page."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False
    )


def shown(value: object) -> str:
    """A value as a reader wants it: four digits, yes and no."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return f"{len(value)} names"
    return str(value)


def render(found: Explanation, *, every: bool = False) -> str:
    """The whole text; ``every``: also parts too small to matter, and every fact."""
    return "\n".join(_lines(found, every))


def _lines(found: Explanation, every: bool) -> Iterator[str]:
    low_high = f"  (90% interval {_pair(found.interval)})" if found.interval else ""
    value = found.value
    said = ", ".join(value) if isinstance(value, tuple) else shown(value)
    yield from wrapped(f"{found.path} = {said}{low_high}")
    told = found.told
    yield from wrapped(f"{told.what}.", "  ")
    ends = {"low": "; this is the 5th percentile", "high": "; this is the 95th percentile"}
    yield from wrapped(f"unit: {told.unit}{ends.get(found.end, '')}", "  ", "    ")
    yield from wrapped(f"span: {told.span}", "  ", "    ")
    if told.steps:
        yield from ("", "HOW IT IS COMPUTED")
        for place, step in enumerate(told.steps, start=1):
            yield from _step(place, step, every)
    if told.rests:
        yield from ("", "WHAT IT RESTS ON")
        for basis in told.rests:
            yield from _basis(basis)
        yield f"- {found.draws:,} draws, seed {found.seed}"
    if found.facts:
        yield from ("", "FACTS")
        yield from _facts(found.facts)
    if told.far:
        yield from ("", "HOW FAR TO TRUST IT")
        for each in told.far:
            yield from wrapped(each, "- ")


def _pair(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.4g} to {interval[1]:.4g}"


def _step(place: int, step: Step, every: bool) -> Iterator[str]:
    lead = f"{place}. "
    yield from wrapped(step.says, lead, " " * len(lead))
    if not step.terms:
        return
    yield (
        f"   {'covariate':<22}{'value':>10}{'typical':>10}{'coefficient':>13}{'sd':>8}"
        f"{'prior sd':>10}{'part':>9}"
    )
    large = [term for term in step.terms if every or abs(term.part) >= SMALL]
    for term in sorted(large, key=lambda each: (each.name != "constant", -abs(each.part))):
        yield _term(term)
    rest = [term.part for term in step.terms if term not in large]
    if rest:
        told = f"{len(rest)} more, each below {SMALL} (--all shows them)"
        yield f"   {told:<73}{sum(rest):>+9.3f}"


def _term(term: Term) -> str:
    return (
        f"   {term.name:<22}{term.value:>10.4g}{term.typical:>10.4g}{term.coefficient:>+13.3f}"
        f"{term.sd:>8.3f}{term.prior_sd:>10.3g}{term.part:>+9.3f}"
    )


def _basis(basis: Basis) -> Iterator[str]:
    yield from wrapped(f"{basis.kind} {basis.name}: {basis.says}", "- ")
    if basis.kind == "data" and basis.more.get("sha256"):
        yield f"  sha256 {basis.more['sha256']}"


def _facts(facts: dict[str, Known]) -> Iterator[str]:
    groups: dict[tuple[str, str, int | None], list[str]] = {}
    for name, fact in facts.items():
        known = f"{name} {shown(fact.value)}"
        groups.setdefault((fact.origin, fact.source, fact.year), []).append(known)
    for (origin, source, year), told in groups.items():
        when = f" ({year})" if year else ""
        yield from wrapped(f"{origin}: {source}{when}: {', '.join(told)}", "- ")


def listing(numbers: Numbers, short: dict[str, str], *, every: bool = False) -> str:
    """What can be asked, in groups; lists by their last number, unless ``every`` is asked for."""
    lines = ["short names"] if short else []
    lines += [f"  {name:<12}{path}" for name, path in short.items()]
    group = ""
    for path, value in _thinned(numbers, every).items():
        head = _group(path)
        if head != group:
            group = head
            lines += ["", group] if lines else [group]
        told = f"  {path}"
        lines += [told, f"{'':>80}{shown(value):>18}"] if len(told) > 79 else [
            f"{told:<80}{shown(value):>18}"
        ]  # fmt: skip
    return "\n".join(line.rstrip() for line in lines)


def _group(path: str) -> str:
    parts = path.split(".")
    if len(parts) == 1:
        return "what was asked"
    return ".".join(parts[:2]) if parts[0] in {"designs", "drivers", "posterior"} else parts[0]


def _thinned(numbers: Numbers, every: bool) -> Numbers:
    """Of each list of plain numbers or estimates, the last alone; scores by their ladder alone."""
    if every:
        return numbers
    kept: Numbers = {}
    last: dict[str, str] = {}
    for path, value in numbers.items():
        if path.startswith("posterior.scores") and ".models.ladder." not in path:
            continue
        head, bracket, tail = path.rpartition("[")
        if bracket and tail.rstrip("]").isdecimal():
            if head in last:
                kept.pop(last[head], None)
            last[head] = path
        kept[path] = value
    return kept
