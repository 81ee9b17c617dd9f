"""Merkle trees: the vectors of certificate transparency, the definition, and every tampering."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger import merkle

#: Leaves and roots of the reference implementation of RFC 6962 (certificate-transparency-go).
LEAVES = [bytes.fromhex(each) for each in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def defined(leaves: list[bytes]) -> bytes:
    """The tree's head by the definition of RFC 6962, 2.1."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return merkle.leaf(leaves[0])
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return merkle.node(defined(leaves[:half]), defined(leaves[half:]))


def nodes(leaves: list[bytes], steps: int = 0) -> merkle.Nodes:
    """Nodes of a tree grown at once, or in so many steps."""
    kept: dict[tuple[int, int], bytes] = {}

    def node(level: int, place: int) -> bytes:
        return kept[level, place]

    hashes = [merkle.leaf(each) for each in leaves]
    for start in range(0, len(hashes), steps or len(hashes) or 1):
        part = hashes[start : start + (steps or len(hashes))]
        for level, place, value in merkle.grown(start, part, node):
            kept[level, place] = value
    return node


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert merkle.root(size, nodes(LEAVES)).hex() == ROOTS[size - 1]


def test_an_empty_tree() -> None:
    assert merkle.root(0, nodes([])) == merkle.EMPTY == sha256(b"").digest()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 33])
def test_every_proof_holds_and_no_other(size: int) -> None:
    leaves = [bytes([each]) for each in range(size)]
    tree = nodes(leaves, steps=3)
    head = merkle.root(size, tree)
    assert head == defined(leaves)
    for index in range(size):
        path = merkle.inclusion(index, size, tree)
        assert merkle.included(leaves[index], index, size, path, head)
        assert not merkle.included(b"other", index, size, path, head)
        assert not merkle.included(leaves[index], (index + 1) % size, size, path, head) or size == 1
        assert not merkle.included(leaves[index], index, size, [*path, head], head)
    for old in range(size + 1):
        before = merkle.root(old, tree)
        assert before == defined(leaves[:old])
        path = merkle.consistency(old, size, tree)
        assert merkle.consistent(old, before, size, head, path)
        assert not merkle.consistent(old, sha256(b"x").digest(), size, head, path)
        if path:
            assert not merkle.consistent(old, before, size, head, path[:-1])
            assert not merkle.consistent(old, before, size, head, path[::-1]) or len(path) == 1


@given(st.lists(st.binary(max_size=3), min_size=2, max_size=40), st.data())
def test_any_edit_drop_or_swap_changes_the_head(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.integers(0, len(leaves) - 1))
    edited = list(leaves)
    edited[place] += b"!"
    dropped = leaves[:place] + leaves[place + 1 :]
    swapped = list(leaves)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    head = merkle.root(len(leaves), nodes(leaves))
    for changed in (edited, dropped, swapped):
        if changed != leaves:
            assert merkle.root(len(changed), nodes(changed)) != head


def test_what_is_not_in_the_tree_has_no_proof() -> None:
    tree = nodes(LEAVES)
    with pytest.raises(ValueError, match="leaf 8"):
        merkle.inclusion(8, 8, tree)
    with pytest.raises(ValueError, match="no part"):
        merkle.consistency(9, 8, tree)
