"""Lapse in words: odds with their intervals, and what was kept."""

from math import exp

from foedus.history.lapse import shipped
from foedus.history.lapse.sections import fitted
from foedus.report.text import text


def test_the_fit_is_said_with_every_term_and_what_was_kept() -> None:
    said = text(fitted(shipped()))
    for term in shipped().terms:
        [line] = [line for line in said.splitlines() if line.startswith(f"{term['name']} ")]
        assert line.split()[1] == f"{exp(term['mean']):.2f}"
        assert line.endswith("not kept") != term["kept"]
    for kind, each in shipped().record["ends"].items():
        assert f"{kind} {each['memberships']} {each['alliances']}" in " ".join(said.split())
