"""The end of every command: what is printed, what is written, what is refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.cli.give import Answer, check_out, form, give
from foedus.errors import InputError
from foedus.report.blocks import Paragraph, Section

WORDS = "a text of a few words that is long enough to need more than one line of a terminal " * 2


def sections() -> Iterator[Section]:
    yield Section("one", "The title", WORDS, (Paragraph("The end."),))


ANSWER = Answer(
    sections, lambda: {"chance": float("nan"), "place": Path("x")},
    {".tex": lambda: "\\begin", ".bin": lambda: b"\0"},
)  # fmt: skip


def test_text_fits_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    give(ANSWER)
    first, *others = capsys.readouterr().out.splitlines()
    assert first == "THE TITLE"
    assert max(map(len, others)) <= 100
    assert others[-1] == "The end."


def test_json_has_null_where_there_is_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    give(ANSWER, form(True))
    assert json.loads(capsys.readouterr().out) == {"chance": None, "place": "x"}


@pytest.mark.parametrize(
    ("name", "asked", "held"),
    [
        ("a.json", "", b'{\n "chance"'),
        ("a.tex", "", b"\\begin\n"),
        ("a.bin", "", b"\0"),
        ("a.txt", "", b"THE TITLE"),
        ("a.md", "", b"## The title\n\na text of"),
        ("a", ".tex", b"\\begin\n"),
        ("a.txt", ".json", b'{\n "chance"'),
    ],
)
def test_a_file_is_of_the_form_asked_for_else_as_its_name_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, asked: str, held: bytes
) -> None:
    give(ANSWER, asked, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(held)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert capsys.readouterr().out == ""


def test_every_command_ends_here() -> None:
    own = Path(give.__code__.co_filename)
    for path in own.parent.rglob("*.py"):
        text = path.read_text("utf-8")
        assert path == own or "foedus.report.text" not in text, path
        assert path == own or "from json import" not in text, path


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder"):
        give(ANSWER, "", tmp_path / "no" / "a.txt")
    with pytest.raises(InputError, match="is a folder"):
        check_out(tmp_path)
    with pytest.raises(InputError, match=r"ends in \.svg or \.png") as error:
        check_out(tmp_path / "a.gif", (".svg", ".png"))
    assert error.value.where == f"--out {tmp_path / 'a.gif'}"
