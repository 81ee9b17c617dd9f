"""Claims weighed under rival hypotheses: an analysis of competing hypotheses, by Bayes' rule.

A claim's letter is the chance r that its source bears on the truth
(``foedus.scenario.grades``): the claim then has the likelihood that the analyst gave, else it
says nothing, which is the same under every hypothesis. So P(claim | h) = r L(h) + (1 - r) m, with m
the mean of L over the priors. Claims of one origin are one piece of evidence: the mean of their
logarithms counts, however many they are. Other than Heuer's count of inconsistencies (Psychology of
Intelligence Analysis, 1999, ch. 8); the consistency table shows its letters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log

from foedus.errors import InputError
from foedus.scenario.grades import RELIABILITY
from foedus.scenario.hypotheses.hypothesis import Hypotheses
from foedus.scenario.statements import Claim

_LETTERS = "ABCDE"
#: A ratio of likelihoods up to this tells two hypotheses apart hardly.
APART = 1.5
#: Days within which claims of one speaker may be one report.
WEEK = 7


@dataclass(frozen=True, slots=True)
class Witness:
    """One origin: its claims, and log P(its claims | h) for each hypothesis."""

    origin: str
    claims: tuple[str, ...]
    grade: str
    logs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Influence:
    """What one origin does. without: the posterior with it left out; shift: the most that any
    hypothesis's chance moves; flips: whether another hypothesis leads without it; low, high: the
    leader's chance with its letters one worse and one better; factor: by how much its evidence for
    the leader over the runner-up would have to fall for the two to change places.
    """

    origin: str
    claims: tuple[str, ...]
    without: tuple[float, ...]
    shift: float
    flips: bool
    low: float
    high: float
    factor: float


@dataclass(frozen=True, slots=True)
class Lookout:
    """A sign not yet seen. gain: bits that looking should tell; if_seen, if_not: the posterior."""

    what: str
    gain: float
    if_seen: tuple[float, ...]
    if_not: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """All of it, in the order of ``ids``. worse, better: the posterior with every letter one worse,
    one better. tied: pairs that the claims hardly tell apart.
    """

    question: str
    ids: tuple[str, ...]
    says: tuple[str, ...]
    prior: tuple[float, ...]
    posterior: tuple[float, ...]
    worse: tuple[float, ...]
    better: tuple[float, ...]
    influences: tuple[Influence, ...]
    lookouts: tuple[Lookout, ...]
    tied: tuple[tuple[str, str], ...]
    consistency: tuple[tuple[str, str, tuple[str, ...]], ...]  # claim, grade, a mark each
    given: tuple[tuple[float, ...], ...]  # the likelihoods of each of them, as the analyst has them
    alike: tuple[tuple[str, str], ...]  # claims of one speaker within a week, under two origins

    @property
    def leader(self) -> int:
        """Which hypothesis has the most chance; the first of equals."""
        return self.posterior.index(max(self.posterior))


def weigh(
    asked: Hypotheses, claims: Iterable[Claim], reliability: Mapping[str, float] = RELIABILITY
) -> Weighing:
    """The hypotheses weighed by the claims that have a row in ``evidence``.

    Raises InputError where such a claim is not among ``claims``.
    """
    known = {claim.id: claim for claim in claims}
    if missing := [each.claim for each in asked.evidence if each.claim not in known]:
        raise InputError(f"no claim has the id {missing[0]!r}", where="hypotheses: evidence")
    prior, ids = asked.priors(), tuple(each.id for each in asked.rivals)
    seen = _witnesses(asked, known, reliability, 0)
    posterior = _posterior(prior, seen)
    worse, better = (
        _posterior(prior, _witnesses(asked, known, reliability, step)) for step in (1, -1)
    )
    influences = tuple(
        _influence(at, prior, posterior, seen, asked, known, reliability) for at in range(len(seen))
    )
    return Weighing(
        asked.question, ids, tuple(each.says for each in asked.rivals), prior, posterior, worse,
        better, tuple(sorted(influences, key=lambda each: -each.shift)),
        tuple(sorted(_lookouts(asked, ids, posterior), key=lambda each: -each.gain)),
        tuple(_tied(ids, seen)), tuple(_consistency(asked, known, ids)),
        tuple(tuple(row.likelihood[name] for name in ids) for row in asked.evidence),
        tuple(_alike([known[row.claim] for row in asked.evidence])),
    )  # fmt: skip


def _witnesses(
    asked: Hypotheses, known: Mapping[str, Claim], reliability: Mapping[str, float], step: int,
    only: str | None = None,
) -> list[Witness]:  # fmt: skip
    """One an origin. step: letters that grades are made worse by, of origin ``only`` or of all."""
    ids, prior = [each.id for each in asked.rivals], asked.priors()
    groups: dict[str, list[tuple[str, str, list[float]]]] = {}
    for row in asked.evidence:
        claim = known[row.claim]
        origin = claim.origin or claim.id
        letter = _shifted(claim.grade[0], step if only in {None, origin} else 0)
        values = [row.likelihood[name] for name in ids]
        idle = sum(p * value for p, value in zip(prior, values, strict=True))
        r = reliability[letter]
        logs = [log(r * value + (1 - r) * idle) for value in values]
        groups.setdefault(origin, []).append((claim.id, claim.grade, logs))
    return [
        Witness(
            origin, tuple(name for name, _, _ in group), min(grade for _, grade, _ in group),
            tuple(sum(logs[k] for _, _, logs in group) / len(group) for k in range(len(ids))),
        )
        for origin, group in groups.items()
    ]  # fmt: skip


def _shifted(letter: str, step: int) -> str:
    """A letter some steps worse, within A to E; F cannot be judged and stays."""
    if letter not in _LETTERS:
        return letter
    return _LETTERS[min(max(_LETTERS.index(letter) + step, 0), len(_LETTERS) - 1)]


def _posterior(prior: Sequence[float], seen: Iterable[Witness]) -> tuple[float, ...]:
    logs = [log(p) for p in prior]
    for each in seen:
        logs = [value + more for value, more in zip(logs, each.logs, strict=True)]
    top = max(logs)
    weights = [exp(value - top) for value in logs]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def _influence(
    at: int, prior: Sequence[float], posterior: Sequence[float], seen: Sequence[Witness],
    asked: Hypotheses, known: Mapping[str, Claim], reliability: Mapping[str, float],
) -> Influence:  # fmt: skip
    own = seen[at]
    without = _posterior(prior, [*seen[:at], *seen[at + 1 :]])
    order = sorted(range(len(posterior)), key=lambda k: -posterior[k])
    leader, second = order[0], order[1]
    ends = [
        _posterior(prior, _witnesses(asked, known, reliability, step, own.origin))[leader]
        for step in (1, -1)
    ]
    return Influence(
        own.origin, own.claims, without,
        max(abs(p - q) for p, q in zip(posterior, without, strict=True)),
        max(range(len(without)), key=without.__getitem__) != leader,
        min(ends), max(ends), posterior[leader] / posterior[second],
    )  # fmt: skip


def _lookouts(
    asked: Hypotheses, ids: Sequence[str], posterior: Sequence[float]
) -> Iterable[Lookout]:
    for sign in asked.indicators:
        chances = [sign.likelihood[name] for name in ids]
        seen = sum(p * chance for p, chance in zip(posterior, chances, strict=True))
        if_seen = tuple(p * c / seen for p, c in zip(posterior, chances, strict=True))
        if_not = tuple(p * (1 - c) / (1 - seen) for p, c in zip(posterior, chances, strict=True))
        left = seen * _entropy(if_seen) + (1 - seen) * _entropy(if_not)
        yield Lookout(sign.what, max(0.0, _entropy(posterior) - left), if_seen, if_not)


def _entropy(chances: Iterable[float]) -> float:
    """In bits."""
    return -sum(chance * log(chance, 2) for chance in chances if chance > 0)


def _tied(ids: Sequence[str], seen: Sequence[Witness]) -> Iterable[tuple[str, str]]:
    for one in range(len(ids)):
        for other in range(one + 1, len(ids)):
            ratio = sum(each.logs[one] - each.logs[other] for each in seen)
            if abs(ratio) <= log(APART):
                yield ids[one], ids[other]


def _alike(claims: Sequence[Claim]) -> Iterable[tuple[str, str]]:
    """Claims that may be one report, and yet count twice."""
    for at, one in enumerate(claims):
        for other in claims[at + 1 :]:
            apart = (one.origin or one.id) != (other.origin or other.id)
            if apart and same_voice(one, other.by, other.on):
                yield one.id, other.id


def same_voice(claim: Claim, by: str, on: date | None) -> bool:
    """Whether somebody of the same last name said something within a week of a claim."""
    last, other = (words.split()[-1].lower() if words.split() else "" for words in (claim.by, by))
    near = on is not None and abs((claim.on - on).days) <= WEEK
    return last == other and near


def _consistency(
    asked: Hypotheses, known: Mapping[str, Claim], ids: Sequence[str]
) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    for row in asked.evidence:
        values = [row.likelihood[name] for name in ids]
        marks = tuple(_mark(value / max(values)) for value in values)
        yield row.claim, known[row.claim].grade, marks


def _mark(share: float) -> str:
    """How a likelihood stands to the largest of its row."""
    return "consistent" if share >= 0.5 else "weak" if share >= 0.2 else "inconsistent"
