"""Rules for how a design is read: depth, ties, columns, and what is told beside the forecast."""

from foedus.explanation import basis as rests
from foedus.explanation.result import Step, Told
from foedus.explanation.rule import rule
from foedus.explanation.rules.designs import COLUMN, DEPTH, YES, ties_of
from foedus.explanation.steps import Case
from foedus.terms.depth import ATOP_ITEMS


@rule("designs.*.depth|depth_sd|depth_low|depth_high", "designs.*.by_practice.depth")
def depth(case: Case, design: str, part: str = "depth") -> Told:
    """Latent depth."""
    return Told(
        {"depth": f"how closely {design} ties forces together, as a latent trait",
         "depth_sd": f"the posterior sd of the depth of {design}",
         "depth_low": f"the 5th percentile of the depth of {design}",
         "depth_high": f"the 95th percentile of the depth of {design}"}[part],
        DEPTH, "the text, whenever it stands", (ties_of(case, design),),
        rests.once(rests.latent_depth(), rests.text(case.found, design)),
    )  # fmt: skip


@rule("designs.*.depth_count", "designs.*.by_practice.depth_count")
def depth_count(case: Case, design: str) -> Told:
    """Ties counted."""
    return Told(
        f"how many of eight military ties {design} has; told, not forecast from",
        "ties, 0 to 8", "the text, whenever it stands", (ties_of(case, design),),
        rests.once(rests.text(case.found, design),
                   rests.own("terms.depth", "which items are ties follows ATOP's codebook; "
                             "foedus.terms.depth has the table")),
    )  # fmt: skip


@rule("designs.*.ties.#")
def tie(case: Case, design: str, place: int) -> Told:
    """One tie as ATOP codes it."""
    return Told(
        f"the tie {ATOP_ITEMS[place]} of {design}, as ATOP's codebook would code its text",
        "ATOP's code, 0: none", "the text, whenever it stands", (ties_of(case, design),),
        rests.text(case.found, design),
    )  # fmt: skip


@rule("designs.*.share")
def share(case: Case, design: str) -> Told:
    """The guarantors' capabilities."""
    held = case.found.designs[design].reading.guarantors
    wanted = tuple(f"{state}.cinc" for state in held if f"{state}.cinc" in case.found.facts)
    return Told(
        f"the share of the world's capabilities (CINC) of the guarantors of {design}, summed; "
        "told, not forecast from", "a share, 0 to 1; none where any is unknown or nobody is bound",
        "the last year of the data",
        (Step(f"the sum over {', '.join(held)}" if held else "nobody is bound to defend"),),
        rests.once(rests.facts(case.found, wanted), rests.text(case.found, design)), wanted,
    )  # fmt: skip


@rule("designs.*.columns.*", "designs.*.before.*")
def column(case: Case, design: str, name: str) -> Told:
    """What the ladder reads of a guarantee."""
    standing = f"pair.{name}"
    known = (standing,) if standing in case.found.facts else ()
    return Told(
        f"{COLUMN[name]}: under {design}, or already before it (`before`), the greater of the two",
        DEPTH if name.startswith("depth") else "ties" if name.startswith("ties") else YES,
        "every year until the guarantee lapses", case.reading(design),
        rests.once(rests.text(case.found, design), rests.facts(case.found, known),
                   rests.latent_depth() if name.startswith("depth") else ()),
        (*case.guard_facts(design), *(n for n in known if n not in case.guard_facts(design))),
    )  # fmt: skip


@rule("designs.*.pledge.standing|by_design|allied|owed")
def pledge(case: Case, design: str, part: str) -> Told:
    """The challenger's own word."""
    what = {
        "standing": "whether the challenger owes the protégé nonaggression already",
        "by_design": f"whether a clause of {design} binds the challenger to nonaggression",
        "allied": "whether the challenger owes the protégé defense",
        "owed": f"whether nonaggression, and no defense, is owed under {design}",
    }[part]
    both = ("pair.atop_nonagg", "pair.atop_defense")
    known = tuple(name for name in both if name in case.found.facts)
    return Told(
        f"{what}; told, not forecast from: on trial a pledge did not help the ladder out of sample "
        "(docs/ladder.md)", "true or false", "the day of the question",
        (Step("read from ATOP or the scenario's dyads, the design's clauses of nonaggression, and "
              "the scenario's pledges toward the protégé"),),
        rests.once(rests.facts(case.found, known), rests.text(case.found, design)), known,
    )  # fmt: skip


@rule("designs.*.renews")
def renews(case: Case, design: str) -> Told:
    """Whether it is what stands, written anew."""
    taken = ", ".join(case.found.designs[design].reading.replaces) or "no pact"
    return Told(
        f"whether {design} binds nobody but those whom the pacts that it replaces bind already",
        "true or false", "the day of the question",
        (Step(f"it takes the place of {taken}; what stands is taken to stand on, so a design that "
              "renews it is not forecast to lapse either"),),
        rests.text(case.found, design),
    )  # fmt: skip


@rule("designs.*.practice")
def practice(_: Case, design: str) -> Told:
    """Which reading it is."""
    return Told(
        f"whether the depth of {design} is read from its practice instead of its text",
        "true or false", "the text, whenever it stands",
        (Step("the model was fitted to texts, so its own reading is of the text; "
              "`by_practice` has the other"),),
        rests.own("assess.designs", "texts are what ATOP codes and what the ladder was fitted to"),
    )  # fmt: skip
