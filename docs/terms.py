"""Write the table of the library into terms.md, from the library itself."""

from pathlib import Path

from foedus.terms import library
from foedus.terms.overview import table

PAGE = Path(__file__).with_suffix(".md")
START, STOP = "<!-- library: written by terms.py -->", "<!-- end of library -->"


def page(text: str) -> str:
    """The page's text with the table as the library has it now."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(STOP)
    return f"{before}{START}\n\n{table(library().values())}\n\n{STOP}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
