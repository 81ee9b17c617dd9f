"""Derivatives and equilibrium properties on random trees."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.games.tree.induction.curvature import curvature
from foedus.games.tree.induction.sweep import Reverse, Sweep
from foedus.games.tree.structure import Structure
from foedus.games.tree.tree import Chance, Decision, Terminal, Tree

PLAYERS = ("A", "B", "C")


@st.composite
def nodes(draw, depth, private, above=frozenset()):
    """A random node; under private information nobody moves twice on a path."""
    free = [p for p in PLAYERS if not (private and p in above)]
    kind = draw(st.sampled_from(["end", "move", "move", "nature"])) if depth else "end"
    if kind == "end" or not free:
        return draw(st.integers(0, 10**9))
    count = draw(st.integers(2, 3))
    if kind == "nature":
        odds = np.array(draw(st.lists(st.integers(1, 9), min_size=count, max_size=count)), float)
        odds /= odds.sum()
        return ("nature", odds, [draw(nodes(depth - 1, private, above)) for _ in range(count)])
    who = draw(st.sampled_from(free))
    below = above | {who}
    return (who, [draw(nodes(depth - 1, private, below)) for _ in range(count)])


def grow(shape, counter):
    if isinstance(shape, int):
        counter.append(f"o{len(counter)}")
        return Terminal(counter[-1])
    if shape[0] == "nature":
        _, odds, below = shape
        return Chance(tuple((f"n{i}", float(p), grow(c, counter)) for i, (p, c) in
                            enumerate(zip(odds, below, strict=True))))  # fmt: skip
    who, below = shape
    return Decision(who, tuple((f"a{i}", grow(c, counter)) for i, c in enumerate(below)))


def structure_of(root, *, errors="agent", link="probit", scaled=(), merge=False):
    tree = Tree(root, PLAYERS)
    pay = {}
    for player in PLAYERS:
        for first in tree.first_moves(player):
            for t in tree.below(first):
                pay.setdefault((player, tree.nodes[t].outcome), len(pay))
    scale = {p: len(pay) + i for i, p in enumerate(scaled)}
    labels = {o: (o,) for o in tree.outcomes}
    if merge and len(tree.outcomes) > 2:
        first, second, *rest = tree.outcomes
        labels = {"merged": (first, second)} | {o: (o,) for o in rest}
    return Structure(tree, len(pay) + len(scale), pay, scale, labels, errors, link)


def nature(tree):
    return {
        k: [p for _, p, _ in node.branches]
        for k, node in enumerate(tree.nodes)
        if isinstance(node, Chance)
    }


@st.composite
def games(draw):
    errors = draw(st.sampled_from(["agent", "private"]))
    link = "probit" if errors == "private" else draw(st.sampled_from(["probit", "logit"]))
    shape = draw(nodes(2, errors == "private", frozenset({"A"})))
    other = draw(nodes(1, errors == "private", frozenset({"A"})))
    root = grow(("A", [shape, other]), [])
    return structure_of(
        root, errors=errors, link=link, scaled=draw(st.sampled_from([(), ("A",), PLAYERS])),
        merge=draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(games(), st.integers(0, 2**31))
def test_probabilities_sum_to_one_and_derivatives_are_exact(structure, seed):
    rng = np.random.default_rng(seed)
    index = rng.normal(size=(structure.equations, 5))
    odds = nature(structure.tree)
    observed = rng.integers(0, len(structure.labels), 5)
    total = np.exp(Sweep(structure, index, odds).log_labels()).sum(axis=0)
    assert total == pytest.approx(np.ones(5), abs=1e-12)

    reverse = Reverse(Sweep(structure, index, odds), observed)
    hessian = curvature(reverse)
    assert hessian == pytest.approx(hessian.swapaxes(0, 1), abs=1e-10)
    step = 1e-5
    for m in range(structure.equations):
        up, down = index.copy(), index.copy()
        up[m] += step
        down[m] -= step
        high = Reverse(Sweep(structure, up, odds), observed)
        low = Reverse(Sweep(structure, down, odds), observed)
        slope = (high.loglik - low.loglik) / (2 * step)
        bend = (high.gradient - low.gradient) / (2 * step)
        scale = 1.0 + np.abs(hessian).max()  # central differences err by step^2 third derivatives
        assert reverse.gradient[m] == pytest.approx(slope, abs=1e-7 * scale)
        assert hessian[m] == pytest.approx(bend, abs=1e-6 * scale)


@settings(max_examples=30, deadline=None)
@given(games(), st.integers(0, 2**31))
def test_relabelling_actions_changes_nothing(structure, seed):
    index = np.random.default_rng(seed).normal(size=(structure.equations, 4))

    def flip(node):
        if isinstance(node, Decision):
            return Decision(node.player, tuple((n, flip(c)) for n, c in reversed(node.actions)))
        if isinstance(node, Chance):
            return Chance(tuple((n, p, flip(c)) for n, p, c in reversed(node.branches)))
        return node

    turned = Tree(flip(structure.tree.root), PLAYERS)
    other = Structure(turned, structure.equations, structure.payoff, structure.scale,
                      structure.labels, structure.errors, structure.link)  # fmt: skip
    here = Sweep(structure, index, nature(structure.tree)).log_labels()
    there = Sweep(other, index, nature(turned)).log_labels()
    assert np.exp(here) == pytest.approx(np.exp(there), abs=1e-11)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.05, 0.95), st.sampled_from(["probit", "logit"]), st.integers(0, 2**31))
def test_merging_equal_branches_of_nature_changes_nothing(odds, link, seed):
    # Agent error: a lottery between two equal continuations is that continuation.
    inner = Decision("B", (("l", Terminal("x")), ("r", Terminal("y"))))
    lottery = Chance((("u", odds, inner), ("v", 1 - odds, inner)))
    split = Decision("A", (("stay", Terminal("s")), ("go", lottery)))
    whole = Decision("A", (("stay", Terminal("s")), ("go", inner)))
    one, two = structure_of(split, link=link), structure_of(whole, link=link)
    index = np.random.default_rng(seed).normal(size=(one.equations, 6))
    here = Sweep(one, index, nature(one.tree)).log_labels()
    there = Sweep(two, index, {}).log_labels()
    assert np.exp(here) == pytest.approx(np.exp(there), abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(nodes(3, False), st.sampled_from(["probit", "logit"]), st.integers(0, 2**31))
def test_small_errors_give_exhaustive_best_responses(shape, link, seed):
    """Against every pure strategy profile: the outcome played is the subgame-perfect one."""

    def without_nature(s):
        if isinstance(s, int):
            return s
        return ("C", [without_nature(c) for c in s[2]]) if s[0] == "nature" else (
            s[0], [without_nature(c) for c in s[1]])  # fmt: skip

    root = grow(("A", [without_nature(shape), 7]), [])
    structure = structure_of(root, link=link)
    rng = np.random.default_rng(seed)
    # Distinct payoffs at least 1 apart, so that no tie is broken by the errors.
    per_player = {p: rng.permutation(structure.equations) for p in PLAYERS}
    index = np.array([[per_player[p][i]] for i, (p, _) in enumerate(structure.payoff)], float)
    payoff = {key: index[m, 0] for key, m in structure.payoff.items()}

    def best(node):
        if isinstance(node, Terminal):
            return node.outcome
        ends = [best(child) for _, child in node.actions]
        return max(ends, key=lambda o: payoff[node.player, o])

    labels = Sweep(structure, index * 200.0, {}).log_labels()
    found = list(structure.labels)[int(np.argmax([float(v[0]) for v in labels]))]
    assert found == best(root)
    assert np.exp(max(float(v[0]) for v in labels)) == pytest.approx(1.0, abs=1e-9)


def test_private_information_refuses_a_player_who_moves_again():
    root = grow(("A", [0, ("B", [0, ("A", [0, 0])])]), [])
    with pytest.raises(InputError, match="moves again"):
        structure_of(root, errors="private")


def test_private_information_refuses_logit():
    with pytest.raises(InputError, match="probit"):
        structure_of(grow(("A", [0, 0]), []), errors="private", link="logit")
