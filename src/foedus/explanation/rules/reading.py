"""Rules for how a design is read: depth, ties, columns, and what is told beside the forecast."""

from foedus.explanation import basis, steps
from foedus.explanation.derivation import Derivation, Step
from foedus.explanation.forecast import BOOLEAN, TEXT
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace
from foedus.report import words
from foedus.terms.depth import ATOP_ITEMS

RULES = Rules("designs.*.")
_DEPTH = "standard deviations of ATOP's alliances; 0: the mean of a promise without a tie"
#: Columns of a guarantee that the ladder reads, in words.
COLUMN = {
    "minor": "whether a minor power is bound to defend the protégé against the challenger",
    "major": "whether a major power is bound to defend it",
    "nuclear": "whether a nuclear power is bound to defend it",
    "depth_minor": "the depth of the promise where a minor power gives it",
    "depth_major": "the depth of the promise where a major power gives it",
    "ties_minor": "military ties, of eight, with the minor guarantors that it has already",
    "ties_major": "military ties, of eight, with the major guarantors that it has already",
}


@RULES.at("depth|depth_sd|depth_low|depth_high", "by_practice.depth")
def depth(trace: Trace, design: str, part: str = "depth") -> Derivation:
    """Latent depth."""
    what = {
        "depth": f"how closely {design} ties forces together, as a latent trait",
        "depth_sd": f"the posterior sd of the depth of {design}",
        "depth_low": f"the 5th percentile of the depth of {design}",
        "depth_high": f"the 95th percentile of the depth of {design}",
    }[part]
    return Derivation(
        what, _DEPTH, TEXT, (steps.ties(trace, design),),
        basis.once(basis.latent_depth(trace.found), basis.text(trace.found, design)),
    )  # fmt: skip


@RULES.at("depth_count", "by_practice.depth_count")
def depth_count(trace: Trace, design: str) -> Derivation:
    """Ties counted."""
    why = "which items are ties follows ATOP's codebook; foedus.terms.depth has the table"
    return Derivation(
        f"how many of eight military ties {design} has; told, not forecast from",
        "ties, 0 to 8", TEXT, (steps.ties(trace, design),),
        basis.once(basis.text(trace.found, design), basis.own("terms.depth", why)),
    )  # fmt: skip


@RULES.at("ties.#")
def tie(trace: Trace, design: str, place: int) -> Derivation:
    """One tie as ATOP codes it."""
    return Derivation(
        f"the tie {ATOP_ITEMS[place]} of {design}, as ATOP's codebook would code its text",
        "ATOP's code, 0: none", TEXT, (steps.ties(trace, design),),
        basis.text(trace.found, design),
    )  # fmt: skip


@RULES.at("share")
def share(trace: Trace, design: str) -> Derivation:
    """The guarantors' capabilities."""
    held = trace.found.designs[design].reading.guarantors
    wanted = trace.known(tuple(f"{state}.cinc" for state in held))
    return Derivation(
        f"the share of the world's capabilities (CINC) of the guarantors of {design}, summed; "
        "told, not forecast from", "a share, 0 to 1; none where any is unknown or nobody is bound",
        "the last year of the data",
        (Step(f"the sum over {words.roster(held)}" if held else "nobody is bound to defend"),),
        basis.once(basis.facts(trace.found, wanted), basis.text(trace.found, design)), wanted,
    )  # fmt: skip


@RULES.at("columns.*", "before.*")
def column(trace: Trace, design: str, name: str) -> Derivation:
    """What the ladder reads of a guarantee."""
    known = trace.known((f"pair.{name}",))
    kind = name.partition("_")[0]
    return Derivation(
        f"{COLUMN[name]}: under {design}, or already before it (`before`), the greater of the two",
        {"depth": _DEPTH, "ties": "ties"}.get(kind, "1 yes, 0 no"),
        "every year until the guarantee lapses", steps.reading(trace, design),
        basis.once(basis.text(trace.found, design), basis.facts(trace.found, known),
                   basis.latent_depth(trace.found) if kind == "depth" else ()),
        tuple(dict.fromkeys((*trace.guard_facts(design), *known))),
    )  # fmt: skip


@RULES.at("pledge.standing|by_design|allied|owed")
def pledge(trace: Trace, design: str, part: str) -> Derivation:
    """The challenger's own word."""
    what = {
        "standing": "whether the challenger owes the protégé nonaggression already",
        "by_design": f"whether a clause of {design} binds the challenger to nonaggression",
        "allied": "whether the challenger owes the protégé defense",
        "owed": f"whether nonaggression, and no defense, is owed under {design}",
    }[part]
    known = trace.known(("pair.atop_nonagg", "pair.atop_defense"))
    return Derivation(
        f"{what}; told, not forecast from: on trial a pledge did not help the ladder out of sample "
        "(docs/ladder.md)", BOOLEAN, "the day of the question",
        (Step("read from ATOP or the scenario's dyads, the design's clauses of nonaggression, and "
              "the scenario's pledges toward the protégé"),),
        basis.once(basis.facts(trace.found, known), basis.text(trace.found, design)), known,
    )  # fmt: skip


@RULES.at("renews")
def renews(trace: Trace, design: str) -> Derivation:
    """Whether it is what stands, written anew."""
    taken = ", ".join(trace.found.designs[design].reading.replaces) or "no pact"
    return Derivation(
        f"whether {design} binds nobody but those whom the pacts that it replaces bind already",
        BOOLEAN, "the day of the question",
        (Step(f"it takes the place of {taken}; what stands is taken to stand on, so a design that "
              "renews it is not forecast to lapse either"),),
        basis.text(trace.found, design),
    )  # fmt: skip


@RULES.at("practice")
def practice(_: Trace, design: str) -> Derivation:
    """Which reading it is."""
    return Derivation(
        f"whether the depth of {design} is read from its practice instead of its text",
        BOOLEAN, TEXT,
        (Step("the model was fitted to texts, so its own reading is of the text; "
              "`by_practice` has the other"),),
        basis.own("assessment.designs",
                  "texts are what ATOP codes and what the ladder was fitted to"),
    )  # fmt: skip
