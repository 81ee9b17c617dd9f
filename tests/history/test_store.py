"""One store for all posteriors: what is read is what was written, and what is none is refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from foedus.errors import DataError, InputError
from foedus.estimate import Array
from foedus.history.lapse.renewal import Renewal, RenewalCount
from foedus.history.model import MODELS, find
from foedus.history.store import DIGITS, Store, dumps, structure
from foedus.history.trees.posterior import YEARS
from foedus.report.plain import plain

#: Model and the file that ships; those of origins have tests of their own.
SHIPPED = [
    *((name, find(name).store.name or find(name).store.model)
      for name in MODELS if name not in {"origins", "trees"}),
    *(("trees", f"trees/{year}") for year in YEARS),
]  # fmt: skip
each_shipped = pytest.mark.parametrize(("name", "file"), SHIPPED, ids=[file for _, file in SHIPPED])


def store(name: str) -> Store[Any]:
    return find(name).store


def test_every_shipped_file_has_its_store() -> None:
    folder = files("foedus.history").joinpath("posteriors")
    there = {each.name for each in folder.iterdir() if each.is_file()}
    there |= {f"trees/{each.name}" for each in folder.joinpath("trees").iterdir()}
    assert there == {*(f"{file}.json" for _, file in SHIPPED), "depth.npy"}


@each_shipped
def test_the_shipped_file_is_written_again_to_the_byte(
    name: str, file: str, tmp_path: Path
) -> None:
    stored = store(name)
    stored.save(stored.shipped(file), tmp_path / "it.json")
    place = files("foedus.history").joinpath(f"posteriors/{file}.json")
    assert (tmp_path / "it.json").read_bytes() == place.read_bytes()


@each_shipped
@pytest.mark.parametrize("text", ["", "[]", "{}", "3", '{"foedus_posterior":1,"model":"else"}'])
def test_another_file_is_refused(name: str, file: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="this is no") as refused:
        store(name).load(path)
    assert str(path) in str(refused.value)
    assert "foedus fit" in str(refused.value)


@each_shipped
def test_a_part_that_is_missing_is_refused(name: str, file: str, tmp_path: Path) -> None:
    stored, path = store(name), tmp_path / "it.json"
    document = json.loads(
        files("foedus.history").joinpath(f"posteriors/{file}.json").read_text("utf-8")
    )
    for key in ("hashes", "version", "command"):  # of the record, which a forecast does without
        document.pop(key, None)
    del document[max(document, key=lambda key: len(json.dumps(document[key])))]
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(InputError, match="this is no"):
        stored.load(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        store("ladder").load(tmp_path / "none.json")


def test_lines_break_where_a_mark_says() -> None:
    assert dumps({"a": 1, "b": {"a": 2}}, ("b",)) == '{"a":1,\n"b":{"a":2}}\n'
    assert dumps({"a": 1, "b": {"a": 2}}, ("a",)) == '{\n"a":1,"b":{\n"a":2}}\n'
    assert dumps({"a": 1, "b": {"a": 2}}, ("a",), once=True) == '{\n"a":1,"b":{"a":2}}\n'


def test_numbers_keep_nine_digits() -> None:
    assert plain({"a": (np.float64(1 / 3), np.int64(2)), "b": np.ones(2)}, DIGITS) == {
        "a": [0.333333333, 2], "b": [1.0, 1.0],
    }  # fmt: skip


def test_words_of_the_decoder_keep_their_place(tmp_path: Path) -> None:
    def refuse(_: dict[str, Any]) -> None:
        raise InputError("its items are others")

    path = tmp_path / "it.json"
    path.write_text('{"foedus_posterior":1,"model":"it"}')
    store: Store[None] = Store("it", "thing", "foedus fit it", lambda _: {}, refuse)
    with pytest.raises(InputError, match=r"it\.json: its items are others"):
        store.load(path)


@dataclass(frozen=True)
class Inner:
    pair: tuple[str, float]


@dataclass(frozen=True)
class Outer:
    values: Array
    inner: tuple[Inner, ...]
    by: Mapping[str, Inner]
    maybe: Inner | None
    own: Renewal
    free: dict[str, Any] = field(default_factory=dict)


def test_a_record_is_read_by_its_fields() -> None:
    one = Inner(("a", 1.0))
    it = Outer(
        np.array([1.0, np.pi]), (one, one), {"x": one}, None, Renewal({"y": RenewalCount(3, 2, 1)})
    )
    document = json.loads(json.dumps(plain(it)))
    del document["free"]
    again = structure(Outer)({**document, "beside": 1})
    np.testing.assert_array_equal(again.values, it.values)
    assert (again.inner, again.by, again.maybe, again.own, again.free) == (
        it.inner, it.by, None, it.own, {},
    )  # fmt: skip
    assert structure(Outer)({**document, "maybe": {"pair": ["a", 1.0]}}).maybe == one


@pytest.mark.parametrize(
    ("part", "error"), [({}, KeyError), ({"pair": ["a"]}, ValueError), ({"pair": 3}, TypeError)]
)
def test_a_value_that_is_no_such_record_is_refused(part: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        structure(Inner)(part)
