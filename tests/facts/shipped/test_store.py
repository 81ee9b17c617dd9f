"""What ships against the public data that it was worked out of."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import numpy as np
import polars as pl
import pytest
from tests.modules import module

from foedus import scenario
from foedus.errors import DataError, InputError
from foedus.evidence.card import card
from foedus.facts import assembly, public, reader, sections, sources, third_parties
from foedus.facts.known import Known
from foedus.facts.region.public import from_data as region
from foedus.facts.shipped import store
from foedus.facts.shipped.here import here
from foedus.scenario import Scenario
from foedus.states import members

ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def offline(folder: Path) -> Iterator[None]:
    """No mirror, and a cache in which nothing lies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("FOEDUS_MIRROR", raising=False)
        patch.setenv("FOEDUS_CACHE", str(folder))
        yield


def asked(one: str, two: str, day: date, guarantors: str = "USA, GBR") -> Scenario:
    return scenario.loads(
        f'foedus: 1\ntitle: x\nas_of: {day}\nhorizon: 1\nchallenger: "{one}"\nprotege: "{two}"\n'
        f"designs: {{none: {{}}, pledge: {{guarantors: [{guarantors}], clauses: "
        "[{obligation: defense, trigger: armed-attack}]}}\n"
    )


def sample(number: int, seed: int) -> list[Scenario]:
    """Random pairs of states on random days from 1946 on, years of entry and exit among them."""
    draw = np.random.default_rng(seed)
    found = []
    while len(found) < number:
        day = date(1946, 1, 1) + timedelta(int(draw.integers(80 * 365)))
        there = [state.label for state in members(day.year)]
        one, two, third = (str(label) for label in draw.choice(there, 3, replace=False))
        found.append(asked(one, two, day, f'"{third}"'))
    return found


def plain(facts: dict[str, Known]) -> dict[str, tuple[object, ...]]:
    """Facts without where they were read; Polity, of which nothing ships, aside."""
    return {
        name: (fact.value, fact.year, fact.source)
        for name, fact in facts.items()
        if not name.endswith(".polity2")
    }


@pytest.mark.data
def test_facts_read_off_what_ships_are_those_of_the_data(tmp_path: Path) -> None:
    for each in sample(8, 1):
        whole = public.from_data(each).facts
        with offline(tmp_path):
            shipped = public.from_data(each).facts
        assert plain(shipped) == plain(whole), (each.challenger, each.protege, each.as_of)
        assert {fact.origin for fact in whole.values()} == {"data"}
        assert {fact.origin for fact in shipped.values()} == {"shipped"}


def ships(*, pair: bool) -> list[str]:
    every = sources.SOURCES.items()
    return [name for name, each in every if each.ships is not None and each.pair is pair]


@pytest.mark.data
def test_every_value_of_every_state_and_year_is_that_of_the_data(tmp_path: Path) -> None:
    """And of every pair in a few years: no sample, so that no state is missed."""
    codes = np.array([state.ccode for state in members(2016)])
    years = np.arange(store.FIRST_YEAR, 2031)
    pairs = np.array([(a, b) for a in codes for b in codes if a != b])

    def read() -> dict[str, np.ndarray]:
        found = reader.states(codes[:, None], years, ships(pair=False))
        for year in (1945, 2030):
            more = reader.pairs(pairs[:, 0], pairs[:, 1], year, ships(pair=True))
            found |= {f"{name} {year}": values for name, values in more.items()}
        return {name: np.array(v.rounded(), dtype=np.float64) for name, v in found.items()}

    whole = read()
    with offline(tmp_path):
        shipped = read()
    for name, values in whole.items():
        assert np.array_equal(values, shipped[name], equal_nan=True), name
    assert np.isfinite(whole["cinc"]).sum() > 10_000


@pytest.mark.data
@pytest.mark.parametrize(
    ("one", "two", "day"),
    [("PRK", "KOR", date(1975, 6, 1)), ("RUS", "MDA", date(2026, 1, 15)),
     ("RUS", "FIN", date(1946, 1, 1))],
)  # fmt: skip
def test_a_region_is_that_of_the_data(one: str, two: str, day: date, tmp_path: Path) -> None:
    question = asked(one, two, day)
    whole = region(question)
    with offline(tmp_path):
        shipped = region(question)
    assert shipped.states == whole.states
    for name, row in whole.table.items():
        if name != "polity2":
            assert shipped.table[name] == row, name
    assert shipped.guarantors == whole.guarantors
    assert shipped.promisers == whole.promisers


