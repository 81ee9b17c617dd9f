"""An installation in words: what is wrong first, then each kind of thing and what it brings."""

from collections.abc import Iterator

from foedus.installation.installation import EXTRAS, Installation, InstalledData
from foedus.report.blocks import Bullets, Section, Table
from foedus.report.words import counted, listed, some

#: Models named of a set; more are counted.
_MODELS = 3


def sections(found: Installation) -> tuple[Section, ...]:
    """The whole answer."""
    head = f"Foedus {found.version}, Python {found.python}, {found.system}"
    wrong = found.broken
    return (
        Section(
            "doctor", "", f"{head}: {counted(len(wrong), 'fault') if wrong else 'all is well'}",
            (Bullets(wrong),) if wrong else (),
        ),
        _libraries(found), _extras(found), _data(found), _fonts(found),
    )  # fmt: skip


def _libraries(found: Installation) -> Section:
    rows = tuple(
        (each.name, each.state, each.version or "–", each.needed, each.use)
        for each in found.libraries if not each.extra
    )  # fmt: skip
    return Section(
        "libraries", "Libraries that every installation has", "",
        (Table("libraries", "", ("name", "state", "version", "needed", "for"), rows),),
    )  # fmt: skip


def _extras(found: Installation) -> Section:
    rows = tuple(
        (name, "ok" if not lacking else "missing", EXTRAS[name],
         f"pip install '.[{name}]'" if lacking else "–")
        for name, lacking in found.extras().items()
    )  # fmt: skip
    return Section(
        "extras",
        "Extras, which no question about states needs",
        "",
        (Table("extras", "", ("extra", "state", "brings", "get it by"), rows),),
    )


def _data(found: Installation) -> Section:
    here = [each for each in found.data if each.state == "ok"]
    lacking = [each for each in found.data if each.state != "ok"]
    place = "mirror (FOEDUS_MIRROR)" if found.mirror else "cache (FOEDUS_CACHE sets another)"
    rows = tuple(
        (each.id, each.state, ", ".join(each.ships) or "–", "; ".join(_brings(each)) or "–")
        for each in lacking
        if each.ships or [*_brings(each)]
    )
    return Section(
        "data", "Public data",
        f"{len(here)} of {counted(len(found.data), 'set')} in the {place}: {found.data_from}",
        (Bullets(tuple(_said(found))),
         *([Table("lacking", "Sets that are not here",
                  ("id", "state", "ships of it", "what it would bring"), rows)] if rows else [])),
    )  # fmt: skip


def _brings(lacking: InstalledData) -> Iterator[str]:
    """What a missing set would bring."""
    if lacking.parts:
        yield f"panel --with {','.join(lacking.parts)}"
    if lacking.models:
        yield f"models {some(lacking.models, _MODELS)}"
    if lacking.analogues:
        yield "analogues among all of ATOP"


def _said(found: Installation) -> Iterator[str]:
    lacking = [each for each in found.data if each.state != "ok"]
    if not lacking:
        yield "every set is here; questions about states and pairs are answered from them"
        return
    yield (
        "questions since 1946 are answered without them: where a set is missing, what ships of it "
        "is read (docs/shipped.md)"
    )
    if any(each.id == "polity4" for each in lacking):
        yield (
            "of Polity nothing ships; it is needed for Mozambique to 1993, Cameroon in 1960, North "
            "Yemen and Germany in 1990: foedus data pull polity4"
        )
    idle = [each.id for each in lacking if not [*_brings(each)]]
    if idle:
        yield f"read by no command of this version: {', '.join(idle)}"
    yield "`foedus data pull` fetches all, about 8 MB"


def _fonts(found: Installation) -> Section:
    pdf = "PDF has fonts of its own; of the system's it takes one where those lack a character"
    if found.fonts:
        charts = f"charts ask for {listed(found.fonts)}, which is here"
        if len(found.fonts) > 1:
            charts = f"charts ask for {found.fonts[0]}, which is here"
    else:
        charts = (
            "charts ask for Helvetica, Arial or Liberation Sans, and none is here: text in PNG "
            "is set in another font; Liberation Sans is in Debian's fonts-liberation"
        )
    more = f"{counted(found.other_fonts, 'other family', 'other families')} for other scripts"
    return Section("fonts", "Fonts", "", (Bullets((charts, pdf, more)),))
