"""When somebody last looked at a watch: beside its file, and no part of the record."""

from datetime import datetime, timedelta
from pathlib import Path

from foedus.errors import InputError
from foedus.ledger.moment import moment, spelled
from foedus.storage import replacing, storing

#: How far back one looks who has never said so.
BACK = timedelta(hours=24)


def _place(watch: Path) -> Path:
    return watch.with_name(f"{watch.name}.looked")


def last(watch: Path, now: datetime) -> datetime:
    """When it was last looked at, if before now; else 24 hours ago. Raises InputError."""
    place = _place(watch)
    try:
        told = place.read_text("utf-8").strip()
    except FileNotFoundError:
        return now - BACK
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "not text"
        raise InputError(f"cannot be read: {said}", where=str(place), hint="delete it") from None
    found = moment(told, where=str(place))
    return found if found < now else now - BACK


def remember(watch: Path, now: datetime) -> None:
    """Keep the moment. Raises DataError where it cannot be written."""
    place = _place(watch)
    with storing(place, "another folder for the watch"), replacing(place) as part:
        part.write_text(f"{spelled(now)}\n", "utf-8")
