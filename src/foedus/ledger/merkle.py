"""Merkle trees as RFC 6962 and RFC 9162 (section 2.1) have them, with SHA-256.

Inner nodes of whole subtrees are kept by level and place, so a proof reads some forty hashes
whatever the size. Verification needs no tree, only the proof.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeAlias

#: Of an empty tree.
EMPTY = sha256(b"").digest()
#: The hash of the whole subtree at a level (0: leaves) and place (from 0).
Nodes: TypeAlias = Callable[[int, int], bytes]


def leaf(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def grown(size: int, leaves: Sequence[bytes], nodes: Nodes) -> list[tuple[int, int, bytes]]:
    """Nodes that become whole as leaf hashes are added to a tree: level, place, hash."""
    new: dict[tuple[int, int], bytes] = {}
    for place, given in enumerate(leaves, start=size):
        level, at, value = 0, place, given
        new[level, at] = value
        while at % 2:
            left = new.get((level, at - 1)) or nodes(level, at - 1)
            level, at, value = level + 1, at // 2, node(left, value)
            new[level, at] = value
    return [(level, at, value) for (level, at), value in new.items()]


def root(size: int, nodes: Nodes) -> bytes:
    """The root of the first ``size`` leaves."""
    return EMPTY if size == 0 else _span(0, size, nodes)


def _span(start: int, stop: int, nodes: Nodes) -> bytes:
    """The root over leaves from start to stop, start a multiple of the largest power below."""
    width = stop - start
    if width & (width - 1) == 0:
        return nodes(width.bit_length() - 1, start // width)
    half = 1 << (width - 1).bit_length() - 1
    return node(_span(start, start + half, nodes), _span(start + half, stop, nodes))


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The audit path of a leaf in a tree of a size. Raises ValueError for one that is not in it."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} of a tree of {size}")
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        half = start + (1 << (stop - start - 1).bit_length() - 1)
        if index < half:
            path.append(_span(half, stop, nodes))
            stop = half
        else:
            path.append(_span(start, half, nodes))
            start = half
    return path[::-1]


def consistency(old: int, size: int, nodes: Nodes) -> list[bytes]:
    """The proof that the first ``old`` leaves of a tree are its older self.

    Empty where one of the two is the other, or empty. Raises ValueError where old is the larger.
    """
    if not 0 <= old <= size:
        raise ValueError(f"a tree of {old} is no part of one of {size}")
    if old in {0, size}:
        return []
    path: list[bytes] = []
    start, stop, whole = 0, size, True
    while old != stop:
        half = start + (1 << (stop - start - 1).bit_length() - 1)
        if old <= half:
            path.append(_span(half, stop, nodes))
            stop = half
        else:
            path.append(_span(start, half, nodes))
            start, whole = half, False
    if not whole:
        path.append(_span(start, stop, nodes))
    return path[::-1]


def included(data: bytes, index: int, size: int, path: Sequence[bytes], head: bytes) -> bool:
    """Whether a path proves that a leaf's data stand at a place (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, value = index, size - 1, leaf(data)
    for part in path:
        if last == 0:
            return False
        if at % 2 or at == last:
            value = node(part, value)
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            value = node(value, part)
        at, last = at >> 1, last >> 1
    return last == 0 and value == head


def consistent(old: int, old_head: bytes, size: int, head: bytes, path: Sequence[bytes]) -> bool:
    """Whether a path proves that one tree is the beginning of another (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size:
        return False
    if old == size:
        return not path and old_head == head
    if old == 0:
        return not path and old_head == EMPTY
    parts = [old_head, *path] if old & (old - 1) == 0 else list(path)
    if not parts:
        return False
    at, last = old - 1, size - 1
    while at % 2:
        at, last = at >> 1, last >> 1
    before = after = parts[0]
    for part in parts[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            before, after = node(part, before), node(part, after)
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            after = node(after, part)
        at, last = at >> 1, last >> 1
    return before == old_head and after == head and last == 0
