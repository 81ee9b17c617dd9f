"""Why a number moved between two versions: shares of data, model, judgement and clause.

Every combination of what changed is answered over the same draws and the same uniform numbers, and
each of the four gets its Shapley value: what it adds on average, over all orders in which the
changes may come. Shares add up to the change. Where a version is sealed, what its own record says
and what this program makes of the same inputs may differ; that part is the program's, and counts
with the model.
"""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from foedus.assessment import assess
from foedus.assessment.groundwork import groundwork
from foedus.assessment.shapley import shapley
from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array, Estimate, chance
from foedus.explanation.difference import fact, term
from foedus.explanation.explain import resolve, written
from foedus.explanation.trace import Trace
from foedus.explanation.version import AnswerVersion
from foedus.facts.known import Known
from foedus.history.pair import EVENTS
from foedus.negotiation.talks import talks
from foedus.report.plain import plain
from foedus.terms.compare import diff

#: How the path of a number of the talks begins.
TALKS = "talks."
#: Of a chance: what single precision and nine digits leave open.
_ROUNDED = 1e-7
_SHORT = re.compile(r"(?P<event>[a-z]+)(\[(?P<year>\d+)\])?")
_LONG = re.compile(r"designs\.(?P<design>.+)\.by_year\.(?P<event>[a-z]+)\[(?P<year>\d+)\]")


@dataclass(frozen=True, slots=True)
class AskedNumber:
    """A number that both versions have. event, year: of a chance by the end of a year (from 0)."""

    path: str
    design: str
    event: str = ""
    year: int = 0

    @property
    def is_chance(self) -> bool:
        """Whether it is one of the chances that are drawn."""
        return bool(self.event)


@dataclass(frozen=True, slots=True)
class NumberChange:
    """The change of one number. shares: player -> its part; they add up to ``change``.

    before, after: the number in each version; an interval is that of its draws, and low and high
    are the value itself where it has none. program: the part of the model's share that is this
    program and its draws against the ones that sealed. differs: player -> what differs, in words.
    """

    asked: AskedNumber
    since: str
    now: str
    before: Estimate
    after: Estimate
    change: Estimate
    shares: dict[str, Estimate]
    program: float
    differs: dict[str, tuple[str, ...]]
    draws: int
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "number": self.asked.path, "since": self.since, "now": self.now,
            "before": self.before, "after": self.after, "change": self.change,
            "shares": self.shares, "program": self.program, "differs": self.differs,
            "draws": self.draws, "seed": self.seed,
        })  # fmt: skip


def number(path: str | None, one: AnswerVersion, two: AnswerVersion, design: str | None,
           years: int) -> AskedNumber:  # fmt: skip
    """The number that a path names. Raises UnknownNameError for a design that one lacks.

    ``talks.ISSUE.point`` is of the negotiation; any other of the assessment.
    """
    if (path or "").startswith(TALKS):
        return AskedNumber(str(path), "")
    for each in (one, two):
        if each.talks:
            issues = [issue.name for issue in each.scenario.issues if issue.positions]
            raise InputError(
                f"{each.name} is of talks", where=path,
                hint=f"{TALKS}{issues[0] if issues else 'ISSUE'}.point",
            )  # fmt: skip
    both = [name for name in two.scenario.designs if name in one.scenario.designs]
    binding = next((n for n in both if two.scenario.designs[n].guarantors), None)
    long = _LONG.fullmatch(path or "")
    of = (long["design"] if long else design) or binding or next(iter(both), "")
    for each in (one, two):
        if of not in each.scenario.designs:
            raise UnknownNameError("design", of, each.scenario.designs, where=each.name)
    short = long or _SHORT.fullmatch(path or "war")
    if short and short["event"] in EVENTS.values():
        year = years - 1 if short["year"] is None else int(short["year"])
        if year >= years:
            raise InputError(f"year {year} of {years} forecast", where=path, hint="--years")
        asked = AskedNumber("", of, short["event"], year)
        return AskedNumber(f"designs.{of}.by_year.{asked.event}[{year}]", of, asked.event, year)
    return AskedNumber(path or "war", of)


