"""The page on terms: its table is the library's, and it names every word of the vocabulary."""

import re
from pathlib import Path
from typing import get_args

from tests.modules import module

from foedus.terms import Guarantee, Military
from foedus.terms.clause import Condition, Discretion, Obligation, Trigger
from foedus.terms.fate import Answer, End
from foedus.terms.features import GROUPS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "terms.md").read_text("utf-8")


def test_its_table_is_current() -> None:
    found = module("docs/terms.py")
    assert found.page(PAGE) == PAGE, "run python docs/terms.py"


def test_it_names_every_word() -> None:
    words = set(re.findall(r"`([\w-]+)`", PAGE))
    for kind in (Obligation, Trigger, Discretion, Condition, Answer, End):
        assert set(get_args(kind)) <= words
    assert set(Military.model_fields) <= words
    terms = {"term", "until", "renewal", "renunciation", "notice", "accession", "fate"}
    assert terms <= set(Guarantee.model_fields) & words


def test_it_names_every_group_of_the_distance() -> None:
    assert set(GROUPS) <= set(re.findall(r"^\| (\w+) \|", PAGE, flags=re.M))
