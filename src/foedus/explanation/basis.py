"""Where numbers come from: posteriors, data sets, the scenario's sources, the package's own."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from foedus.assessment import origin as known
from foedus.assessment.result import Assessment
from foedus.evidence.card import card, names
from foedus.explanation.derivation import Basis
from foedus.facts.chronology.digest import level
from foedus.facts.chronology.disputes import DisputeEntry, between, elsewhere, record
from foedus.facts.known import Known
from foedus.history import horizon, origins
from foedus.history.horizon import posterior
from foedus.report import words

_FILE = "foedus/history/posteriors/{}.json"
_GIVEN = "given by the caller, not the shipped one"


@lru_cache(maxsize=256)
def data(name: str, sha256: str | None = None) -> Basis:
    """A data set by its card; ``sha256``: of the bytes used, where a posterior names it."""
    if name not in names():
        return Basis("data", name, "a data set without a card here", {"sha256": sha256})
    found = card(name)
    used = sha256 or found.sha256
    more: dict[str, Any] = {"citation": found.citation, "sha256": used, "last": found.last}
    until = f", to {found.last}" if found.last else ""
    other = "; other bytes than the card's" if used != found.sha256 else ""
    return Basis("data", name, f"{found.title}{until}{other}. {found.citation}", more)


def sets(hashes: Mapping[str, str]) -> tuple[Basis, ...]:
    """The data sets that a posterior was fitted on."""
    return tuple(data(name, digest) for name, digest in hashes.items())


def ladder(found: Assessment, rungs: Iterable[str] | None = None) -> tuple[Basis, ...]:
    """The ladder's posterior and its data sets; of some rungs alone, if named."""
    model = found.ladder
    told = {
        rung: {"rows": model.rungs[rung].rows, "events": model.rungs[rung].events}
        for rung in rungs or model.rungs
    }
    counts = "; ".join(f"{r}: {c['rows']:,} rows, {c['events']:,} events" for r, c in told.items())
    says = f"fitted on {model.first}–{model.last}, {counts}"
    name = known.name(model)
    return (
        _model("ladder", says, model, name, {"rungs": told}),
        *sets(model.hashes),
    )


def lapse(found: Assessment) -> tuple[Basis, ...]:
    """The posterior of lapse and its data sets."""
    model = found.run.lapsing.model
    kept = model.record
    says = (
        f"fitted on {model.first}–{model.last}, {kept['member_years']:,} member-years of defense "
        f"commitments ({kept['ends']['broken']['memberships']} broken) among "
        f"{kept['learned_from']['member_years']:,} of all kinds"
    )
    more = {"first": model.first, "last": model.last, "rows": kept["member_years"],
            "events": kept["ends"]["broken"]["memberships"]}  # fmt: skip
    file = _shipped(found, "lapse")
    return _model("lapse", says, model, file, more), *sets(model.hashes)


def honor(found: Assessment) -> tuple[Basis, ...]:
    """The posterior of honor and its data sets."""
    model, calls = found.honor, found.honor.record.defense
    first, last = known.years_of_calls(found.origin)
    says = (
        f"fitted on {years_of_calls(found)}: {calls.called} promises of defense that "
        f"{model.record.wars} wars called on, {calls.honored} honored"
    )
    more = {"first": first, "last": last, "rows": calls.called, "events": calls.honored}
    file = _shipped(found, "honor")
    return _model("honor", says, model, file, more), *sets(model.hashes)


def years_of_calls(found: Assessment) -> str:
    """The years of the calls on promises of defense."""
    first, last = known.years_of_calls(found.origin)
    return f"{first}–{last}"


def latent_depth(found: Assessment) -> tuple[Basis, ...]:
    """The posterior of depth and its data set."""
    model = found.origin.depth
    says = (
        f"fitted on eight military ties of {model.alliances} alliances, {model.first}–{model.last}"
    )
    more = {"first": model.first, "last": model.last, "rows": model.alliances}
    return _model("depth", says, model, _shipped(found, "depth"), more), *sets(model.hashes)


def levels(found: Assessment) -> tuple[Basis, ...]:
    """The pools that set the level of chances over years; none where none could be fitted."""
    pools = origins.pools(found.ladder)
    if not pools:
        return ()
    if pools is not horizon.shipped().pools:
        seen = next(iter(pools.values())).origins
        file = _FILE.format(known.name(found.ladder) or "origins/YEAR")
        says = (
            f"pools for {words.listed(pools)}, fitted on hindcasts of origins "
            f"{seen[0]}–{seen[-1]} whose years were over; {file}, fitted again by "
            f"`{origins.COMMAND}`"
        )
        more = {"file": file, "command": origins.COMMAND, "first": seen[0], "last": seen[-1]}
        return (Basis("posterior", posterior.MODEL, says, more),)
    study, file = horizon.shipped(), _FILE.format("horizon")
    says = (
        f"pools for {words.listed(study.pools)}, fitted on hindcasts of origins "
        f"{study.first}–{study.last}; {file}, fitted again by `{posterior.COMMAND}`"
    )
    more = {"file": file, "command": posterior.COMMAND, "first": study.first, "last": study.last}
    return (Basis("posterior", posterior.MODEL, says, more),)


