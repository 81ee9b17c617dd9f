"""The picture of the manual shows the shipped scenario's answer of today."""

from html import escape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

MAKE = Path(__file__).resolve().parents[2] / "docs" / "img" / "make.py"


def test_its_labels_are_those_of_the_answer() -> None:
    spec = spec_from_file_location("picture", MAKE)
    assert spec
    assert spec.loader
    make = module_from_spec(spec)
    spec.loader.exec_module(make)
    figure = make.figure()
    drawn = make.PICTURE.read_text("utf-8")
    labels = figure.spec["hconcat"][-1]["layer"][1]["data"]["values"]
    assert len(labels) > 4  # a name and a chance for each of as many lines as there are depths
    for label in labels:
        assert f">{escape(label['text'])}<" in drawn, "run python docs/img/make.py"
    assert escape(figure.alt, quote=False) in drawn
