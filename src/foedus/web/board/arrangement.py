"""The designs of a scenario's file put in another order, copied, begun and left out, as text.

A design is the lines from its key to the next one's, with the comments above it; so nothing in it
is written anew. What stood on a design that is gone has that design's own lines laid under it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from io import StringIO
from typing import Any

from foedus.web.board.lineup import DesignPlace

_COMMENT = re.compile(r"\s*(#|$)")
_BLANK = re.compile(r"\A(?:[ \t]*\r?\n)+")


def loader() -> Any:
    """A reader and writer of YAML that keeps comments, order, quotes and the length of lines."""
    from ruamel.yaml import YAML

    yaml: Any = YAML()
    yaml.preserve_quotes, yaml.width = True, 10_000  # no line is folded that was not
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def dumped(data: Any) -> str:
    """What ``loader`` has read, as text again."""
    stream = StringIO()
    loader().dump(data, stream)
    return stream.getvalue()


def laid_out(text: str, wanted: tuple[DesignPlace, ...]) -> str:
    """A scenario's text with these designs in this order, each as it begins."""
    data = loader().load(text)
    kept = {each.name for each in wanted if each.saved}
    gone = [name for name in data["designs"] if name not in kept]
    for name in gone:
        _freed(data["designs"], name)
    for issue in data.get("issues") or ():
        for name in filter((issue.get("designs") or {}).__contains__, gone):
            del issue["designs"][name]
        if "designs" in issue and not issue["designs"]:
            del issue["designs"]
    return _placed(dumped(data), wanted) or _rebuilt(data, wanted)


def _freed(designs: Any, name: str) -> None:
    """Lay a design under those that stand on it, so that it can go."""
    below = designs[name] or {}
    for other, own in designs.items():
        if other == name or not own or own.get("extends") != name:
            continue
        del own["extends"]
        for key, value in below.items():
            if key == "military" and isinstance(own.get(key), dict):
                for item, tie in value.items():
                    if item not in own[key]:
                        put(own[key], item, deepcopy(tie))
            elif key not in own:
                put(own, key, deepcopy(value))


def on_one_line(words: Iterable[str]) -> Any:
    """A list that is written in brackets."""
    from ruamel.yaml.comments import CommentedSeq

    found: Any = CommentedSeq(words)
    found.fa.set_flow_style()
    return found


def put(own: Any, key: str, value: Any) -> None:
    """A value under a key. A new key comes before the last one, after which stand the blank line
    and the comments that part its mapping from the next."""
    if key not in own and len(own) and hasattr(own, "insert"):
        own.insert(len(own) - 1, key, value)
    else:
        own[key] = value


def _rebuilt(data: Any, wanted: tuple[DesignPlace, ...]) -> str:
    """The same where the designs do not stand on lines of their own."""
    old = data["designs"]
    new = type(old)()
    for each in wanted:
        if each.origin in old:
            new[each.name] = old[each.name] if each.saved else deepcopy(old[each.origin])
        else:
            new[each.name] = {"extends": each.origin} if each.origin else {}
    data["designs"] = new
    return dumped(data)


def _placed(text: str, wanted: tuple[DesignPlace, ...]) -> str:
    """The same line by line; "" where the designs are written in braces."""
    root = loader().compose(text)
    [(key, node)] = [pair for pair in root.value if pair[0].value == "designs"]
    if node.flow_style or node.id != "mapping":
        return ""
    lines = text.splitlines(keepends=True)
    starts = {name.value: name.start_mark.line for name, _ in node.value}
    indent = node.start_mark.column
    first, last = key.start_mark.line + 1, _end(lines, node.end_mark.line)
    blocks = dict(_blocks(lines, starts, first, last))
    found = [_block(each, blocks, indent) for each in wanted]
    parted = any(map(_BLANK.match, found[1:]))
    found = [_BLANK.sub("", each) for each in found]
    made = ("\n" if parted else "").join(found)
    return "".join(lines[:first]) + made + "".join(lines[last:])


def _end(lines: list[str], last: int) -> int:
    """The line after the last design's own: comments and blank lines below are of what follows."""
    last = min(last, len(lines))
    while last and _COMMENT.match(lines[last - 1]):
        last -= 1
    return last


def _blocks(
    lines: list[str], starts: Mapping[str, int], first: int, last: int
) -> Iterator[tuple[str, str]]:
    """Each design's lines: comments and blank lines above its key are its own."""
    names = list(starts)
    ends = [_end(lines, starts[name]) for name in names[1:]] + [last]
    begins = [first, *ends[:-1]]
    for name, begin, end in zip(names, begins, ends, strict=True):
        yield name, "".join(lines[begin:end])


def _block(place: DesignPlace, blocks: Mapping[str, str], indent: int) -> str:
    if place.saved:
        return blocks[place.name]
    pad = " " * indent
    if place.origin in blocks:
        lines = blocks[place.origin].splitlines(keepends=True)
        while _COMMENT.match(lines[0]):  # a comment above is about the origin
            del lines[0]
        head = re.sub(r"^(\s*)(\"[^\"]*\"|'[^']*'|[^\s:]+)", rf"\g<1>{place.name}", lines[0])
        return head + "".join(lines[1:])
    below = f"{pad}{pad}extends: {place.origin}\n" if place.origin else ""
    return f"{pad}{place.name}:{'' if below else ' {}'}\n{below}"
