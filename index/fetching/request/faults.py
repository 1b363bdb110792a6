"""Why a request, a source or a feed gave nothing: errors that name the fault and the way out."""

from index.articles.fault import UnreadableError


class FetchError(UnreadableError):
    """An address gave nothing; says why, and what to do."""


class RefusedAddressError(FetchError):
    """An address that is never asked: another scheme, credentials, a network that is not public."""


class DisallowedError(FetchError):
    """The site asks programs not to fetch this address."""


class RedirectsError(FetchError):
    """Redirects that do not end."""


class StatusError(FetchError):
    """An answer with a status that gives nothing."""

    def __init__(self, status: int, reason: str, remedy: str) -> None:
        self.status = status
        super().__init__(reason, remedy)


class BusyHostError(StatusError):
    """The host asks to wait; seconds is how long, None if it does not say."""

    def __init__(self, status: int, reason: str, remedy: str, *, seconds: float | None) -> None:
        self.seconds = seconds
        super().__init__(status, reason, remedy)


class StoppedError(Exception):
    """The operator ended the run; nothing is wrong."""
