"""What is made wrong, and the command that is to read it: one case from a kind and a seed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from scripts.fuzz import mutation

SCENARIOS = ("ukraine-2025", "taiwan-2025")
ISSUES = """issue_id,proposal_id,outcome,reference_point,scale_low,scale_high
tariff,p1,40,0,0,100
quota,p1,70,10,0,100
troops,p2,,0,0,10
"""
POSITIONS = """issue_id,actor,position,salience,capability
tariff,France,30,80,60
tariff,Germany,60..80,50,80
tariff,Italy,45±10,70,55
quota,France,10,40,60
quota,Germany,90,60,80
quota,Spain,50..60..70,20,35
troops,France,2,90,60
troops,Italy,8,30,55
"""
POWER = "actor,capability\nFrance,60\nGermany,80\nItaly,55\nSpain,35\n"
NUMBERS = (
    "-1",
    "0",
    "1",
    "3",
    "99",
    "1e3",
    "nan",
    "inf",
    "",
    "abc",
    "10**9",
    "99999999999",
    "-0.5",
)
NAMES = ("nosuch", "", " ", "é", "नाम", "a" * 300, "nat0", "Ukrane", "budapst", "../x", "x.yaml",
         "ukraine-2024", "-", "NATO", "war", "USSR", "Yugoslavia", "[1]", "*", "$HOME")  # fmt: skip
LOOKS = ("war-risk", "scorecard", "ladder", "positions", "flips", "timeline")


@dataclass(frozen=True, slots=True)
class Case:
    """A command and the files it reads, by name. named: one of these an error must name."""

    kind: str
    seed: int
    arguments: tuple[str, ...]
    files: dict[str, bytes]
    named: tuple[str, ...] = ()


def case(kind: str, seed: int, more: Path | None = None) -> Case:
    """The case of a kind and a seed: always the same. more: a folder with further inputs."""
    rng = Random(f"{kind}:{seed}")  # noqa: S311 (the same each time, on purpose)
    return KINDS[kind](kind, seed, rng, more)


def _scenario(kind: str, seed: int, rng: Random, more: Path | None) -> Case:
    text = rng.choice(_scenarios(more))
    name = f"scenario-{seed}.yaml"
    command = rng.choices(
        (
            ("check",), ("assess", "--draws", "100", "--years", "3"),
            ("negotiate", "--draws", "50"), ("explain", "--draws", "100", "--years", "3"),
            ("accept", "--draws", "100", "--years", "3"), ("analogues", "--design", "nato"),
            ("neighbors", "--draws", "100", "--years", "3"),
            ("chart", rng.choice(LOOKS), "--draws", "100", "--years", "3"),
            ("brief", "--draws", "100", "--years", "3", "--out",
             f"brief-{seed}{rng.choice(('.html', '.md', '.pdf'))}"),
        ),
        (500, 200, 120, 40, 15, 20, 20, 30, 15),
    )[0]  # fmt: skip
    verb, options = command[0], command[1:]
    asked = (verb, name, *options, *_json(rng, verb))
    return Case(kind, seed, asked, {name: _document(text, rng)}, (name,))


def _game(kind: str, seed: int, rng: Random, more: Path | None) -> Case:
    name, text = rng.choice(_games(more))
    mine, data = f"{name}-{seed}.yaml", f"rows-{seed}.csv"
    verb = rng.choice(("check", "show", "fit", "plot", "solve", "predict"))
    options = {
        "fit": ("--data", data, "--starts", "1"), "predict": ("--data", data),
        "solve": ("--set", f"{rng.choice('xyz')}1={rng.choice(NUMBERS)}"),
    }.get(verb, ())  # fmt: skip
    rows = _rows(text, rng).encode()
    made = _document(text, rng)
    asked = ("game", verb, mine, *options, *_json(rng, verb))
    return Case(kind, seed, asked, {mine: made, data: rows}, (mine, data))


def _rows_of_a_game(kind: str, seed: int, rng: Random, more: Path | None) -> Case:
    name, text = rng.choice(_games(more))
    mine, data = f"{name}-{seed}.yaml", f"rows-{seed}.csv"
    verb = rng.choice(("check", "fit", "predict"))
    made = _spoiled_table(_rows(text, rng), rng)
    options = ("--starts", "1") if verb == "fit" else ()
    asked = ("game", verb, mine, "--data", data, *options, *_json(rng, verb))
    return Case(kind, seed, asked, {mine: text.encode(), data: made}, (mine, data))


def _signaling(kind: str, seed: int, rng: Random, more: Path | None) -> Case:  # noqa: ARG001
    text = rng.choice(_library("foedus.games.signaling", "catalog"))[1]
    mine, data = f"signaling-{seed}.yaml", f"crises-{seed}.csv"
    rows = _crises(rng)
    if rng.random() < 0.5:
        made, table = _document(text, rng), rows.encode()
    else:
        made, table = text.encode(), _spoiled_table(rows, rng)
    verb = rng.choice(("check", "check", "show", "fit"))
    options = () if verb == "show" else ("--data", data)
    options += ("--method", "pl") if verb == "fit" else ()  # the full one may take minutes
    asked = ("game", "signaling", verb, mine, *options, *_json(rng, verb))
    return Case(kind, seed, asked, {mine: made, data: table}, (mine, data))


def _negotiation(kind: str, seed: int, rng: Random, more: Path | None) -> Case:
    tables = {"issues": ISSUES, "positions": POSITIONS, "power": POWER}
    for each in sorted(more.glob("*.csv")) if more and rng.random() < 0.4 else ():
        for name in ("issues", "positions"):
            if name in each.name and rng.random() < 0.2:
                tables[name] = each.read_bytes().decode("utf-8", "replace")
    spoiled = rng.choice(tuple(tables))
    made = {
        f"{name}-{seed}.csv": _spoiled_table(text, rng) if name == spoiled else text.encode()
        for name, text in tables.items()
    }
    options = [f"--{name}={name}-{seed}.csv" for name in tables if name != "power"]
    if spoiled == "power" or rng.random() < 0.5:
        options.append(f"--power=power-{seed}.csv")
    asked = ("negotiate", *options, "--draws", "50", *_json(rng, "negotiate"))
    return Case(kind, seed, asked, made, tuple(made))


def _options(kind: str, seed: int, rng: Random, more: Path | None) -> Case:  # noqa: ARG001
    name, number, other = rng.choice(NAMES), rng.choice(NUMBERS), rng.choice(NAMES)
    asked = rng.choice((
        ("fit", name), ("score", name), ("terms", "show", name), ("terms", "compare", name, other),
        ("check", name), ("assess", "ukraine-2025", "--draws", number),
        ("assess", "ukraine-2025", "--years", number, "--draws", "100"),
        ("assess", "ukraine-2025", "--design", name, "--draws", "100", "--years", "2"),
        ("assess", "ukraine-2025", "--protege", name), ("data", "verify", name),
        ("assess", "ukraine-2025", "--yardstick", name), ("explain", "ukraine-2025", name,
         "--draws", "100", "--years", "2"), ("chart", "ukraine-2025", name),
        ("negotiate", "ukraine-2025", "--issue", name, "--draws", "50"),
        ("negotiate", "ukraine-2025", "--draws", number), ("new", "x", "--protege", name, "--json"),
        ("new", "x", "--challenger", name, "--protege", other), ("game", "show", name),
        ("game", "signaling", "show", name), ("game", "solve", "egame122", "--set", f"x1={number}"),
        ("game", "signaling", "solve", "VA=1", f"barWA={number}", "barWB=-2", "bara=-1", "VB=1"),
        ("accept", "ukraine-2025", "--weight", f"honor={number}..{rng.choice(NUMBERS)}",
         "--draws", "100", "--years", "2"),
        ("analogues", "ukraine-2025", "--design", name), ("forecast", name),
        ("panel", "--with", name),
        ("analogues", "ukraine-2025", "--design", "nato", "--most", number), (name,),
    ))  # fmt: skip
    if not asked[-1].startswith("-"):
        asked = (*asked, *_json(rng, asked[0]))
    return Case(kind, seed, asked, {})


def _coefficients(kind: str, seed: int, rng: Random, more: Path | None) -> Case:  # noqa: ARG001
    game, names, told = rng.choice((
        ("signorino-1999", ("peace_years", "balance", "challenger_regime", "target_regime"),
         ("challenger(status quo):constant", "challenger(status quo):peace_years",
          "challenger(war):balance", "challenger(war):challenger_regime", "target(war):constant",
          "target(war):balance", "target(war):target_regime")),
        ("egame122", ("x1", "x2", "x3", "z1", "z2"),
         [f"{each}{regressor}" for each in ("first(LL):", "first(LR):", "first(RR):",
                                            "second(LR):", "second(RR):")
          for regressor in ("constant", "x1", "x2", "x3", "z1", "z2")]),
    ))  # fmt: skip
    name, values = f"fit-{seed}.json", dict.fromkeys(told, 0.3)
    made = _document(json.dumps({"coefficients": values, "converged": True}), rng)
    settings = [part for each in names for part in ("--set", f"{each}={rng.choice(NUMBERS[:6])}")]
    asked = ("game", "solve", game, "--coef", name, *settings, *_json(rng, "solve"))
    return Case(kind, seed, asked, {name: made}, (name,))


def _frozen(kind: str, seed: int, rng: Random, more: Path | None) -> Case:  # noqa: ARG001
    scenario = rng.choice(SCENARIOS)
    ending = rng.choice(("evidence", "neighbors"))
    library = files("foedus.scenario").joinpath("library")
    text = library.joinpath(f"{scenario}.{ending}.json").read_text("utf-8")
    mine, facts = f"frozen-{seed}.yaml", f"frozen-{seed}.{ending}.json"
    if rng.random() < 0.6:
        made = json.dumps(mutation.tree(json.loads(text), rng, rng.randint(1, 4))).encode()
    else:
        made = mutation.raw(text.encode(), rng, rng.randint(1, 4))
    verb = "assess" if ending == "evidence" else "neighbors"
    asked = (verb, mine, "--draws", "100", "--years", "2", *_json(rng, verb))
    shipped = library.joinpath(f"{scenario}.yaml").read_bytes()
    return Case(kind, seed, asked, {mine: shipped, facts: made}, (mine, facts))


KINDS: dict[str, Callable[[str, int, Random, Path | None], Case]] = {
    "scenario": _scenario, "game": _game, "table": _rows_of_a_game, "signaling": _signaling,
    "negotiation": _negotiation, "options": _options, "coefficients": _coefficients,
    "frozen": _frozen,
}  # fmt: skip


def _json(rng: Random, verb: str) -> tuple[str, ...]:
    return ("--json",) if verb != "plot" and rng.random() < 0.4 else ()


def _document(text: str, rng: Random) -> bytes:
    """A document made wrong as data, as text or as bytes."""
    how, times = rng.random(), rng.choice((1, 1, 1, 2, 3, 6))
    if how < 0.65:
        return json.dumps(mutation.tree(_plain(text), rng, times), ensure_ascii=False).replace(
            "NaN", ".nan").replace("Infinity", ".inf").replace(", \"", ",\n \"").encode(
            "utf-8", "replace")  # fmt: skip
    if how < 0.9:
        return mutation.text(text, rng, times).encode("utf-8", "replace")
    return mutation.raw(text.encode(), rng, times)


def _spoiled_table(text: str, rng: Random) -> bytes:
    how, times = rng.random(), rng.choice((1, 1, 2, 3, 6))
    if how < 0.7:
        return mutation.table(text, rng, times).encode("utf-8", "replace")
    if how < 0.85:
        return mutation.text(text, rng, times).encode("utf-8", "replace")
    return mutation.raw(text.encode(), rng, times)


@cache
def _plain(text: str) -> Any:
    from foedus import document

    return document.parse(text).data


@cache
def _library(package: str, folder: str) -> tuple[tuple[str, str], ...]:
    found = files(package).joinpath(folder).iterdir()
    return tuple(
        (each.name.removesuffix(".yaml"), each.read_text("utf-8"))
        for each in sorted(found, key=lambda each: each.name)
        if each.name.endswith(".yaml")
    )


@cache
def _documents(more: Path | None) -> tuple[tuple[str, str], ...]:
    """Documents of a further folder that can be read at all, name and text."""
    from foedus.errors import FoedusError

    kept = []
    for each in sorted(more.glob("*.yaml")) if more else ():
        text = each.read_bytes().decode("utf-8", "replace")
        try:
            if isinstance(_plain(text), dict):
                kept.append((each.stem, text))
        except FoedusError:
            continue
    return tuple(kept)


def _scenarios(more: Path | None) -> tuple[str, ...]:
    library = files("foedus.scenario").joinpath("library")
    own = [library.joinpath(f"{name}.yaml").read_text("utf-8") for name in SCENARIOS]
    return (*own, *(text for _, text in _documents(more) if "challenger" in _plain(text)))


def _games(more: Path | None) -> tuple[tuple[str, str], ...]:
    given = [one for one in _documents(more) if _plain(one[1]).get("game") in ("tree", "ultimatum")]
    return (*_library("foedus.games", "catalog"), *given)


def _rows(text: str, rng: Random, count: int = 60) -> str:
    """A table that a game may be fitted to: its outcomes, and a number for every other word."""
    import re

    plain = _plain(text)
    utilities = json.dumps(plain.get("utilities", plain))
    leaves = sorted({key for side in plain.get("utilities", {}).values()
                     if isinstance(side, dict) for key in side}) or ["1"]  # fmt: skip
    observed = plain.get("observed") or {}
    if isinstance(observed, dict) and isinstance(observed.get("labels"), dict):
        leaves = list(observed["labels"])
    words = sorted(set(re.findall(r"\b[a-z]\w*\b", utilities)) - {"constant", "log", "sqrt"})
    columns = list(dict.fromkeys(["outcome", "offer", "accept", *words]))
    lines = [",".join(columns)]
    for _ in range(count):
        numbers = [f"{rng.gauss(0, 1):.3f}" for _ in columns[3:]]
        lines.append(",".join([
            rng.choice(leaves), str(rng.randint(0, 100)), str(rng.randint(0, 1)), *numbers
        ]))  # fmt: skip
    return "\n".join(lines) + "\n"


def _crises(rng: Random, count: int = 40) -> str:
    names = ("senderecondep", "senderdemocracy", "contig", "ally", "anticipatedsendercosts",
             "targetecondep", "anticipatedtargetcosts", "lncaprat", "targetdemocracy")  # fmt: skip
    lines = [",".join(("sq", "cd", "sf", "bd", *names))]
    for _ in range(count):
        counts = [rng.randint(0, 5) for _ in range(4)]
        lines.append(",".join([*map(str, counts), *(f"{rng.random():.3f}" for _ in names)]))
    return "\n".join(lines) + "\n"
