"""Competing hypotheses: Bayes' rule by hand, origins once, grades, flips, signs to come."""

from math import log

import pytest

from foedus import scenario
from foedus.errors import InputError
from foedus.record import DocumentError
from foedus.report.text import text
from foedus.scenario import read
from foedus.scenario.hypotheses.hypothesis import Hypotheses
from foedus.scenario.hypotheses.sections import section
from foedus.scenario.hypotheses.weighing import weigh
from foedus.scenario.statements import Claim

RIVALS = [
    {"id": "yes", "says": "It means it", "prior": {"value": 0.3, "judgement": "a guess"}},
    {"id": "no", "says": "It does not", "prior": {"value": 0.7, "source": "a base rate"}},
]


def claim(name: str, grade: str = "B2", origin: str | None = None) -> Claim:
    return Claim.model_validate(
        {"id": name, "says": "x", "by": "y", "on": "1995-05-09", "grade": grade, "origin": origin}
    )


def asked(*rows: tuple[str, float, float], signs: tuple[tuple[str, float, float], ...] = ()):
    return Hypotheses.model_validate(
        {
            "question": "Does it mean it?",
            "rivals": RIVALS,
            "evidence": [{"claim": c, "likelihood": {"yes": y, "no": n}} for c, y, n in rows],
            "indicators": [{"what": w, "likelihood": {"yes": y, "no": n}} for w, y, n in signs],
        }
    )


def test_one_claim_by_hand() -> None:
    found = weigh(asked(("a", 0.9, 0.2)), [claim("a", "B2")], {"B": 0.8, "A": 0.9, "C": 0.5})
    idle = 0.3 * 0.9 + 0.7 * 0.2
    yes, no = 0.8 * 0.9 + 0.2 * idle, 0.8 * 0.2 + 0.2 * idle
    assert found.posterior[0] == pytest.approx(0.3 * yes / (0.3 * yes + 0.7 * no))
    assert sum(found.posterior) == pytest.approx(1)


def test_without_evidence_the_prior_stands() -> None:
    found = weigh(asked(), [])
    assert found.posterior == pytest.approx((0.3, 0.7))
    assert "the chances are the priors" in text([section(found)])


def test_claims_of_one_origin_count_once_however_many_they_are() -> None:
    one = weigh(asked(("a", 0.9, 0.2)), [claim("a", origin="o")])
    rows = [(f"c{k}", 0.9, 0.2) for k in range(10)]
    many = weigh(asked(*rows), [claim(f"c{k}", origin="o") for k in range(10)])
    apart = weigh(asked(*rows), [claim(f"c{k}") for k in range(10)])
    assert many.posterior == pytest.approx(one.posterior)
    assert apart.posterior[0] > 0.99


def test_evidence_equally_likely_says_nothing() -> None:
    found = weigh(asked(("a", 0.4, 0.4)), [claim("a", "A1")])
    assert found.posterior == pytest.approx(found.prior)
    assert found.tied == (("yes", "no"),)


def test_a_worse_grade_says_less_and_the_range_shows_it() -> None:
    found = weigh(asked(("a", 0.9, 0.2)), [claim("a", "C3")])
    assert found.prior[0] < found.worse[0] < found.posterior[0] < found.better[0]
    [influence] = found.influences
    low, high = sorted((found.worse[found.leader], found.better[found.leader]))
    assert (influence.low, influence.high) == pytest.approx((low, high))


def test_the_claim_that_turns_the_order_is_told() -> None:
    found = weigh(asked(("a", 0.9, 0.1), ("b", 0.5, 0.4)), [claim("a", "A1"), claim("b", "D3")])
    assert found.ids[found.leader] == "yes"
    assert [(each.claims, each.flips) for each in found.influences] == [
        (("a",), True), (("b",), False),
    ]  # fmt: skip
    said = " ".join(text([section(found)]).split())
    assert "Without a another hypothesis would lead" in said
    assert found.influences[0].factor == pytest.approx(found.posterior[0] / found.posterior[1])


def test_the_more_telling_sign_comes_first_and_is_worth_what_it_tells() -> None:
    signs = (("idle", 0.5, 0.5), ("sharp", 0.9, 0.1))
    found = weigh(asked(signs=signs), [])
    assert [each.what for each in found.lookouts] == ["sharp", "idle"]
    assert found.lookouts[1].gain == pytest.approx(0, abs=1e-12)
    seen = 0.3 * 0.9 + 0.7 * 0.1
    assert found.lookouts[0].if_seen[0] == pytest.approx(0.27 / seen)
    before = -(0.3 * log(0.3, 2) + 0.7 * log(0.7, 2))
    assert 0 < found.lookouts[0].gain < before


def test_a_claim_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="no claim has the id 'a'"):
        weigh(asked(("a", 0.5, 0.5)), [])


ROW = "{earnest: 0.8, veto: 0.6, time: 0.4}"
SCENARIO = read.text("ukraine-2025")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("value: 0.55, judgement: nothing", "value: 0.6, judgement: nothing", "priors sum to 1.05"),
        (ROW, "{earnest: 0.8, veto: 0.6}", "likelihood under time"),
        (ROW, "{earnest: 1.0, veto: 0.6, time: 0.4}", "less than 1"),
        ("- claim: putin-ready", "- claim: putin-redy", "did you mean putin-ready"),
        ("- claim: putin-ready", "- claim: envoy-law-ukraine", "has a row already"),
        ("{earnest: 0.6, veto: 0.7, time: 0.6}", "{ernest: 0.6, veto: 0.7, time: 0.6}",
         "no hypothesis is called 'ernest'"),
        ("value: 0.1, judgement: its", "value: 0.1, year: 2021} #", "a prior needs its ground"),
        ("    - id: veto\n", "    - id: time\n", "id of an earlier hypothesis"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_with_its_line(old: str, new: str, words: str) -> None:
    assert old in SCENARIO
    with pytest.raises(DocumentError, match=words) as error:
        scenario.loads(SCENARIO.replace(old, new, 1), "u.yaml")
    assert "u.yaml:" in str(error.value)


def test_the_shipped_hypotheses_are_weighed_and_the_brief_has_them() -> None:
    it = scenario.load("ukraine-2025")
    assert it.hypotheses is not None
    found = weigh(it.hypotheses, it.claims)
    assert sum(found.posterior) == pytest.approx(1)
    assert {each.origin for each in found.influences} >= {"witkoff-17-aug"}
    said = text([section(found)])
    assert "COMPETING HYPOTHESES" in said
    assert "What to look for next" in said


def test_claims_of_one_speaker_within_a_week_under_two_origins_are_said() -> None:
    rows = asked(("a", 0.9, 0.2), ("b", 0.8, 0.3), ("c", 0.5, 0.5))
    found = weigh(rows, [claim("a"), claim("b"), claim("c", origin="a")])
    assert found.alike == (("a", "b"), ("b", "c"))
    said = text([section(found)])
    assert "counted as two origins: a with b and b with c" in " ".join(said.split())
    assert "consistent (0.9)" in said
    assert weigh(rows, [claim(each, origin="o") for each in "abc"]).alike == ()
