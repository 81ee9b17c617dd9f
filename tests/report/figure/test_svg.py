"""What Vega draws: measured by faces that come with it, and nothing else changed."""

import os

import pytest

from foedus.report.figure import svg


def test_the_setting_of_faces_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    svg._own_faces.cache_clear()
    monkeypatch.setenv("FONTCONFIG_FILE", "mine.conf")
    svg.rendered(svg._BLANK)
    assert os.environ["FONTCONFIG_FILE"] == "mine.conf"
    svg._own_faces.cache_clear()
    monkeypatch.delenv("FONTCONFIG_FILE")
    svg.rendered({**svg._BLANK, "mark": {"type": "text", "text": "b"}})
    assert "FONTCONFIG_FILE" not in os.environ
