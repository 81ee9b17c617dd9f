"""The page on Python runs as it is written."""

import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "python.md"


def test_every_block_runs(capsys):
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102
    said = capsys.readouterr().out
    assert "did you mean nato?" in said
    assert said.count("of the chance without it") == 6
