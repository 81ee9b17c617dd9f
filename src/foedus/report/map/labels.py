"""Names on a map: in their land where they fit, else beside it, never on each other.

Lands are drawn onto a grid once; then every place for a label is weighed at once, with sums over
boxes from a summed-area table (Crow 1984) and distances from a distance transform.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.report.map.frame import Place
from foedus.report.map.plane import Box
from foedus.report.map.world import Points

CELL = 1.5  # units a side
RING = 4.0  # units; the radius of the ring around land too small to be seen
_ADVANCE = 0.54  # of the em: a letter of a name in the semibold sans
_GAP = 2.0  # units between labels
_EDGE = 2  # cells along the edge of the view that stay free of labels
_FAR = 32.0  # units; a name farther from its land than that says nothing
_TRIED, _EVERY = 3000, 5  # places looked at for a line that crosses no name, in steps
_HIDDEN = 0.3  # of its own land, the most that a label beside it covers
_BESIDE = 7.0  # units; nearer than that over water, no line is needed

Mask = NDArray[np.bool_]
Counts = NDArray[np.int32]
Grid = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Caption:
    """A label to be placed: its lines of type, the sizes to try, and whether it may stand beside.

    beside: also outside its land; else only where it fits in. open: others may stand on its land.
    needed: where there is no room, on any land, its own first.
    """

    label: str
    lines: tuple[str, ...]
    sizes: tuple[float, ...]
    beside: bool = False
    open: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its place: the middle of its box; line: from the box to its land, if needed."""

    label: str
    lines: tuple[str, ...]
    size: float
    x: float
    y: float
    line: tuple[float, float, float, float] | None = None

    @property
    def box(self) -> Box:
        """What it covers, in units of the drawing."""
        w, h = _half(self.lines, self.size)
        return Box(self.x - w, self.y - h, self.x + w, self.y + h)


def wide(text: str, size: float) -> float:
    """About how wide a text is, in the unit of its size."""
    return _ADVANCE * size * len(text)


def _half(lines: tuple[str, ...], size: float) -> tuple[float, float]:
    return max(wide(line, size) for line in lines) / 2, 0.6 * size * len(lines)


def filled(rings: Iterable[Points], shape: tuple[int, int]) -> Mask:
    """The cells whose middle lies in an area of closed rings (even-odd rule), (rows, columns)."""
    odd = np.zeros((shape[0], shape[1] + 1), dtype=np.uint8)  # may run over: it is even or odd
    for ring in rings:
        at = ring / CELL - 0.5
        one, two = at[:-1], at[1:]
        low = np.ceil(np.minimum(one[:, 1], two[:, 1])).astype(int)
        high = np.ceil(np.maximum(one[:, 1], two[:, 1])).astype(int)  # rows in [low, high)
        low, high = np.clip(low, 0, shape[0]), np.clip(high, 0, shape[0])
        count = high - low
        edge = np.repeat(np.arange(len(count)), count)
        row = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + low[edge]
        rise = two[edge, 1] - one[edge, 1]
        x = one[edge, 0] + (row - one[edge, 1]) * (two[edge, 0] - one[edge, 0]) / rise
        np.add.at(odd, (row, np.clip(np.ceil(x).astype(int), 0, shape[1])), 1)
    return (np.cumsum(odd, axis=1, dtype=np.uint8)[:, :-1] % 2).astype(bool)