def attribute(
    one: AnswerVersion, two: AnswerVersion, asked: AskedNumber, *, draws: int, years: int,
    seed: int, recorded: tuple[float | None, float | None] = (None, None),
    report: Callable[[str], None] = lambda _: None,
) -> NumberChange:  # fmt: skip
    """The change from the first version to the second.

    recorded: what each version's own record says, where it is sealed. Raises InputError where the
    two ask about other states, and what ``assess`` raises.
    """
    pairs = [(each.scenario.challenger, each.scenario.protege) for each in (one, two)]
    if pairs[0] != pairs[1]:
        raise InputError(f"{one.name} asks about {' and '.join(pairs[0])}, {two.name} "
                         f"about {' and '.join(pairs[1])}",
                         where="--since")  # fmt: skip
    names = one.differs(two)
    worth = []
    for mask in range(1 << len(names)):
        taken = frozenset(name for place, name in enumerate(names) if mask >> place & 1)
        report(f"answer {mask + 1} of {1 << len(names)}")
        worth.append(_value(one.with_parts(two, taken), asked, draws, years, seed))
    values = np.stack(worth)
    parts = shapley(values)
    shares = {name: chance(part) for name, part in zip(names, parts, strict=True)}
    before, after = chance(values[0]), chance(values[-1])
    gap = [_gap(said, found) for said, found in zip(recorded, (before, after), strict=True)]
    program = gap[1] - gap[0]
    if program or any(gap):
        shares["model"] = _moved(shares.get("model", Estimate(0.0, 0.0, 0.0)), program)
    ordered = {name: shares[name] for name in one_order(shares)}
    return NumberChange(
        asked=asked, since=one.name, now=two.name, before=_moved(before, gap[0]),
        after=_moved(after, gap[1]), change=_moved(chance(values[-1] - values[0]), program),
        shares=ordered, program=program, differs=differences(one, two, names, asked),
        draws=draws, seed=seed,
    )  # fmt: skip


def _gap(recorded: float | None, found: Estimate) -> float:
    """By how much a version's record differs from this program; nothing below what is rounded."""
    gap = 0.0 if recorded is None else recorded - found.value
    return gap if abs(gap) > _ROUNDED else 0.0


def one_order(shares: dict[str, Estimate]) -> list[str]:
    """The players of some shares, in their usual order."""
    from foedus.explanation.version import PLAYERS

    return [name for name in PLAYERS if name in shares]


def _moved(found: Estimate, by: float) -> Estimate:
    return Estimate(found.value + by, found.low + by, found.high + by)


