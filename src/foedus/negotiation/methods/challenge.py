"""The expected-utility (challenge) model, round by round.

Bueno de Mesquita's model as rebuilt by Scholz, Calbert & Smith (2011), J. Theoretical Politics
23(4):510–531 and ICAART pp. 18–30. Who would gain by challenging whom, who gives way, and where
that leads. It is a story of concessions, not the forecast: on EU decisions the plain compromise
is nearer to what was decided.

The reading of the paper matters, so each open choice is a named setting. ``SCHOLZ`` replicates
the printed figures and table: they need a probability whose denominator runs over all pairs of
actors and not the one printed (eq. 31).
"""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.negotiation.batch import positions_and_weights, rows, span
from foedus.negotiation.methods.compromise import weighted_mean, weighted_median
from foedus.negotiation.methods.offers import Offers, accept
from foedus.negotiation.methods.utility import Probability, expected_utilities, risk_exponents
from foedus.negotiation.record import Array, MethodResult, Status, input_hash


@dataclass(frozen=True, slots=True)
class ChallengeSettings:
    """How to read the model.

    probability: ``printed`` (eq. 31; P_ij + P_ji = 1), ``curved`` (the same with distances curved
    by each voter's attitude to risk) or ``global`` (curved, over the sum of all pairs). range:
    distances are divided by the ``initial`` or the ``current`` range. both_gain: what the weaker
    does in a dyad where both expect to gain: ``stay`` or ``move`` to the stronger. offer: which
    offer an actor takes: ``strongest`` (the proposer with the highest expected utility),
    ``least`` (the one that moves it least), or ``scholz`` (least, but compromises by the lowest
    weighted average of the two positions, after the original). capitulation: ``stronger`` (the
    mirror of the printed quadrants) or ``never`` (a comparison in a published replication can
    never hold; kept to reproduce it). Q: chance that the status quo continues without a
    challenge. risk: estimate actors' attitude to risk. rounds: the limit. epsilon: a round in
    which no actor moves more than epsilon of the range is still; two still rounds end the
    negotiation.
    """

    probability: Probability = "printed"
    range: Literal["initial", "current"] = "initial"
    both_gain: Literal["stay", "move"] = "stay"
    offer: Offers = "strongest"
    capitulation: Literal["stronger", "never"] = "stronger"
    Q: float = 1.0
    risk: bool = True
    rounds: int = 50
    epsilon: float = 1e-4

    def __post_init__(self) -> None:
        """Refuse settings outside their meaning."""
        for name, allowed in _ALLOWED.items():
            if getattr(self, name) not in allowed:
                raise InputError(
                    f"{name} is {getattr(self, name)!r}", hint=f"one of {', '.join(allowed)}"
                )
        if not 0 <= self.Q <= 1:
            raise InputError(f"Q is {self.Q}: it is a probability, 0 to 1")
        if self.rounds < 1 or self.epsilon < 0:
            raise InputError("rounds must be 1 or more and epsilon 0 or more")


_ALLOWED = {
    "probability": ("printed", "curved", "global"),
    "range": ("initial", "current"),
    "both_gain": ("stay", "move"),
    "offer": ("strongest", "least", "scholz"),
    "capitulation": ("stronger", "never"),
}

DEFAULT = ChallengeSettings()
#: What reproduces the published example (Scholz et al. 2011, Table 2).
SCHOLZ = ChallengeSettings(
    probability="global", both_gain="move", offer="scholz", capitulation="never"
)
PRESETS = {"default": DEFAULT, "scholz": SCHOLZ}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengePath(MethodResult):
    """positions: (t+1, b, n) by round; median, mean: (t+1, b) weighted; risk: (b, n) exponents
    of the last round (1 neutral, below 1 averse). A row that ended early repeats its last round.

    low, high, center: (b,) range and mean of the weighted median over the cycle (``cycled``) or
    its last value.
    """

    positions: Array
    median: Array
    mean: Array
    risk: Array
    low: Array
    high: Array
    center: Array

    def story(self) -> dict[str, Any]:
        """The first row's weighted median by round, for JSON."""
        return {
            "what": "concessions round by round (challenge model): a story, not the forecast",
            "status": str(self.status[0]),
            "rounds": int(self.rounds[0]),
            "median": [round(float(v), 6) for v in self.median[:, 0]],
            "settings": dict(self.settings),
        }


