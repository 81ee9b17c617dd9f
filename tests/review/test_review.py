"""A review: who is heard, what stands, what is kept whatever happens, what others can read."""

import json
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.review import write
from foedus.review.admission import OFTEN, Gate, Knock
from foedus.review.anchor import Anchor, anchored
from foedus.review.annotations import collection, quotations
from foedus.review.book import ReviewBook
from foedus.review.entries import Entry, Post, Visibility
from foedus.review.invitation import invited, opened, token
from foedus.review.sections import held, responses, threads_section
from foedus.review.thread import threads, waiting

TEXTS = {"bottom-line": "The chance is 7.2%.\nConfidence is low.", "sources": "ATOP and GML."}
VERSION = "0123456789abcdef"
EDITOR = write.Author("ed", editor=True)
GUEST = write.Author("Jane", invited="aa11bb22")
STRANGER = write.Author("who", knock=Knock("1.2.3.4", "", 0.0, 60.0))
SECRET = b"s" * 32


def anchor(quote: str = "Confidence is low.") -> Anchor:
    return anchored(TEXTS, "u", VERSION, "bottom-line", quote)


def test_a_thread_has_its_answers_its_edits_and_its_fate() -> None:
    gate = Gate()
    first = write.comment(gate, GUEST, anchor(), "Says who?")
    log: list[Entry] = [first]
    log.append(write.answer(gate, EDITOR, log, first.id, "The record."))
    log.append(write.edit(gate, GUEST, log, first.id, "Says which record?"))
    (one,) = threads(log, TEXTS, "u")
    assert (one.comment.body, one.comment.edited is not None) == ("Says which record?", True)
    assert [each.body for each in one.answers] == ["The record."]
    assert one.resolved is None
    assert not one.orphaned
    log.append(write.settling(log, first.id, "ed", resolved=True, note="Given."))
    assert (threads(log, TEXTS, "u")[0].resolved or ("",))[0] == "ed"
    log.append(write.settling(log, first.id, "ed", resolved=False))
    assert threads(log, TEXTS, "u")[0].resolved is None
    assert threads(log, TEXTS, "another") == ()
    assert first.body == "Says who?"  # what was said first stands in the log


def test_orphans_come_last_and_keep_their_words() -> None:
    gone = write.comment(Gate(), EDITOR, anchor("The chance is 7.2%."), "Really?")
    kept = write.comment(Gate(), EDITOR, anchor(), "Why?")
    now = {"bottom-line": "The chance is 6.9%.\nConfidence is low."}
    found = threads([gone, kept], now, "u")
    assert [(each.comment.body, each.orphaned) for each in found] == [
        ("Why?", False), ("Really?", True),
    ]  # fmt: skip
    assert found[1].anchor.quote == "The chance is 7.2%."
    assert "Orphaned: 1" in threads_section(found, "u")[0].lead


def test_a_stranger_is_held_until_an_editor_looks_and_so_are_edits() -> None:
    gate = Gate()
    post = write.comment(gate, STRANGER, anchor(), "I doubt it.")
    log: list[Entry] = [post]
    assert threads(log, TEXTS, "u") == ()
    assert [each.id for each in waiting(log)] == [post.id]
    assert held(waiting(log))[0].title == "1 post to look at"
    assert len(threads(log, TEXTS, "u", all_posts=True)) == 1
    log.append(write.ruling(log, post.id, "ed", shown=True))
    assert threads(log, TEXTS, "u")[0].comment.body == "I doubt it."
    changed = write.edit(gate, STRANGER, log, post.id, "I doubt it very much.")
    log.append(changed)
    (one,) = threads(log, TEXTS, "u")
    assert one.comment.body == "I doubt it."  # until the edit is looked at
    assert one.comment.waiting == (changed.id, "I doubt it very much.")
    log.append(write.ruling(log, changed.id, "ed", shown=True))
    assert threads(log, TEXTS, "u")[0].comment.body == "I doubt it very much."
    assert waiting(log) == []
    with pytest.raises(UnknownNameError):
        write.ruling(log, post.id, "ed", shown=False)


@pytest.mark.parametrize(
    "body",
    [
        "see http://a.b",
        "see HTTPS ://a",
        "www.x.y",
        "buy at cheap-pills.shop",
        "[x](y)",
        "<a href>",
    ],
)
def test_a_stranger_gives_no_links_in_a_post_or_an_edit(body: str) -> None:
    gate = Gate()
    with pytest.raises(InputError, match="no links"):
        write.comment(gate, STRANGER, anchor(), body)
    post = write.comment(gate, STRANGER, anchor(), "Fine.")
    with pytest.raises(InputError, match="no links"):
        write.edit(gate, STRANGER, [post], post.id, body)
    assert write.comment(gate, GUEST, anchor(), body).standing is Visibility.SHOWN


def test_programs_are_kept_out() -> None:
    knock = Knock("1.2.3.4", "", 0.0, 60.0)
    with pytest.raises(InputError, match="too soon"):
        Gate().admit("x", replace(knock, now=1.0))
    with pytest.raises(InputError, match="too old"):
        Gate().admit("x", replace(knock, now=1e6))
    assert Gate().admit("x", replace(knock, trap="me@x"))[0] is Visibility.REFUSED
    gate = Gate()
    for _ in range(OFTEN):
        assert gate.admit("x", knock)[0] is Visibility.HELD
    with pytest.raises(InputError, match="more than"):
        gate.admit("x", knock)
    assert gate.admit("x", replace(knock, source="other"))[0] is Visibility.HELD
    later = replace(knock, opened=10_000.0, now=10_100.0)
    assert gate.admit("x", later)[0] is Visibility.HELD


