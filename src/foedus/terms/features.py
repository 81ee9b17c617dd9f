"""A guarantee's terms as named numbers in [0, 1], the same for an instrument and an ATOP alliance.

Each feature belongs to one of eight groups. None (null in a frame) means *unknown or does not
apply*, never *no*: ATOP's alliance-level file does not code discretion, so an alliance has none to
compare; a guarantee that owes no neutrality has no conditional neutrality. What a text could say
and does not say is a 0.

================  =============================================  =============================
feature           in a guarantee                                 in ATOP
================  =============================================  =============================
defense … consul  a clause with that obligation                  defense, offense, neutral,
                                                                 nonagg, consul
aid, sanctions,   a clause with that obligation                  unknown: below its threshold
assurance
short_of_attack   defense or offense owed on a threat, seizure   unknown
internal          defense or offense owed on internal unrest     unknown
named_adversary   a clause names adversaries                     statthr1, or specthrt 6
limited_area      defense or offense only in some place          defcoloc, offcoloc (members)
discretion        automatic 0, as deemed necessary 1/2, after    unknown
                  consultation 1; of the firmest active clause
*_conditional     a clause of that obligation has a condition    defcon, offcon, neucon, concon
nonprovocation    defense only if not provoked                   defconpr (members)
own_process       defense by constitutional processes            unknown
contact …         the eight ties of ``military``, as fractions   milcon … compag
companion         of their highest code
treaty            executive 0, legislature 1/2, treaty 1         estmode
secrecy           public 0, secret articles 1/2, secret 1        pubsecr
fixed_term        a term in years                                speclgth 1
term_length       log(1 + years) / log(51), at most 1            length, months
renewal           none 0, by agreement 1/2, automatic 1          proren
exit              free to leave early: barred or silent 0,       renounce
                  conditional 1/2, allowed 1
parties           log2 of their number / 5 (32 parties), at      mem1, mem2, …
                  most 1
asymmetric        not all owe the same                           asymm
open_membership   others may join                                futmem
================  =============================================  =============================

A text silent on leaving early counts as one that does not allow it: by default a treaty without
such a clause may not be denounced (Vienna Convention on the Law of Treaties, art. 56).
"""

from math import log, log2
from typing import TYPE_CHECKING, Any, get_args

from foedus.terms.clause import Obligation
from foedus.terms.depth import ATOP_ITEMS, atop_codes
from foedus.terms.guarantee import Guarantee

if TYPE_CHECKING:
    import polars as pl

MILITARY = (
    "contact", "command", "bases", "organization", "contribution", "subordination", "aid_military",
    "companion",
)  # fmt: skip
#: Features by group, in the order in which they are shown.
GROUPS: dict[str, tuple[str, ...]] = {
    "obligations": get_args(Obligation),
    "reach": ("short_of_attack", "internal", "named_adversary", "limited_area"),
    "discretion": ("discretion",),
    "conditions": (
        "defense_conditional",
        "offense_conditional",
        "neutrality_conditional",
        "consultation_conditional",
        "nonprovocation",
        "own_process",
    ),
    "military": MILITARY,
    "adoption": ("treaty", "secrecy"),
    "term": ("fixed_term", "term_length", "renewal", "exit"),
    "membership": ("parties", "asymmetric", "open_membership"),
}
FEATURES: tuple[str, ...] = tuple(name for group in GROUPS.values() for name in group)
#: Features that say how an obligation is owed, with the obligations; without one they do not apply.
OF_OBLIGATIONS: dict[str, tuple[str, ...]] = {
    "short_of_attack": ("defense", "offense"),
    "internal": ("defense", "offense"),
    "limited_area": ("defense", "offense"),
    "discretion": ("defense", "offense"),
    "defense_conditional": ("defense",),
    "offense_conditional": ("offense",),
    "neutrality_conditional": ("neutrality",),
    "consultation_conditional": ("consultation",),
    "nonprovocation": ("defense",),
    "own_process": ("defense",),
}

