"""The file of a new scenario: commented so that a newcomer learns the form from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from foedus.errors import InputError
from foedus.facts.start.background import Background, allies_of_challenger, background
from foedus.facts.start.menu import MenuDesign, chosen, usual, written
from foedus.facts.start.parties import guarantors_of
from foedus.history.covariates import UNKNOWN_DEMOCRACY
from foedus.scenario import loads
from foedus.states import State, find, unconfirmed
from foedus.terms import groups

#: Guarantors of whom a place on the issue is guessed.
_ACTORS = 8
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class NewScenario:
    """What a new file is to ask. designs, guarantors: as people name them; empty: the usual."""

    title: str
    challenger: State
    protege: State
    as_of: date
    designs: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()


def text(asked: NewScenario) -> str:
    """The file's text, which checks, assesses, negotiates and briefs as it stands.

    Raises InputError where the two are one state, or a design or guarantor is none.
    """
    one, two, day = asked.challenger, asked.protege, asked.as_of
    if one == two:
        raise InputError(f"{one.name} cannot be both challenger and protégé")
    designs = chosen(asked.designs or usual(one.label, two.label, day), one.label, day)
    guarantors, said = _guarantors(asked)
    bare = _head(asked) + "designs:\n" + written(designs, _code(two.label), guarantors)
    known = background(loads(bare))
    return "".join((
        _head(asked), _baseline(asked, known), _situation(asked, known),
        _DESIGNS, said, written(designs, _code(two.label), guarantors),
        _issue(asked, designs, known), _rest(asked),
    ))  # fmt: skip


def _guarantors(asked: NewScenario) -> tuple[list[str], str]:
    """Who promises, as written in YAML, and a comment on whom groups brought."""
    one, two, day = asked.challenger, asked.protege, asked.as_of
    sides = (one.label, two.label)
    if not asked.guarantors:
        bound = allies_of_challenger(loads(_head(asked) + "designs: {none: {}}\n"))
        found = guarantors_of(one, two, day, bound)
        said = [
            f"{', '.join(found)} owe {one.called(day.year)} defense, so the models count none of "
            "them as a guarantor against it: name others"
        ]
        return [_code(state) for state in found], _comment(said if bound & set(found) else ())
    named = groups.named(asked.guarantors, day, sides, where="--guarantors")
    for state in sides:
        if state in named.states:
            raise InputError(
                f"{find(state, year=day.year).called(day.year)} is a party itself",
                where="--guarantors", hint="third states",
            )  # fmt: skip
    if not named.states:
        raise InputError("no guarantor is left beside the two sides", where="--guarantors")
    brought = (
        f"{group} on {day}: {', '.join(who)}{doubt and f' (of its days: {doubt})'}"
        for group, who in named.groups.items()
        for doubt in [unconfirmed(group)]
    )
    return [_code(state) for state in named.states], _comment(brought)


def _head(asked: NewScenario) -> str:
    year = asked.as_of.year
    return _HEAD.format(
        title=_quoted(asked.title), as_of=asked.as_of,
        challenger=_code(asked.challenger.label), protege=_code(asked.protege.label),
        challenger_name=asked.challenger.called(year), protege_name=asked.protege.called(year),
    )  # fmt: skip


def _baseline(asked: NewScenario, known: Background) -> str:
    return _BASELINE.format(
        as_of=asked.as_of, stands=_comment(known.stands), protege=_code(asked.protege.label),
        challenger=_code(asked.challenger.label),
    )  # fmt: skip


def _situation(asked: NewScenario, known: Background) -> str:
    states = "".join(
        f"    {_code(state)}:\n      polyarchy:\n        value: {UNKNOWN_DEMOCRACY}\n"
        "        judgement: no index codes this state here; the mean of those that are coded\n"
        for state in known.unknown
    )
    return _SITUATION.format(
        facts=_comment(known.facts), past=_comment(known.past),
        states=f"\n{states.rstrip()}" if states else " {}", year=asked.as_of.year,
        protege=_code(asked.protege.label), challenger=_code(asked.challenger.label),
    )  # fmt: skip


def _issue(asked: NewScenario, designs: Sequence[MenuDesign], known: Background) -> str:
    scale = {0: "nothing", 100: "the most that anyone asks for"}
    scale |= {each.point: each.title for each in designs if each.point}
    most = max(known.shares.values()) or 1.0

    def actor(state: str, position: str, salience: str, why: str) -> str:
        power = max(1, round(100 * (known.shares.get(state, 0.0) / most) ** 0.5))
        return (
            f"      - actor: {_code(state)}\n        position: {position}\n"
            f"        salience: {salience}\n"
            f"        capability: {{value: {power}, low: {max(1, power // 2)}, "
            f"high: {min(100, power * 3 // 2)}}}\n        judgement: {why}\n"
        )

    rows = [
        actor(asked.challenger.label, "{value: 10, low: 0, high: 40}",
              "{value: 0.9, low: 0.7, high: 1}", "a guess to replace; it wants none"),
        actor(asked.protege.label, "{value: 90, low: 70, high: 100}",
              "{value: 0.9, low: 0.7, high: 1}", "a guess to replace; it wants the most"),
    ]  # fmt: skip
    thirds = [s for s in known.shares if s not in {asked.challenger.label, asked.protege.label}]
    thirds = sorted(thirds, key=lambda state: -known.shares[state])[:_ACTORS]
    rows += [
        actor(state, "{value: 55, low: 25, high: 85}", "{value: 0.5, low: 0.25, high: 0.75}",
              "a guess to replace; nothing is known of what it wants")
        for state in thirds
    ]  # fmt: skip
    return _ISSUE.format(
        protege_name=asked.protege.called(asked.as_of.year),
        scale="".join(f'      "{point}": {scale[point]}\n' for point in sorted(scale)),
        designs="".join(
            f"      {each.name}: {{value: {each.point}, judgement: a place to start from}}\n"
            for each in designs
        ),
        positions="".join(rows),
    )


def _rest(asked: NewScenario) -> str:
    return _REST.format(
        as_of=asked.as_of, challenger=_code(asked.challenger.label),
        challenger_name=asked.challenger.called(asked.as_of.year),
    )  # fmt: skip


def _comment(lines: Iterable[str]) -> str:
    return "".join(f"#   {part}\n" for line in lines for part in _wrapped(line))


def _wrapped(line: str) -> Iterator[str]:
    first, *rest = wrap(line, _WIDTH, break_on_hyphens=False) or [""]
    yield first
    yield from (f"  {part}" for part in rest)


def _quoted(text_: str) -> str:
    shown = "".join(mark if mark.isprintable() else " " for mark in text_)
    return "'" + (" ".join(shown.split()).replace("'", "''") or "untitled") + "'"


def _code(label: str) -> str:
    return f'"{label}"' if label.isdigit() else label


_HEAD = """\
# A scenario for Foedus: check it with `foedus check FILE`, answer it with `foedus assess FILE`.
# Lines that begin with # are comments. Nothing here needs an edit to run; replace what you know
# better. docs/scenario.md has every key.
foedus: 1                       # version of this form
title: {title}
as_of: {as_of}               # the day from which the question looks ahead
horizon: 20                     # years, 1 to 100
challenger: {challenger}                 # {challenger_name}: a code, a number or a name
protege: {protege}                    # {protege_name}: whom the guarantee is to protect

