import re

import pytest

from foedus.errors import UnknownNameError
from foedus.evidence.card import called, card, cards


def test_every_card_is_whole() -> None:
    assert len(cards()) >= 30
    for entry in cards():
        assert re.fullmatch(r"[0-9a-f]{64}", entry.sha256), entry.id
        owner, repository, path = entry.path.split("/", 2)
        pinned = rf"https://raw.githubusercontent.com/{owner}/{repository}/[0-9a-f]{{40}}/{path}"
        assert re.fullmatch(pinned, entry.url), entry.id
        assert entry.format == path.rsplit(".", 1)[1]
        assert (entry.object is not None) == (entry.format == "rda"), entry.id
        for words in (entry.title, entry.citation, entry.terms, entry.publisher, entry.version):
            assert words.strip(), entry.id
        if entry.first is not None and entry.last is not None:
            assert entry.first <= entry.last


def test_no_two_cards_share_a_file() -> None:
    paths = [entry.path for entry in cards()]
    assert len(paths) == len(set(paths))


def test_an_unknown_card_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="cow-nmc"):
        card("cow-nmcs")


def test_a_set_goes_by_its_title_and_anything_else_by_itself() -> None:
    assert called("cow-mid-directed-disputes") == "Militarized interstate disputes"
    assert called("atop-dyad-years") == "ATOP alliance obligations"
    assert called("judgement") == "judgement"
