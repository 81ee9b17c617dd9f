"""Scripts and styles that pages load, each under an address that changes with its content.

Vega is bundled once from vl-convert, which takes seconds, and kept in the user's cache. There is no
htmx: the packages that carry it bring Django with it, 40 MB for what thirty lines of fetch and
swap do here (``static/controls.js``).
"""

import gzip
import threading
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from foedus.errors import UnknownNameError
from foedus.report.faces import FACES, LATIN
from foedus.report.figure.theme import VARIABLES
from foedus.report.page import colors
from foedus.storage import cache_dir, replacing
from foedus.version import __version__

KINDS = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".woff": "font/woff",
}  # fmt: skip
#: What the bundle gives to a module that imports it.
_SNIPPET = "export { vegaEmbed };"
#: Faces by the names of their files here: with the letters of Latin scripts.
_FONTS = {each.file.replace(".ttf", ".woff"): each for each in FACES}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Asset:
    """One file. packed: the same, compressed; empty where it is already."""

    content: bytes
    packed: bytes
    kind: str

    @property
    def tag(self) -> str:
        """Of its content."""
        return sha256(self.content).hexdigest()[:16]


@cache
def static(name: str) -> Asset:
    """A file that comes with the package. Raises UnknownNameError."""
    if name in _FONTS:
        return Asset(_FONTS[name].cut(LATIN), b"", KINDS[".woff"])
    folder = files("foedus.web").joinpath("static")
    known = sorted(each.name for each in folder.iterdir() if each.name.endswith(tuple(KINDS)))
    if name not in known:
        raise UnknownNameError("file", name, known)
    text = folder.joinpath(name).read_text("utf-8")
    if name == "app.css":
        text = f"{_faces()}{colors()}{_drawn()}{text}"
    content = text.encode()
    return Asset(content, gzip.compress(content, 6, mtime=0), KINDS[Path(name).suffix])


def _faces() -> str:
    """The page's typefaces, each at an address of this server."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-display:swap;'
        f"src:url({name}?v={__version__}) format('woff')}}"
        for name, face in _FONTS.items()
    )


def _drawn() -> str:
    """Colors of charts drawn in a browser, as the page's own, in light and in dark."""
    return "".join(
        f".drawing [{kind}='{color}']{{{kind}:var({name})}}"
        for color, (name, _) in VARIABLES.items() for kind in ("fill", "stroke")
    ) + "".join(
        f"[data-hue='{color}']{{background:var({name})}}"
        for color, (name, _) in VARIABLES.items()
    )  # fmt: skip


def vega() -> Asset:
    """Vega, Vega-Lite's runtime and their view, as one module: bundled at its first use."""
    with _lock:
        return _vega()


@cache
def _vega() -> Asset:
    import vl_convert

    place = cache_dir() / "web" / f"vega-{version('vl-convert-python')}.js"
    try:
        content = place.read_bytes()
    except OSError:
        content = vl_convert.javascript_bundle(_SNIPPET).encode()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with replacing(place) as part:
                part.write_bytes(content)
        except OSError:
            pass  # bundled again next time
    return Asset(content, gzip.compress(content, 6, mtime=0), KINDS[".js"])


def address(name: str) -> str:
    """Where a page finds a file. Modules name each other, so that theirs stay as they are."""
    return f"/static/{name}" + (f"?v={static(name).tag}" if name.endswith(".css") else "")