"""
_BASELINE = """\
# What stands on that day (`foedus facts FILE` lists all of it):
{stands}\
# Here is said what of it does not stand in this question, or stands otherwise.
baseline: []
  # - {{ends: north-atlantic-1949, on: {as_of}, judgement: the question}}
  # - {{rewrites: us-korea-1953, military: {{bases: none}}, judgement: the forces go home}}
  # - {{lapsed: {{pact: [{challenger}, {protege}]}}, source: who says so}}

"""
_SITUATION = """\
# What is known of the two, and read without being written here:
{facts}\
# Here stand facts that replace that, or go beyond its last year. A fact is a value, or
# {{value, source, year}}; where no source states it, say `judgement: why`.
situation:
  states:{states}
    # {protege}:
    #   polyarchy: {{value: 0.4, year: {year}, source: V-Dem v15}}
    #   major: {{value: false, judgement: no one counts it among them}}
  dyads: []
    # - dyad: [{challenger}, {protege}]
    #   contiguity: land          # land, water-12, water-24, water-150, water-400 or none
    #   rivalry: {{value: true, judgement: open claims on each other's territory}}
    #   source: who says so, for every fact of this entry that names no other
# Begun between the two, and read without being written here, the latest first:
{past}\
  disputes: []
    # - initiator: {challenger}
    #   target: {protege}
    #   start: {year}               # a year or a date
    #   hostility: force          # no-action, threat, display, force or war
    #   source: who says so

"""
_DESIGNS = """\
# The promises to compare. `foedus check` prints how each one was read; `foedus terms list` names
# eighty real ones that a design may extend (`extends: us-korea-1953`). Among guarantors a group
# stands for its members on the day: `guarantors: [USA, Baltic states]`.
designs:
"""
_ISSUE = """
# What the parties want, for `foedus negotiate` and `foedus accept`. Positions are 0 to 100 on the
# scale, salience 0 to 1 (how much it cares); low and high hold 90%. Capability is the square root
# of the share of the world's capabilities, the strongest party 100. All positions below are guesses
# by `foedus new` and no evidence: until you replace them, so is what follows from them.
issues:
  - name: guarantee
    title: How strong a guarantee {protege_name} gets
    scale:
{scale}\
    reference: {{value: 0, judgement: without an agreement nothing new is promised}}
    measure: promise
    designs:
{designs}\
    positions:
{positions}\

"""
_REST = """\
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
