"""Tables that people hand over: one reader for all of them, which says what it took and where."""

from foedus.sheet.frames import checked, from_pandas, row_used
from foedus.sheet.numbers import typed
from foedus.sheet.read import Sheet, frame, read

__all__ = ["Sheet", "checked", "frame", "from_pandas", "read", "row_used", "typed"]
