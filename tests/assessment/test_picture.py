"""The picture of the manual shows the shipped scenario's answer of today."""

from html import escape

from tests.modules import module


def test_its_labels_are_those_of_the_answer() -> None:
    make = module("docs/img/make.py")
    figure = make.figure()
    drawn = make.PICTURE.read_text("utf-8")
    _, *texts = figure.spec["hconcat"][-1]["layer"]  # after the lines that lead to them
    labels = [label for each in texts for label in each["data"]["values"]]
    assert len(labels) > 4  # a name and a chance for each of as many lines as there are depths
    for label in labels:
        assert f">{escape(label['text'])}<" in drawn, "run python docs/img/make.py"
    assert escape(figure.alt, quote=False) in drawn
