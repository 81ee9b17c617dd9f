"""A brief composed: every section in its order, from one assessment."""

from dataclasses import replace
from typing import Any

from foedus.assessment.result import Assessment
from foedus.assessment.sections import (
    beside,
    clauses,
    designs,
    drivers,
    durability,
    flips,
    further,
    honor,
    judgements,
    record,
)
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.limits import caveats, explanations
from foedus.briefing import (
    calls,
    claims,
    findings,
    front,
    hypotheses,
    neighborhood,
    peers,
    positions,
    questions,
    sources,
    terms,
    timeline,
    watched,
)
from foedus.briefing.front import Length
from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Brief, Section, Table
from foedus.report.plain import plain
from foedus.report.yardstick import ICD_203, Yardstick
from foedus.version import __version__
from foedus.watch.watch import KeptWatch

#: Section of the assessment -> the figures that open it, and those that close it.
OPENING = {
    "growth": ("war-risk",), "clauses": ("clauses",), "flips": ("flips",), "drivers": ("drivers",),
}  # fmt: skip
#: Section -> its tables that a figure beside them shows; the page and the files have its data.
SHOWN = {
    "growth": ("war-by-year",), "clauses": ("credit-",), "drivers": ("drivers",),
    "explanations": ("within-pairs",),
}  # fmt: skip
CLOSING = {"growth": ("ladder",), "explanations": ("ratios", "effects"), "record": ("calibration",)}


def compose(
    found: Assessment, *, yardstick: Yardstick = ICD_203, length: Length = "page",
    kept: KeptWatch | None = None,
) -> Brief:  # fmt: skip
    """The brief of an assessment, its likelihoods in the words of ``yardstick``.

    length: the page, or the page and an annex of all that stands behind it. kept: a watch on the
    same question, whose section follows the page; where there is none, and the scenario names texts
    that could be watched, these begin the annex. ``data`` is the assessment's
    ``to_dict``, with what was computed for the annex under ``beside``, the watch under ``watch``.
    Raises InputError for a watch on another question.
    """
    whole = length == "full"
    texts = watched.texts(found.scenario) if whole else None  # a page is one sheet
    watch = watched.section(kept, found.scenario) if kept else texts
    m = Material.of(found, yardstick) if whole else Material(found, yardstick)
    asked = found.scenario
    known = (words.sentence(found.fitted),) if found.past else ()  # what a past question could know
    return Brief(
        title=words.cut(asked.title, 200),
        subtitle=(f"{m.one} and {m.two}, {found.span(found.years)}; as of {asked.as_of}"),
        as_of=asked.as_of.isoformat(),
        abstract=(*bottom_line(m), *known),
        page=front.sections(m),
        sections=(*((watch,) if watch else ()), *(_annex(m) if length == "full" else ())),
        meta=meta(found, yardstick),
        data={**found.to_dict(), **({"beside": plain(m.to_dict() | _judged(m))}
                                    if length == "full" else {}),
              **({"watch": watched.values(kept)} if kept else {})},
    )  # fmt: skip


def _annex(m: Material) -> tuple[Section, ...]:
    """All that stands behind the page."""
    every = (
        _grounded(m, judgements.section(m, *positions.judgement(m))),
        further.section(m),
        designs.section(m),
        designs.growth(m),
        durability.section(m),
        honor.section(m),
        clauses.section(m),
        flips.section(m),
        peers.section(m),
        neighborhood.section(m),
        terms.section(m),
        timeline.section(m),
        claims.section(m),
        hypotheses.section(m),
        designs.readings(m),
        drivers.section(m),
        caveats.assumptions(m),
        explanations.section(m),
        caveats.extrapolation(m),
        record.section(m),
        questions.section(m),
        sources.section(m),
    )
    return tuple(
        findings.titled(m, _drawn(m, each)) for each in every if each is not None and each.blocks
    )


def _grounded(m: Material, said: Section) -> Section:
    """The judgements with the table of what confidence in them rests on."""
    return replace(said, blocks=(*said.blocks, judgements.grounds(m)))


def _drawn(m: Material, said: Section) -> Section:
    """A section with its figures."""
    first, last = (m.pictures(*named.get(said.id, ())) for named in (OPENING, CLOSING))
    drawn = SHOWN.get(said.id, ()) if first or last else ()
    kept = [
        each
        for each in said.blocks
        if not (isinstance(each, Table) and drawn and each.name.startswith(drawn))
    ]
    return replace(said, blocks=(*first, *kept, *last))


def _judged(m: Material) -> dict[str, Any]:
    """What the sections rated and read off the terms."""
    asked = m.found.scenario
    return {
        "confidence": judgements.levels(m),
        "past_attacks": [
            calls.applied(design, attack, asked, name)
            for attack in calls.attacks(asked)
            for name, design in m.terms.items()
        ],
        "lapse_record": m.found.run.lapsing.model.record["eras"],
        "record_over_years": beside.over_years(m.found),
    }


def meta(found: Assessment, yardstick: Yardstick) -> dict[str, str]:
    """How it was made, by name."""
    ladder = found.ladder
    return {
        "version": __version__,
        "scenario": found.scenario.name,
        "as of": found.scenario.as_of.isoformat(),
        "draws": f"{found.draws:,}",
        "seed": str(found.seed),
        "years": str(found.years),
        "yardstick": yardstick.name,
        "posterior": f"ladder {ladder.version}, by `{ladder.command}`",
        **{f"sha256 {name}": digest for name, digest in ladder.hashes.items()},
    }
