"""Honor in words: record, priors, caveat, and what of a score is clear."""

from foedus.history.honor import shipped
from foedus.history.honor.score import HonorScore, HonorTrial
from foedus.history.honor.sections import HonorScorecard, fitted, scored
from foedus.history.honor.sensitivity import Variant
from foedus.history.measures import Measures
from foedus.report.text import text


def test_the_fit_is_said_with_priors_record_and_caveat() -> None:
    model = shipped()
    said = " ".join(text(fitted(model)).split())
    for each in model.coefficients:
        assert f"{each.meaning} {each.prior} {each.prior_sd:g} {each.mean:.2f}" in said
    for era, count in model.record.by_era.items():
        assert f"signed {era} {count.honored} {count.called} {count.share:.0%}" in said
    raw = model.leeds_anac["record"]
    assert f"{raw['honored']} of {raw['called']} honored" in said
    assert " ".join(model.caveat.split()) in said


def test_a_score_is_said_with_what_is_clear() -> None:
    measures = Measures(96, 39, 0.7, 0.6, 0.2, 0.6, 1.0, 0.4)
    one = HonorScore(
        "one war", 35, {"base rate": measures, "honor": measures}, {"base rate": (4.0, 3.0)}
    )
    trial = HonorTrial("depth", 96, (-0.1, 0.2), (0.3, 0.4))
    other = Variant("as shipped", 5, 34, 0.21, 0.03, 0.53, 0.09, 0.35)
    found = HonorScorecard({"one war": one}, one, [trial], [other], {})
    said = " ".join(text(scored(found)).split())
    assert "96 calls of 35 wars, 39 honored (41%)" in said
    assert "+4.0 ± 3.0 no clear difference" in said
    assert "-0.10 ± 0.20 +0.30 ± 0.40 dropped" in said
    assert "5 of 34 21% 3%–53% 9%–35%" in said
    assert "THE HONEST TRIAL" in said
    assert text(scored(HonorScorecard({"one war": one}, one, [], [], {}))).count("\n\n") == 1
