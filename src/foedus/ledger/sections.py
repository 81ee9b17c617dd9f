"""What a proof shows, in words."""

from collections.abc import Sequence
from typing import Any

from foedus.ledger.proof import Verification
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section


def verified(found: Verification, faults: Sequence[str]) -> list[Section]:
    """What a proof shows, and what it cannot."""
    head = found.head
    said = f"{head.origin}, {words.counted(head.size, 'record')}: "
    said += "the record does not hold." if faults else "the record holds."
    signed = "signed by its keeper" if found.signed else "its keeper's signature not checked"
    witnesses = words.counted(found.cosigned, "witness", "witnesses")
    said += f" The checkpoint is {signed}, cosigned by {witnesses}."
    blocks: list[Block] = [Paragraph(said)]
    if faults:
        blocks.append(Bullets(tuple(words.sentence(each) for each in faults)))
    if found.warnings:
        blocks.append(Bullets(tuple(words.sentence(each) for each in found.warnings)))
    blocks.append(Paragraph("No log shows what was never filed."))
    return [Section("verified", "", "", tuple(blocks))]


def data(found: Verification, faults: Sequence[str]) -> dict[str, Any]:
    """The same as plain values, for JSON."""
    return {
        "origin": found.head.origin, "size": found.head.size, "root": found.head.root.hex(),
        "holds": not faults, "faults": faults, "signed": found.signed,
        "cosigned": found.cosigned, "warnings": found.warnings,
    }  # fmt: skip
