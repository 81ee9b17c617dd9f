"""One posterior sample put to one pair: every design forecast over the same draws and chances.

An assessment, the credit of clauses, a study of inputs and a search of designs all ask the same
run, so that their numbers agree.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from foedus.assessment.designs import COLUMNS, Reading, drawn
from foedus.assessment.deterrence import within
from foedus.assessment.durability import Holding, LapseDraws
from foedus.assessment.level import GREATER, Level, level
from foedus.deferred import Deferred
from foedus.estimate import Array
from foedus.history import origins
from foedus.history.ladder import Ladder
from foedus.history.origins import Origin
from foedus.history.paths import ALL, PATHS, Chances, LapseHazard, coming, last, reached, simulate
from foedus.history.setting import Setting

#: Streams of random numbers: coefficients, paths, terms within pairs, honor, lapse, depth, level.
STREAMS = 7
Case = tuple[Reading, Holding | None]  # a design as the ladder and as the model of lapse see it


@dataclass(frozen=True, slots=True)
class Run:
    """n draws of everything estimated, for one pair over ``years`` years."""

    origin: Origin  # the models that were drawn from
    setting: Setting
    bare: Reading  # no design
    lapsing: LapseDraws
    coefficients: Mapping[str, Array]  # rung -> (n, k) draws
    honor: Array  # (n, h) draws of the honor model's coefficients and of a new family
    years: int
    streams: tuple[np.random.SeedSequence, ...]
    level: Level  # of chances over years

    @classmethod
    def of(
        cls, origin: Origin, setting: Setting, bare: Reading, draws: int, years: int, seed: int
    ) -> "Run":  # fmt: skip
        """A run of ``draws`` draws; the same seed gives the same numbers.

        Chances over years have the level of the ladder's own pools, which know no later year.
        """
        streams = tuple(np.random.SeedSequence(seed).spawn(STREAMS))
        ladder, lapsing = origin.ladder, LapseDraws.of(origin.lapse, draws, streams[4])
        kept = origin.honor.draws(draws, np.random.default_rng(streams[3]))
        drawn = ladder.draws(draws, np.random.default_rng(streams[0]))
        at = _level(ladder, drawn, setting, bare, years, streams)
        return cls(origin, setting, bare, lapsing, drawn, kept, years, streams, at)

    def moved(self, setting: Setting, bare: Reading) -> "Run":
        """The same draws put to the pair as it would be in another setting."""
        at = _level(self.ladder, self.coefficients, setting, bare, self.years, self.streams)
        return replace(self, setting=setting, bare=bare, level=at)

    @property
    def ladder(self) -> Ladder:
        """The ladder that every chance of a dispute, force and war is by."""
        return self.origin.ladder

    @property
    def draws(self) -> int:
        """n."""
        return len(self.honor)

    def first(self, draws: int, years: int) -> "Run":
        """The same run with its first draws alone, over ``years`` years."""
        few = min(draws, self.draws)
        lapsing = replace(self.lapsing, draws=self.lapsing.draws[:few])
        drawn = {rung: values[:few] for rung, values in self.coefficients.items()}
        return replace(
            self, lapsing=lapsing, coefficients=drawn, honor=self.honor[:few], years=years,
            level=self.level.first(few, years),
        )  # fmt: skip

    def changed(self) -> dict[str, Array]:
        """The coefficients with the guarantee's terms those of change within pairs."""
        rng = np.random.default_rng(self.streams[2])
        return within(self.ladder, self.coefficients, rng)

    def designs(self, cases: Sequence[Case]) -> tuple[dict[str, Array], LapseHazard]:
        """Columns of the designs, (n, D) each, and how they lapse."""
        columns = drawn([reading for reading, _ in cases], self.draws, self.streams[5])
        hazard = np.stack([self.lapsing.hazard(held, self.years) for _, held in cases], axis=-1)
        stands = ([reading.before[what] for reading, _ in cases] for what in COLUMNS)
        after = {
            what: np.array(each)[None, None] for what, each in zip(COLUMNS, stands, strict=True)
        }
        return columns, LapseHazard(hazard, after)

    def within(self, cases: Sequence[Case], events: Collection[str] = ALL) -> dict[str, Array]:
        """Event -> (n, D) chance by the last year, by the terms of change within pairs."""
        unique, places = distinct(cases)
        columns, lapse = self.designs(unique)
        found = reached(
            self.ladder, self.changed(), self.setting, columns, self.years,
            np.random.default_rng(self.streams[1]), lapse=lapse, events=events,
        )  # fmt: skip
        return {event: self.level.last(event, each)[:, places] for event, each in found.items()}

    def chances(
        self, cases: Sequence[Case], *, leveled: bool = True, events: Collection[str] = ALL
    ) -> Chances:
        """Chances of each design; those alike are simulated once. leveled: or as the paths have
        them. events: war, or war and others.
        """
        unique, places = distinct(cases)
        found = self._paths(unique, events)
        return (self.level.apply(found) if leveled else found).of(places)

    def deferred(self, cases: Sequence[Case]) -> tuple[Chances, Mapping[str, Array]]:
        """What ``chances`` and ``within`` give; of lesser events when they are first asked for.

        Those of deadly force and war, which every answer shows, do not hang on the others.
        """
        unique, places = distinct(cases)
        raw = self._paths(unique, GREATER)
        greater = self.level.apply(raw).of(places)
        rest = [event for event in ALL if event not in GREATER]

        @cache
        def every() -> Chances:
            less = self._paths(unique, rest, yearly=True)
            return self.level.apply(Chances(
                less.yearly, less.first, {**less.by, **raw.by}, {**less.either, **raw.either},
                raw.guarded,
            )).of(places)  # fmt: skip

        @cache
        def inner(*events: str) -> dict[str, Array]:
            return self.within(cases, events)

        main = Chances(
            Deferred(ALL, lambda event: every().yearly[event]),
            Deferred(ALL, lambda event: every().first[event]),
            Deferred(ALL, lambda event: (greater if event in GREATER else every()).by[event]),
            Deferred(ALL, lambda event: (greater if event in GREATER else every()).either[event]),
            greater.guarded,
        )
        groups = {event: (event,) if event == "war" else (*rest, "deadly") for event in ALL}
        return main, Deferred(ALL, lambda event: inner(*groups[event])[event])

    def _paths(
        self, cases: Sequence[Case], events: Collection[str], yearly: bool | None = None
    ) -> Chances:
        """Chances of each design as the paths have them."""
        columns, lapse = self.designs(cases)
        return simulate(
            self.ladder, self.coefficients, self.setting, columns, self.years,
            np.random.default_rng(self.streams[1]), lapse=lapse, events=events, yearly=yearly,
        )  # fmt: skip

    def war_by_end(self, cases: Sequence[Case]) -> Array:
        """(n, D) float32: war by the last year, as ``chances`` has it, and no more."""
        unique, places = distinct(cases)
        columns, lapse = self.designs(unique)
        found = reached(
            self.ladder, self.coefficients, self.setting, columns, self.years,
            np.random.default_rng(self.streams[1]), lapse=lapse, events=("war",),
        )["war"].astype(np.float32)  # fmt: skip
        return np.asarray(self.level.end("war", found)[:, places])

    def war(self, cases: Sequence[Case], *, paths: int = PATHS) -> Array:
        """(n, D) chance of a war by the last year."""
        return self.last(cases, paths=paths)[0]

    def last(
        self, cases: Sequence[Case], *, paths: int = PATHS, inner: bool = False
    ) -> tuple[Array, Array]:
        """(n, D) chance of a war by the last year, and of one while the guarantee stood.

        inner: by the terms of change within pairs.
        """
        unique, places = distinct(cases)
        columns, lapse = self.designs(unique)
        war, guarded = last(
            self.ladder, self.changed() if inner else self.coefficients, self.setting,
            columns, self.years,
            np.random.default_rng(self.streams[1]), lapse=lapse, paths=paths,
        )  # fmt: skip
        raised = self.level.last("war", war)
        share = np.divide(raised, war, where=war > 0, out=np.ones_like(war))
        return raised[:, places], (guarded * share)[:, places]


