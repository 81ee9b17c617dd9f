"""A brief composed: every section in its order, from one assessment."""

from typing import Any

from foedus.assessment.result import Assessment
from foedus.briefing import (
    assumptions,
    calls,
    claims,
    designs,
    judgements,
    neighborhood,
    peers,
    questions,
    sources,
    terms,
    timeline,
)
from foedus.briefing.bluf import bottom_line
from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Brief
from foedus.report.yardstick import ICD_203, Yardstick
from foedus.version import __version__


def compose(found: Assessment, *, yardstick: Yardstick = ICD_203) -> Brief:
    """The brief of an assessment, its likelihoods in the words of ``yardstick``.

    ``data`` is the assessment's ``to_dict`` with what was computed for the brief under ``beside``.
    """
    m = Material.of(found, yardstick)
    every = (
        judgements.section(m),
        designs.section(m),
        designs.parts(m),
        designs.flipping(m),
        peers.section(m),
        neighborhood.section(m),
        terms.section(m),
        timeline.section(m),
        claims.section(m),
        assumptions.assumptions(m),
        assumptions.explanations(m),
        assumptions.extrapolated(m),
        questions.section(m),
        sources.section(m),
    )
    asked = found.scenario
    return Brief(
        title=words.cut(asked.title, 200),
        subtitle=(f"{m.one} and {m.two}, {found.span(found.years)}; as of {asked.as_of}"),
        as_of=asked.as_of.isoformat(),
        abstract=bottom_line(m),
        sections=tuple(each for each in every if each is not None),
        meta=_meta(found, yardstick),
        data={**found.to_dict(), "beside": m.to_dict() | _judged(m)},
    )


def _judged(m: Material) -> dict[str, Any]:
    """What the sections rated and read off the terms."""
    asked = m.found.scenario
    return {
        "confidence": [each.to_dict() for each in judgements.levels(m)],
        "past_attacks": [
            calls.applied(design, attack, asked, name).to_dict()
            for attack in calls.attacks(asked)
            for name, design in m.terms.items()
        ],
        "record_over_years": peers.plain(m),
    }


def _meta(found: Assessment, yardstick: Yardstick) -> dict[str, str]:
    ladder = found.ladder
    return {
        "version": __version__,
        "scenario": found.scenario.name,
        "as_of": found.scenario.as_of.isoformat(),
        "draws": str(found.draws),
        "seed": str(found.seed),
        "years": str(found.years),
        "yardstick": yardstick.name,
        "posterior": f"ladder {ladder.version}, by `{ladder.command}`",
        **{f"sha256 {name}": digest for name, digest in ladder.hashes.items()},
    }
