"""The whole record judged on a day: whether it holds, where all stands, how it scores."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.forecasts.audit import audit
from foedus.forecasts.book import ForecastBook, beside
from foedus.forecasts.scores import Scorecard, pair_scorecards, scorecard
from foedus.forecasts.standing import ForecastCase, PairYear, Standing, pair_rows, standing
from foedus.history.measures import losses
from foedus.ledger.keyfile import read_checkpoint, read_key
from foedus.ledger.note import Checkpoint, VerifyingKey
from foedus.ledger.proof import Policy, Verification, prove, verify
from foedus.report.plain import plain

if TYPE_CHECKING:
    import polars as pl

#: Kinds of seal that are scored together, in the order of the record.
KINDS = {"scenario": "scenarios", "talks": "talks", "questions": "analysts' questions"}


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """See the module. faults: what is wrong with the log; none where it holds."""

    name: str
    replay: bool
    head: Checkpoint
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    standing: Standing
    cards: tuple[Scorecard, ...]
    pairs: tuple[Scorecard, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON; a case a question, pairs by their scores."""
        return plain({
            "foedus_forecasts": 1, "name": self.name, "replay": self.replay,
            "day": self.standing.day, "records": self.head.size, "root": self.head.root.hex(),
            "holds": not self.faults, "faults": self.faults, "warnings": self.warnings,
            "seals": [
                {"seal": each.id, "what": each.what, "title": each.title, "sealed": each.recorded,
                 "by": each.by, "version": each.maker.version, "program": each.maker.sha256,
                 "models": each.models, "data": each.data}
                for each in self.standing.seals
            ],
            "cases": [_case(each) for each in misses_first(self.standing.cases)],
            "scores": self.cards,
            "pair_years": [{"seal": each.seal.id, "year": each.year, "state": each.state}
                           for each in self.standing.years],
            "pair_scores": self.pairs,
        })  # fmt: skip


def report(book: ForecastBook, day: date) -> SealedRecord:
    """Everything of a book on a day, checked first. Raises InputError where nothing is signed."""
    found = checked(book)
    stands = standing(book, day)
    cards = [
        scorecard(name, [each for each in stands.cases if each.seal.what == what])
        for what, name in KINDS.items()
    ]
    return SealedRecord(
        name=book.name, replay=book.replay, head=found.head, faults=found.faults,
        warnings=found.warnings, standing=stands,
        cards=tuple(card for card in cards if card is not None),
        pairs=pair_scorecards(stands.years),
    )  # fmt: skip


def checked(book: ForecastBook) -> Verification:
    """A book against its own key and the head kept beside it."""
    kept = book.store.checkpoints()
    head = kept[-1] if kept else Checkpoint(book.name, 0, b"\0" * 32)
    path = beside(book.path, "head")
    known = [read_checkpoint(path)] if path.is_file() else []
    proof = prove(book.store, head, None, None)
    public = _public(book)
    found = verify(proof, Policy(public), known)
    faults = list(found.faults)
    if public is not None and any(not each.signed_by(public) for each in known):
        faults.append(f"the head in {path.name} does not bear a signature of {public.name}'s key")
    if not known:
        faults.append(f"the head that was kept in {path.name} is gone")
    if book.store.size > head.size:
        faults.append(f"{book.store.size - head.size} records stand after the signed head")
    if not faults:
        faults += audit(found.leaves)
    return Verification(
        head, found.leaves, found.signed, found.cosigned, tuple(faults), found.warnings
    )


def _public(book: ForecastBook) -> VerifyingKey | None:
    from foedus.ledger.keyfile import public_key

    for ending in ("pub", "key"):
        file = beside(book.path, ending)
        if file.is_file():
            if ending == "pub":
                return public_key(str(file), str(file))
            return read_key(file).public
    return None


def loss(case: ForecastCase) -> float | None:
    """What a settled case cost, in natural logs."""
    import numpy as np

    if not case.scored:
        return None
    return float(losses(np.array([bool(case.came)]), np.array([case.question.chance]))[0])


