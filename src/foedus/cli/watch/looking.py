"""``foedus watch status``, ``duties``, ``explain``, ``log`` and ``replay``: ask what is kept."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import AnswerFile, Json
from foedus.cli.watch.options import WATCH, AsOf, WatchFile

if TYPE_CHECKING:
    from foedus.watch.watch import Watch

#: Exit codes of ``status --alert``.
CLAIMABLE, DUE, BOTH = 10, 11, 12
STATUS = """\b
Examples:
  foedus watch status
  foedus watch status --remember
  foedus watch status --since 2026-11-26 --alert
  foedus watch status --as-of 2026-11-20T12:00Z --json

With --alert the exit code says what is new since --since: 10 a case that may be claimed, 11 a duty
that fell due or falls due within 72 hours, 12 both, 0 neither."""
DUTIES = """\b
Examples:
  foedus watch duties
  foedus watch duties --as-of 2026-11-20 --out duties.md"""
EXPLAIN = """\b
Examples:
  foedus watch explain --guarantee us-draft
  foedus watch explain --incident hand/r1 --clause 1"""
PAIRS = """\b
Examples:
  foedus watch pairs
  foedus watch pairs --radius 20 --window 3 --json

Nothing is merged by itself: file a `merge` for those that are one (docs/watch.md)."""
LOG = """\b
Examples:
  foedus watch log
  foedus watch log --last 100 --json"""
REPLAY = """\b
Examples:
  foedus watch replay
  foedus watch replay --as-of 2026-11-20
  foedus watch replay crimea-2014

Shipped: crimea-2014, georgia-2008, ukraine-2022."""
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="MOMENT", help="Changes since then; the last --remember, or 24 hours."
    ),
]


def _as_of(told: str | None, opened: "Watch") -> datetime:
    """The moment asked about: now, or the last one known of in a watch of the past."""
    from foedus.ledger.moment import moment

    if told is not None:
        return moment(told, where="--as-of")
    return opened.latest()


def status(
    watch: WatchFile = WATCH,
    as_of: AsOf = None,
    since: Since = None,
    alert: Annotated[
        bool, typer.Option("--alert", help="Say by the exit code what is new.")
    ] = False,
    remember: Annotated[
        bool, typer.Option("--remember", help="The next status begins where this one ends.")
    ] = False,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """What changed, what is due next, what may be claimed by whom: one screen."""
    from foedus.ledger.moment import moment
    from foedus.watch import looked
    from foedus.watch.changes import changes
    from foedus.watch.news import news
    from foedus.watch.sections import screen
    from foedus.watch.watch import Watch

    with Watch(watch) as opened:
        at = _as_of(as_of, opened)
        watched = opened.undertakings(at)
        start = moment(since, where="--since", end=False) if since else looked.last(watch, at)
        found = changes(opened.undertakings(), opened.entries(), start, at)
    now, changed = found.after, found.changes
    fresh = news(found.before, now)
    answer = Answer(
        lambda: screen.status(now, watched, changed, start),
        lambda: {"board": now, "changes": changed, "since": start, "news": fresh},
    )
    give(answer, form(json), out)
    if remember:
        looked.remember(watch, at)
    if alert and (fresh.claimable or fresh.due):
        both = BOTH if fresh.claimable and fresh.due else None
        raise typer.Exit(both or (CLAIMABLE if fresh.claimable else DUE))


def duties(
    watch: WatchFile = WATCH, as_of: AsOf = None, out: AnswerFile = None, json: Json = False
) -> None:
    """Who owes what to whom by when, and what was pledged, allocated and delivered."""
    from foedus.watch.sections import owed
    from foedus.watch.watch import Watch

    with Watch(watch) as opened:
        now = opened.board(_as_of(as_of, opened))
    answer = Answer(
        lambda: owed.duties(now),
        lambda: {"as_of": now.as_of, "duties": now.duties, "contributions": now.contributions},
    )
    give(answer, form(json), out)


def explain(
    watch: WatchFile = WATCH,
    guarantee: Annotated[str | None, typer.Option("--guarantee", metavar="NAME")] = None,
    incident: Annotated[
        str | None, typer.Option("--incident", metavar="NAME", help="A report's: source/id.")
    ] = None,
    clause: Annotated[int | None, typer.Option("--clause", help="From 1.")] = None,
    as_of: AsOf = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Every condition of a case by every reading, with the fact that decides it."""
    from foedus.errors import UnknownNameError
    from foedus.watch.casus.incident import holding
    from foedus.watch.sections import case
    from foedus.watch.watch import Watch

    with Watch(watch) as opened:
        at = _as_of(as_of, opened)
        watched, now = opened.undertakings(at), opened.board(at)
    if guarantee is not None and guarantee not in watched.guarantees:
        raise UnknownNameError("guarantee", guarantee, watched.guarantees, where="--guarantee")
    found = holding(now.incidents, incident) if incident else None
    if incident is not None and found is None:
        known = [report.name for each in now.incidents for report in each.reports]
        raise UnknownNameError("incident", incident, known, where="--incident")
    ruled = [
        each for each in now.rulings
        if (guarantee is None or each.guarantee == guarantee)
        and (clause is None or each.clause == clause - 1)
        and (found is None or found.name in (each.incident, *each.incidents))
    ]  # fmt: skip
    answer = Answer(lambda: case.explained(now, watched, ruled), lambda: ruled)
    give(answer, form(json), out)


