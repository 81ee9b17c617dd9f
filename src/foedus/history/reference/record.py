"""The cases that a reference class is drawn from, and the class of a question."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.report.plain import plain

#: Years since a war that count as lately, as in the record of the horizons.
LATELY = 20
#: The fewest cases that a narrower rule must leave; with fewer the wider one stands.
LEAST = 10
_Z = 1.6449  # the 95th percentile of a standard normal: ends of a 90% interval


@dataclass(frozen=True, slots=True)
class ReferencePair:
    """A directed pair whose years from ``begins`` on are looked at.

    one, two: names of the state in the challenger's place and the protégé's. war: what had ended
    between them, empty where nothing had lately. fought: years after ``begins`` in which a war
    between the two began -> whether the first of them began it.
    """

    one: str
    two: str
    begins: int
    war: str
    began: bool  # the first of the two began that war
    rival: bool
    land: bool
    relevant: bool
    major: bool  # the first is a major power, the second is not
    fought: tuple[tuple[int, bool], ...]

    def within(self, years: int) -> tuple[int, bool] | None:
        """The first war between the two within so many years: its year, and who began it."""
        return next(
            (each for each in sorted(self.fought) if self.begins < each[0] <= self.begins + years),
            None,
        )


@dataclass(frozen=True, slots=True)
class Share:
    """k of n, with Wilson's 90% interval."""

    k: int
    n: int
    low: float
    high: float

    @classmethod
    def of(cls, k: int, n: int) -> "Share":
        """The share and its interval (Wilson 1927); n > 0."""
        rate = k / n
        middle = (rate + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * (rate * (1 - rate) / n + _Z**2 / (4 * n**2)) ** 0.5
        return cls(k, n, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Class:
    """The reference class of a question.

    rule: which pairs are in it, in words. own: fought again, begun by the state in the challenger's
    place; either: by whichever of the two. fought, quiet: the cases, those that fought again first.
    """

    rule: str
    years: int
    own: Share
    either: Share
    fought: tuple[
        tuple[ReferencePair, int, bool], ...
    ]  # case, year of the new war, whether begun by one
    quiet: tuple[ReferencePair, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "rule": self.rule,
            "years": self.years,
            "begun_by_the_challenger": self.own,
            "by_either": self.either,
            "fought_again": [
                {**_told(case), "year": year, "begun_by_the_first": own}
                for case, year, own in self.fought
            ],
            "did_not": [_told(case) for case in self.quiet],
        })  # fmt: skip


def _told(case: ReferencePair) -> dict[str, Any]:
    return {"pair": [case.one, case.two], "from": case.begins, "after": case.war}


@dataclass(frozen=True, slots=True)
class Cases:
    """Every case, and the year through which wars are known."""

    after_war: tuple[ReferencePair, ...]  # one a directed pair and war, when it had ended
    windows: tuple[ReferencePair, ...]  # pairs not at war lately, every ``LATELY`` years
    through: int

    def of(
        self, *, lately: bool, began: bool, rival: bool, land: bool, relevant: bool, major: bool,
        years: int,
    ) -> Class | None:  # fmt: skip
        """The class of a pair by its facts: the narrowest rule that leaves ``LEAST`` cases.

        lately: at war within ``LATELY`` years. began: whether the challenger began that war. None
        where the cases are not followed for so many years.
        """
        pool = self.after_war if lately else self.windows
        known = [case for case in pool if case.begins + years <= self.through]
        for rule, keep in _rules(lately, began, rival, land, relevant, major):
            some = [case for case in known if keep(case)]
            if len(some) >= LEAST:
                return _class(rule, some, years)
        return None


Rule = tuple[str, Callable[[ReferencePair], bool]]


def _rules(
    lately: bool, began: bool, rival: bool, land: bool, relevant: bool, major: bool
) -> Sequence[Rule]:
    """Rules from the narrowest to the widest."""
    if lately:
        who = "the one that had begun it" if began else "the one that had not begun it"

        def near(case: ReferencePair) -> bool:
            return (case.rival or case.land) and case.began == began and case.begins >= 1946

        told = f"land neighbors or rivals whose war had ended, 1946 on, seen from {who}"
        rules: list[Rule] = []
        if major:
            rules.append(
                (f"{told}, a major power against one that is none", lambda c: near(c) and c.major)
            )
        return [*rules, (told, near)]
    if not (rival or land or relevant):
        return ()  # remote pairs are not followed: so few fought that no count says much
    name = (
        "rivals"
        if rival
        else "land neighbors that were no rivals"
        if land
        else "pairs within reach of each other, neither rivals nor land neighbors"
    )

    def keep(case: ReferencePair) -> bool:
        return case.rival == rival and (rival or case.land == land)

    told = f"{name}, not at war with each other within {LATELY} years, 1946 on"
    narrower: list[Rule] = [
        (f"{told}, a major power against one that is none", lambda c: keep(c) and c.major)
    ]
    return [*(narrower if major else []), (told, keep)]


def _class(rule: str, cases: Sequence[ReferencePair], years: int) -> Class:
    fought, quiet = [], []
    for case in cases:
        again = case.within(years)
        if again:
            fought.append((case, *again))
        else:
            quiet.append(case)
    own = sum(by_one for *_, by_one in fought)

    def apart(
        some: Iterable[ReferencePair],
    ) -> int:  # a pair may be among the cases both ways round
        return len({(frozenset((case.one, case.two)), case.begins, case.war) for case in some})

    either = Share.of(apart(case for case, *_ in fought), apart(cases))
    return Class(
        rule, years, Share.of(own, len(cases)), either,
        tuple(fought), tuple(quiet),
    )  # fmt: skip
