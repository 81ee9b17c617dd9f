"""A number in words: what it is, how it is computed, what it rests on, how far to trust it."""

from collections.abc import Iterable, Iterator, Mapping

from foedus.explanation.derivation import Basis, Explanation, LogitTerm, Step
from foedus.facts.known import Known
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table

#: Parts of a logit that are smaller are summed, unless all are asked for.
SMALL = 0.05
_ENDS = {"low": "; this is the 5th percentile", "high": "; this is the 95th percentile"}


def sections(found: Explanation, *, every: bool = False) -> tuple[Section, ...]:
    """The whole explanation; ``every``: also the parts too small to matter."""
    by = found.derivation
    draws = f"{found.draws:,} draws, seed {found.seed}"
    rests = (Bullets((*map(_basis, by.bases), draws)),) if by.bases else ()
    facts = (Bullets(tuple(_facts(found.facts))),) if found.facts else ()
    limits = (Bullets(by.limits),) if by.limits else ()
    return (
        Section("number", "", "", _head(found)),
        Section("steps", "How it is computed", "", tuple(_steps(by.steps, every=every))),
        Section("bases", "What it rests on", "", rests),
        Section("facts", "Facts", "", facts),
        Section("limits", "How far to trust it", "", limits),
    )


def _head(found: Explanation) -> tuple[Block, ...]:
    by, held = found.derivation, found.value
    value = ", ".join(held) if isinstance(held, tuple) else words.value(held)
    interval = ""
    if found.interval:
        interval = f" (90% interval {' to '.join(map(words.value, found.interval))})"
    unit = by.unit + _ENDS.get(found.end, "")
    return (
        Paragraph(f"{found.path} = {value}{interval}"),
        Table(
            "meaning", "", ("", ""),
            (("what", f"{by.what}."), ("unit", unit), ("span", by.span)),
        ),
    )  # fmt: skip


def _steps(steps: Iterable[Step], *, every: bool) -> Iterator[Block]:
    for place, step in enumerate(steps, start=1):
        yield Bullets((step.says,), first=place)
        if step.terms:
            yield _terms(f"terms-{place}", step.terms, every=every)


def _terms(name: str, terms: tuple[LogitTerm, ...], *, every: bool) -> Table:
    large = [term for term in terms if every or abs(term.part) >= SMALL]
    large.sort(key=lambda term: (term.name != "constant", -abs(term.part)))
    small = [term.part for term in terms if term not in large]
    note = (
        f"{len(small)} more, each below {SMALL}, add {sum(small):+.3f} (--all shows them)"
        if small
        else ""
    )
    return Table(
        name, "",
        ("covariate", "value", "typical", "coefficient", "sd", "prior sd", "part"),
        tuple(
            (each.name, f"{each.value:.4g}", f"{each.typical:.4g}", f"{each.coefficient:+.3f}",
             f"{each.sd:.3f}", f"{each.prior_sd:.3g}", f"{each.part:+.3f}")
            for each in large
        ),
        note, ("l", "r", "r", "r", "r", "r", "r"),
    )  # fmt: skip


def _basis(basis: Basis) -> str:
    name = "" if basis.says.endswith(basis.name) else f" {basis.name}"
    sha256 = basis.more.get("sha256") if basis.kind == "data" else None
    return f"{basis.kind}{name}: {basis.says}" + (f" sha256 {sha256}" if sha256 else "")


def _facts(facts: Mapping[str, Known]) -> Iterator[str]:
    groups: dict[tuple[str, str, int | None], list[str]] = {}
    for name, fact in facts.items():
        known = f"{name} {words.value(fact.value)}"
        groups.setdefault((fact.origin, fact.source, fact.year), []).append(known)
    for (origin, source, year), every in groups.items():
        when = f" ({year})" if year else ""
        yield f"{origin}: {source}{when}: {', '.join(every)}"
