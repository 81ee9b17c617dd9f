"""Signed notes: the published example, and every way in which one may be wrong."""

import base64

import pytest

from foedus.errors import InputError
from foedus.ledger.note import (
    COSIGNATURE,
    Checkpoint,
    checkpoint,
    new_key,
    signing_key,
    verifying_key,
)

#: The example of golang.org/x/mod/sumdb/note, whose form C2SP's signed-note is.
PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SIGNED = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotp"
    "RZb6KE6RyyBwJnAM="
)
TEXT = (
    b"If you think cryptography is the answer to your problem,\n"
    b"then you don't know what your problem is.\n"
)


def test_the_published_example() -> None:
    key = signing_key(PRIVATE)
    assert str(key.public) == PUBLIC
    assert key.text() == PRIVATE
    line = base64.b64encode(key.public.id + key.sign(TEXT)).decode()
    assert f"— PeterNeumann {line}" == SIGNED


def head() -> Checkpoint:
    return Checkpoint("watch.example/one", 7, bytes(range(32)))


def test_a_checkpoint_reads_back() -> None:
    key, witness = new_key("watch.example/one"), new_key("kyiv", COSIGNATURE)
    signed = head().signed(key).signed(witness, 1_790_000_000)
    assert checkpoint(str(signed)) == signed
    assert signed.signed_by(key.public)
    assert signed.signed_by(witness.public)
    assert signed.count([key.public, witness.public, witness.public]) == 2
    assert str(signed).startswith("watch.example/one\n7\nAAECAwQ")


def test_a_signature_is_for_its_text_alone() -> None:
    key, witness = new_key("watch.example/one"), new_key("kyiv", COSIGNATURE)
    signed = head().signed(key).signed(witness, 1_790_000_000)
    other = Checkpoint(signed.origin, 8, signed.root, signed.signatures)
    assert not other.signed_by(key.public)
    assert not other.signed_by(witness.public)
    assert not signed.signed_by(new_key("kyiv", COSIGNATURE).public)


def test_a_cosignature_is_for_its_time_alone() -> None:
    witness = new_key("kyiv", COSIGNATURE)
    [line] = head().signed(witness, 1_790_000_000).signatures
    moved = type(line)(line.name, line.id, (5).to_bytes(8, "big") + line.body[8:])
    assert not Checkpoint("watch.example/one", 7, head().root, (moved,)).signed_by(witness.public)


def test_a_key_signs_once() -> None:
    key = new_key("watch.example/one")
    assert len(head().signed(key).signed(key).signatures) == 1


@pytest.mark.parametrize(
    "text",
    ["", "x", "a\n1\n\n", "a\n1\nAA==\n\n— k AAAA\n", "a\n-1\n" + "A" * 43 + "=\n\n— k AAAA\n",
     str(Checkpoint("a", 1, bytes(32))).replace("\n\n", "\nmore\n\n"), "a\n1\n!\n\n— k AAAA\n"],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no checkpoint"):
        checkpoint(text)


@pytest.mark.parametrize("text", ["", "a+b+c", PUBLIC[:-4] + "AAAA", PUBLIC.replace("c7", "c8")])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no public key"):
        verifying_key(text)


def test_a_broken_private_key_is_not_repeated() -> None:
    with pytest.raises(InputError) as caught:
        signing_key(PRIVATE.replace("c74f", "c74e"))
    assert "AYEKF" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "a\0b", "two words", "a+b", "x" * 101])
def test_a_name_that_no_note_could_hold(name: str) -> None:
    with pytest.raises(InputError, match="names no key"):
        new_key(name)


def test_a_key_shows_no_secret() -> None:
    key = signing_key(PRIVATE)
    assert PRIVATE[-20:] not in repr(key)