def pairs(
    watch: WatchFile = WATCH,
    radius: Annotated[float, typer.Option("--radius", min=0, max=500, help="Kilometers.")] = 2.0,
    window: Annotated[int, typer.Option("--window", min=0, max=60, help="Days.")] = 0,
    as_of: AsOf = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Incidents of different sources that may be one, for a steward to merge or not."""
    from foedus.watch.casus.proposals import proposals
    from foedus.watch.sections import log as said
    from foedus.watch.watch import Watch

    with Watch(watch) as opened:
        now = opened.board(_as_of(as_of, opened))
    found = proposals(now.incidents, radius, window)
    give(Answer(lambda: said.pairs(found), lambda: found), form(json), out)


def log(
    watch: WatchFile = WATCH,
    last: Annotated[int, typer.Option("--last", min=1, help="So many records.")] = 20,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """The records, in the order of filing: who filed what, when."""
    from foedus.watch.sections import log as said
    from foedus.watch.watch import Watch

    with Watch(watch) as opened:
        size = opened.store.size
        leaves = list(opened.store.records(max(0, size - last)))
    answer = Answer(
        lambda: said.log(leaves, size),
        lambda: [{"place": place} | leaf for place, leaf in leaves],
    )
    give(answer, form(json), out)


def replay(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A past crisis that ships.")
    ] = None,
    watch: WatchFile = WATCH,
    as_of: AsOf = None,
    out: AnswerFile = None,
    json: Json = False,
) -> None:
    """Go through a watch again, each change with its cause; or a past crisis, text by text."""
    from foedus.ledger.moment import moment
    from foedus.watch import past
    from foedus.watch.replay import replay as again
    from foedus.watch.sections import log as said
    from foedus.watch.watch import Watch

    through = moment(as_of, where="--as-of") if as_of else None
    if name is not None:
        crisis = past.load(name)
        looked = [past.at(crisis, through)] if through else [
            past.day(crisis, day) for day in crisis.heading.days
        ]  # fmt: skip
        give(Answer(lambda: said.past(crisis, looked), lambda: looked), form(json), out)
        return
    with Watch(watch) as opened:
        days = list(again(opened.undertakings(), opened.entries(), through))
    answer = Answer(
        lambda: said.replayed(days),
        lambda: [{"at": each.at, "changes": each.changes} for each in days],
    )
    give(answer, form(json), out)
