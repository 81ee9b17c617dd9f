"""The library: built where there is a compiler, used only where it is of this source."""

import ctypes
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from tests.modules import module

from foedus.history.kernel import library as home
from foedus.history.kernel.library import library


@pytest.fixture
def fresh() -> None:
    library.cache_clear()


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The builder, its source and library in a folder of their own."""
    found = module("hatch_build.py")
    source = tmp_path / "kernel.c"
    source.write_text("const char *foedus_source(void) { return FOEDUS_SOURCE; }\n", "utf-8")
    monkeypatch.setattr(found, "SOURCE", source)
    monkeypatch.setattr(found, "LIBRARY", tmp_path / "kernel.so")
    return found


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    monkeypatch.setenv("FOEDUS_KERNEL", "0")
    assert library() is None
    library.cache_clear()


@pytest.mark.parametrize("content", [None, b"", b"no library"])
def test_none_and_a_broken_one_are_none(
    content: bytes | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: None
) -> None:
    broken = tmp_path / "kernel.so"
    if content is not None:
        broken.write_bytes(content)
    monkeypatch.setattr(home, "LIBRARY", broken)
    assert library() is None
    library.cache_clear()


@pytest.mark.optional
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler here")
def test_what_is_built_says_its_source_and_an_old_one_is_not_used(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: None
) -> None:
    assert hook.build() is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kernel.c", "kernel.so"]
    made = ctypes.CDLL(str(hook.LIBRARY))
    made.foedus_source.restype = ctypes.c_char_p
    assert len(made.foedus_source()) == 64
    monkeypatch.setattr(home, "LIBRARY", hook.LIBRARY)  # whose source is not the kernel's
    assert library() is None
    library.cache_clear()


@pytest.mark.optional
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler here")
def test_a_source_that_does_not_compile_leaves_what_was(hook: ModuleType) -> None:
    hook.LIBRARY.write_bytes(b"before")
    hook.SOURCE.write_text("int x = ;\n", "utf-8")
    assert "error" in str(hook.build())
    assert hook.LIBRARY.read_bytes() == b"before"
    assert len(list(hook.LIBRARY.parent.iterdir())) == 2


def test_no_compiler_is_said_and_stops_nothing(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "compiler", lambda: None)
    assert hook.build() == "no C compiler"
