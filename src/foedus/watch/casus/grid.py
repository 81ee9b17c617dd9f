"""Which areas many points lie in: cells of a quarter degree first, edges only where one runs.

A cell through which no edge of an area passes lies wholly inside or outside it, so a point there
needs no geometry. Only points in the other cells, one in seven around Europe's towns, are held
against the prepared polygon whose edge it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Degrees: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]
Labels: TypeAlias = NDArray[np.int32]

#: Cells in a degree. Finer ones leave fewer points to geometry, and take longer to lay out.
_FINE = 4
_WIDE = 360 * _FINE
_HIGH = 180 * _FINE + 1  # the pole has a row of its own
#: Degrees by which edges are widened: far above what adding 180 rounds away.
_MARGIN = 1e-9


@dataclass(frozen=True)
class AreaGrid:
    """Areas laid out on cells. parts: their polygons, prepared; owner: (parts,), place in areas.

    whole, edge: layers, each (cells,): a part that holds all of a cell, or whose edge passes
    through it; -1 for none. A cell with two such parts has the second in the second layer.
    """

    areas: tuple[str, ...]
    parts: NDArray[np.object_]
    owner: Labels
    bounds: Degrees
    whole: tuple[Labels, ...]
    edge: tuple[Labels, ...]

    def pairs(self, longitude: Degrees, latitude: Degrees) -> tuple[Places, Labels]:
        """Places of points, and the areas that each lies in, by their place in ``areas``.

        longitude, latitude: (n,), degrees from -180 to 180 and -90 to 90; a point beyond, or that
        is no number, lies nowhere. A point on an edge is outside, as in shapely's ``contains``.
        """
        import shapely

        cells = _cells(longitude, latitude)
        held = [(at, self.owner[part]) for at, part in _layered(self.whole, cells)]
        for at, part in _layered(self.edge, cells):
            east, north = longitude[at], latitude[at]
            west, right = self.bounds[part, 0], self.bounds[part, 2]
            # a part across the antimeridian has longitudes beyond 180
            east = np.where(east < west, east + 360, np.where(east > right, east - 360, east))
            inside = shapely.contains_xy(self.parts[part], east, north)
            held.append((at[inside], self.owner[part[inside]]))
        places = [at for at, _ in held] or [np.array([], dtype=np.int64)]
        areas = [area for _, area in held] or [np.array([], dtype=np.int32)]
        return np.concatenate(places), np.concatenate(areas)


def lay(shapes: Mapping[str, "BaseGeometry"]) -> AreaGrid:
    """Areas on cells. A line holds nothing."""
    import shapely

    parts, at = shapely.get_parts(list(shapes.values()), return_index=True)
    flat = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts, owner = parts[flat], at[flat].astype(np.int32)
    shapely.prepare(parts)
    part, row, column = _edges(parts)
    edge = _layers(part, row * _WIDE + column % _WIDE)
    starts = np.searchsorted(part, np.arange(len(parts) + 1))
    inner = [
        (np.full(len(cells), number, dtype=np.int32), cells)
        for number, one in enumerate(parts)
        for span in [slice(starts[number], starts[number + 1])]
        for cells in [_inner(one, row[span], column[span])]
    ]
    whole = _layers(*(np.concatenate(each) for each in zip(*inner, strict=True))) if inner else ()
    return AreaGrid(tuple(shapes), parts, owner, shapely.bounds(parts), whole, edge)


def _cells(longitude: Degrees, latitude: Degrees) -> Places:
    """The cell of each point; the one past the last for a point that lies nowhere."""
    known = (np.abs(longitude) <= 180) & (np.abs(latitude) <= 90)
    if not known.all():
        longitude, latitude = np.where(known, longitude, 0), np.where(known, latitude, 0)
    row = ((latitude + 90) * _FINE).astype(np.int64)
    cell: Places = row * _WIDE + ((longitude + 180) * _FINE).astype(np.int64) % _WIDE
    return cell if known.all() else np.where(known, cell, _HIGH * _WIDE)


def _layered(layers: tuple[Labels, ...], cells: Places) -> Iterator[tuple[Places, Labels]]:
    """Points and the part that their cell has, layer after layer."""
    at: Places | None = None
    for layer in layers:
        part = layer[cells if at is None else cells[at]]
        some = np.flatnonzero(part >= 0)
        at, part = some if at is None else at[some], part[some]
        yield at, part


def _layers(part: Labels, cell: Places) -> tuple[Labels, ...]:
    """Parts by cell: the first of every cell, the second of those that have two, and so on."""
    order = np.argsort(cell, kind="stable")
    part, cell = part[order], cell[order]
    first = np.searchsorted(cell, cell)
    rank = np.arange(len(cell)) - first
    layers = []
    for number in range(int(rank.max(initial=-1)) + 1):
        layer = np.full(_HIGH * _WIDE + 1, -1, dtype=np.int32)
        layer[cell[rank == number]] = part[rank == number]
        layers.append(layer)
    return tuple(layers)


def _edges(parts: NDArray[np.object_]) -> tuple[Labels, Places, Places]:
    """Cells through which edges pass, in order of their parts: part, row, column from 180 W.

    Each edge is cut into pieces of half a cell at most, so that a piece touches no cell but those
    of the four corners of the box around it. Columns go on beyond 180 as the shapes do.
    """
    import shapely

    rings, of = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    start, step, part = points[:-1][same], np.diff(points, axis=0)[same], of[ring[:-1][same]]
    pieces = np.maximum(np.ceil(np.abs(step).max(axis=1, initial=0) * 2 * _FINE), 1).astype(int)
    each = np.repeat(np.arange(len(pieces)), pieces)
    piece = (np.arange(len(each)) - np.repeat(np.cumsum(pieces) - pieces, pieces))[:, None]
    one, two = (
        start[each] + step[each] * ((piece + further) / pieces[each][:, None])
        for further in (0, 1)
    )  # fmt: skip
    low, high = _cell(np.minimum(one, two) - _MARGIN), _cell(np.maximum(one, two) + _MARGIN)
    most = 4 * _WIDE
    key = np.unique(np.concatenate([
        (part[each] * _HIGH + np.clip(y, 0, _HIGH - 1)) * most + x + _WIDE
        for y in (low[:, 1], high[:, 1]) for x in (low[:, 0], high[:, 0])
    ]))  # fmt: skip
    above, column = np.divmod(key, most)
    number, row = np.divmod(above, _HIGH)
    return number.astype(np.int32), row, column - _WIDE


def _cell(points: Degrees) -> Places:
    """Columns and rows of points: (n, 2), whole numbers."""
    cells: Places = np.floor((points + np.array([180, 90])) * _FINE).astype(np.int64)
    return cells


def _inner(part: "BaseGeometry", row: Places, column: Places) -> Places:
    """Cells that lie wholly in a part, of which it is known through which its edges pass.

    Cells side by side without an edge between them are inside or outside together, so the first
    of each run is asked.
    """
    import shapely

    south, west = int(row.min()), int(column.min())
    edge = np.zeros((int(row.max()) - south + 1, int(column.max()) - west + 1), dtype=bool)
    edge[row - south, column - west] = True
    first = ~edge
    first[:, 1:] &= edge[:, :-1]
    y, x = np.nonzero(first)
    middle = ((x + west + 0.5) / _FINE - 180, (y + south + 0.5) / _FINE - 90)
    inside = shapely.contains_xy(part, *middle)
    if not inside.any():
        return np.array([], dtype=np.int64)
    runs = np.cumsum(first).reshape(edge.shape) - 1
    y, x = np.nonzero(~edge & inside[runs])
    cells: Places = (y + south) * _WIDE + (x + west) % _WIDE
    return cells