def placed(
    wanted: Iterable[Caption], places: Mapping[str, Place], view: Box, taken: Iterable[Box] = ()
) -> tuple[Label, ...]:
    """Places for labels, the first ones first; what finds none is left out.

    places: every land in view, by label. taken: boxes that no label may cover. A label beside its
    land never covers land of another that is wanted beside and not open, nor the ring around a
    small one, and keeps to the water where it can. It stands by the largest part of its land.
    """
    wanted = list(wanted)
    shape = (int(view.height / CELL), int(view.width / CELL))
    masks = {label: filled(place.rings, shape) for label, place in places.items()}
    rings = np.zeros(shape, dtype=bool)
    for each in wanted:
        if places[each.label].small:
            ring = filled([_ring(places[each.label])], shape)
            masks[each.label], rings = masks[each.label] | ring, rings | ring
    land = np.any(list(masks.values()), axis=0)
    valued = rings.copy()
    for each in wanted:
        if each.beside and not each.open:
            valued |= masks[each.label]
    full = np.ones(shape, dtype=bool)
    full[_EDGE:-_EDGE, _EDGE:-_EDGE] = False
    for box in taken:
        _cover(full, box)
    found: list[Label] = []
    for each in wanted:
        own = masks[each.label]
        label = _within(each, own, full)
        if label is None and each.beside:
            label = _near(each, own, land, valued & ~own, full, places[each.label])
        if label is None and each.needed:
            label = _near(each, own, land, rings, full, places[each.label], hidden=1.0)
        if label:
            _cover(full, label.box.grown(_GAP))
            if label.line:
                full[_along(label.line)] = True
            found.append(label)
    return tuple(found)


def _cover(full: Mask, box: Box) -> None:
    rows = slice(max(0, int(box.y0 / CELL)), max(0, int(np.ceil(box.y1 / CELL))))
    full[rows, max(0, int(box.x0 / CELL)) : max(0, int(np.ceil(box.x1 / CELL)))] = True


def _table(mask: Mask) -> Counts:
    """How many cells of a mask lie above and left of each corner."""
    table = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), dtype=np.int32)
    inner = table[1:, 1:]
    np.cumsum(mask, axis=0, dtype=np.int32, out=inner)
    np.cumsum(inner, axis=1, out=inner)
    return table


def _sums(table: Counts, rows: int, columns: int) -> Counts:
    """How many cells each box of so many cells holds, by its corner."""
    return np.asarray(
        table[rows:, columns:]
        - table[:-rows, columns:]
        - table[rows:, :-columns]
        + table[:-rows, :-columns]
    )


def _cells(lines: tuple[str, ...], size: float) -> tuple[int, int]:
    w, h = _half(lines, size)
    return int(np.ceil(2 * h / CELL)), int(np.ceil(2 * w / CELL))


