"""A watch on disk: who may file what, once, under which key; and the same answer from the log."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.watches import act, blame, hours, report

from foedus.document import parse
from foedus.errors import FoedusError, InputError
from foedus.ledger.note import new_key
from foedus.ledger.proof import Policy, prove, verify
from foedus.report.plain import plain
from foedus.watch import library
from foedus.watch.board import board
from foedus.watch.entries.hand import entries
from foedus.watch.members import WatchMember, audit
from foedus.watch.watch import Watch, create

KEY = new_key("kim")
MEMBERS = (
    WatchMember("officer", "steward", None),
    WatchMember("kim", "monitor", KEY.public),
    WatchMember("guest", "reader", None),
)


def made(path: Path, *, replay: bool = True) -> Watch:
    return create(path, library.scenario("ukraine-2026"), "test", MEMBERS, replay=replay)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    with made(tmp_path / "watch.db") as opened:
        yield opened


def test_what_is_promised_comes_back_from_the_log(watch: Watch) -> None:
    asked = library.scenario("ukraine-2026")
    assert watch.undertakings().guarantees == asked.designs
    assert (watch.undertakings().challenger, watch.undertakings().victim) == ("RUS", "UKR")


def test_an_entry_is_taken_once_and_other_words_need_a_revision(watch: Watch) -> None:
    assert watch.file([report(), blame()], "officer").taken == ("hand/r1", "hand/a1")
    again = watch.file([report()], "officer")
    assert (again.taken, again.repeated) == ((), ("hand/r1 rev. 0",))
    other = watch.file([report(hostility=4)], "officer")
    assert other.conflicting == ("hand/r1 rev. 0",)
    assert watch.file([report(revision=1, hostility=4)], "officer").taken == ("hand/r1",)
    assert len(watch.entries()) == 3
    assert watch.newest("hand")["r1"].hostility == 4


def test_the_log_answers_as_its_entries_do(watch: Watch) -> None:
    filed = [report(), blame(), act("claim", 3, guarantee="us-draft")]
    live = []
    for each in filed:
        watch.file([each], "officer")
        live.append(plain(watch.board(each.known)))
    assert live == [plain(watch.board(each.known)) for each in filed]  # replay equals live
    asked = board(watch.undertakings(), watch.entries(), hours(5))
    assert plain(asked) == plain(watch.board(hours(5)))


def test_roles_and_keys(watch: Watch) -> None:
    with pytest.raises(InputError, match="unknown member"):
        watch.file([report()], "nobody")
    with pytest.raises(InputError, match="guest is a reader"):
        watch.file([report()], "guest")
    merge = entries(parse("{kind: merge, id: m, members: [a/b, c/d], rule: x}"), hours(1), "x",
                    free=True)  # fmt: skip
    with pytest.raises(InputError, match="kim is a monitor and may not file a merge"):
        watch.file(merge, "kim", KEY)
    with pytest.raises(InputError, match="signs what they file"):
        watch.file([report()], "kim")
    with pytest.raises(InputError, match="not the key of kim"):
        watch.file([report()], "kim", new_key("kim"))
    with pytest.raises(InputError, match="has no key"):
        watch.file([report()], "officer", KEY)
    assert watch.file([report()], "kim", KEY).taken
    with pytest.raises(InputError, match="may not file a member"):
        watch.enroll(WatchMember("ann", "monitor", None), "kim", KEY)
    watch.enroll(WatchMember("ann", "monitor", None), "officer", None)
    assert watch.file([blame()], "ann").taken


def test_records_bear_their_members_signature(watch: Watch) -> None:
    watch.file([report(), blame()], "kim", KEY)
    key = new_key("test")
    head = watch.checkpoint(key)
    found = verify(prove(watch.store, head, None, None), Policy(key.public))
    assert (found.faults, audit(found.leaves)) == ((), ())
    forged = [dict(leaf) for leaf in found.leaves]
    forged[1]["hostility"] = 2
    assert audit(forged) == ("record 1 does not bear the signature of kim",)
    forged[2]["who"] = "guest"
    assert "guest is a reader and filed a attribution" in " ".join(audit(forged))
    forged[2]["who"] = "nobody"
    assert "who is no member" in " ".join(audit(forged))
    assert audit(found.leaves[1:]) == ("the first record opens no watch",)
    assert "no member" in " ".join(audit([{"kind": "opening"}, {}]))
    broken = [dict(leaf) for leaf in found.leaves]
    broken[1]["signature"] = "!"
    assert audit(broken) == ("record 1 does not bear the signature of kim",)
    assert audit([{"kind": "opening", "members": [{"name": "x"}]}]) == (
        "record 0 names a member that is none",
    )


def test_a_live_watch_has_its_own_clock(tmp_path: Path) -> None:
    with made(tmp_path / "live.db", replay=False) as watch:
        watch.file([report(known="2026-11-02")], "officer")
        [entry] = watch.entries()
        assert abs(entry.known - watch.clock()) < timedelta(minutes=5)
        told = parse("{kind: report, id: x, start: 2026-11-01, end: 2026-11-01, known: 2026-11-02}")
        with pytest.raises(InputError, match="knows a thing when it is filed"):
            entries(told, watch.clock(), "officer", free=False)


def test_a_checkpoint_is_of_its_own_log(watch: Watch) -> None:
    with pytest.raises(InputError, match="this is the key of 'other'"):
        watch.checkpoint(new_key("other"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "unknown kind of entry"),
        ("{kind: rumor}", "unknown kind of entry 'rumor'"),
        ("{kind: report, id: x}", "the key 'start' is missing"),
        ("{kind: report, id: x, start: 2026-11-01, end: 2026-13-01}", "expected a date"),
        ("{kind: report, id: x, start: 2026-11-01, end: 2026-11-01, mood: 3}", "unknown key"),
        ("entries: {}", "expected a list"),
        ("entries: []", "no entries"),
        ("{entries: [], more: 1}", "unknown key 'more'"),
        ("{kind: act, id: x, act: perform, by: USA, guarantee: g, incident: a/b}", "names no duty"),
        ("{kind: attribution, id: x, incident: a/b, actor: RUS, value: admitted, by: UKR}",
         "cannot admit"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(FoedusError, match=said):
        entries(parse(text), hours(1), "officer", free=True)


def test_the_place_of_a_mistake_among_many() -> None:
    text = "entries:\n- {kind: report, id: a, start: 2026-11-01, end: 2026-11-01}\n- kind: act\n"
    with pytest.raises(FoedusError, match=r"<text>:3"):
        entries(parse(text), hours(1), "officer", free=True)


def test_two_of_one_name_in_a_file() -> None:
    one = "{kind: report, id: a, start: 2026-11-01, end: 2026-11-01}"
    with pytest.raises(InputError, match="stands twice"):
        entries(parse(f"entries: [{one}, {one}]"), hours(24), "officer", free=True)
