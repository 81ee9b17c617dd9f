"""The weighing in words: chances, consistency, what it hangs on, what to look for."""

from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table
from foedus.report.yardstick import ICD_203, Yardstick
from foedus.scenario.hypotheses.weighing import APART, Weighing

_MOST = 24


def section(found: Weighing, yardstick: Yardstick = ICD_203) -> Section:
    """One section; its lead is the answer, with what it is not."""
    leader = found.leader
    chance = found.posterior[leader]
    blocks = (
        Paragraph(words.sentence(words.cut(found.question, 200))),
        _chances(found), _consistency(found), *_influence(found), *_next(found),
    )  # fmt: skip
    return Section(
        "hypotheses",
        "Competing hypotheses",
        f"Of {len(found.ids)} rival readings, “{words.cut(found.says[leader], 120)}” "
        f"({found.ids[leader]}) has the most chance: "
        f"{words.percent(chance)}, {yardstick.word(chance)}. The likelihoods are an analyst's "
        "judgements; claims of one origin count once.",
        tuple(each for each in blocks if each is not None),
    )


def _chances(found: Weighing) -> Table:
    rows = tuple(
        (name, words.cut(says, 160), words.percent(before), words.percent(after),
         f"{words.percent(min(ends))} to {words.percent(max(ends))}")
        for name, says, before, after, ends in zip(
            found.ids, found.says, found.prior, found.posterior,
            zip(found.worse, found.posterior, found.better, strict=True), strict=True,
        )
    )  # fmt: skip
    return Table(
        "hypotheses", "Chance of each, before and after the claims",
        ("Hypothesis", "Says", "Before", "After", "Other grades"), rows,
        "Other grades: the least and the most chance after the claims, with every source's letter "
        "one worse, as given, and one better.",
        ("l", "l", "r", "r", "r"),
    )  # fmt: skip


def _consistency(found: Weighing) -> Table | None:
    if not found.consistency:
        return None
    rows = tuple(
        (claim, grade, *(f"{mark} ({value:g})" for mark, value in zip(marks, given, strict=True)))
        for (claim, grade, marks), given in zip(found.consistency, found.given, strict=True)
    )[:_MOST]  # fmt: skip
    return Table(
        "consistency", "Each claim under each hypothesis", ("Claim", "Grade", *found.ids), rows,
        words.said(
            "In brackets: how likely the claim is under each, in the analyst's judgement. "
            "Consistent: at least half as likely as under the hypothesis that makes it likeliest; "
            "inconsistent: less than a fifth.",
            words.left_out(len(rows), len(found.consistency), "claim"),
        ),
    )  # fmt: skip


def _influence(found: Weighing) -> tuple[Block, ...]:
    if not found.influences:
        return (Paragraph("No claim has likelihoods yet: the chances are the priors."),)
    rows = tuple(
        (words.some(each.claims, 3), words.percent(each.without[found.leader]),
         "another leads" if each.flips else "the same leads",
         f"{words.percent(each.low)} to {words.percent(each.high)}")
        for each in found.influences[:_MOST]
    )  # fmt: skip
    first = found.influences[0]
    flips = [words.some(each.claims, 3) for each in found.influences if each.flips]
    told = (
        f"Without {words.listed(flips)} another hypothesis would lead."
        if flips else "No single origin changes which hypothesis leads."
    )  # fmt: skip
    ratio = words.times(first.factor)
    return (
        Table(
            "influence", "What the leader hangs on, the weightiest origin first",
            ("Claims of one origin", "Without it", "Order", "Grade one letter off"), rows,
            "Chance of the leader. Without it: the origin left out.", ("l", "r", "l", "r"),
        ),
        Paragraph(
            f"The origin that matters most: {words.some(first.claims, 3)}. {told} The leader is "
            f"{ratio} times as likely as the next; evidence {ratio} times as likely under that one "
            "would change the order."
        ),
        *_twice(found),
    )  # fmt: skip


def _twice(found: Weighing) -> tuple[Paragraph, ...]:
    """Claims of one speaker that count as two origins."""
    pairs = [f"{one} with {other}" for one, other in found.alike]
    if not pairs:
        return ()
    return (Paragraph(
        f"Of one speaker within a week, and counted as two origins: {words.some(pairs, 4)}. Where "
        "both report one statement, give them one `origin`."
    ),)  # fmt: skip


def _next(found: Weighing) -> tuple[Block, ...]:
    items = [
        f"{words.cut(each.what, 200)}: worth {each.gain:.2f} bits; seen, the leader has "
        f"{words.percent(each.if_seen[found.leader])}, else "
        f"{words.percent(each.if_not[found.leader])}"
        for each in found.lookouts[:_MOST]
    ]
    tied = [f"{one} and {other}" for one, other in found.tied]
    blocks: list[Block] = []
    if items:
        blocks += [
            Paragraph("What to look for next, the most telling first:"),
            Bullets(tuple(items)),
        ]
    if tied:
        blocks.append(Paragraph(
            f"The claims hardly tell apart (a ratio up to {APART:g}): {words.some(tied, 6)}."
        ))  # fmt: skip
    return tuple(blocks)