def distinct(cases: Sequence[Case]) -> tuple[list[Case], list[int]]:
    """The cases that the models can tell apart, and the place among them of each."""
    places: dict[tuple[object, ...], int] = {}
    unique: list[Case] = []
    where = []
    for case in cases:
        kind = seen(case)
        if kind not in places:
            places[kind] = len(unique)
            unique.append(case)
        where.append(places[kind])
    return unique, where


def seen(case: Case) -> tuple[object, ...]:
    """All that the models see of a case: those with the same have the same chances in a run."""
    reading, held = case
    ties = reading.ties if reading.binds else ()
    own = len(reading.guarantors) > len(reading.majors), bool(reading.majors)
    beside = (
        tuple(reading.before[what] for what in COLUMNS),
        tuple((what, deep.ties) for what, deep in reading.deep.items()),
    )
    return (tuple(reading.columns[what] for what in COLUMNS), beside, ties, own, held)


def _level(
    ladder: Ladder, drawn: Mapping[str, Array], setting: Setting, bare: Reading, years: int,
    streams: Sequence[np.random.SeedSequence],
) -> Level:  # fmt: skip
    """The level of chances over years, by the ladder's own pools."""
    pools = origins.pools(ladder)
    stands = {what: np.array([bare.columns[what]]) for what in COLUMNS}
    paths, rng = (np.random.default_rng(streams[place]) for place in (1, 6))
    by, either = coming(ladder, drawn, setting, stands, years, paths, pools)
    return level(
        pools, setting, {what: bare.columns[what] for what in COLUMNS},
        {event: each[:, :, 0] for event, each in by.items()},
        {event: each[:, :, 0] for event, each in either.items()}, rng,
    )  # fmt: skip


def apart(one: Case, two: Case) -> bool:
    """Whether the models can tell two cases apart."""
    return len(distinct([one, two])[0]) > 1
