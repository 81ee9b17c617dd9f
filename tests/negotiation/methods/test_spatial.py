"""The spatial model against KTAB's own turns."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.negotiation.methods.spatial import bargain_each, bargain_in_space
from foedus.negotiation.record import Status

SAME = 1e-5  # on 0 to 1: the required 1e-3 on KTAB's scale of 0 to 100
CHANCE = 6e-5  # chances are printed to four decimals

OPTION = {
    "BigRAdjust": "attitude",
    "BigRRange": "risk_range",
    "InterVecBrgn": "vector",
    "PCEModel": "election",
    "ThirdPartyCommit": "commitment",
    "VictoryProbModel": "victory",
    "VotingRule": "voting",
    "BargnModel": "interpolation",
}
SCENARIOS = ["emission_1994", "sultan_1997", "ktab_soe_policy", "ktab_soe_two_dim"]
LARGE = [
    "ktab_soe_competitive",
    "ktab_dummy_3dim",
    "ktab_dummy_6dim",
    "ktab_dummy_a040",
    "ktab_dummy_a080",
]
OPTIONS = (
    [f"BigRAdjust={name}" for name in ("None", "Half", "TwoThirds")]
    + [f"BigRRange={name}" for name in ("Min", "Max")]
    + [f"InterVecBrgn={name}" for name in ("S1P1", "S2PMax")]
    + [f"PCEModel={name}" for name in ("MarkovUniform", "MarkovIncentive")]
    + [f"ThirdPartyCommit={name}" for name in ("NoCommit", "FullCommit")]
    + [f"VictoryProbModel={name}" for name in ("Binary", "Square", "Quartic", "Octic")]
    + [f"VotingRule={name}" for name in ("Binary", "Cubic", "PropBin", "PropCbc")]
)


def same_turns(path: Any, position: Any, chance: Any | None = None) -> None:
    assert len(path.positions) == len(position)
    assert path.positions == pytest.approx(position / 100, abs=SAME)
    if chance is not None:
        assert path.p == pytest.approx(chance[:, :, 0], abs=CHANCE)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_turn_of_ktab(
    ktab_inputs: Any, ktab_expected: Any, reference: Path, name: str
) -> None:
    file = reference / "ktab_expected.csv"
    same_turns(
        bargain_in_space(*ktab_inputs(name)),
        ktab_expected(file, "scenario", name),
        ktab_expected(file, "scenario", name, "win_probability"),
    )


@pytest.mark.parametrize("name", LARGE)
def test_every_turn_of_ktabs_larger_scenarios(
    ktab_inputs: Any, ktab_expected: Any, tables_folder: Path, name: str
) -> None:
    file = tables_folder / "ktab_expected_output.csv"
    same_turns(
        bargain_in_space(*ktab_inputs(name, tables_folder)),
        ktab_expected(file, "scenario", name),
        ktab_expected(file, "scenario", name, "win_probability"),
    )


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_of_ktab(
    ktab_inputs: Any, ktab_expected: Any, reference: Path, option: str
) -> None:
    key, value = option.split("=")
    path = bargain_in_space(*ktab_inputs("ktab_dummy_3dim"), **{OPTION[key]: value})
    want = ktab_expected(reference / "ktab_options.csv", "option", option)
    assert len(path.positions) == len(want)
    for t in (1, len(want) - 1):
        assert path.positions[t] == pytest.approx(want[t] / 100, abs=SAME)


def test_asymmetric_prospect_is_near(ktab_inputs: Any, ktab_expected: Any, reference: Path) -> None:
    path = bargain_in_space(*ktab_inputs("ktab_dummy_3dim"), voting="ASymProsp")
    want = ktab_expected(reference / "ktab_options.csv", "option", "VotingRule=ASymProsp")
    assert path.positions[-1] == pytest.approx(want[-1] / 100, abs=3e-4)  # 0.02 of 100 is known


@pytest.mark.parametrize("option", ["InitRcvrInterp", "PWCompInterp"])
def test_receivers_view_uses_a_probability(
    ktab_inputs: Any, ktab_expected: Any, reference: Path, option: str
) -> None:
    """KTAB puts the gain where the probability belongs; the answers must differ from its own."""
    path = bargain_in_space(*ktab_inputs("ktab_dummy_3dim"), interpolation=option)
    want = ktab_expected(reference / "ktab_options.csv", "option", f"BargnModel={option}")
    assert path.status == (Status.CONVERGED,)
    assert np.abs(path.positions[1] - want[1] / 100).max() > 0.01
    assert ((path.positions >= 0) & (path.positions <= 1)).all()


def test_poles_are_no_reason_to_abort() -> None:
    path = bargain_in_space([0, 0, 1, 1, 1], [0.5, 0.6, 0.7, 0.2, 0.9], [1, 2, 3, 4, 5])
    assert path.converged
    assert path.p[-1].sum() > 0
    assert bargain_in_space([0, 1, 1], [0.5] * 3, [1, 2, 3], attitude="Full").converged


def test_stochastic_repeats_with_a_seed(ktab_inputs: Any) -> None:
    inputs = ktab_inputs("ktab_dummy_3dim")
    runs = [bargain_in_space(*inputs, transition="Stochastic", seed=seed) for seed in (4, 4, 5)]
    assert np.array_equal(runs[0].positions, runs[1].positions)
    assert runs[0].input_hash == runs[1].input_hash != runs[2].input_hash
    assert not np.array_equal(runs[0].positions, runs[2].positions)


def test_who_moved_and_why(ktab_inputs: Any) -> None:
    path = bargain_in_space(*ktab_inputs("ktab_soe_policy"))
    for t, moves in enumerate(path.moves):
        for k, move in enumerate(moves):
            stayed = np.array_equal(path.positions[t, k], path.positions[t + 1, k])
            assert (move is None) <= stayed
            assert move is None or k in move


def test_one_actor_identical_actors_and_indifferent_ones() -> None:
    assert bargain_in_space([0.4], [0.5], [1.0]).positions[-1, 0, 0] == 0.4
    assert bargain_in_space([0.4] * 3, [0.5] * 3, [1.0] * 3).positions[-1] == pytest.approx(0.4)
    path = bargain_in_space([0.1, 0.5, 0.9], [0.0, 0.5, 0.6], [1, 1, 1])
    assert np.isfinite(path.positions).all()
    assert np.isfinite(path.p).all()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (([0.1, np.nan], [0.5, 0.5], [1, 1]), "position of actor 1"),
        (([10, 40], [0.5, 0.5], [1, 1]), "0 to 1"),
        (([0.1, 0.4], [0.5], [1, 1]), "shapes"),
        (([[0.1, 0.2], [0.3, 0.4]], [[0.7, 0.7], [0.1, 0.1]], [1, 1]), "sum to"),
        (([0.1, 0.4], [0.5, 0.5], [0, 0]), "capability"),
        (([], [], []), "shapes"),
    ],
)
def test_bad_input_is_refused(arguments: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        bargain_in_space(*arguments)


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(InputError, match="victory"):
        bargain_in_space([0, 1], [0.5, 0.5], [1, 1], victory="Cubic")
    with pytest.raises(InputError, match="setting"):
        bargain_in_space([0, 1], [0.5, 0.5], [1, 1], Victory="Linear")


@pytest.mark.parametrize(
    "changes",
    [
        {}, {"election": "MarkovUniform"}, {"interpolation": "InitRcvrInterp"},
        {"interpolation": "PWCompInterp", "vector": "S2PMax"}, {"voting": "ASymProsp"},
        {"transition": "Stochastic", "seed": 4}, {"commitment": "NoCommit"},
    ],
    ids=str,
)  # fmt: skip
def test_issues_together_are_to_the_last_digit_what_they_are_alone(
    changes: dict[str, object],
) -> None:
    """Bargains hang on the last digit, so company must not change the order of any sum."""
    rng = np.random.default_rng(7)
    issues = []
    for n, K in ((9, 1), (4, 1), (9, 1), (9, 2), (9, 1), (13, 1), (4, 1)):
        x, s = rng.uniform(0, 1, (n, K)), rng.uniform(0.1, 1 / K, (n, K))
        issues.append((x, s, rng.uniform(1, 100, n)))
    issues[2] = (np.full((9, 1), 0.5), *issues[2][1:])  # nobody moves: it ends first
    together = bargain_each(issues, turns=12, **changes)
    for found, (x, s, c) in zip(together, issues, strict=True):
        alone = bargain_in_space(x, s, c, turns=12, **changes)
        assert (found.positions == alone.positions).all()
        assert (found.p == alone.p).all()
        assert found.moves == alone.moves
        assert (found.status, found.input_hash) == (alone.status, alone.input_hash)
    assert bargain_each([]) == ()
