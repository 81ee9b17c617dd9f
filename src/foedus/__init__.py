"""Foedus: write a security guarantee down, and test it against two centuries of evidence.

Public names load on first use, so that ``import foedus`` costs nothing. Folders are nouns, so that
verbs are functions: ``foedus.assess("ukraine-2025")``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from foedus.version import __version__

# Every public name -> the module that defines it, and its name there where the two differ.
_HOME: dict[str, str] = {
    "FoedusError": "foedus.errors",
    "panel": "foedus.evidence.panel",
    "table": "foedus.evidence.table",
    "cards": "foedus.evidence.card",
    "Guarantee": "foedus.terms",
    "depth_count": "foedus.terms",
    "Scenario": "foedus.scenario",
    "load_scenario": "foedus.scenario:load",
    "load_scenarios": "foedus.scenario:each",
    "Assessment": "foedus.assessment",
    "assess": "foedus.assessment",
    "assess_each": "foedus.assessment.several",
    "brief": "foedus.briefing.brief",
    "accept": "foedus.signing.bargain:bargain",
    "design": "foedus.search.search:search",
    "neighbors": "foedus.region.neighbors",
    "analogues": "foedus.analogy.analogues",
    "explain": "foedus.explanation.explain",
    "negotiate": "foedus.negotiation.talks:talks",
    "Figure": "foedus.report.figure.figure",
    "draw_figure": "foedus.assessment.figures:draw",
    "assessment_html": "foedus.assessment.notebook:html",
    "forecast_dyads": "foedus.history.pairs.forecast",
    "forecast_negotiation": "foedus.negotiation.forecast:forecast",
    "load_game": "foedus.games:load",
    "fit_game": "foedus.games:fit",
}
__all__ = [
    "Assessment", "Figure", "FoedusError", "Guarantee", "Scenario", "__version__", "accept",
    "analogues", "assess", "assess_each", "assessment_html", "brief", "cards", "depth_count",
    "design", "draw_figure", "explain", "fit_game", "forecast_dyads", "forecast_negotiation",
    "load_game", "load_scenario", "load_scenarios", "negotiate", "neighbors", "panel", "table",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        module, _, named = _HOME[name].partition(":")
        return getattr(import_module(module), named or name)
    raise AttributeError(f"module 'foedus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


if TYPE_CHECKING:
    from foedus.analogy.analogues import analogues as analogues
    from foedus.assessment import Assessment as Assessment
    from foedus.assessment import assess as assess
    from foedus.assessment.figures import draw as draw_figure
    from foedus.assessment.notebook import html as assessment_html
    from foedus.assessment.several import assess_each as assess_each
    from foedus.briefing.brief import brief as brief
    from foedus.errors import FoedusError as FoedusError
    from foedus.evidence.card import cards as cards
    from foedus.evidence.panel import panel as panel
    from foedus.evidence.table import table as table
    from foedus.explanation.explain import explain as explain
    from foedus.games import fit as fit_game
    from foedus.games import load as load_game
    from foedus.history.pairs.forecast import forecast_dyads as forecast_dyads
    from foedus.negotiation.forecast import forecast as forecast_negotiation
    from foedus.negotiation.talks import talks as negotiate
    from foedus.region.neighbors import neighbors as neighbors
    from foedus.report.figure.figure import Figure as Figure
    from foedus.scenario import Scenario as Scenario
    from foedus.scenario import each as load_scenarios
    from foedus.scenario import load as load_scenario
    from foedus.search.search import search as design
    from foedus.signing.bargain import bargain as accept
    from foedus.terms import Guarantee as Guarantee
    from foedus.terms import depth_count as depth_count
