"""Answers at /metrics, from a thread of the parent: it answers nobody else, and does not hang."""

from prometheus_client import CollectorRegistry, disable_created_metrics, start_http_server

from search import Location
from web.metrics.archive import Archive
from web.metrics.link import Link
from web.metrics.requests import Requests


class MetricsError(Exception):
    """The metrics cannot be answered where they shall."""


def expose(where: str, index: Location, link: Link) -> tuple[str, int]:
    """Answer at HOST:PORT from now on, and return the address. Raises MetricsError."""
    disable_created_metrics()  # type: ignore[no-untyped-call]  # they would be a series more each
    registry = CollectorRegistry()
    requests = Requests(registry)
    registry.register(Archive(index))
    host, _, port = where.rpartition(":")
    try:
        server, _ = start_http_server(int(port), host.strip("[]"), registry)
    except (OSError, UnicodeError) as error:
        fault = getattr(error, "strerror", None) or "no name of a host"
        raise MetricsError(
            f"cannot listen on {where}: {fault}; choose another with --metrics"
        ) from error
    requests.listen(link)
    return str(host), server.server_port
