"""How forecasts of this size came out before."""

import dataclasses

from foedus.assess import assess
from foedus.history import posterior


def test_each_rung_is_set_beside_the_nearest_bin():
    found = assess("ukraine-2025", draws=200, years=3)
    assert [one.rung for one in found.record] == ["onset", "force", "war"]
    first = found.designs["none"].risk.first
    asked = {"onset": first["dispute"].value}
    asked["force"] = first["force"].value / first["dispute"].value
    asked["war"] = first["war"].value / first["force"].value
    for one in found.record:
        assert abs(one.asked - asked[one.rung]) < 1e-12
        bins = found.ladder.scores[one.rung]["calibration"]
        assert abs(one.forecast - one.asked) == min(abs(b["forecast"] - one.asked) for b in bins)
        assert one.low <= one.observed <= one.high
        assert one.events == round(one.observed * one.n)
        told = {"high": one.forecast > one.high, "low": one.forecast < one.low}
        assert one.off == next((word for word, true in told.items() if true), "")


def test_a_posterior_without_scores_has_no_record():
    bare = dataclasses.replace(posterior.shipped(), scores={})
    assert assess("ukraine-2025", draws=200, years=3, ladder=bare).record == ()
