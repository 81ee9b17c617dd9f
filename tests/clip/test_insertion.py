"""Entries put into YAML: every other byte stays, and what is read is what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import document
from foedus.clip.insertion import inserted, value
from foedus.errors import InputError

BLOCK = """\
# head
claims:                 # graded
  - id: one
    says: >
      folded
      words

  # a comment that stays where it is
events: []              # none yet
sources:
  a-source: {title: One}   # kept
"""


def data(text: str) -> dict[str, object]:
    return document.parse(text).data


def without(new: str, old: str) -> list[str]:
    """The lines of the old text that are no longer there, in order."""
    lines = iter(new.splitlines())
    return [line for line in old.splitlines() if line not in lines]


def test_a_block_list_gets_its_entry_before_the_comments_that_follow() -> None:
    new = inserted(BLOCK, "claims", [{"id": "two", "says": "Words: with a colon # and more"}])
    assert without(new, BLOCK) == []
    assert [each["id"] for each in data(new)["claims"]] == ["one", "two"]
    assert data(new)["claims"][1]["says"] == "Words: with a colon # and more"
    assert new.index("id: two") < new.index("# a comment that stays")


def test_an_empty_list_is_opened_and_its_comment_kept() -> None:
    new = inserted(BLOCK, "events", [{"on": "1995-05-09", "what": "Talks", "planned": True}])
    assert data(new)["events"] == [{"on": "1995-05-09", "what": "Talks", "planned": "yes"}]
    assert "# none yet" in new


def test_a_mapping_gets_its_key() -> None:
    new = inserted(BLOCK, "sources", {"b-source": {"title": "Two"}})
    assert without(new, BLOCK) == []
    assert data(new)["sources"] == {"a-source": {"title": "One"}, "b-source": {"title": "Two"}}


def test_a_missing_key_comes_last_and_a_flow_list_stays_one() -> None:
    new = inserted(BLOCK, "corrections", [{"said": "x", "read_as": "y"}])
    assert new.startswith(BLOCK)
    assert data(new)["corrections"] == [{"said": "x", "read_as": "y"}]
    flow = inserted("claims: [{id: one}]  # c\n", "claims", [{"id": "two"}])
    assert flow == "claims: [{id: one}, {id: two}]  # c\n"


def test_line_ends_of_another_system_stay() -> None:
    new = inserted(BLOCK.replace("\n", "\r\n"), "claims", [{"id": "two"}])
    assert new.count("\r\n") == new.count("\n")
    assert [each["id"] for each in data(new)["claims"]] == ["one", "two"]


def test_what_is_no_list_is_refused() -> None:
    with pytest.raises(InputError, match="no list"):
        inserted("claims: {a: 1}\n", "claims", [{"id": "two"}])
    with pytest.raises(InputError, match="no keys and values"):
        inserted("- 1\n", "claims", [{"id": "two"}])


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_any_words_come_back(words: str) -> None:
    words = "".join(each for each in words if each.isprintable())
    text = f"a: {value(words)}\n"
    if words:
        assert data(text)["a"] == words


def test_empty_brackets_over_lines_give_way_and_their_comments_stay() -> None:
    new = inserted("events: [   # none\n  ]   # yet\nx: 1\n", "events", [{"what": "Talks"}])
    assert data(new) == {"events": [{"what": "Talks"}], "x": 1}
    assert "# none" in new
    assert "# yet" in new


def test_a_text_that_is_no_yaml_is_told() -> None:
    with pytest.raises(InputError, match="cannot be read as YAML"):
        inserted("a: [1\nb: }", "a", [{"x": 1}])
