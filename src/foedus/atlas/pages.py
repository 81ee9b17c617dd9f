"""The atlas as pages that open offline: maps and a table to search, and a page a state."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.atlas import sections
from foedus.atlas.atlas import Atlas
from foedus.report import page
from foedus.report.figure.svg import clean
from foedus.storage import replacing, storing

if TYPE_CHECKING:
    from foedus.report.blocks import Section

INDEX, STATES = "index.html", "states"


def write(found: Atlas, *, tell: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Write the pages into the atlas's folder, each whole or not at all; their places.

    Raises PlaceError, or DiskError where the disk is full.
    """
    folder = found.folder
    with storing(folder, "another --out"):
        (folder / STATES).mkdir(exist_ok=True)
    made = [_save(folder / INDEX, index(found))]
    for number, state in enumerate(found.states, 1):
        tell(f"page {number} of {len(found.states)}")
        made.append(_save(folder / STATES / f"{state}.html", of_state(found, state)))
    return made


def _save(path: Path, text: str) -> Path:
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text, "utf-8")
    return path


def index(found: Atlas) -> str:
    """The first page. Its script only hides rows that were not asked for."""
    asked = found.plan
    return _page(
        sections.front(found), title=f"Atlas of {asked.question.year}",
        subtitle="Every politically relevant pair of states, none and a few stated guarantees",
        designs=asked.designs, up="",
        states=[(state, found.name(state)) for state in found.states],
    )  # fmt: skip


def of_state(found: Atlas, state: str) -> str:
    """The page of one state, without a script."""
    asked = found.plan
    return _page(
        sections.state(found, state),
        title=found.name(state), subtitle=f"Atlas of {asked.question.year}", designs=asked.designs,
        up=f"../{INDEX}", states=[],
    )  # fmt: skip


def _page(
    parts: "list[Section]", *, title: str, subtitle: str, designs: dict[str, str], up: str,
    states: list[tuple[str, str]],
) -> str:  # fmt: skip
    from markupsafe import Markup

    env = page.environment("foedus.atlas")
    fragment = page.fragment(parts)
    own = page.source(env, "page.css") + page.source(env, "atlas.css")
    css = page.style(own, f"{title}{subtitle}{designs}{states}{''.join(fragment.parts)}")
    script = page.source(env, "atlas.js") if states else ""
    text = env.get_template("atlas.html").render(
        title=title, subtitle=subtitle, designs=designs, up=up, states=states,
        parts=fragment.parts, css=Markup(css), js=Markup(script),  # noqa: S704 (the package's own)
        policy=page.policy([css], script, fragment.styles),
    )  # fmt: skip
    return str(clean(text))
