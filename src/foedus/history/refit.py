"""A model estimated again: its posterior in files, what it says, how far it is from what ships."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.history.model import Model

if TYPE_CHECKING:
    from foedus.report.blocks import Section


@dataclass(frozen=True, slots=True)
class Refit:
    """files: place -> posterior; several where the model has many. out: the file, or the folder."""

    model: Model[Any]
    out: Path
    files: Mapping[Path, Any]

    @property
    def apart(self) -> float | None:
        """How far it is from the posterior that ships, in posterior sds; None where they do not
        compare."""
        if not self.model.apart:
            return None
        [one] = self.files.values()
        return self.model.apart(one, self.model.store.shipped())

    def to_dict(self) -> Any:
        """Plain values, for JSON: a record, or one a file."""
        ends = {"apart_from_shipped": self.apart} if self.model.apart else {}
        told = [
            self.model.summary(one)
            if self.model.whole
            else {"out": str(place), **self.model.summary(one), **ends}
            for place, one in self.files.items()
        ]
        return told if self.model.file else told[0]

    def sections(self) -> "tuple[Section, ...]":
        """The fit in words."""
        from foedus.history.sections import difference
        from foedus.report.blocks import Section

        found = list(self.files.values())
        first, *rest = self.model.sections(found if self.model.file else found[0])
        beside = (Section("apart", "", "", (difference(self.apart),)),) if self.model.apart else ()
        return (replace(first, lead=f"{self.out}: {first.lead}"), *rest, *beside)


def refit(
    model: Model[Any], out: Path, report: Callable[[str], None], options: Mapping[str, Any]
) -> Refit:
    """Fit, and write what came of it, each file whole or not at all.

    out: the file; a folder, which is made, where the model has several. options: of its ``fit``.
    Raises what its fit does: DataError without the data, FitError where it fails.
    """
    found = model.fit(report, **options)
    files: dict[Path, Any] = {}
    for one in found if model.file else (found,):
        place = out / model.file(one) if model.file else out
        place.parent.mkdir(parents=True, exist_ok=True)
        model.store.save(one, place)
        files[place] = one
    return Refit(model, out, files)


def kept(model: Model[Any], out: Path) -> Refit | None:
    """What an earlier ``refit`` left at a place; None where there is nothing.

    Raises DataError for a file that is no posterior of the model.
    """
    places = sorted(out.glob("*.json")) if model.file else [out]
    there = [place for place in places if place.is_file()]
    if not there:
        return None
    return Refit(model, out, {place: model.store.load(place) for place in there})