def test_a_question_since_1946_needs_no_data(tmp_path: Path) -> None:
    with offline(tmp_path):
        found = assembly.facts(asked("IRQ", "KWT", date(1990, 7, 1)))
        reach = third_parties.gather(asked("IRQ", "KWT", date(1990, 7, 1)), found)
    assert found["pair.conttype"] == Known(1.0, 1989, "cow-contiguity", "shipped")
    assert found["USA.major"].value == 1.0
    assert reach["USA.near"] == 1.0


def test_a_question_before_1946_says_what_to_fetch(tmp_path: Path) -> None:
    early = asked("DEU", "POL", date(1938, 1, 1), "FRA")
    with offline(tmp_path):
        with pytest.raises(InputError, match="begins in 1946"):
            assembly.facts(early)
        with pytest.raises(DataError, match="data pull"):
            public.from_data(early)


def test_a_state_that_polity_alone_codes_names_the_set_to_fetch(tmp_path: Path) -> None:
    with offline(tmp_path), pytest.raises(InputError, match="data pull polity4"):
        assembly.facts(asked("ZAF", "MOZ", date(1985, 1, 1)))


@pytest.mark.data
def test_polity_beside_what_ships_is_read(tmp_path: Path) -> None:
    """The one command that the error names is enough."""
    entry = card("polity4")
    mine = tmp_path / entry.path
    mine.parent.mkdir(parents=True)
    from foedus.evidence.fetch import fetch

    mine.write_bytes(fetch("polity4").read_bytes())
    whole = assembly.facts(asked("ZAF", "MOZ", date(1985, 1, 1)))["MOZ.democracy"]
    with offline(tmp_path):
        assert here("polity4")
        mixed = assembly.facts(asked("ZAF", "MOZ", date(1985, 1, 1)))
    assert mixed["MOZ.democracy"] == whole
    assert mixed["MOZ.cinc"].origin == "shipped"


def test_nothing_ships_of_what_may_not_be_passed_on() -> None:
    assert store.about()["polity4"].facts == ()
    assert (
        "polity2"
        not in pl.concat([store._table("states")["fact"], store._table("pairs")["fact"]]).to_list()
    )
    assert set(store.bonds().columns).isdisjoint({"deffor", "description"})


def test_what_ships_was_read_of_the_data_on_the_cards() -> None:
    for name, source in store.about().items():
        entry = card(name)
        assert (source.sha256, source.version) == (entry.sha256, entry.version), name


def test_the_page_says_of_every_set_what_ships() -> None:
    page = (ROOT / "docs" / "shipped.md").read_text("utf-8")
    for name, source in store.about().items():
        [row] = [
            line for line in page.splitlines() if line.startswith("| `") and f"`{name}`" in line
        ]
        assert ("| nothing |" in row) == (source.facts == ()), name


def test_the_facts_say_in_a_line_where_they_were_read(tmp_path: Path) -> None:
    question = asked("IRQ", "KWT", date(1990, 7, 1))
    with offline(tmp_path):
        line = sections.origin(public.from_data(question).facts)
    assert line.startswith("read off what ships of the public data (docs/shipped.md)")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return module("scripts/shipped.py")


@pytest.mark.data
def test_the_script_makes_what_ships_again(script: ModuleType) -> None:
    """The small tables here; the two large ones are held to the data above."""
    made = {"pacts": script.pacts(), **script.disputes()}
    for name, frame in made.items():
        assert frame.equals(store._table(name)), name
    assert script.about() == (script.FOLDER / "about.json").read_text("utf-8")


def test_runs_of_years(script: ModuleType) -> None:
    values = np.array([[np.nan, 1.0, 1.0, 2.0], [3.0, 3.0, np.nan, 3.0]])
    frame = script.runs({"ccode1": np.array([2, 20])}, values, np.nan)
    assert frame.rows() == [(2, 1946, 1947, 1.0), (2, 1948, 1948, 2.0), (20, 1945, 1946, 3.0),
                            (20, 1948, 1948, 3.0)]  # fmt: skip
    assert script.runs({"ccode1": np.array([2])}, np.array([[0.0, 1.0]]), 0.0).rows() == [
        (2, 1946, 1946, 1.0)
    ]
