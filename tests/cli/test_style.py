"""A name typed wrong is answered with the nearest, in every group of commands."""

from pathlib import Path

import pytest
import typer

from foedus.cli import main
from foedus.cli.style import PlainValue
from foedus.errors import nearest


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["asses", "ukraine-2025"], "unknown command 'asses'\n  try: did you mean assess?"),
        (["fit", "laddr"], "unknown model 'laddr'\n  try: did you mean ladder?"),
        (["fit", "nosuch"], "unknown model 'nosuch'\n  try: one of depth, "),
        (["score", "paris"], "unknown model 'paris'\n  try: did you mean pairs?"),
        (["terms", "shw"], "unknown command 'shw'\n  try: did you mean show?"),
        (["terms", "show", "budapst"], "did you mean budapest-memorandum-1994?"),
        (["game", "signaling", "sove"], "unknown command 'sove'\n  try: did you mean solve?"),
        (["data", "pul"], "unknown command 'pul'\n  try: did you mean pull?"),
        (["--versio"], "unknown option '--versio'\n  try: did you mean --version?"),
        (["assess", "ukraine-2025", "--drawz", "9"], "'--drawz'\n  try: did you mean --draws?"),
        (["data", "pull", "--nope"], "unknown option '--nope'\n  try: one of --help, --json"),
        (["chart", "nowhere"], "called 'nowhere'\n  try: one of baltic-2025"),
        (["chart", "war-risk"], "which scenario?\n  try: foedus chart ukraine-2025 war-risk"),
    ],
)
def test_a_name_typed_wrong_gets_the_nearest(
    typed: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told in refused(typed, monkeypatch, capsys)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            ["--draws", "many"],
            "--draws: found 'many', expected a whole number\n  try: --draws 4000",
        ),
        (["--draws", "1.5"], "--draws: found '1.5', expected a whole number"),
        (["--years", "x"], "--years: found 'x', expected a whole number\n  try: foedus assess -h"),
        (["--draws"], "--draws: a value is missing\n  try: --draws and a value"),
        (["--json=1"], "--json: it takes no value\n  try: --json alone"),
        (["or", "two"], "foedus assess: found 'or two', expected nothing more"),
    ],
)
def test_a_value_that_cannot_be_read_is_said_with_what_is_allowed(
    typed: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert refused(["assess", "ukraine-2025", *typed], monkeypatch, capsys).startswith(
        f"error: {told}"
    )


def test_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(["assess"], monkeypatch, capsys)
    assert told == "error: foedus assess: NAME|FILE is missing\n  try: foedus assess -h\n"
    told = refused(["game", "fit", "mine.yaml"], monkeypatch, capsys)
    assert told == "error: foedus game fit: --data is missing\n  try: foedus game fit -h\n"


def refused(
    typed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """What is said of words that are wrong input."""
    monkeypatch.setattr("sys.argv", ["foedus", *typed])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_a_name_of_several_words_is_known_by_one_of_them() -> None:
    names = ["budapest-memorandum-1994", "us-korea-1953", "north-atlantic-1949"]
    assert nearest("atlantik", names) == "did you mean north-atlantic-1949?"
    assert nearest("us-korea-1954", names) == "did you mean us-korea-1953?"
    assert nearest("xyz", names).startswith("one of ")


def test_plain_values_are_read_as_their_kind() -> None:
    assert PlainValue(str, True).coerce(("a", "b"), None, None) == ["a", "b"]
    assert PlainValue(Path, False).coerce("a/b", None, None) == Path("a/b")
    assert PlainValue(float, False).coerce("0.5", None, None) == 0.5
    assert PlainValue(int, False).coerce(None, None, None) is None
    assert PlainValue(str, True).coerce(None, None, None) == ()
    for kind, value in ((int, "1.5"), (float, "x"), (Path, "a\0b")):
        with pytest.raises(typer.BadParameter, match="is not a valid"):
            PlainValue(kind, False).coerce(value, None, None)
