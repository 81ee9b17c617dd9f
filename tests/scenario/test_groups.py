"""Groups in a scenario's file: read as of its day, and said."""

import pytest

from foedus import scenario
from foedus.errors import InputError
from foedus.record import DocumentError
from foedus.report.text import text
from foedus.scenario.read import each
from foedus.scenario.sections import sections, summary
from foedus.scenario.write import dumps

HEAD = (
    "foedus: 1\ntitle: t\nas_of: {day}\nchallenger: RUS\nprotege: {protege}\n"
    "designs:\n  none: {{}}\n"
)
PLEDGE = (
    "  pledge:\n    guarantors: [{guarantors}]\n    clauses:\n"
    "      - {{obligation: defense, by: {by}, trigger: armed-attack}}\n"
)


def read(guarantors: str, by: str = "[USA]", day: str = "2026-01-15", protege: str = "MDA") -> str:
    return HEAD.format(day=day, protege=protege) + PLEDGE.format(guarantors=guarantors, by=by)


def test_a_group_among_guarantors_brings_its_members_of_the_day() -> None:
    asked = scenario.loads(read("USA, Nordic states, FIN"))
    assert asked.designs["pledge"].guarantors == ("USA", "DNK", "ISL", "NOR", "SWE", "FIN")
    assert asked.groups == {"Nordic states": ("DNK", "FIN", "ISL", "NOR", "SWE")}
    shown = " ".join(text(sections(asked)).split())
    assert "Nordic states on 2026-01-15: 5 states (DNK, FIN, ISL, NOR, SWE)" in shown
    assert summary(asked)["groups"]["Nordic states"][0] == "DNK"
    assert scenario.loads(dumps(asked)).designs == asked.designs


def test_nato_brings_neither_side_of_the_question() -> None:
    asked = scenario.loads(read("NATO", protege="EST"))
    assert len(asked.designs["pledge"].guarantors) == 31
    assert "EST" not in asked.designs["pledge"].guarantors
    assert len(scenario.loads(read("NATO")).designs["pledge"].guarantors) == 32


def test_who_owes_a_clause_may_be_a_group() -> None:
    asked = scenario.loads(read("USA, NATO", by="Baltic states"))
    assert asked.designs["pledge"].clauses[0].by == ("EST", "LVA", "LTU")


def test_the_proteges_may_be_a_group() -> None:
    text_ = read("USA", protege="Baltic states")
    assert list(each_of(text_)) == ["EST", "LVA", "LTU"]


def each_of(content: str) -> tuple[str, ...]:
    with pytest.raises(InputError, match="asks about 3 protégés") as error:
        scenario.loads(content)
    return tuple(str(error.value).split("protégés: ")[1].split("\n")[0].split(", "))


def test_a_name_of_other_years_is_read_and_said() -> None:
    asked = scenario.loads(read("USA, Swaziland, Czechia", by="[Swaziland]", protege="Zaire"))
    assert asked.protege == "COD"
    assert asked.former == {"Swaziland": "SWZ", "Zaire": "COD"}
    shown = " ".join(text(sections(asked)).split())
    assert "'Zaire' is read as COD (Democratic Republic of the Congo), its name in 2026" in shown
    assert summary(asked)["former"] == asked.former
    assert "former" not in summary(scenario.loads(read("USA")))
    assert scenario.loads(dumps(asked)).protege == "COD"


@pytest.mark.parametrize(
    ("guarantors", "day", "told"),
    [
        ("AUKUS", "1990-01-01", "AUKUS had no member on 1990-01-01"),
        ("USA, United Nations", "2026-01-15", "name its members that are meant"),
    ],
)
def test_a_group_of_nobody_is_refused_with_its_line(guarantors: str, day: str, told: str) -> None:
    with pytest.raises(DocumentError, match=r"<text>:9: designs\.pledge\.guarantors") as error:
        scenario.loads(read(guarantors, day=day))
    assert told in str(error.value)


def test_where_one_state_is_asked_for_a_group_is_told_what_to_write() -> None:
    with pytest.raises(DocumentError, match="NATO is a group of states"):
        scenario.loads(read("USA").replace("challenger: RUS", "challenger: NATO"))


def test_shipped_scenarios_name_no_group() -> None:
    for name in scenario.names():
        assert all(not asked.groups for asked in each(name).values())
