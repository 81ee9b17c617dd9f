"""Errors that only a server has."""

from foedus.errors import InputError


class ForbiddenError(InputError):
    """Who asks may not do this."""


class SizeError(InputError):
    """More was sent than is read."""


class BusyError(InputError):
    """The server does too much already."""


class TakenError(InputError):
    """A new scenario's name is that of another. free: a name that is not."""

    def __init__(self, name: str, free: str) -> None:
        super().__init__(
            f"there is a scenario {name!r} in this folder already", where=name,
            hint=f"{free} is free; nothing was overwritten",
        )  # fmt: skip
        self.free = free
