"""Scenarios written: a whole one as YAML, or a commented file to start from."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from foedus.errors import InputError
from foedus.scenario.scenario import Scenario
from foedus.states import find
from foedus.storage import check_place, replacing, storing


def dumps(scenario: Scenario) -> str:
    """The scenario as YAML that :func:`foedus.scenario.loads` reads as an equal one.

    Designs are written whole, with what they extended laid into them.
    """
    from ruamel.yaml import YAML

    data = scenario.model_dump(mode="json", exclude_unset=True, exclude={"name", "groups"})
    for design in data["designs"].values():
        design.pop("name", None)
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.sort_base_mapping_type_on_output = False, False
    yaml.width, yaml.allow_unicode = 100, True
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def starting_text(title: str, challenger: str, protege: str, as_of: date) -> str:
    """A commented scenario to start from, which reads as it stands.

    challenger, protege: COW numbers, ISO codes or names; UnknownStateError where one is none.
    """
    first, second = (find(who, year=as_of.year) for who in (challenger, protege))
    if first == second:
        raise InputError(f"{first.name} cannot be both challenger and protégé")
    guarantors = [code for code in ("USA", "GBR", "FRA") if code not in {first.label, second.label}]
    return _TEMPLATE.format(
        title=_quoted(title),
        as_of=as_of,
        year=as_of.year,
        challenger=_code(first.label),
        protege=_code(second.label),
        challenger_name=first.name,
        protege_name=second.name,
        guarantors=", ".join(guarantors),
    )


def save(text: str, path: Path, *, force: bool = False) -> None:
    """Write ``text`` to ``path``, wholly or not at all; an existing file only with ``force``.

    Raises InputError for a place that cannot be written, DiskError where the disk is full.
    """
    check_place(path)
    if path.exists() and not force:
        raise InputError("the file exists", where=str(path), hint="another --out, or --force")
    with storing(path, "another --out"), replacing(path) as part:
        part.write_text(text, "utf-8")


def _quoted(text: str) -> str:
    shown = "".join(mark if mark.isprintable() else " " for mark in text)
    return "'" + (" ".join(shown.split()).replace("'", "''") or "untitled") + "'"


def _code(label: str) -> str:
    return f'"{label}"' if label.isdigit() else label


_TEMPLATE = """\
# A scenario for Foedus. Check it with `foedus check FILE`, run it with `foedus assess FILE`.
# Lines that begin with # are comments; those below show what else may be said.
foedus: 1                       # version of this form
title: {title}
as_of: {as_of}               # the day from which the question looks ahead
horizon: 20                     # years, 1 to 100
challenger: {challenger}                 # {challenger_name}: a COW number, an ISO code or a name
protege: {protege}                    # {protege_name}: whom the guarantee is to protect

# Which pacts do not stand in this question, or stand otherwise; what is not named stands as the
# public data and the library have it. `foedus facts FILE` lists them by name.
baseline: []
  # - {{ends: north-atlantic-1949, on: {as_of}, judgement: the question}}
  # - {{rewrites: us-korea-1953, military: {{bases: none}}, judgement: the forces go home}}
  # - {{lapsed: {{pact: [{challenger}, {protege}]}}, source: who says so}}

# Facts that replace what the public data says, or go beyond its last year. A fact is a value, or
# {{value, source, year}}; where no source states it, say `judgement: why`.
situation:
  states: {{}}
    # {protege}:
    #   polyarchy: {{value: 0.4, year: {year}, source: V-Dem v15}}
    #   major: {{value: false, judgement: no one counts it among them}}
  dyads: []
    # - dyad: [{challenger}, {protege}]
    #   contiguity: land          # land, water-12, water-24, water-150, water-400 or none
    #   rivalry: {{value: true, judgement: open claims on each other's territory}}
    #   source: who says so, for every fact of this entry that names no other
  disputes: []
    # - initiator: {challenger}
    #   target: {protege}
    #   start: {year}               # a year or a date
    #   hostility: force          # no-action, threat, display, force or war
    #   source: who says so

# The promises to compare. `foedus check` prints how each one was read.
designs:
  none: {{}}                      # no guarantee: what the others are measured against

  assurances:                   # an instrument of the library, with other guarantors
    extends: budapest-memorandum-1994
    guarantors: [{guarantors}]

  pledge:
    guarantors: [{guarantors}]
    clauses:
      - obligation: defense             # or offense, neutrality, nonaggression, consultation,
                                        # aid, sanctions, assurance
        trigger: armed-attack           # or threat, seizure, internal, any
        area: [{protege}]
        discretion: as-deemed-necessary # or automatic, after-consultation
      - {{obligation: consultation, trigger: threat}}
    military:
      contact: regular                  # or none, wartime, peacetime
      aid: yes
    adopted_by: executive               # or legislature, treaty
    term: 10                            # years; leave out where no end is set

  pledge-with-forces:
    extends: pledge
    adopted_by: legislature
    military:                           # laid over the military ties of `pledge`, item by item
      bases: permanent                  # or none, access
      organization: named               # or none, meetings, permanent

# What the challenger or others promise.
pledges: []
  # - {{by: {challenger}, what: no-further-seizure, form: domestic-law, status: offered}}

# What was said, with a NATO grade: reliability of the source A-F, credibility 1-6.
claims: []
  # - id: spokesman-yesterday
  #   says: {challenger_name} accepts the pledge
  #   by: a spokesman
  #   on: {as_of}
  #   grade: C3

events: []
  # - {{on: {as_of}, what: The two governments meet, source: who says so}}

# Sources by id; a `source:` anywhere may name one, or be a bibliographic line.
sources: {{}}
  # un-res: {{title: Resolution on the matter, publisher: UN General Assembly, number: A/RES/1/1}}
"""
