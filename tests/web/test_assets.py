"""Files that pages load, of the package or of installed ones."""

import gzip
import re
from typing import Any

import pytest

from foedus.errors import UnknownNameError
from foedus.web.assets import address, static


def test_files_are_packed_and_named_by_content() -> None:
    for name in ("app.css", "app.js", "board.js", "pages.js", "theme.js"):
        asset = static(name)
        assert gzip.decompress(asset.packed) == asset.content
    assert address("app.css") == f"/static/app.css?v={static('app.css').tag}"
    assert address("app.js") == "/static/app.js"
    with pytest.raises(UnknownNameError):
        static("../settings.py")


def test_styles_ask_for_nothing_from_elsewhere(editor: Any) -> None:
    css = static("app.css").content.decode()
    named = re.findall(r"url\(([^)]+)\)", css)
    assert named
    for each in named:
        font = editor.get(f"/static/{each}")
        assert font.status_code == 200
        assert font.headers["content-type"] == "font/woff"
    assert "http" not in css


def test_a_browser_that_has_a_file_is_told_so(editor: Any) -> None:
    first = editor.get("/static/app.js")
    again = editor.get("/static/app.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