_ATOP_OBLIGATIONS = {
    "defense": "defense",
    "offense": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
}
_CONDITIONAL: dict[Obligation, str] = {
    "defense": "defcon",
    "offense": "offcon",
    "neutrality": "neucon",
    "consultation": "concon",
}
_FREEDOM = {"automatic": 0.0, "as-deemed-necessary": 0.5, "after-consultation": 1.0}
_ADOPTION = {"executive": 0.0, "legislature": 0.5, "treaty": 1.0}
_SECRECY = {"public": 0.0, "secret-articles": 0.5, "secret": 1.0}
_RENEWAL = {None: 0.0, "none": 0.0, "by-agreement": 0.5, "automatic": 1.0}
_EXIT = {None: 0.0, "barred": 0.0, "conditional": 0.5, "allowed": 1.0}
# Each ATOP code of a military item as a fraction; grants and training are kinds, not degrees.
_TIES: tuple[dict[int, float], ...] = (
    {0: 0.0, 1: 1 / 3, 2: 2 / 3, 3: 1.0},
    {0: 0.0, 1: 1.0},
    {0: 0.0, 1: 1.0, 2: 1.0, 3: 1.0},
    {0: 0.0, 1: 1 / 3, 2: 2 / 3, 3: 1.0},
    {0: 0.0, 1: 1.0},
    {0: 0.0, 1: 1.0, 2: 1.0},
    {0: 0.0, 1: 0.5, 2: 0.5, 3: 0.5, 4: 1.0},
    {0: 0.0, 1: 1.0, 2: 0.0, 3: 0.0, 4: 0.0, 5: 0.0, 6: 0.0},
)
_MOST_YEARS, _MOST_PARTIES = 50.0, 32.0


def features(guarantee: Guarantee) -> dict[str, float | None]:
    """The features of a guarantee by name, in the order of ``FEATURES``; each in [0, 1] or None."""
    owed: dict[str, float | None] = {
        name: float(any(clause.obligation == name for clause in guarantee.clauses))
        for name in GROUPS["obligations"]
    }
    ties = atop_codes(guarantee.military)
    found = (
        owed
        | _reach_and_conditions(guarantee)
        | {name: scale[code] for name, scale, code in zip(MILITARY, _TIES, ties, strict=True)}
        | _law_and_term(guarantee)
    )
    return {name: found[name] for name in FEATURES}


def _reach_and_conditions(guarantee: Guarantee) -> dict[str, float | None]:
    active = guarantee.owed("defense") + guarantee.owed("offense")
    defense = guarantee.owed("defense")
    freedoms = [_FREEDOM[clause.discretion] for clause in active if clause.discretion]

    def any_active(kinds: set[str]) -> float | None:
        return float(any(clause.trigger in kinds for clause in active)) if active else None

    def any_defense(condition: str) -> float | None:
        return float(any(condition in each.conditions for each in defense)) if defense else None

    found: dict[str, float | None] = {
        "short_of_attack": any_active({"threat", "seizure", "any"}),
        "internal": any_active({"internal"}),
        "named_adversary": float(any(clause.adversaries for clause in guarantee.clauses)),
        "limited_area": (
            float(any("location" in clause.conditions for clause in active)) if active else None
        ),
        "discretion": min(freedoms, default=None),
        "nonprovocation": any_defense("nonprovocation"),
        "own_process": any_defense("constitutional-processes"),
    }
    for obligation in _CONDITIONAL:
        clauses = guarantee.owed(obligation)
        found[f"{obligation}_conditional"] = (
            float(any(clause.conditional for clause in clauses)) if clauses else None
        )
    return found