def _value(version: AnswerVersion, asked: AskedNumber, draws: int, years: int, seed: int) -> Array:
    """(n,) draws of the number in a version; (1,) where it is none of the drawn chances."""
    if asked.path.startswith(TALKS):
        return _settlement(version, asked, draws, seed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.evidence.json"
        file.write_text(version.facts.dumps(), "utf-8")
        if asked.is_chance:
            ground = groundwork(
                version.scenario, draws, years, seed, [asked.design], version.origin, None, None,
                file,
            )  # fmt: skip
            case = ground.readings[asked.design], ground.held[asked.design]
            by = ground.run.chances([case]).by[asked.event]
            return np.asarray(by[:, asked.year, 0], dtype=np.float64)
        found = assess(
            version.scenario, draws=draws, years=years, seed=seed, evidence=file,
            ladder=version.origin,
        )  # fmt: skip
    keys, node = resolve(Trace(found), asked.path, asked.design)
    return _number(node, written(keys), asked)


def _settlement(version: AnswerVersion, asked: AskedNumber, draws: int, seed: int) -> Array:
    """A number of the talks: ``talks.guarantee.point``. Raises UnknownNameError, InputError."""
    issue, _, rest = asked.path.removeprefix(TALKS).partition(".")
    [found] = talks(version.scenario, issue, draws=draws, seed=seed)
    told = found.after.to_dict()
    if rest not in told:
        raise UnknownNameError("number", rest, [*told], where=f"{TALKS}{issue}")
    return _number(told[rest], asked.path, asked)


def _number(node: Any, name: str, asked: AskedNumber) -> Array:
    node = node["value"] if isinstance(node, dict) and "value" in node else node
    if isinstance(node, bool) or not isinstance(node, int | float):
        raise InputError(f"{name} is no number", where=asked.path)
    return np.array([float(node)])


def differences(
    one: AnswerVersion, two: AnswerVersion, names: tuple[str, ...], asked: AskedNumber
) -> dict[str, tuple[str, ...]]:
    """Player -> what differs, in words."""
    said = {
        "data": lambda: _data(one, two),
        "model": lambda: _model(one, two),
        "judgement": lambda: _judged(one, two),
        "clause": lambda: _clauses(one, two, asked.design),
    }
    return {name: tuple(said[name]()) for name in names}


def _data(one: AnswerVersion, two: AnswerVersion) -> list[str]:
    found = []
    days = [each.scenario.as_of for each in (one, two)]
    if days[0] != days[1]:
        found.append(f"the question's day: {days[0]} → {days[1]}")
    mine, theirs = one.facts.facts, two.facts.facts
    changed = [
        fact(name, _known(mine.get(name)), _known(theirs.get(name)), days[1].year)
        for name in sorted({*mine, *theirs}, key=lambda each: _order(one, each))
        if repr(getattr(mine.get(name), "value", None))
        != repr(getattr(theirs.get(name), "value", None))
    ]
    counts = [len(each.scenario.situation.disputes) for each in (one, two)]
    if counts[0] != counts[1]:
        found.append(f"disputes that the scenario lists: {counts[0]} → {counts[1]}")
    return [*found, *changed]


def _order(version: AnswerVersion, name: str) -> tuple[int, str]:
    """Facts of the two first, then of the pair, then of whoever else."""
    of = name.partition(".")[0]
    first = [version.scenario.challenger, version.scenario.protege, "pair"]
    return first.index(of) if of in first else len(first), name


def _known(known: Known | None) -> Any:
    """A fact's value; of a pact that its text may be read."""
    value = known and known.value
    return value if isinstance(value, float | tuple) or value is None else "as it was signed"


def _model(one: AnswerVersion, two: AnswerVersion) -> list[str]:
    ladders = [each.origin.ladder for each in (one, two)]
    return [
        f"the ladder fitted to {each.first}–{each.last} by {each.version}, {version.name}"
        for each, version in zip(ladders, (one, two), strict=True)
    ]


#: Fields of a scenario that are judgements -> what readers call them.
_JUDGED = {
    "baseline": "what stands already by the scenario", "claims": "claims",
    "pledges": "the challenger's own pledges", "issues": "issues of the talks",
    "hypotheses": "hypotheses",
}  # fmt: skip


def _judged(one: AnswerVersion, two: AnswerVersion) -> list[str]:
    same, mixed = (one.with_parts(two, frozenset(each)).scenario for each in ((), ("judgement",)))
    found = []
    for name, said in _JUDGED.items():
        if getattr(mixed, name) != getattr(one.scenario, name):
            found.append(said)
    if mixed.situation != same.situation:
        found.append("facts of the situation that are judgements")
    return found


def _clauses(one: AnswerVersion, two: AnswerVersion, design: str) -> list[str]:
    if not design:
        return ["the designs"]
    was, now = one.scenario.designs[design], two.scenario.designs[design]
    said = [f"{term(each)}: {each.before} → {each.after}" for each in diff(was, now).changes]
    return said or [f"other designs than {design}"]
