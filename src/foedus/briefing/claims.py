"""What was said, by whom, how far it can be trusted, and what it moved."""

from collections.abc import Iterator

from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table
from foedus.scenario.statements import Claim

MOST, FIXED = 40, 20


def section(m: Material) -> Section | None:
    """Every claim with its grade and what it moved; what the source had wrong; None for none."""
    asked = m.found.scenario
    if not asked.claims:
        fixed = tuple(_corrections(m))
        return Section("claims", "Claims", "", fixed) if fixed else None
    moved = _moved(m)
    rows = sorted(asked.claims, key=lambda each: (not moved.get(each.id), -each.on.toordinal()))
    origins = {claim.origin or claim.id for claim in asked.claims}
    says = {claim.id: claim.says for claim in asked.claims}
    moving = sum(1 for claim in asked.claims if moved.get(claim.id))
    note = (
        "Grade: reliability of the source A to F, credibility of the information 1 to 6. Moved: "
        "the mean of a party's position on a scale of 100, against leaving the claim's origin out; "
        "claims of one origin count once. "
    )
    return Section(
        "claims",
        "Claims",
        f"{words.counted(len(asked.claims), 'claim')} from "
        f"{words.counted(len(origins), 'origin')}; "
        f"{moving or 'none'} {'moves' if moving == 1 else 'move'} a party's estimated position.",
        (
            Table(
                "claims",
                "Claims with their grades, those that moved something first",
                ("Date", "Said by", "Claim", "Manner", "Grade", "Moved", "Source"),
                tuple(_row(claim, moved, says, m.year) for claim in rows[:MOST]),
                words.said(note.strip(), words.left_out(min(len(rows), MOST), len(rows),
                                                          "claim")),
            ),
            *_corrections(m),
        ),
    )  # fmt: skip


def _row(
    claim: Claim, moved: dict[str, list[str]], says: dict[str, str], year: int
) -> tuple[str, ...]:
    about = f" (about {words.party(claim.speaks_of, year)})" if claim.speaks_of else ""
    others = [f"“{words.cut(says[each], 60)}”" for each in claim.contradicts if each in says]
    against = f" Contradicts {words.some(others, 3)}." if others else ""
    return (
        claim.on.isoformat(),
        words.cut(claim.by, 120) + (f", via {words.cut(claim.via, 80)}" if claim.via else ""),
        words.sentence(words.cut(claim.says) + about) + against,
        claim.manner,
        claim.grade,
        "; ".join(moved.get(claim.id, ())) or "nothing",
        words.cut(claim.source or "", 120),
    )


def _moved(m: Material) -> dict[str, list[str]]:
    """Claim -> what its origin moved, in words."""
    told: dict[str, list[str]] = {}
    titles = {issue.name: words.cut(issue.title, 80) for issue in m.found.scenario.issues}
    for name, stands in m.stances.items():
        issue = f"“{titles.get(name, name)}”"
        for actor, update in stands.updates.items():
            for effect in update.effects:
                for claim in effect.claims:
                    told.setdefault(claim, []).append(
                        f"{words.party(actor, m.year)} on {issue}: {_points(effect.shift)} "
                        f"(believed {effect.believed:.2f})"
                    )
        for claim, actor in stands.unplaced:
            told.setdefault(claim, []).append(
                f"{words.party(actor, m.year)} on {issue}: no stated position to move"
            )
    return told


def _points(shift: float) -> str:
    """A shift in points, with the typographic minus; none that rounds to nothing has a sign."""
    told = f"{shift:+.1f}".replace("-", "−")
    return "0.0" if told in {"+0.0", "−0.0"} else told


def _corrections(m: Material) -> Iterator[Block]:
    fixed = m.found.scenario.corrections
    if not fixed:
        return
    yield Paragraph("Where a source was wrong, and how it was read:")
    yield Bullets(
        tuple(
            f"{words.cut(each.said, 160)} → {words.cut(each.read_as, 160)}. "
            f"{words.sentence(words.cut(each.why, 200))}"
            for each in fixed[:FIXED]
        )
    )
    if len(fixed) > FIXED:
        yield Paragraph(words.left_out(FIXED, len(fixed), "correction"))