def challenge(
    positions: ArrayLike,
    capability: ArrayLike,
    salience: ArrayLike,
    *,
    settings: ChallengeSettings | str = DEFAULT,
    **changes: object,
) -> ChallengePath:
    """Run the challenge model on positions, capability and salience, each (b, n) or (n,).

    settings: a ``ChallengeSettings`` or the name of a preset (``default``, ``scholz``);
    further keywords change single settings, as in ``challenge(x, c, s, settings="scholz", Q=0.5)``.
    An actor without weight backs nobody; it may still be challenged.

    Raises InputError for missing values, salience outside 0 to 1, or unknown settings.
    """
    how = _settings(settings, changes)
    s = rows(salience, "salience")
    if (s < 0).any() or (s > 1).any():
        raise InputError("salience must be 0 to 1", hint="divide saliences out of 100 by 100")
    c = rows(capability, "capability")
    if (c < 0).any():
        raise InputError("capability cannot be negative")
    x, w = positions_and_weights(positions, c * s)
    s = np.broadcast_to(s, x.shape)
    b, n = x.shape
    R0 = span(x)
    path, attitudes = [x], np.ones((b, n))
    status = [Status.LIMIT] * b
    ended = np.full(b, -1)
    still = np.zeros(b, dtype=int)
    seen: list[dict[bytes, int]] = [{} for _ in range(b)]
    start = np.zeros(b, dtype=int)
    live = np.arange(b)
    _mark(seen, x, R0, live, 0)
    for t in range(1, how.rounds + 1):
        now = path[-1].copy()
        before = now[live]
        R = R0[live] if how.range == "initial" else span(before)
        new, attitudes[live] = step(before, w[live], s[live], R, how)
        now[live] = new
        path.append(now)
        quiet = np.abs(new - before).max(axis=1) <= how.epsilon * R0[live]
        still[live] = np.where(quiet, still[live] + 1, 0)
        earlier = _mark(seen, now, R0, live, t)
        for r in live:
            if still[r] >= 2 or R0[r] == 0:
                status[r], ended[r], start[r] = Status.CONVERGED, t, t
            elif still[r] == 0 and earlier.get(int(r), t) < t:
                status[r], ended[r], start[r] = Status.CYCLED, t, earlier[int(r)] + 1
        live = live[ended[live] < 0]
        if live.size == 0:
            break
    ended[ended < 0] = how.rounds
    start = np.where([state is Status.CYCLED for state in status], start, ended)
    states = np.stack(path)
    median, mean = weighted_median(states, w[None]), weighted_mean(states, w[None])
    spans = [median[start[r] : ended[r] + 1, r] for r in range(b)]
    return ChallengePath(
        method="challenge model",
        settings=asdict(how),
        status=tuple(status),
        rounds=ended,
        input_hash=input_hash("challenge", asdict(how), x, c, s),
        positions=states,
        median=median,
        mean=mean,
        risk=attitudes,
        low=np.array([part.min() for part in spans]),
        high=np.array([part.max() for part in spans]),
        center=np.array([part.mean() for part in spans]),
    )


def step(x: Array, w: Array, s: Array, R: Array, how: ChallengeSettings) -> tuple[Array, Array]:
    """One round: positions after it and the risk exponents, both (b, n). R: (b,) range."""
    r = np.ones_like(x)
    own, other = expected_utilities(x, w, s, R, r, how.Q, how.probability)
    if how.risk:
        r = risk_exponents(own)
        own, other = expected_utilities(x, w, s, R, r, how.Q, how.probability)
    return accept(x, own, other, how.offer, how.both_gain, how.capitulation), r


def _settings(settings: ChallengeSettings | str, changes: dict[str, object]) -> ChallengeSettings:
    if isinstance(settings, str):
        if settings not in PRESETS:
            raise InputError(f"unknown preset {settings!r}", hint=f"one of {', '.join(PRESETS)}")
        settings = PRESETS[settings]
    unknown = set(changes) - set(asdict(settings))
    if unknown:
        raise InputError(
            f"unknown setting {sorted(unknown)[0]!r}", hint=f"one of {', '.join(asdict(settings))}"
        )
    return replace(settings, **changes)  # type: ignore[arg-type]


def _mark(
    seen: list[dict[bytes, int]], x: Array, R: Array, live: NDArray[np.int64], t: int
) -> dict[int, int]:
    """Note the rounded positions of live rows; the round at which each was first seen."""
    earlier = {}
    for r in live:
        key = np.round(x[r] / (R[r] if R[r] > 0 else 1.0), 9).tobytes()
        earlier[int(r)] = seen[r].setdefault(key, t)
    return earlier
