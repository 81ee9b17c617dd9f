"""Take the typefaces that a page embeds out of the npm packages that carry them.

    python scripts/faces.py                   # fetches the tarballs from the npm registry
    python scripts/faces.py --folder FOLDER   # takes those that are there already

Nothing of a package is run: files are read out of its tarball, after the tarball's SHA-512 equals
the integrity that the registry states. Written are the slices, as they are, their license and
source.json (where they are from, their ranges, weights and hashes) in src/foedus/report/faces.
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

from foedus.storage import replacing

FOLDER = Path(__file__).resolve().parents[1] / "src" / "foedus" / "report" / "faces"

#: Package -> version, integrity as the registry states it, family, weights that the page sets.
PACKAGES = {
    "source-serif-4": (
        "5.3.1",
        "sha512-cWcTCXjYYrgF9A67fThVir1VSc0lPEYmwQ6jA4pPt01s2MSCi/maINUcZoCzaqnU8fyUReDO97eGcBUkHgOeug==",
        "Source Serif 4",
        (400,),
    ),
    "source-sans-3": (
        "5.3.1",
        "sha512-O3YxvbotUOgYI2Zx0bBcEMNjnwitRf9P2+9pd54sMoux1NHrdXnMwZusw2P78lFhEzOPN4glOEQmX0ASaS68uA==",
        "Source Sans 3",
        (400, 600),
    ),
}
ALPHABETS = ("latin", "latin-ext", "cyrillic", "greek")


def fetched(name: str, folder: Path | None) -> dict[str, bytes]:
    """A package's files by name, once its tarball's SHA-512 is the registry's."""
    version, integrity, _, _ = PACKAGES[name]
    if folder:
        content = (folder / f"fontsource-{name}-{version}.tgz").read_bytes()
    else:
        with urlopen(address(name), timeout=60) as answer:  # noqa: S310 (https, of the registry)
            content = answer.read()
    if hashlib.sha512(content).digest() != b64decode(integrity.removeprefix("sha512-")):
        raise SystemExit(f"{name}: SHA-512 is not {integrity}")
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        return {
            member.name.removeprefix("package/"): file.read()
            for member in archive
            if (file := archive.extractfile(member))
        }


def address(name: str) -> str:
    """Where the registry keeps a package's tarball."""
    return f"https://registry.npmjs.org/@fontsource/{name}/-/{name}-{PACKAGES[name][0]}.tgz"


def written(name: str, told: dict[str, bytes]) -> list[dict[str, Any]]:
    """The slices of a package, stored, and what source.json says of each."""
    ranges = json.loads(told["unicode.json"])
    slices = []
    for weight in PACKAGES[name][3]:
        for alphabet in ALPHABETS:
            file = f"{name}-{alphabet}-{weight}-normal.woff2"
            content = told[f"files/{file}"]
            with replacing(FOLDER / file) as part:
                part.write_bytes(content)
            slices.append({
                "file": file, "family": PACKAGES[name][2], "weight": weight,
                "letters": ranges[alphabet], "sha256": hashlib.sha256(content).hexdigest(),
            })  # fmt: skip
    return slices


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    folder = parser.parse_args().folder
    told = {name: fetched(name, folder) for name in PACKAGES}
    source = {
        "command": "python scripts/faces.py",
        "license": "OFL-1.1 (LICENSE); the slices are as the packages have them",
        "packages": [
            {"package": f"@fontsource/{name}", "version": version, "url": address(name),
             "integrity": integrity}
            for name, (version, integrity, _, _) in PACKAGES.items()
        ],
        "slices": [each for name in PACKAGES for each in written(name, told[name])],
    }  # fmt: skip
    license_ = next(iter(told.values()))["LICENSE"]
    for name, content in (
        ("LICENSE", license_),
        ("source.json", (json.dumps(source, indent=1) + "\n").encode()),
    ):
        with replacing(FOLDER / name) as part:
            part.write_bytes(content)
    sys.stdout.write(f"{len(source['slices'])} slices in {FOLDER}\n")


if __name__ == "__main__":
    main()
