"""The brief from a scenario in one step, for a command line and for Python."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from foedus.assessment import Assessment, assess
from foedus.assessment.several import Several, assess_each
from foedus.briefing import several
from foedus.briefing.compose import compose
from foedus.briefing.front import Length
from foedus.errors import InputError
from foedus.report.blocks import Brief
from foedus.report.yardstick import ICD_203, Yardstick
from foedus.scenario import Scenario, each
from foedus.storage import check_place, replacing, storing
from foedus.watch.watch import KeptWatch

#: Endings of its files.
KINDS = (".html", ".pdf", ".md")


def brief(
    asked: Assessment | Several | Scenario | str | Path,
    out: Path | str | None = None,
    *,
    length: Length = "page",
    yardstick: Yardstick = ICD_203,
    **options: Any,
) -> Brief:
    """The brief of a scenario or of its answer; written to ``out`` too, as its name ends.

    out: a file that ends in .html, .pdf or .md. length: ``page``, or ``full`` with an annex.
    options: those of ``foedus.assess``; a file of several protégés is briefed on one page unless
    ``protege`` picks one. Same errors; InputError for another ending or no folder, DataError where
    it cannot be stored.
    """
    if out is not None:
        check_place(Path(out), KINDS)
    made = composed(answered(asked, **options), length=length, yardstick=yardstick)
    if out is not None:
        content = files(made)[Path(out).suffix.lower()]()
        with storing(Path(out), "another file"), replacing(Path(out)) as part:
            part.write_bytes(content.encode() if isinstance(content, str) else content)
    return made


def answered(
    asked: Assessment | Several | Scenario | str | Path, **options: Any
) -> Assessment | Several:
    """The answer that a brief is of: each protégé's, where a file names several."""
    if isinstance(asked, Assessment | Several):
        return asked
    if isinstance(asked, Scenario) or options.get("protege") is not None or len(each(asked)) == 1:
        return assess(asked, **options)
    options.pop("protege", None)
    return assess_each(asked, **options)


def composed(
    found: Assessment | Several,
    *,
    length: Length,
    yardstick: Yardstick,
    kept: KeptWatch | None = None,
) -> Brief:
    """The brief of an answer. kept: a watch on it. Raises InputError for a watch on several."""
    if not isinstance(found, Several):
        return compose(found, yardstick=yardstick, length=length, kept=kept)
    if kept is not None:
        raise InputError(
            "a watch is of one protégé", where="--watch", hint="name it with --protege"
        )
    return several.compose(found, yardstick=yardstick, length=length)


def files(
    made: Brief, say: Callable[[str], None] = lambda _: None
) -> dict[str, Callable[[], str | bytes]]:
    """The brief in each form, made when it is asked for. say: is told what no font here has."""
    from foedus.report import markdown, page, pdf

    return {
        ".html": lambda: page.html(made),
        ".pdf": lambda: pdf.pdf(made, say),
        ".md": lambda: markdown.brief(made),
    }
