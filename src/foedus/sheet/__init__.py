"""Tables that people hand over: one reader for all of them, which says what it took and where."""

from foedus.sheet.frames import checked, from_pandas, row_used
from foedus.sheet.numbers import typed
from foedus.sheet.read import LooseTable, Sheet, frame, loose, read

__all__ = [
    "LooseTable", "Sheet", "checked", "frame", "from_pandas", "loose", "read", "row_used", "typed",
]  # fmt: skip
