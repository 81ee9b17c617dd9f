"""The page on acceptance names every weight with its interval, and its example runs."""

import re
from pathlib import Path

from foedus.signing.weights import WEIGHTS

PAGE = (Path(__file__).parents[2] / "docs" / "acceptance.md").read_text("utf-8")


def test_every_weight_is_named_with_its_interval() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\S+) to (\S+) \|", PAGE, flags=re.M)
    told = {name: (float(low), float(high)) for name, low, high in rows}
    assert told == {name: (each.low, each.high) for name, each in WEIGHTS.items()}


def test_its_example_runs() -> None:
    [example] = re.findall(r"```python\n(.*?)```", PAGE, flags=re.S)
    exec(compile(example, "acceptance.md", "exec"), {})  # noqa: S102
