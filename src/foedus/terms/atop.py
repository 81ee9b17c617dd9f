"""A guarantee in ATOP's own codes, so that a coding can be held against ATOP's, item by item.

The codes are those of Leeds, Ritter, Mitchell & Long (2002), alliance level and, for the kinds of
conditions, member level. Three are coarser here than there, since the vocabulary says less:
``speclgth`` has 0 for ATOP's 3 as well (an indefinite term, said or unsaid), ``base`` and
``futmem`` are yes or no.
"""

from foedus.terms.clause import Condition, Obligation
from foedus.terms.depth import ATOP_ITEMS, atop_codes
from foedus.terms.features import features
from foedus.terms.guarantee import Guarantee

OBLIGATIONS: dict[str, Obligation] = {
    "defense": "defense",
    "offense": "offense",
    "neutral": "neutrality",
    "nonagg": "nonaggression",
    "consul": "consultation",
}
_KINDS: dict[str, Condition] = {
    "adv": "adversary",
    "loc": "location",
    "con": "conflict",
    "num": "number",
    "dem": "demand",
    "npr": "nonprovocation",
    "att": "attacked",
    "req": "request",
}
_CODED: dict[str, tuple[Obligation, tuple[str, ...]]] = {
    "defco": ("defense", ("adv", "loc", "con", "num", "dem", "npr")),
    "offco": ("offense", ("adv", "loc", "con", "num", "dem")),
    "neuco": ("neutrality", ("adv", "loc", "con", "num", "dem", "npr", "att")),
    "conco": ("consultation", ("adv", "loc", "con", "req")),
}
#: ATOP's code for each kind of condition on each obligation: ``defcoadv`` and so on.
CONDITIONS: dict[str, tuple[Obligation, Condition]] = {
    f"{stem}{end}": (obligation, _KINDS[end])
    for stem, (obligation, ends) in _CODED.items()
    for end in ends
}
CONDITIONAL: dict[str, Obligation] = {
    "defcon": "defense",
    "offcon": "offense",
    "neucon": "neutrality",
    "concon": "consultation",
}
#: Every item, in the order in which they are compared.
ITEMS = (
    *OBLIGATIONS,
    *CONDITIONAL,
    *CONDITIONS,
    *ATOP_ITEMS,
    "estmode",
    "pubsecr",
    "speclgth",
    "length",
    "proren",
    "renounce",
    "asymm",
    "futmem",
)


def as_atop(guarantee: Guarantee) -> dict[str, int | None]:
    """The guarantee's ATOP codes by item, in the order of ``ITEMS``; None where it does not say.

    Lengths are months. ``practice`` is left out: ATOP codes texts.
    """
    owed = {name: guarantee.owed(obligation) for name, obligation in OBLIGATIONS.items()}
    by_obligation = {OBLIGATIONS[name]: clauses for name, clauses in owed.items()}
    found: dict[str, int | None] = {name: int(bool(clauses)) for name, clauses in owed.items()}
    for code, obligation in CONDITIONAL.items():
        found[code] = int(any(clause.conditional for clause in by_obligation[obligation]))
    for code, (obligation, condition) in CONDITIONS.items():
        found[code] = int(any(condition in each.conditions for each in by_obligation[obligation]))
    found |= dict(zip(ATOP_ITEMS, atop_codes(guarantee.military), strict=True))
    ratified = {"executive": 0, "legislature": 1, "treaty": 1}
    secrecy = {"public": 0, "secret-articles": 1, "secret": 2}
    renewal = {None: 0, "none": 0, "by-agreement": 1, "automatic": 2}
    renunciation = {None: 0, "allowed": 1, "barred": 2, "conditional": 3}
    found |= {
        "estmode": ratified[guarantee.adopted_by] if guarantee.adopted_by else None,
        "pubsecr": secrecy[guarantee.secrecy] if guarantee.secrecy else None,
        "speclgth": 1 if guarantee.term else 2 if guarantee.until else 0,
        "length": round((guarantee.term or 0) * 12),
        "proren": renewal[guarantee.renewal],
        "renounce": renunciation[guarantee.renunciation],
        "asymm": int(features(guarantee)["asymmetric"] or 0),
        "futmem": int(guarantee.accession in {"invitation", "open"}),
    }
    return {item: found[item] for item in ITEMS}
