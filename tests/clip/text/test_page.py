"""Pages: the article without its surroundings, whatever the markup holds."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from foedus.clip.page_score import score
from foedus.clip.text.original import opened
from foedus.errors import InputError

BESIDE = Path(__file__).resolve().parents[4] / "shared" / "data" / "quotes"
BODY = "\n".join(
    f"<p>Sentence {number} of the article: the ministry said the strait would stay open to trade "
    "for all ships, in this year and in the next one, as it had been before.</p>"
    for number in range(8)
)
PAGE = f"""<!doctype html><html><head><title>Strait stays open</title>
<meta property="article:published_time" content="1995-05-09">
<meta property="og:site_name" content="Norrland Wire">
<script>document.write("evil said so")</script></head><body><nav>Home Sports Subscribe</nav>
<article><h1>Strait stays open</h1>{BODY}<script>alert("x said y")</script></article>
<footer>All rights reserved</footer></body></html>"""


def test_the_article_its_title_and_its_day_are_read() -> None:
    it = opened(PAGE.encode(), "page.html")
    assert it.kind == "page"
    assert it.text.startswith("Strait stays open")
    assert it.text.count("the ministry said") == 8
    assert (it.published, it.outlet) == (date(1995, 5, 9), "Norrland Wire")
    assert "evil" not in it.text
    assert "alert" not in it.text
    assert "rights reserved" not in it.text


def test_a_page_too_short_for_an_article_gives_its_paragraphs() -> None:
    it = opened(b"<html><body><p>Hart said <b>no</b> to it.</p><script>x</script></body></html>")
    assert it.text == "Hart said no to it."


@pytest.mark.parametrize(
    "html", [b"<html><body><script>document.write(1)</script></body></html>", b"<html></html>"]
)
def test_a_page_without_words_is_refused(html: bytes) -> None:
    with pytest.raises(InputError, match="no text to read"):
        opened(html, "page.html")


def test_markup_without_end_is_read() -> None:
    deep = b"<html><body><p>Hart said no.</p>" + b"<div>" * 20_000
    assert "Hart said no." in opened(deep, "deep.html").text


def test_markup_too_deep_for_a_parser_gives_the_text_outside_its_tags() -> None:
    deep = b"<html><body><p>" + b"<b><i>" * 10_000 + b"Hart said no &amp; left.<script>x</script>"
    assert opened(deep, "deep.html").text == "Hart said no & left."


def test_a_page_with_too_much_on_it_is_refused_before_it_is_taken_apart() -> None:
    with pytest.raises(InputError, match="more than 300,000 words"):
        opened(b"<html><p>" + b"word " * 300_001, "big.html")


@pytest.mark.slow
def test_bodies_are_read_as_well_as_the_benchmark_says(tmp_path: Path) -> None:
    folder = Path(os.environ.get("FOEDUS_QUOTES_DATA") or BESIDE) / "extraction"
    if not folder.is_dir():
        pytest.skip("marked pages absent: set FOEDUS_QUOTES_DATA=DIR")
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    third = dict(list(truth.items())[2::3])  # `foedus score clip --pages` reads all: .965 (.007)
    (tmp_path / "ground-truth.json").write_text(json.dumps(third), "utf-8")
    (tmp_path / "html").symlink_to(folder / "html")
    found = score(tmp_path)
    assert found.pages == len(third) == 42
    assert found.mean >= 0.975  # of these .979
