"""What a process takes upon itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of a process; see the settings."""

    connections: int = 8192
    queue_seconds: float = 10.0
    client_seconds: float = 20.0
    client_refill: float = 0.5
    body_bytes: int = 65536
    response_cache_mb: int = 64
    streams: int = 200
    header_seconds: float = 20.0
    send_seconds: float = 60.0
    drain_seconds: float = 30.0
    hung_seconds: float = 30.0