def _within(each: Caption, own: Mask, full: Mask) -> Label | None:
    """The label where its box lies wholly in its land, with the most room around."""
    from scipy.ndimage import distance_transform_edt

    free = own & ~full
    if not free.any():
        return None
    inside = _window(own, 0)  # no box in the land reaches beyond
    top, left = inside[0].start, inside[1].start
    room: Grid | None = None
    table = _table(free[inside])
    for size in each.sizes:
        rows, columns = _cells(each.lines, size)
        if rows >= table.shape[0] or columns >= table.shape[1]:
            continue
        fits = _sums(table, rows, columns) == rows * columns
        if fits.any():
            if room is None:
                padded = np.pad(own[inside], 1)
                room = distance_transform_edt(padded, sampling=(1.0, 0.5))[1:-1, 1:-1]
            middle = room[rows // 2 :, columns // 2 :][: fits.shape[0], : fits.shape[1]]
            row, column = np.unravel_index(np.argmax(np.where(fits, middle, -1.0)), fits.shape)
            return _label(each, size, top + int(row), left + int(column), rows, columns)
    return None


def _label(each: Caption, size: float, row: int, column: int, rows: int, columns: int) -> Label:
    x, y = (column + columns / 2) * CELL, (row + rows / 2) * CELL
    return Label(each.label, each.lines, size, x, y)


def _near(
    each: Caption,
    own: Mask,
    land: Mask,
    kept: Mask,
    full: Mask,
    place: Place,
    hidden: float = _HIDDEN,
) -> Label | None:
    """The label beside its land: next to it, on water where there is some, or with a line to it.

    kept: what it may not cover, though its line may cross it. hidden: the share of its own land
    that it may cover, at most.
    """
    from scipy.ndimage import distance_transform_edt, minimum_filter

    shape = (own.shape[0], own.shape[1])
    target = filled([_ring(place) if place.small else place.largest], shape)
    if not target.any():
        return None
    sizes = [_cells(each.lines, size) for size in each.sizes]
    window = _window(target, int(np.ceil(_FAR / CELL)) + max(map(max, sizes)) + 1)
    top, left = window[0].start, window[1].start
    target = target[window]
    away = distance_transform_edt(~target) * CELL
    inside = _window(target, 0)
    depth = distance_transform_edt(np.pad(target[inside], 1))[1:-1, 1:-1]
    deep = np.unravel_index(np.argmax(depth), depth.shape)
    anchor = (
        (float(left + inside[1].start + deep[1]) + 0.5) * CELL,
        (float(top + inside[0].start + deep[0]) + 0.5) * CELL,
    )
    here, busy, covered = (
        _table(mask)
        for mask in (land[window] & ~own[window], full[window] | kept[window], own[window])
    )
    whole = int(own.sum())
    best: tuple[float, Label] | None = None
    for size, (rows, columns) in zip(each.sizes, sizes, strict=True):
        if rows >= target.shape[0] or columns >= target.shape[1]:
            continue
        cells = rows * columns
        other = _sums(here, rows, columns) / cells
        least = minimum_filter(away, (rows, columns))
        gap, middle = (
            grid[rows // 2 :, columns // 2 :][: other.shape[0], : other.shape[1]]
            for grid in (least, away)
        )
        over = _sums(covered, rows, columns)
        cost = gap + 0.05 * middle + 45 * other + 90 * over / min(cells, max(whole, 1))
        barred = (_sums(busy, rows, columns) > 0) | (over > hidden * whole)
        cost[barred | (gap > _FAR)] = np.inf
        # The whole grid is sorted, so that of equal places the one taken hangs on no window.
        every = np.full((shape[0] - rows + 1, shape[1] - columns + 1), np.inf)
        every[top : top + cost.shape[0], left : left + cost.shape[1]] = cost
        for place_at in np.argsort(every, axis=None)[:_TRIED:_EVERY]:
            row, column = (int(i) for i in np.unravel_index(place_at, every.shape))
            price = float(every[row, column])
            if not np.isfinite(price) or (best and price > best[0] - 12):
                break  # a smaller type must gain something
            found = _label(each, size, row, column, rows, columns)
            at_window = row - top, column - left
            if not found.box.holds(Box(*anchor, *anchor)) and (
                gap[at_window] > _BESIDE or other[at_window] > 0.05
            ):
                found = _tied(found, anchor)
            if found.line is None or not _crosses(found.line, full):
                best = (price, found)
                break
    return best[1] if best else None


def _window(mask: Mask, margin: int) -> tuple[slice, slice]:
    """Rows and columns of a mask's cells and of so many around them."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis))[[0, -1]] for axis in (1, 0))
    return (
        slice(max(0, int(rows[0]) - margin), int(rows[1]) + margin + 1),
        slice(max(0, int(columns[0]) - margin), int(columns[1]) + margin + 1),
    )


def _tied(label: Label, anchor: tuple[float, float]) -> Label:
    """The label with a line from the nearest point of its box."""
    box, (x, y) = label.box, anchor
    return replace(label, line=(min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1), x, y))


def _along(line: tuple[float, float, float, float]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the cells that a line passes."""
    x0, y0, x1, y1 = line
    steps = max(2, int(2 * np.hypot(x1 - x0, y1 - y0) / CELL))
    return (
        (np.linspace(y0, y1, steps) / CELL).astype(np.int64),
        (np.linspace(x0, x1, steps) / CELL).astype(np.int64),
    )


def _crosses(line: tuple[float, float, float, float], full: Mask) -> bool:
    return bool(full[_along(line)].any())


def _ring(place: Place) -> Points:
    """An eight-sided ring about what is too small to be seen."""
    turn = np.linspace(0, 2 * np.pi, 9)
    return np.array(place.middle) + (RING + 1.0) * np.column_stack([np.cos(turn), np.sin(turn)])
