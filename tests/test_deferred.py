import pytest

from foedus.deferred import Deferred


def test_a_value_is_found_when_it_is_first_asked_for_and_once() -> None:
    asked: list[str] = []

    def find(key: str) -> str:
        asked.append(key)
        return key.upper()

    found = Deferred(("b", "a"), find)
    assert (list(found), len(found), "a" in found, "c" in found) == (["b", "a"], 2, True, False)
    assert asked == []
    assert [found["a"], found["a"]] == ["A", "A"]
    assert asked == ["a"]
    assert found == {"a": "A", "b": "B"}


def test_a_key_that_it_has_not_is_refused() -> None:
    with pytest.raises(KeyError, match="c"):
        Deferred(("a",), str.upper)["c"]
