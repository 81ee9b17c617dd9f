"""Threads as annotations of the W3C's data model (JSON-LD), to be read by others' tools and back.

A comment is an Annotation that points at words of the brief by a TextQuoteSelector within a
section; an answer is one whose target is the comment. What the model has no word for (the version,
whether it is resolved) stands under ``foedus:``. https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Iterable
from typing import Any

from foedus.errors import InputError
from foedus.ledger.moment import spelled
from foedus.review.anchor import Anchor
from foedus.review.thread import Remark, Thread

#: Bytes of a file of annotations.
MOST = 20_000_000
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"foedus": "urn:foedus:"}]


def collection(found: Iterable[Thread], scenario: str) -> dict[str, Any]:
    """An AnnotationCollection of every shown comment and answer, whole on its one page."""
    items = [each for one in found for each in _thread(one)]
    return {
        "@context": CONTEXT,
        "id": f"urn:foedus:review:{scenario}",
        "type": ["AnnotationCollection"],
        "label": f"Review of {scenario}",
        "total": len(items),
        "first": {"id": f"urn:foedus:review:{scenario}:1", "type": "AnnotationPage",
                  "startIndex": 0, "items": items},
    }  # fmt: skip


def quotations(told: Any, scenario: str, version: str) -> list[tuple[Anchor, str, str]]:
    """Of a collection or a list of annotations, read from JSON: anchor, who wrote it, the words.

    Annotations without quoted words are passed over. Raises InputError for what is none.
    """
    items = told if isinstance(told, list) else _items(told)
    found = []
    for place, each in enumerate(items, 1):
        try:
            made = _quotation(each, scenario, version)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"annotation {place} cannot be read: {error}",
                hint="it wants target.selector.exact and body.value",
            ) from None
        if made:
            found.append(made)
    return found


def _items(told: Any) -> list[Any]:
    if isinstance(told, dict):
        page = told.get("first", told)
        items = page.get("items") if isinstance(page, dict) else None
        if isinstance(items, list):
            return items
        if told.get("type") == "Annotation":
            return [told]
    raise InputError("no annotations", hint="a list of them, or a collection with items")


def _quotation(each: Any, scenario: str, version: str) -> tuple[Anchor, str, str] | None:
    target = each["target"]
    if not isinstance(target, dict) or "selector" not in target:
        return None
    chosen = target["selector"]
    selectors = chosen if isinstance(chosen, list) else [chosen]
    quotes = [s for s in selectors if s.get("type") == "TextQuoteSelector"]
    if not quotes:
        return None
    refined: dict[str, Any] = next(
        (s for s in selectors if s.get("type") == "FragmentSelector"), {}
    )
    section = str(refined.get("value") or str(target.get("source", "")).rpartition("#")[2])
    creator = each.get("creator", "")
    name = creator.get("name", "") if isinstance(creator, dict) else str(creator)
    bodies = each["body"] if isinstance(each["body"], list) else [each["body"]]
    words = "\n\n".join(b if isinstance(b, str) else str(b["value"]) for b in bodies)
    anchor = Anchor(
        scenario=scenario, version=str(each.get("foedus:version") or version), section=section,
        quote=quotes[0]["exact"], prefix=str(quotes[0].get("prefix", ""))[-48:],
        suffix=str(quotes[0].get("suffix", ""))[:48],
    )  # fmt: skip
    return anchor, name or "somebody", words


def _thread(one: Thread) -> list[dict[str, Any]]:
    anchor = one.anchor
    comment = _annotation(one.comment, "commenting") | {
        "target": {
            "source": f"urn:foedus:brief:{anchor.scenario}:{anchor.version}",
            "selector": [
                {"type": "FragmentSelector", "value": anchor.section},
                {"type": "TextQuoteSelector", "exact": anchor.quote, "prefix": anchor.prefix,
                 "suffix": anchor.suffix},
            ],
        },
        "foedus:version": anchor.version,
        "foedus:orphaned": one.orphaned,
        "foedus:resolved": one.resolved is not None,
    }  # fmt: skip
    if one.resolved:
        comment |= {"foedus:resolution": one.resolved[2], "foedus:resolvedBy": one.resolved[0]}
    return [comment, *(
        _annotation(each, "replying") | {"target": comment["id"]} for each in one.answers
    )]  # fmt: skip


def _annotation(remark: Remark, why: str) -> dict[str, Any]:
    told = {
        "id": f"urn:foedus:comment:{remark.id}",
        "type": "Annotation",
        "motivation": why,
        "created": spelled(remark.when),
        "creator": {"type": "Person", "name": remark.by},
        "body": {"type": "TextualBody", "value": remark.body, "format": "text/plain"},
    }
    return told | ({"modified": spelled(remark.edited)} if remark.edited else {})