def _law_and_term(guarantee: Guarantee) -> dict[str, float | None]:
    parties = {*guarantee.guarantors, *guarantee.acceded}
    if guarantee.protege:
        parties.add(guarantee.protege)
    partial = any(clause.by and {*clause.by} < parties for clause in guarantee.clauses)
    years = guarantee.term
    length = None if years is None else min(log(1 + years) / log(1 + _MOST_YEARS), 1.0)
    return {
        "treaty": _ADOPTION[guarantee.adopted_by] if guarantee.adopted_by else None,
        "secrecy": _SECRECY[guarantee.secrecy] if guarantee.secrecy else None,
        "fixed_term": float(years is not None),
        "term_length": length,
        "renewal": _RENEWAL[guarantee.renewal],
        "exit": _EXIT[guarantee.renunciation],
        "parties": min(log2(max(len(parties), 1)) / log2(_MOST_PARTIES), 1.0),
        "asymmetric": float(not guarantee.mutual or partial),
        "open_membership": float(guarantee.accession in {"invitation", "open"}),
    }


def atop_features(frame: Any) -> "pl.DataFrame":
    """The features of each row of a Polars frame with ATOP's columns: one Float64 column each.

    frame: the alliance-level file (n rows). The member-level file serves too: it adds the
    conditions by kind and lacks the number of parties. Null where ATOP does not code a feature,
    where a column is absent or where it has no known value. ``atopid`` is kept where it is there.
    """
    import polars as pl

    have = set(frame.columns)
    unknown = pl.lit(None, dtype=pl.Float64)

    def code(column: str) -> pl.Expr:
        if column not in have:
            return unknown
        value = pl.col(column).cast(pl.Float64)
        return pl.when(value >= 0).then(value)  # -9 and the like are missing

    def scaled(column: str, scale: dict[int, float]) -> pl.Expr:
        keys, values = [float(key) for key in scale], list(scale.values())
        return code(column).replace_strict(keys, values, default=None, return_dtype=pl.Float64)

    def yes(column: str) -> pl.Expr:
        return (code(column) > 0).cast(pl.Float64)

    active = (code("defense") + code("offense")) > 0
    made = {name: yes(column) for name, column in _ATOP_OBLIGATIONS.items()}
    for obligation, column in _CONDITIONAL.items():
        owed = code(_ATOP_OBLIGATIONS[obligation]) > 0
        made[f"{obligation}_conditional"] = pl.when(owed).then(yes(column))
    for name, column, scale in zip(MILITARY, ATOP_ITEMS, _TIES, strict=True):
        made[name] = scaled(column, scale)
    years = pl.when(code("speclgth") == 1).then(code("length") / 12)
    mem = [pl.col(each).is_not_null() for each in frame.columns if each[3:].isdigit()]
    count = pl.sum_horizontal(mem).clip(1) if mem else unknown
    states = pl.any_horizontal(code("statthr1") > 0, code("specthrt") == 6)
    made |= {
        "named_adversary": states.cast(pl.Float64),
        "limited_area": pl.when(active).then(pl.max_horizontal(yes("defcoloc"), yes("offcoloc"))),
        "nonprovocation": pl.when(code("defense") > 0).then(yes("defconpr")),
        "treaty": scaled("estmode", {0: 0.0, 1: 1.0}),
        "secrecy": scaled("pubsecr", {0: 0.0, 1: 0.5, 2: 1.0}),
        "fixed_term": (code("speclgth") == 1).cast(pl.Float64),
        "term_length": ((1 + years).log() / log(1 + _MOST_YEARS)).clip(0, 1),
        "renewal": scaled("proren", {0: 0.0, 1: 0.5, 2: 1.0}),
        "exit": scaled("renounce", {0: 0.0, 1: 1.0, 2: 0.0, 3: 0.5}),
        "parties": (count.cast(pl.Float64).log(2) / log2(_MOST_PARTIES)).clip(0, 1),
        "asymmetric": yes("asymm"),
        "open_membership": yes("futmem"),
    }
    kept = ["atopid"] if "atopid" in have else []
    found: pl.DataFrame = frame.select(
        *kept, *(made.get(name, unknown).alias(name) for name in FEATURES)
    )
    return found