def _shipped(found: Assessment, name: str) -> str | None:
    """The shipped file of a model: its own, or the origin's; None where the caller gave it."""
    mine = getattr(found.origin, name)
    if mine is getattr(origins.main(), name):
        return name
    last = found.origin.last
    ours = last in origins.YEARS and mine is getattr(origins.shipped(last), name)
    return f"origins/{last}" if ours else None


def _model(name: str, says: str, model: Any, stem: str | None, more: dict[str, Any]) -> Basis:
    file = _GIVEN if stem is None else _FILE.format(stem)
    about = {"file": file, "version": model.version, "command": model.command, **more}
    told = f"{says}; {file}, Foedus {model.version}, fitted again by `{model.command}`"
    return Basis("posterior", name, told, about)


def facts(found: Assessment, wanted: Iterable[str]) -> tuple[Basis, ...]:
    """The sources of facts, each once."""
    return once(*(fact_basis(found, found.facts[name]) for name in wanted))


def fact_basis(found: Assessment, fact: Known) -> tuple[Basis, ...]:
    """What one fact rests on."""
    if fact.origin == "package":
        why = (
            "coded by hand from published lists, which the module cites; no public data set is read"
        )
        return (Basis("package", fact.source, why),)
    if fact.origin != "scenario":
        return (data(fact.source),)
    cited = (data(fact.source),) if fact.source in names() else ()
    return (cite(found, fact.source), *cited)


def cite(found: Assessment, key: str) -> Basis:
    """A source of the scenario by its key, or a judgement of its author."""
    source = found.scenario.sources.get(key)
    if source is None:
        stated = f"stated in the scenario; its ground: {key}"
        return Basis("scenario", key, stated, {"scenario": found.scenario.name})
    parts = [source.title, source.publisher, source.on and str(source.on), source.number]
    said = ", ".join(str(part) for part in parts if part)
    more = {"scenario": found.scenario.name, "url": source.url}
    return Basis("scenario", key, f"the scenario cites {said}", more)


def chronicled(entry: DisputeEntry) -> Basis:
    """A dispute of the chronology, with its sources."""
    mine = record(entry.id)
    sources = () if mine is None else mine.sources
    told = "; ".join(f"{each.publisher}, {each.title}" for each in sources)
    until = entry.dispute.end or "not over when last looked at"
    says = (
        f"the chronology: {mine.title if mine else entry.id}, {entry.dispute.start} to {until}, "
        f"{level(entry)}; by {told}"
    )
    return Basis("package", entry.id, says, {"phases": list(entry.phases)})


def disputes(found: Assessment) -> tuple[Basis, ...]:
    """Disputes after the data's end: the scenario's own list, and the chronology's records."""
    asked = found.scenario
    listed = asked.situation.disputes
    said = f"{len(listed)} disputes that the scenario lists after the dispute data end"
    mine = [Basis("scenario", "situation.disputes", said, {"scenario": asked.name})]
    later = (*between(asked), *elsewhere(asked))
    return once(
        mine if listed else (),
        *((cite(found, each.source),) for each in listed if each.source),
        (chronicled(each) for each in later if not each.instead),
    )


def text(found: Assessment, design: str) -> tuple[Basis, ...]:
    """The text of a design."""
    written = found.scenario.designs.get(design)
    if written is None:
        why = "a reference without any guarantor, which is added where a scenario has none"
        return (Basis("package", "reference", why),)
    cited = "; ".join(written.cites)
    says = f"the design's own text, `designs: {design}`" + (f", which cites {cited}" * bool(cited))
    return (Basis("scenario", f"designs.{design}", says, {"scenario": found.scenario.name}),)


def own(name: str, why: str) -> tuple[Basis, ...]:
    """A choice of the package, with its reason."""
    return (Basis("package", name, why),)


def once(*groups: Iterable[Basis]) -> tuple[Basis, ...]:
    """Bases in order, each once."""
    kept: dict[tuple[str, str], Basis] = {}
    for group in groups:
        for basis in group:
            kept.setdefault((basis.kind, basis.name), basis)
    return tuple(kept.values())
