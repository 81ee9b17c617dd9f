"""The game in words: every estimate, and every caution."""

from foedus.history.strategic.posterior import shipped
from foedus.history.strategic.sections import fitted
from foedus.report.text import text


def test_the_fit_is_said_with_its_cautions() -> None:
    model = shipped()
    said = " ".join(text(fitted(model)).split())
    for name, mean, sd in zip(model.names, model.mean, model.sd, strict=True):
        assert f"{name} {mean:.3f} {sd:.3f}" in said
    for caution in model.cautions():
        assert caution in said
    for count in model.outcomes.values():
        assert f"{count:,} " in said