def test_visitors_of_long_ago_are_forgotten() -> None:
    gate = Gate()
    for number in range(700):
        now = 100.0 * number
        gate.admit("x", Knock(f"visitor {number}", "", now - 60.0, now))
    assert len(gate.seen) < 200


def test_nobody_edits_what_another_wrote() -> None:
    post = write.comment(Gate(), GUEST, anchor(), "Mine.")
    for other in (EDITOR, STRANGER, write.Author("Jane", invited="cc33dd44")):
        with pytest.raises(InputError, match="Jane wrote that"):
            write.edit(Gate(), other, [post], post.id, "Yours.")


@pytest.mark.parametrize("body", ["", " \n", "x" * 5_001])
def test_what_is_no_comment_is_refused(body: str) -> None:
    with pytest.raises(InputError):
        write.comment(Gate(), EDITOR, anchor(), body)


def test_an_answer_wants_a_comment() -> None:
    post = write.comment(Gate(), EDITOR, anchor(), "x")
    reply = write.answer(Gate(), EDITOR, [post], post.id, "y")
    for to in ("nothere", reply.id):
        with pytest.raises(UnknownNameError):
            write.answer(Gate(), EDITOR, [post, reply], to, "z")


def test_an_invitation_opens_until_its_day_or_until_it_is_withdrawn() -> None:
    made = invited("ed", "Jane Röe", "u", 14)
    link = token(made, SECRET)
    log: list[Entry] = [made]
    assert opened(link, SECRET, log) == made
    with pytest.raises(InputError, match="ended on"):
        opened(link, SECRET, log, made.until + timedelta(seconds=1))
    with pytest.raises(InputError, match="no invitation"):
        opened(link, b"t" * 32, log)
    with pytest.raises(InputError, match="nobody of this folder"):
        opened(link, SECRET, [])
    log.append(write.withdrawal(log, made.id[:6], "ed"))
    with pytest.raises(InputError, match="withdrawn"):
        opened(link, SECRET, log)


@pytest.mark.parametrize("text", ["", ".", "a.b", "ü.ü", "e30.e30", "[]", "x" * 10_000])
def test_what_is_no_invitation_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no invitation"):
        opened(text, SECRET, [])


def test_every_letter_of_an_invitation_counts() -> None:
    made = invited("ed", "Jane", "u", 14)
    link = token(made, SECRET)
    for at in range(len(link)):
        changed = link[:at] + ("A" if link[at] != "A" else "B") + link[at + 1 :]
        if at == len(link) - 1:
            continue  # the last letter of 32 bytes carries two bits that say nothing
        with pytest.raises(InputError):
            opened(changed, SECRET, [made])


def test_what_was_filed_is_there_and_cannot_be_changed(tmp_path: Path) -> None:
    post = write.comment(Gate(), EDITOR, anchor(), "Kept.")
    with ReviewBook.at(tmp_path) as book:
        book.add(post)
    with ReviewBook.at(tmp_path) as book:
        assert book.entries() == [post]
        with pytest.raises(Exception, match="append-only"):
            book.store._base.execute("DELETE FROM leaf")


def test_a_file_that_is_no_review_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nobody has commented"):
        ReviewBook(tmp_path / "none")
    (tmp_path / ".foedus").mkdir()
    (tmp_path / ".foedus" / "review").write_text("no database")
    with pytest.raises(DataError):
        ReviewBook.at(tmp_path)


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    def write_some(name: str) -> None:
        for _ in range(10):
            with ReviewBook.at(tmp_path) as book:
                book.add(write.comment(Gate(), write.Author(name, editor=True), anchor(), "x"))

    both = [threading.Thread(target=write_some, args=(name,)) for name in "ab"]
    for each in both:
        each.start()
    for each in both:
        each.join()
    with ReviewBook.at(tmp_path) as book:
        names = [each.by for each in book.entries() if isinstance(each, Post)]
    assert (names.count("a"), names.count("b")) == (10, 10)


def test_annotations_say_all_and_come_back() -> None:
    post = write.comment(Gate(), GUEST, anchor(), "Says <b>who</b>?")
    log: list[Entry] = [post, write.answer(Gate(), EDITOR, [post], post.id, "The record.")]
    told = collection(threads(log, TEXTS, "u"), "u")
    assert told["total"] == 2
    first, second = told["first"]["items"]
    assert second["target"] == first["id"]
    assert first["target"]["selector"][1]["exact"] == "Confidence is low."
    back = quotations(json.loads(json.dumps(told)), "u", "f" * 16)
    assert back == [(post.anchor, "Jane", "Says <b>who</b>?")]


@pytest.mark.parametrize(
    "text",
    ["1", "[1]", '{"a": 1}', '[{"target": {"selector": 3}}]',
     '[{"target": {"selector": {"type": "TextQuoteSelector", "exact": ""}}, "body": "x"}]'],
)  # fmt: skip
def test_what_are_no_annotations_is_told(text: str) -> None:
    with pytest.raises(InputError):
        quotations(json.loads(text), "u", VERSION)


def test_the_table_of_responses_has_every_comment_once() -> None:
    post = write.comment(Gate(), GUEST, anchor(), "Says who?")
    log: list[Entry] = [post, write.answer(Gate(), EDITOR, [post], post.id, "The record.")]
    log.append(write.settling(log, post.id, "ed", resolved=True, note="Source given."))
    (section,) = responses(threads(log, TEXTS, "u"), "u")
    (table,) = section.blocks
    assert table.rows == (  # type: ignore[union-attr]
        ("1", "Jane", "Bottom line", "Confidence is low.", "Says who?", "ed: The record.",
         "Resolved. Source given."),
    )  # fmt: skip
