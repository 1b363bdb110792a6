"""Addresses in the one form that all writings of an address share."""

from urllib.parse import urlsplit


def canonical(url: str) -> str:
    """Return the form of an address that its other writings share: no scheme, www and fragment."""
    parts = urlsplit(url.strip())
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"
