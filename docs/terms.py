"""Compile the library from its files, and write its table into terms.md."""

from pathlib import Path

import foedus.terms
from foedus.terms.instruments import compiled, sources
from foedus.terms.overview import table

PAGE = Path(__file__).with_suffix(".md")
LIBRARY = Path(foedus.terms.__file__).with_name("library.json")
START, STOP = "<!-- library: written by terms.py -->", "<!-- end of library -->"


def page(text: str) -> str:
    """The page's text with the table as the library has it now."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(STOP)
    return f"{before}{START}\n\n{table(sources().values())}\n\n{STOP}{after}"


if __name__ == "__main__":
    LIBRARY.write_text(compiled(sources()), "utf-8")
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
