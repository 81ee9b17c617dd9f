"""What an event is, in the words that are sealed with a forecast of it."""

from functools import cache
from importlib.resources import files

from foedus import document
from foedus.record import Record, Text, validate


class Definition(Record):
    """One event. counts, does_not_count: cases that somebody will argue about.

    sources: what an outcome is read off; the first that speaks of the window goes first.
    """

    title: Text
    means: Text
    counts: tuple[Text, ...] = ()
    does_not_count: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()


class _Events(Record):
    events: dict[str, Definition]


@cache
def definitions() -> dict[str, Definition]:
    """The shipped definitions: onset, force, deadly, war, at-least."""
    text = files("foedus.forecasts").joinpath("events.yaml").read_text("utf-8")
    return validate(_Events, document.parse(text, "events.yaml")).events
