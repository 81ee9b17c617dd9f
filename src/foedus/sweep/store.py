"""Where cells lie: a Parquet file each, whole or not there, under its key."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import InputError
from foedus.storage import replacing, storing, sweep
from foedus.sweep.cell import Cell

if TYPE_CHECKING:
    import polars as pl

#: The column that says which cell a row is of.
KEY = "cell"
_ANOTHER = "another --out"


@dataclass(frozen=True, slots=True)
class CellStore:
    """The folder of a sweep: ``cells/KEY.parquet``, and beside them what is made of all."""

    folder: Path

    def open(self) -> None:
        """Make the folder, and sweep up what killed runs left. Raises InputError, DiskError."""
        if self.folder.exists() and not self.folder.is_dir():
            raise InputError("it is a file", where=f"--out {self.folder}", hint="a folder's name")
        with storing(self.folder, _ANOTHER):
            self._cells.mkdir(parents=True, exist_ok=True)
        for each in (self.folder, self._cells):
            sweep(each)

    @property
    def _cells(self) -> Path:
        return self.folder / "cells"

    def path(self, cell: Cell) -> Path:
        """The file of a cell."""
        return self._cells / f"{cell.key}.parquet"

    def write(self, cell: Cell, content: bytes) -> None:
        """Keep a cell. Raises PlaceError, or DiskError where the disk is full."""
        path = self.path(cell)
        with storing(path, _ANOTHER), replacing(path) as made:
            made.write_bytes(content)

    def read(self, cell: Cell) -> "pl.DataFrame | None":
        """A cell's frame; None where it is not there, or not whole."""
        import polars as pl

        path = self.path(cell)
        if not path.is_file():
            return None
        try:
            frame = pl.read_parquet(path)
        except (pl.exceptions.PolarsError, OSError):
            return None  # half a file is no file; it is computed again
        mine = KEY in frame.columns and frame.height > 0 and (frame[KEY] == cell.key).all()
        return frame if mine else None

    def missing(self, cells: Iterable[Cell]) -> list[Cell]:
        """The cells that are yet to be computed, in their order."""
        return [cell for cell in cells if self.read(cell) is None]

    def note(self, name: str, content: Any) -> None:
        """Write a file of plain values beside the cells. Raises PlaceError, DiskError."""
        path = self.folder / name
        text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        with storing(path, _ANOTHER), replacing(path) as made:
            made.write_text(text, "utf-8")

    def table(self, name: str, frame: "pl.DataFrame") -> Path:
        """Write a table beside the cells. Raises PlaceError, DiskError."""
        path = self.folder / name
        with storing(path, _ANOTHER), replacing(path) as made:
            frame.write_parquet(made)
        return path
