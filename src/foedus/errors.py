"""One small error tree. A message says what is wrong, where, and what to try.

The command line prints ``str(error)`` and its notes alone and exits with the class's ``exit_code``:

==== ==========================================================
code meaning
==== ==========================================================
0    done
1    a check ran and found something (``foedus data verify``); or the disk is full
2    wrong input: a file, an option, a value, a place that cannot be written
3    data: missing, altered or unreachable
4    a model could not be fitted or a forecast could not be made
130  interrupted (Ctrl-C)
143  terminated (SIGTERM)
==== ==========================================================
"""

import errno
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, ClassVar, NoReturn

_WORDS = re.compile(r"[-_. :/]+")


class FoedusError(Exception):
    """Base of every error that Foedus raises on purpose.

    what: what is wrong, one sentence. where: a place (``file:line``, an option, a key path).
    hint: what to try.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"\n  try: {self.hint}" if self.hint else ""
        return f"{place}{self.what}{advice}"

    def __reduce__(self) -> tuple[Any, ...]:
        """For another process: as it is, whatever its class is made of."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[FoedusError], args: tuple[Any, ...], told: Mapping[str, Any]) -> FoedusError:
    found = kind.__new__(kind, *args)
    found.__dict__.update(told)
    return found


class InputError(FoedusError):
    """A file, option or value given by the user is wrong."""

    exit_code = 2


class UnknownNameError(InputError):
    """A name that is not in a known list; the message offers the nearest ones."""

    def __init__(
        self, kind: str, found: object, known: Iterable[str], *, where: str | None = None
    ) -> None:
        names = sorted(set(known))
        super().__init__(f"unknown {kind} {found!r}", where=where, hint=nearest(found, names))
        self.found, self.known = found, names


class ExtraNeededError(InputError):
    """What was asked for needs a library that only an extra of the installation brings."""

    def __init__(self, what: str, extra: str, *, where: str | None = None) -> None:
        super().__init__(
            f"{what} needs the extra `{extra}`, which is not installed",
            where=where, hint=f"pip install 'foedus[{extra}]'",
        )  # fmt: skip


class Catalog(dict[str, Any]):
    """A dict by name whose misses say which names are near: UnknownNameError, not KeyError.

    kind: what the names are of, such as ``design``.
    """

    def __init__(self, kind: str, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.kind = kind

    def __missing__(self, name: object) -> NoReturn:
        raise UnknownNameError(self.kind, name, self)


class DataError(FoedusError):
    """Public data is missing, altered or unreachable."""

    exit_code = 3


class PlaceError(InputError, DataError):
    """A file or folder cannot be read or written where it was said to be."""


class DiskError(DataError):
    """The disk is full, or fails."""

    exit_code = 1


class FitError(FoedusError):
    """A model could not be fitted (separation, no variation, no convergence)."""

    exit_code = 4


#: What the system refuses -> what to try, whatever was being done.
_REMEDIES = {
    errno.ENAMETOOLONG: "a name of at most 255 bytes",
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EIO: "another disk; this one fails",
    errno.EISDIR: "a file in that folder",
}
_ABSENT = {errno.ENOENT, errno.ENOTDIR}


def refusal(
    error: Exception, place: object, what: str = "cannot be read or written", hint: str = ""
) -> PlaceError | DiskError:
    """The system's refusal of what was asked of a place, in words.

    what: the sentence that a reason follows. hint: what to try, where the reason does not say it.
    """
    number = getattr(error, "errno", None) or 0  # a NUL in a name is a ValueError
    reason = getattr(error, "strerror", None) or str(error)
    if number in {errno.ENOSPC, errno.EDQUOT}:
        reason = "the disk is full"
    hint = hint or (
        "check the name and its folder" if number in _ABSENT else "permission, or another place"
    )
    kind = DiskError if number in {errno.ENOSPC, errno.EDQUOT, errno.EIO} else PlaceError
    return kind(f"{what}: {reason}", where=str(place), hint=_REMEDIES.get(number, hint))


def reason(error: Exception) -> str:
    """What Python says is wrong with what was read, without the name of its own error."""
    if isinstance(error, KeyError):
        return f"the key {error} is missing"
    return str(error) or type(error).__name__


def nearest(found: object, known: Iterable[str], *, most: int = 12) -> str:
    """Say which known names, or words of them, are nearest to ``found``; else list the names."""
    names = list(known)
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(str(found).casefold(), folded, n=3, cutoff=0.6)
    close = close or _by_part(str(found).casefold(), folded)
    if close:
        return "did you mean " + " or ".join(folded[name] for name in close) + "?"
    shown = ", ".join(names[:most])
    return f"one of {shown}" + (f", … ({len(names)} in all)" if len(names) > most else "")


def _by_part(found: str, names: Iterable[str]) -> list[str]:
    """At most three names of several words, one of which is nearest to what was found."""
    words = {name: [each for each in _WORDS.split(name) if len(each) > 3] for name in names}
    close = get_close_matches(found, {each for all_ in words.values() for each in all_}, 3, 0.8)
    return [name for name, all_ in words.items() if set(all_) & set(close)][:3]