def misses_first(cases: tuple[ForecastCase, ...]) -> list[ForecastCase]:
    """Settled ones by what they cost, the dearest first; then overdue, open and unscored ones."""
    order = {"settled": 0, "overdue": 1, "open": 2}

    def place(case: ForecastCase) -> tuple[int, float, str, str]:
        closes = str(case.question.closes)
        return order.get(case.state, 3), -(loss(case) or 0.0), closes, case.question.id

    return sorted(cases, key=place)


def _case(case: ForecastCase) -> dict[str, Any]:
    asked, settled = case.question, case.settlement
    return {
        "seal": case.seal.id, "subject": case.seal.subject, "what": case.seal.what,
        "question": asked.id, "text": asked.text,
        "event": asked.event, "condition": asked.condition, "sealed": case.seal.day,
        "opens": asked.opens, "closes": asked.closes, "state": case.state,
        "chance": asked.chance, "low": asked.low, "high": asked.high,
        "base_rate": asked.base.chance if asked.base else None,
        "plain_logit": asked.logit.chance if asked.logit else None,
        "last_sealed": case.previous, "outcome": settled.outcome if settled else None,
        "on": settled.on if settled else None, "value": settled.value if settled else None,
        "source": settled.source if settled else None, "revised": case.revised,
        "loss": loss(case), "outside": {
            by: {"chance": each.chance, "on": each.on, "criteria": each.criteria,
                 "recorded": each.recorded, "source": each.source}
            for by, each in case.outside.items()
        },
    }  # fmt: skip


def table(found: SealedRecord) -> "pl.DataFrame":
    """The whole record as a table, a row a question; pairs too, a row a pair, year and event.

    outcome: yes, no, void or null. base_rate, plain_logit, last_sealed: chances beside the seal's.
    """
    import polars as pl

    columns = ("seal", "what", "question", "text", "event", "condition", "sealed", "opens",
               "closes", "state", "chance", "low", "high", "base_rate", "plain_logit",
               "last_sealed", "outcome", "on", "source", "loss")  # fmt: skip
    schema: dict[str, Any] = dict.fromkeys(columns, pl.String) | dict.fromkeys(
        ("chance", "low", "high", "base_rate", "plain_logit", "last_sealed", "loss"), pl.Float64
    ) | dict.fromkeys(("sealed", "opens", "closes", "on"), pl.Date)  # fmt: skip
    cases = [_case(each) for each in misses_first(found.standing.cases)]
    own = pl.DataFrame([{name: each[name] for name in columns} for each in cases], schema=schema)
    return pl.concat([own, *(_pair_table(each, schema) for each in found.standing.years)])


def _pair_table(each: PairYear, schema: Any) -> "pl.DataFrame":
    import polars as pl

    seal, rows = each.seal, pair_rows(each)
    parts = []
    for rung in seal.table.covers if seal.table else ():
        came = pl.col(f"came_{rung}") if f"came_{rung}" in rows.columns else None
        given = {
            "seal": pl.lit(seal.id), "what": pl.lit("pairs"),
            "question": pl.format("{}-{}/{}/{}", "ccode1", "ccode2", "year", pl.lit(rung)),
            "event": pl.lit(rung), "condition": pl.lit(""), "sealed": pl.lit(seal.day),
            "opens": pl.lit(date(each.year, 1, 1)), "closes": pl.lit(date(each.year, 12, 31)),
            "state": pl.lit(each.state if came is not None else "open"),
            "chance": pl.col(f"p_{rung}"), "plain_logit": pl.col(f"l_{rung}"),
            "base_rate": pl.lit(seal.table.base[rung].chance if seal.table else None),
            "outcome": pl.when(came).then(pl.lit("yes")).otherwise(pl.lit("no"))
            if came is not None else pl.lit(None),
            "source": pl.lit(each.outcome.source if each.outcome else None),
        }  # fmt: skip
        parts.append(rows.select(
            given.get(name, pl.lit(None)).cast(kind).alias(name) for name, kind in schema.items()
        ))  # fmt: skip
    return pl.concat(parts)
