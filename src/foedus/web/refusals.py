"""Errors that only a server has."""

from foedus.errors import InputError


class ForbiddenError(InputError):
    """Who asks may not do this."""


class SizeError(InputError):
    """More was sent than is read."""


class BusyError(InputError):
    """The server does too much already."""
