"""Entries to and from plain data: one form each, told apart by its kind."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from foedus.document import Document
from foedus.errors import UnknownNameError
from foedus.record import validate
from foedus.watch.entries.act import Act
from foedus.watch.entries.report import IncidentReport
from foedus.watch.entries.statement import Amendment, IncidentAttribution, Merge, Provision

AnyEntry: TypeAlias = IncidentReport | IncidentAttribution | Merge | Act | Provision | Amendment
FORMS: dict[str, type[AnyEntry]] = {
    "report": IncidentReport, "attribution": IncidentAttribution, "merge": Merge, "act": Act,
    "provision": Provision, "amendment": Amendment,
}  # fmt: skip


def encoded(entry: AnyEntry) -> dict[str, Any]:
    """An entry as JSON's values, without what is at its default, so that forms may grow."""
    return {"kind": entry.kind} | entry.model_dump(mode="json", exclude_defaults=True)


def form(kind: object, where: str | None = None) -> type[AnyEntry]:
    """The form of a kind. Raises UnknownNameError."""
    if kind not in FORMS:
        raise UnknownNameError("kind of entry", kind, FORMS, where=where)
    return FORMS[str(kind)]


def decoded(data: Mapping[str, Any]) -> AnyEntry:
    """An entry from what ``encoded`` gives; it was checked when it was filed."""
    return form(data.get("kind")).model_validate(data)


def filed(document: Document) -> AnyEntry:
    """An entry as a person wrote it. Raises InputError with the place of every mistake."""
    data = document.data
    kind = data.get("kind") if isinstance(data, Mapping) else None
    return validate(form(kind, document.where(("kind",))), document)
