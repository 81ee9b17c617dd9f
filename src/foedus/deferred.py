"""A mapping whose values are found when they are first asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")


class Deferred(Mapping[str, V], Generic[V]):
    """Known keys; each value is found once, when it is first asked for, and kept.

    find: takes a key of ``keys``. Values must not hang on when they are asked for.
    """

    __slots__ = ("_find", "_found", "_keys")

    def __init__(self, keys: Iterable[str], find: Callable[[str], V]) -> None:
        self._keys = dict.fromkeys(keys)
        self._find = find
        self._found: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        """Raises KeyError for a key that is not among them."""
        if key not in self._found:
            if key not in self._keys:
                raise KeyError(key)
            self._found[key] = self._find(key)
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._keys)})"
