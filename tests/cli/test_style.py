"""A name typed wrong is answered with the nearest, in every group of commands."""

import pytest

from foedus.cli import main
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
    ],
)
def test_a_name_typed_wrong_gets_the_nearest(
    typed: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["foedus", *typed])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert told in capsys.readouterr().err


def test_a_name_of_several_words_is_known_by_one_of_them() -> None:
    names = ["budapest-memorandum-1994", "us-korea-1953", "north-atlantic-1949"]
    assert nearest("atlantik", names) == "did you mean north-atlantic-1949?"
    assert nearest("us-korea-1954", names) == "did you mean us-korea-1953?"
    assert nearest("xyz", names).startswith("one of ")
