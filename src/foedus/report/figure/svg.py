"""A drawing made the house's: small, self-describing, at home inline on light paper and dark."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from types import ModuleType
from typing import Any

from foedus.report.faces import BOLD, inside, sans
from foedus.report.figure.theme import FONT, MUTED, PAPER, VARIABLES
from foedus.report.figure.type import wrapped
from foedus.report.figure.views import drawn
from foedus.report.fonts import folder
from foedus.report.script import isolated

VEGA_LITE = "6.1"
_SVG = "http://www.w3.org/2000/svg"
_FOOT = 11.0  # size of the line on sources
_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
#: What XML 1.0 has no way to write.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

ET.register_namespace("", _SVG)
_WORDS = {f"{{{_SVG}}}text", f"{{{_SVG}}}tspan"}


def clean(value: Any) -> Any:
    """The same values with characters that no SVG can hold as U+FFFD."""
    match value:
        case str():
            return _UNPRINTABLE.sub("\ufffd", value)
        case dict():
            return {key: clean(each) for key, each in value.items()}
        case list() | tuple():
            return [clean(each) for each in value]
        case _:
            return value


def rendered(spec: dict[str, Any]) -> str:
    """A Vega-Lite specification of the kind that figures are, as SVG."""
    return drawn(clean(spec))


def png(svg: str, scale: float) -> bytes:
    """A picture of an SVG, ``scale`` pixels a unit."""
    return bytes(_converter().svg_to_png(svg, scale=scale))


def pdf(svg: str) -> bytes:
    """A page of the SVG's size, its faces inside."""
    return bytes(_converter().svg_to_pdf(svg))


def _converter() -> ModuleType:
    """vl-convert, which paints in the house's face and those of a folder named."""
    import vl_convert

    for place in filter(None, (sans(), folder())):
        _register(str(place))
    return vl_convert


@cache
def _register(place: str) -> None:
    import vl_convert

    vl_convert.register_font_directory(place)


def words(svg: str) -> str:
    """All that a drawing says in type."""
    return _words(ET.fromstring(svg))  # noqa: S314 (written here)


def _words(root: ET.Element) -> str:
    return "".join("".join(each.itertext()) for each in root.iter(f"{{{_SVG}}}text"))


def finished(raw: str, ident: str, title: str, alt: str, *, inline: bool, foot: str = "") -> str:
    """A drawing with a title and description, in the colors of its place.

    ident: begins every id in it, so that several figures share a page. inline: sized by its
    place, clear, in colors that are CSS variables; else a file with a size, on white paper, in
    plain colors, which every viewer knows, its faces inside. foot: a line drawn under it: whose
    data it shows.
    """
    root = ET.fromstring(raw)  # noqa: S314 (written here)
    names = _renamed(root, ident)
    styles: dict[str, str] = {}
    for parent in root.iter():
        for child in list(parent):
            if _invisible(child):
                parent.remove(child)
    width, height = root.get("width", ""), root.get("height", "")
    if foot:
        height = _footed(root, foot, float(width), float(height))
    for element in root.iter():
        _tidy(element, names, styles if inline else None)
        if element.tag in _WORDS and element.text:
            element.text = isolated(element.text)
    root.attrib.clear()
    root.attrib |= {
        "id": ident, "viewBox": f"0 0 {width} {height}", "role": "img",
        "aria-labelledby": f"{ident}-title {ident}-desc",
    }  # fmt: skip
    style = ET.Element(f"{{{_SVG}}}style")
    if not inline:
        root.attrib |= {"width": width, "height": height}
        root.insert(0, ET.Element(f"{{{_SVG}}}rect", _paper(width, height)))
        style.text = inside(_words(root))
    else:
        most = 1.25 * float(width)
        style.text = f"#{ident}{{width:100%;max-width:{most:g}px;height:auto;overflow:visible}}"
        style.text += "".join(f"#{ident} .{name}{{{rule}}}" for rule, name in styles.items())
    root.insert(0, style)
    for place, (kind, text) in enumerate((("title", title), ("desc", alt))):
        told = ET.Element(f"{{{_SVG}}}{kind}", {"id": f"{ident}-{kind}"})
        told.text = clean(text)
        root.insert(place, told)
    return ET.tostring(root, encoding="unicode")


def _footed(root: ET.Element, foot: str, width: float, height: float) -> str:
    """Lines of small type under the drawing; the new height."""
    for line in wrapped(foot, max(int(width / (0.47 * _FOOT)), 20), most=4):
        height += 1.35 * _FOOT
        told = ET.SubElement(root, f"{{{_SVG}}}text", {
            "x": "4", "y": f"{height:.1f}", "font-family": FONT, "font-size": f"{_FOOT:g}",
            "fill": MUTED,
        })  # fmt: skip
        told.text = clean(line)
    return f"{height + 0.6 * _FOOT:.0f}"


def _paper(width: str, height: str) -> dict[str, str]:
    return {"width": width, "height": height, "fill": PAPER}


def _renamed(root: ET.Element, ident: str) -> dict[str, str]:
    """Old id -> new, and the elements given theirs."""
    names: dict[str, str] = {}
    for element in root.iter():
        if "id" in element.attrib:
            names[element.attrib["id"]] = f"{ident}-{len(names)}"
            element.set("id", names[element.attrib["id"]])
    return names


def _invisible(element: ET.Element) -> bool:
    """A path that paints nothing, or nothing at all inside."""
    if element.tag == f"{{{_SVG}}}path":
        paint = {element.get("fill", "none"), element.get("stroke", "none")}
        return paint <= {"none", "transparent"} or not element.get("d")
    return element.tag == f"{{{_SVG}}}text" and not "".join(element.itertext()).strip()


#: Attributes that repeat a default or serve only Vega's own page.
_IDLE = {"role", "class", "pointer-events", "aria-hidden", "aria-label", "aria-roledescription"}
_DEFAULTS = {"opacity": "1", "x2": "0", "y2": "0", "transform": "translate(0,0)",
             "stroke-width": "1", "font-weight": "normal"}  # fmt: skip


def _tidy(element: ET.Element, names: dict[str, str], styles: dict[str, str] | None) -> None:
    for key in list(element.attrib):
        value = element.attrib[key]
        if key in _IDLE or _DEFAULTS.get(key) == value:
            del element.attrib[key]
        elif value.startswith("url(#"):
            old = value[5:-1]
            element.set(key, f"url(#{names.get(old, old)})")
        elif key in {"d", "transform", "x2", "y2", "points"}:
            element.set(
                key, _NUMBER.sub(lambda m: f"{float(m[0]):.1f}".rstrip("0").rstrip("."), value)
            )
        elif key == "font-weight" and value == "bold":
            element.set(key, f"{BOLD}")
    if styles is None:
        return
    told = []
    for key in ("fill", "stroke"):
        color = element.get(key, "").lower()
        if color in VARIABLES:
            rule = f"{key}:var({VARIABLES[color][0]},{color})"
            told.append(styles.setdefault(rule, f"c{len(styles)}"))
    if told:
        element.set("class", " ".join(told))
